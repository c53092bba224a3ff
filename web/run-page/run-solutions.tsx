// The plans that a run found: the frontier's curve, the table that tells the same, how alternatives differ, and what the chosen one moves.
import { useTranslation } from "react-i18next";
import type { Run, Solution, SolutionDetail } from "../../api/contract/runs.ts";
import { strictestFraction } from "../../engine/tolerance.ts";
import { toleranceWords } from "../components/tolerance-words.ts";
import { DifferenceTable } from "../proposals/difference-table.tsx";
import { FrontierCurve } from "../proposals/frontier-curve.tsx";
import { MovedAreas } from "../proposals/moved-areas.tsx";
import { SolutionTable } from "../proposals/solution-table.tsx";
import { sumTeams } from "../state/balance.ts";
import { useMeasureValues } from "../state/queries.ts";
import { targetWeights } from "./target-weights.ts";

export function RunSolutions({
  run,
  solutions,
  differences,
  measure,
  nameOf,
  chosen,
  detail,
  onChoose,
}: {
  run: Run;
  solutions: readonly Solution[];
  differences: readonly (readonly number[])[];
  measure: string;
  nameOf: (areaIndex: number) => string;
  chosen: number | null;
  detail: SolutionDetail | null;
  /** Null while the run is at work: what is found may still be replaced. */
  onChoose: ((solution: number) => void) | null;
}) {
  const { t } = useTranslation();
  const tolerance = run.rules.balancedMeasures[0]!;
  const values = useMeasureValues(run.divisionId, tolerance.measureKey).data;
  const targets = values
    ? sumTeams(
        values.values,
        values.values.map(() => -1),
        targetWeights(run),
      ).teams.map(({ target }) => target)
    : [];
  const showsChange = run.kind === "frontier" || solutions.some(({ changes }) => changes.length > 0);
  return (
    <section className="stack-tight" aria-labelledby="solutions-heading">
      <h3 id="solutions-heading">{t(`proposals.solutionsOf.${run.kind}`, { count: solutions.length })}</h3>
      {run.kind === "frontier" && solutions.length > 1 && (
        <>
          <p className="small soft">
            {t("proposals.frontierHelp")} {onChoose && t("proposals.frontierChoose")}
          </p>
          <FrontierCurve
            solutions={solutions}
            chosen={chosen}
            toleranceFraction={strictestFraction(tolerance, Math.max(0, ...targets))}
            tolerance={toleranceWords(t, tolerance, measure)}
            onChoose={onChoose ?? ignore}
          />
        </>
      )}
      <SolutionTable
        caption={t(`proposals.solutionsOf.${run.kind}`, { count: solutions.length })}
        solutions={solutions}
        chosen={chosen}
        showsChange={showsChange}
        best={run.kind === "alternatives" ? bestGoals(solutions) : null}
        measure={measure}
        onChoose={onChoose}
      />
      <DifferenceTable differences={differences} measure={measure} />
      {run.kind === "alternatives" && onChoose && solutions.length < wantedAlternatives && (
        <p className="small soft">{t("proposals.fewAlternatives", { count: solutions.length })}</p>
      )}
      {detail && <MovedAreas detail={detail} teams={run.teams} measure={measure} nameOf={nameOf} />}
    </section>
  );
}

/** So many are looked for. */
const wantedAlternatives = 4;

/** The smallest of the weighed goals; null for runs of earlier versions, which do not tell them. */
function bestGoals(solutions: readonly Solution[]): number | null {
  const goals = solutions.flatMap(({ weighedGoals }) => weighedGoals ?? []);
  return goals.length === solutions.length && goals.length > 1 ? Math.min(...goals) : null;
}

function ignore(): void {}
