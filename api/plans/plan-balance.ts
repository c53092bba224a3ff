// A plan's teams against their targets in every measure, counted by the engine from exact counts.
import { evaluatePlan } from "../../engine/scores.ts";
import type { MeasureBalance, Plan, PlanBalance } from "../contract/plans.ts";
import type { Transaction } from "../db/database.ts";
import { type DivisionArrays, readDivisionArrays } from "../runs/division-arrays.ts";
import { bareProblem } from "../runs/problem.ts";
import type { MeasureValues } from "../statistics/measures.store.ts";

/** Targets are shares by the plan's positions of everybody on the map; people without a place are in the total only. */
export async function readPlanBalance(
  transaction: Transaction,
  municipality: string,
  plan: Plan,
): Promise<PlanBalance> {
  return balanceOf(plan, await readDivisionArrays(transaction, municipality, plan.divisionId, null));
}

/** The same from what was read. Unknown counts add nothing to a sum and are told by their number. */
function balanceOf(plan: Plan, division: DivisionArrays): PlanBalance {
  const problem = bareProblem(division, division.measures, plan.teams, "positions");
  const assignment = Int32Array.from(plan.teamIndexes);
  const scores = evaluatePlan(problem, assignment);
  const areaM2 = new Array<number>(plan.teams.length).fill(0);
  for (const [areaIndex, teamIndex] of plan.teamIndexes.entries()) {
    if (teamIndex >= 0) areaM2[teamIndex]! += division.areaM2[areaIndex]!;
  }
  return {
    planId: plan.id,
    version: plan.version,
    measures: division.measures.map((measure, measureIndex) =>
      measureBalance(
        measure,
        plan,
        scores.teams.map((team) => team.measures[measureIndex]!),
      ),
    ),
    teams: plan.teams.map(({ teamId }, teamIndex) => ({
      teamId,
      areaCount: scores.teams[teamIndex]!.areaCount,
      connectedParts: scores.teams[teamIndex]!.partCount,
      areaM2: areaM2[teamIndex]!,
    })),
    cutEdges: scores.cutEdges,
    cutBorderLengthM: scores.borderLengthM,
  };
}

function measureBalance(
  measure: MeasureValues,
  plan: Plan,
  teams: readonly { readonly sum: number; readonly target: number; readonly deviationFraction: number }[],
): MeasureBalance {
  const placedTotal = measure.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const unplacedTotal = measure.unplaced.reduce((sum, { value }) => sum + (value ?? 0), 0);
  const unassigned = measure.values.reduce<number>(
    (sum, value, areaIndex) => (plan.teamIndexes[areaIndex]! < 0 ? sum + (value ?? 0) : sum),
    0,
  );
  return {
    measureKey: measure.key,
    nameSv: measure.nameSv,
    nameEn: measure.nameEn,
    total: placedTotal + unplacedTotal,
    placedTotal,
    unplacedTotal,
    unknownCount: measure.unknownCount,
    estimated: measure.estimated,
    unassigned,
    teams: plan.teams.map(({ teamId }, teamIndex) => {
      const { sum, target, deviationFraction } = teams[teamIndex]!;
      return { teamId, value: sum, target, deviation: sum - target, deviationFraction };
    }),
    largestDeviationFraction: Math.max(0, ...teams.map((team) => Math.abs(team.deviationFraction))),
  };
}
