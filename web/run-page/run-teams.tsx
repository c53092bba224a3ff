// The teams of a run in every measure that its rules balance: the main one drawn, the others as tables.
import { useTranslation } from "react-i18next";
import type { Run } from "../../api/contract/runs.ts";
import type { Measure } from "../../api/contract/statistics.ts";
import { strictestFraction } from "../../engine/tolerance.ts";
import { TeamBadge } from "../components/team-badge.tsx";
import { toleranceWords } from "../components/tolerance-words.ts";
import { measureName } from "../map-page/colouring.ts";
import { barScale, TeamRow } from "../map-page/team-list.tsx";
import { formatNumber, formatSigned, formatSignedPercent, wholeDeviation } from "../numbers.ts";
import { sumTeams } from "../state/balance.ts";
import { useMeasureValues } from "../state/queries.ts";
import { targetWeights } from "./target-weights.ts";

type BalancedMeasure = Run["rules"]["balancedMeasures"][number];

export function RunTeams({
  run,
  teamIndexes,
  measures,
}: {
  run: Run;
  teamIndexes: readonly number[];
  measures: readonly Measure[];
}) {
  return run.rules.balancedMeasures.map((rule, place) => (
    <MeasureTeams
      key={rule.measureKey}
      run={run}
      rule={rule}
      isMain={place === 0}
      teamIndexes={teamIndexes}
      measure={measures.find((own) => own.key === rule.measureKey)}
    />
  ));
}

function MeasureTeams({
  run,
  rule,
  isMain,
  teamIndexes,
  measure,
}: {
  run: Run;
  rule: BalancedMeasure;
  isMain: boolean;
  teamIndexes: readonly number[];
  measure: Measure | undefined;
}) {
  const { t } = useTranslation();
  const values = useMeasureValues(run.divisionId, rule.measureKey).data;
  if (!values) return null;
  const name = measure ? measureName(measure) : rule.measureKey;
  const { teams: sums } = sumTeams(values.values, teamIndexes, targetWeights(run));
  const fraction = strictestFraction(rule, Math.max(...sums.map(({ target }) => target)));
  const scale = barScale(
    sums.map(({ deviationFraction }) => deviationFraction),
    fraction,
  );
  return (
    <section className="stack-tight" data-measure={rule.measureKey}>
      <h3>{name}</h3>
      <p className="small soft">{t("tolerance.is", { tolerance: toleranceWords(t, rule, name) })}</p>
      {isMain ? (
        <ul className="team-list">
          {run.teams.map((team, index) => (
            <TeamRow
              key={team.teamId}
              team={team}
              figure={{ areaCount: sums[index]!.areaCount, connectedParts: null, sum: sums[index]! }}
              toleranceFraction={fraction}
              toleranceOf={(target) => toleranceWords(t, rule, name, fraction * target)}
              scaleFraction={scale}
              onShow={null}
            />
          ))}
        </ul>
      ) : (
        <TeamTable caption={name} teams={run.teams} sums={sums} fraction={fraction} />
      )}
    </section>
  );
}

function TeamTable({
  caption,
  teams,
  sums,
  fraction,
}: {
  caption: string;
  teams: Run["teams"];
  sums: ReturnType<typeof sumTeams>["teams"];
  fraction: number;
}) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll">
      <table className="facts-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("run.team")}</th>
            <th scope="col">{t("run.sum")}</th>
            <th scope="col">{t("run.target")}</th>
            <th scope="col">{t("run.fromTarget")}</th>
          </tr>
        </thead>
        <tbody>
          {teams.map((team, index) => {
            const { value, target, deviationFraction } = sums[index]!;
            const within = Math.abs(deviationFraction) <= fraction + 1e-12;
            return (
              <tr key={team.teamId}>
                <th scope="row">
                  <TeamBadge letter={team.letter} colourIndex={team.colourIndex} small />{" "}
                  <span className="visually-hidden">{team.name}</span>
                </th>
                <td className="number">{formatNumber(value)}</td>
                <td className="number">{formatNumber(target)}</td>
                <td className="number">
                  {formatSigned(wholeDeviation(value, target))} ({formatSignedPercent(deviationFraction)})
                  <span className="cell-note">{t(within ? "run.within" : "run.outside")}</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
