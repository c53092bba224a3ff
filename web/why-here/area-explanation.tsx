// "Why here?": for the chosen area, what each neighbouring team would mean for every goal, and which rule stops it.
import { useTranslation } from "react-i18next";
import type { AreaExplanation as Explanation } from "../../api/contract/explanations.ts";
import type { Plan } from "../../api/contract/plans.ts";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { inLanguage } from "../i18n.ts";
import { useAreaExplanation } from "../state/proposals.ts";

function Move({ move, plan }: { move: Explanation["moves"][number]; plan: Plan }) {
  const { t } = useTranslation();
  const team = plan.teams[move.toTeamIndex];
  if (!team) return null;
  const verdict = move.allowed ? (move.better ? "better" : "worse") : "stopped";
  return (
    <li className="stack-tight" data-move={team.letter}>
      <div className="row">
        <TeamBadge letter={team.letter} colourIndex={team.colourIndex} small />
        <strong>{t("why.toTeam", { team: team.name })}</strong>
        <span className={`tag ${verdict === "stopped" ? "tag-bad" : verdict === "better" ? "tag-good" : ""}`}>
          {t(`why.verdict.${verdict}`)}
        </span>
      </div>
      {move.hindrances.length > 0 && (
        <ul className="why-list">
          {move.hindrances.map((sentence) => (
            <li key={sentence.sv}>{inLanguage(sentence)}</li>
          ))}
        </ul>
      )}
      <table className="facts-table why-effects">
        <caption className="visually-hidden">{t("why.effectsOf", { team: team.name })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("why.goal")}</th>
            <th scope="col">{t("why.now")}</th>
            <th scope="col">{t("why.after")}</th>
          </tr>
        </thead>
        <tbody>
          {move.effects.map(({ goal, label, before, after, change }) => (
            <tr key={label.sv} data-goal={goal}>
              <th scope="row">{inLanguage(label)}</th>
              <td className="number">{inLanguage(before)}</td>
              <td className="number">
                {inLanguage(after)}
                <span className="cell-note">
                  {t(`why.change.${changeWord(inLanguage(before), inLanguage(after), change)}`)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </li>
  );
}

/** What is told the same before and after is called unchanged. */
function changeWord(before: string, after: string, change: number): "same" | "better" | "worse" {
  if (before === after) return "same";
  return change < 0 ? "better" : "worse";
}

/** Of the plan as it is saved; `code` is the chosen area's. */
export function AreaExplanation({ plan, code }: { plan: Plan; code: string }) {
  const { t } = useTranslation();
  const { data, error, isPending } = useAreaExplanation(plan.id, plan.version, code);
  return (
    <section className="stack-tight why-here" aria-labelledby="why-heading" data-testid="why-here">
      <h3 id="why-heading">{t("why.heading")}</h3>
      {error ? <ProblemNotice error={error} /> : isPending && <Loading />}
      {data && (
        <>
          {data.summary.map((sentence) => (
            <p key={sentence.sv}>{inLanguage(sentence)}</p>
          ))}
          <ul className="plain-rows">
            {data.moves.map((move) => (
              <Move key={move.toTeamIndex} move={move} plan={plan} />
            ))}
          </ul>
          <p className="small soft">{t("why.alone")}</p>
        </>
      )}
    </section>
  );
}
