// Pages that share an entry of the menu: a button that opens the list of them. On a small screen the list is always open.
import { useTranslation } from "react-i18next";
import { matchPath, NavLink, useLocation } from "react-router";
import { forecastPath } from "../forecast-page/forecast-path.ts";
import type { MenuGroup as Group, Page } from "../pages.ts";
import { useFolding } from "./use-folding.ts";
import { WatchMark } from "./watch-mark.tsx";

/** Marked as the present one while one of its pages, or a page below it, is shown. */
export function MenuGroup({ group, pages }: { group: Group; pages: readonly Page[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { open, setOpen, id, frame, buttonProps } = useFolding();
  const isPresent = pages.some(({ path }) => matchPath({ path, end: false }, pathname));

  return (
    <div ref={frame} className="menu-group" data-present={isPresent}>
      <button {...buttonProps}>
        {t(`menu.${group}`)}
        {pages.some(({ path }) => path === forecastPath) && <WatchMark />}
        <span aria-hidden="true">▾</span>
      </button>
      <ul id={id} hidden={!open}>
        {pages.map(({ path, name }) => (
          <li key={path}>
            <NavLink to={path} onClick={() => setOpen(false)}>
              {t(name)}
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
