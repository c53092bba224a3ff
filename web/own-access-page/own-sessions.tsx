// Where one is signed in; any of them can be ended.
import { useTranslation } from "react-i18next";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant } from "../numbers.ts";
import { useEndSession, useOwnSessions } from "../state/people.ts";

export function OwnSessions() {
  const { t } = useTranslation();
  const { data: sessions = [], error, isPending } = useOwnSessions();
  const end = useEndSession();
  return (
    <section className="stack-tight" aria-labelledby="sessions-heading">
      <h2 id="sessions-heading">{t("ownAccess.sessions")}</h2>
      <p className="soft">{t("ownAccess.sessionsHelp")}</p>
      <ProblemNotice error={error ?? end.error} />
      {isPending && <Loading />}
      <ul className="access-list">
        {sessions.map((session) => (
          <li key={session.id} className="card row-apart">
            <div>
              <strong>{t(`role.${session.role}.name`)}</strong>{" "}
              {session.current && <span className="tag tag-good">{t("ownAccess.thisOne")}</span>}
              <p className="small soft">
                {t("ownAccess.sessionTimes", {
                  begun: formatInstant(session.createdAt),
                  seen: formatInstant(session.lastSeenAt),
                  ends: formatInstant(session.expiresAt),
                })}
              </p>
            </div>
            {!session.current && (
              <button
                type="button"
                className="button button-danger"
                disabled={end.isPending}
                aria-label={t("ownAccess.endSessionOf", { begun: formatInstant(session.createdAt) })}
                onClick={() => end.mutate(session.id)}
              >
                {t("ownAccess.endSession")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {!isPending && !error && sessions.length === 1 && <p className="soft">{t("ownAccess.onlyHere")}</p>}
    </section>
  );
}
