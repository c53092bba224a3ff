// What binds each team of a plan: its room within the tolerances, and the rules that forbid better moves. Read when it is opened.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/contract/plans.ts";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { inLanguage } from "../i18n.ts";
import { usePlanExplanation } from "../state/proposals.ts";

export function TeamBindings({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data, error, isFetching } = usePlanExplanation(open ? plan.id : null, plan.version);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} data-testid="team-bindings">
      <summary className="summary">{t("why.bindings")}</summary>
      <div className="stack-tight">
        {isFetching && !data && <Loading />}
        <ProblemNotice error={error} />
        {data && (
          <>
            <p className="small soft">{inLanguage(data.rulesFrom)}</p>
            {data.feasible ? (
              <p className="small">{t("run.feasible")}</p>
            ) : (
              <ul className="notice notice-warning small">
                {data.violations.map((violation) => (
                  <li key={violation.sv}>{inLanguage(violation)}</li>
                ))}
              </ul>
            )}
            {data.teams.map(({ teamId, sentences }) => {
              const team = plan.teams.find((own) => own.teamId === teamId);
              if (!team) return null;
              return (
                <section key={teamId} className="stack-tight" aria-label={team.name}>
                  <h3 className="row">
                    <TeamBadge letter={team.letter} colourIndex={team.colourIndex} small />
                    {team.name}
                  </h3>
                  <ul className="why-list">
                    {sentences.map((sentence) => (
                      <li key={sentence.sv}>{inLanguage(sentence)}</li>
                    ))}
                  </ul>
                </section>
              );
            })}
          </>
        )}
      </div>
    </details>
  );
}
