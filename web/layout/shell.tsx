// The frame of every page: skip links, header, the mark of a made-up municipality, main.

import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { matchPath, NavLink, useLocation } from "react-router";
import { basePath } from "../base-path.ts";
import { menuOf, type Page } from "../pages.ts";
import { useSessionState, useSignedIn } from "../state/session.tsx";
import { useAskBeforeLeaving } from "./ask-before-leaving.tsx";
import { KeptDrawings } from "./kept-drawings.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { MenuGroup } from "./menu-group.tsx";
import { PersonMenu } from "./person-menu.tsx";

export function Shell({ pages, children }: { pages: readonly Page[]; children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { role } = useSignedIn();
  const page = pages.find((candidate) => matchPath(candidate.path, pathname));

  const title = page ? `${t(page.name)} – Områdeslinjen` : "Områdeslinjen";

  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <div className={`shell ${page?.fixed ? "shell-fixed" : ""}`}>
      <a className="skip-link" href="#innehall">
        {t("shell.skip")}
      </a>
      {page?.mapTarget && (
        <a className="skip-link skip-to-map" href={`#${page.mapTarget}`}>
          {t("shell.skipToMap")}
        </a>
      )}
      {!page?.bare && <Header pages={pages} title={title} />}
      {role === "planner" && <KeptDrawings />}
      <main id="innehall" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** The menu closes where the page, and so its title, is another. */
function Header({ pages, title }: { pages: readonly Page[]; title: string }) {
  const { t } = useTranslation();
  const { demonstration, municipality } = useSignedIn();
  const { signOut } = useSessionState();
  const { leaving, question } = useAskBeforeLeaving();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(() => setOpen(false), [title]);
  return (
    <header>
      <div className="site-header" data-open={open}>
        <NavLink className="brand" to={pages[0]!.path}>
          <img src={`${basePath}/icon.svg`} alt="" width="34" height="34" />
          <span>
            <span className="brand-name">Områdeslinjen</span>
            <span className="brand-place">{municipality.name}</span>
          </span>
        </NavLink>
        <button type="button" className="button menu-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("shell.menu")}
        </button>
        <nav className="site-nav" aria-label={t("shell.navigation")}>
          <ul>
            {menuOf(pages).map((entry) =>
              "pages" in entry ? (
                <li key={entry.group}>
                  <MenuGroup {...entry} />
                </li>
              ) : (
                <li key={entry.path}>
                  <NavLink to={entry.path}>{t(entry.name)}</NavLink>
                </li>
              ),
            )}
          </ul>
        </nav>
        <div className="header-person">
          <PersonMenu pages={pages.filter(({ ofPerson }) => ofPerson)} />
          <LanguageSwitch />
          <button type="button" className="button button-quiet" onClick={() => leaving(signOut)}>
            {t("shell.signOut")}
          </button>
        </div>
      </div>
      {question}
      {municipality.synthetic && <p className="synthetic-mark">{t("shell.synthetic")}</p>}
      {demonstration && !municipality.synthetic && <p className="synthetic-mark">{t("shell.startCode")}</p>}
    </header>
  );
}
