// One person's access: roles, teams, access tokens and sessions, each change made at once.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { User } from "../../api/contract/people.ts";
import type { Role } from "../../api/contract/primitives.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant } from "../numbers.ts";
import { TokenFacts } from "../own-access-page/token-facts.tsx";
import { type UserChange, useChangeUser } from "../state/people.ts";
import { useTeams } from "../state/queries.ts";
import { GrantChoice } from "./grant-choice.tsx";

const roles: readonly Role[] = ["planner", "manager", "team", "admin", "reviewer"];

export function UserAccess({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const { data: teams = [] } = useTeams();
  const change = useChangeUser(user.id);
  const [done, setDone] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const make = (wanted: UserChange, question?: string) => {
    if (question && !confirm(question)) return;
    setDone("");
    change.mutate(wanted, { onSuccess: () => setDone(t("users.saved")) });
  };
  const name = user.displayName;
  const locked = user.oneself || change.isPending;
  return (
    <section className="card stack" aria-labelledby="user-heading">
      <div className="row-apart">
        <h2 id="user-heading" ref={heading} tabIndex={-1}>
          {t("users.accessOf", { name })}
        </h2>
        <button type="button" className="button button-quiet" onClick={onClose}>
          {t("users.close")}
        </button>
      </div>
      <p className="soft">{t(user.oneself ? "users.oneself" : "users.sources")}</p>
      <ProblemNotice error={change.error} />
      <p role="status">{done}</p>
      <div className="access-columns">
        <fieldset disabled={locked}>
          <legend className="field-name">{t("users.roles")}</legend>
          {roles.map((role) => (
            <GrantChoice
              key={role}
              label={t(`role.${role}.name`)}
              sources={user.roles.filter((held) => held.role === role).map(({ grantedBy }) => grantedBy)}
              onChange={(given) => make({ kind: given ? "give-role" : "take-role", role })}
            />
          ))}
        </fieldset>
        <fieldset disabled={locked}>
          <legend className="field-name">{t("users.teams")}</legend>
          <p className="small soft">{t("users.teamsHelp")}</p>
          {teams.length === 0 && <p className="soft">{t("users.noTeams")}</p>}
          {teams.map((team) => (
            <GrantChoice
              key={team.id}
              label={`${team.letter} ${team.name}`}
              sources={user.teams.filter(({ teamId }) => teamId === team.id).map(({ grantedBy }) => grantedBy)}
              onChange={(bound) => make({ kind: bound ? "bind-team" : "release-team", team: team.id })}
            />
          ))}
        </fieldset>
      </div>
      <section className="stack-tight" aria-labelledby="user-tokens-heading">
        <h3 id="user-tokens-heading">{t("ownAccess.tokens")}</h3>
        {user.tokens.length === 0 && <p className="soft">{t("users.noTokens")}</p>}
        <ul className="access-list">
          {user.tokens.map((token) => (
            <li key={token.id} className="row-apart">
              <TokenFacts token={token} />
              {token.revokedAt === null && !user.oneself && (
                <button
                  type="button"
                  className="button button-danger"
                  aria-label={t("ownAccess.revokeOf", { name: token.name })}
                  onClick={() =>
                    make({ kind: "revoke-token", token: token.id }, t("ownAccess.revokeConfirm", { name: token.name }))
                  }
                >
                  {t("ownAccess.revoke")}
                </button>
              )}
            </li>
          ))}
        </ul>
      </section>
      <div className="row">
        <span className="soft">
          {user.disabledAt === null
            ? t("users.sessions", { count: user.sessionCount })
            : t("users.disabledSince", { when: formatInstant(user.disabledAt) })}
        </span>
        {user.sessionCount > 0 && !user.oneself && (
          <button type="button" className="button" onClick={() => make({ kind: "end-sessions" })}>
            {t("users.endSessions")}
          </button>
        )}
        {!user.oneself && user.disabledAt === null && (
          <button
            type="button"
            className="button button-danger"
            onClick={() => make({ kind: "disable" }, t("users.disableConfirm", { name }))}
          >
            {t("users.disable")}
          </button>
        )}
        {!user.oneself && user.disabledAt !== null && (
          <button type="button" className="button" onClick={() => make({ kind: "enable" })}>
            {t("users.enable")}
          </button>
        )}
      </div>
    </section>
  );
}
