// The person's menu at the top right: which role one works in, changing it, and one's own access.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import type { Role } from "../../api/contract/primitives.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import type { Page } from "../pages.ts";
import { ProblemError } from "../problem-error.ts";
import { useSessionState, useSignedIn } from "../state/session.tsx";
import { useAskBeforeLeaving } from "./ask-before-leaving.tsx";
import { useFolding } from "./use-folding.ts";

/** A button that opens a list; Escape and a click outside close it. @param pages the person's own pages. */
export function PersonMenu({ pages }: { pages: readonly Page[] }) {
  const { t } = useTranslation();
  const { role, roles, displayName } = useSignedIn();
  const { switchRole } = useSessionState();
  const { open, setOpen, id, frame, buttonProps } = useFolding();
  const { leaving, question } = useAskBeforeLeaving();
  const [error, setError] = useState<unknown>(null);
  const others = roles.filter((other) => other !== role);

  const change = async (to: Role) => {
    const outcome = await switchRole(to);
    setError(outcome.ok ? null : new ProblemError(outcome.problem));
    if (outcome.ok) setOpen(false);
  };

  return (
    <div ref={frame} className="person-menu">
      <button className="person-button" {...buttonProps}>
        <span className="small soft">{t("person.worksAs")}</span>
        <strong>{t(`role.${role}.name`)}</strong>
      </button>
      {question}
      <div id={id} className="person-panel" hidden={!open}>
        <p className="small soft">{displayName}</p>
        {others.length > 0 && (
          <section aria-labelledby={`${id}-roles`}>
            <h2 id={`${id}-roles`}>{t("person.changeRole")}</h2>
            <ul>
              {others.map((other) => (
                <li key={other}>
                  <button type="button" onClick={() => leaving(() => void change(other))} data-switch-to={other}>
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
