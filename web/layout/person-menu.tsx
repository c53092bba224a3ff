// The person's menu at the top right: which role one works in, changing it, and one's own access.
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import type { Role } from "../../api/contract/primitives.ts";
import { ProblemError } from "../api-client.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import type { Page } from "../pages.ts";
import { useSessionState, useSignedIn } from "../state/session.tsx";

/** A button that opens a list; Escape and a click outside close it. @param pages the person's own pages. */
export function PersonMenu({ pages }: { pages: readonly Page[] }) {
  const { t } = useTranslation();
  const { role, roles, displayName } = useSignedIn();
  const { switchRole } = useSessionState();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const others = roles.filter((other) => other !== role);

  useEffect(() => {
    if (!open) return;
    const closeOutside = (event: PointerEvent) => {
      if (!frame.current?.contains(event.target as Node)) setOpen(false);
    };
    const closeByEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("keydown", closeByEscape);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("keydown", closeByEscape);
    };
  }, [open]);

  const change = async (to: Role) => {
    const outcome = await switchRole(to);
    setError(outcome.ok ? null : new ProblemError(outcome.problem));
    if (outcome.ok) setOpen(false);
  };

  return (
    <div ref={frame} className="person-menu">
      <button
        ref={button}
        type="button"
        className="person-button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className="small soft">{t("person.worksAs")}</span>
        <strong>{t(`role.${role}.name`)}</strong>
      </button>
      <div id={id} className="person-panel" hidden={!open}>
        <p className="small soft">{displayName}</p>
        {others.length > 0 && (
          <section aria-labelledby={`${id}-roles`}>
            <h2 id={`${id}-roles`}>{t("person.changeRole")}</h2>
            <ul>
              {others.map((other) => (
                <li key={other}>
                  <button type="button" onClick={() => change(other)} data-switch-to={other}>
                    {t("person.workAs", { role: t(`role.${other}.name`) })}
                  </button>
                </li>
              ))}
            </ul>
            <ProblemNotice error={error} />
          </section>
        )}
        <ul>
          {pages.map(({ path, name }) => (
            <li key={path}>
              <NavLink to={path} onClick={() => setOpen(false)}>
                {t(name)}
              </NavLink>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
