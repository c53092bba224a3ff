// A plan's teams against their targets in every measure: from exact counts for planners, from protected ones for others.
import { likelySumError } from "../../engine/disclosure/keyed-rounding.ts";
import { evaluatePlan, type PlanScores } from "../../engine/scores.ts";
import { deviationFraction } from "../../engine/tallies.ts";
import type { MeasureBalance, Plan, PlanBalance } from "../contract/plans.ts";
import type { Transaction } from "../db/database.ts";
import type { Person } from "../http/call.ts";
import { type DivisionGeometry, readDivisionGeometry } from "../runs/division-arrays.ts";
import { bareProblem } from "../runs/problem.ts";
import { type MeasureValues, readMeasures } from "../statistics/measures.ts";

/**
 * Targets are shares by the plan's own rules of everybody on the map; people without a place are in the total only. A
 * person who acts as team is told of their own teams, and only where all their areas in the plan are their own today.
 */
export async function readPlanBalance(transaction: Transaction, person: Person, plan: Plan): Promise<PlanBalance> {
  const { municipalityCode, role, teamIds } = person;
  const geometry = await readDivisionGeometry(transaction, municipalityCode, plan.divisionId);
  const measures = await readMeasures(transaction, role, municipalityCode, plan.divisionId, null);
  return planBalance(plan, geometry, measures, role === "team" ? teamIds : null);
}

/** The same from what has been read: the measures as the person is told of them, and a team's own teams. */
export function planBalance(
  plan: Plan,
  geometry: DivisionGeometry,
  measures: readonly MeasureValues[],
  ownTeams: readonly string[] | null,
): PlanBalance {
  const problem = bareProblem({ ...geometry, measures }, measures, targetShares(plan));
  const scores = evaluatePlan(problem, Int32Array.from(plan.teamIndexes));
  const areaM2 = new Array<number>(plan.teams.length).fill(0);
  for (const [areaIndex, teamIndex] of plan.teamIndexes.entries()) {
    if (teamIndex >= 0) areaM2[teamIndex]! += geometry.areaM2[areaIndex]!;
  }
  return {
    planId: plan.id,
    version: plan.version,
    measures: measures.map((measure, measureIndex) => {
      const sums = scores.teams.map((team) => team.measures[measureIndex]!.sum);
      return ownTeams === null ? wholeBalance(measure, plan, sums) : ownBalance(measure, plan, sums, ownTeams);
    }),
    teams: teamShapes(plan, scores, areaM2),
    cutEdges: scores.cutEdges,
    cutBorderLengthM: scores.borderLengthM,
  };
}

/** Each team's share of every total, in the plan's order. */
export function targetShares({ teams }: Pick<Plan, "teams">): number[] {
  return teams.map(({ targetShare }) => targetShare);
}

function teamShapes(plan: Plan, scores: PlanScores, areaM2: readonly number[]): PlanBalance["teams"] {
  return plan.teams.map(({ teamId }, teamIndex) => ({
    teamId,
    areaCount: scores.teams[teamIndex]!.areaCount,
    connectedParts: scores.teams[teamIndex]!.partCount,
    areaM2: areaM2[teamIndex]!,
  }));
}

type TeamBalances = MeasureBalance["teams"];

function namesOf({ key, nameSv, nameEn, period, unknownCount, estimated }: MeasureValues) {
  return { measureKey: key, nameSv, nameEn, period, unknownCount, estimated };
}

function teamBalances(measure: MeasureValues, plan: Plan, sums: readonly number[], placedTotal: number): TeamBalances {
  return plan.teams.map(({ teamId, targetShare }, teamIndex) => {
    const value = sums[teamIndex]!;
    const target = targetShare * placedTotal;
    return {
      teamId,
      value,
      target,
      deviation: value - target,
      deviationFraction: deviationFraction(value, target),
      likelyError: likelyErrorOf(measure, plan, teamIndex),
      ...capsOf(measure, plan, teamIndex),
    };
  });
}

function largestOf(teams: TeamBalances): number {
  return Math.max(0, ...teams.map((team) => Math.abs(team.deviationFraction)));
}

/** All teams. Unknown counts add nothing to a sum and are told by their number. */
function wholeBalance(measure: MeasureValues, plan: Plan, sums: readonly number[]): MeasureBalance {
  const placedTotal = measure.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const withheld = measure.unplaced.some(({ missingReason }) => missingReason === "protected");
  const unassigned = measure.values.reduce<number>(
    (sum, value, areaIndex) => (plan.teamIndexes[areaIndex]! < 0 ? sum + (value ?? 0) : sum),
    0,
  );
  const teams = teamBalances(measure, plan, sums, placedTotal);
  return {
    ...namesOf(measure),
    total: measure.total,
    placedTotal,
    unplacedTotal: withheld ? null : measure.unplaced.reduce((sum, { value }) => sum + (value ?? 0), 0),
    unassigned,
    unplacedAtLeast: measure.protection?.unplacedAtCap ?? false,
    unassignedAtLeast: cappedAreasIn(measure, plan, -1) > 0,
    teams,
    largestDeviationFraction: largestOf(teams),
  };
}

/** One's own teams beside their share by the municipality's mean. */
function ownBalance(
  measure: MeasureValues,
  plan: Plan,
  sums: readonly number[],
  ownTeams: readonly string[],
): MeasureBalance {
  const placedTotal = (measure.mean ?? 0) * measure.meanAreaCount;
  const teams = teamBalances(measure, plan, sums, placedTotal).filter(
    ({ teamId }) =>
      ownTeams.includes(teamId) &&
      measure.missingReasons.every(
        (reason, areaIndex) => reason !== "outside" || plan.teams[plan.teamIndexes[areaIndex]!]?.teamId !== teamId,
      ),
  );
  return {
    ...namesOf(measure),
    total: null,
    placedTotal: null,
    unplacedTotal: null,
    unassigned: null,
    unplacedAtLeast: false,
    unassignedAtLeast: false,
    teams,
    largestDeviationFraction: largestOf(teams),
  };
}

/** How many of the team's areas are at the cap; of the areas in no team where the team is −1. */
function cappedAreasIn({ protection }: MeasureValues, plan: Plan, teamIndex: number): number {
  if (protection === null) return 0;
  return protection.atCap.filter((atCap, areaIndex) => atCap && plan.teamIndexes[areaIndex] === teamIndex).length;
}

/** Which sides of the comparison may be larger than told. What raises the team's own sum raises its target by less. */
function capsOf(measure: MeasureValues, plan: Plan, teamIndex: number) {
  const own = cappedAreasIn(measure, plan, teamIndex);
  return { atLeast: own > 0, targetAtLeast: (measure.protection?.cappedInMean ?? 0) > own };
}

/** From the number of rounded areas in the team; those told together count as one. */
function likelyErrorOf({ protection }: MeasureValues, plan: Plan, teamIndex: number): number {
  if (protection === null) return 0;
  const rounded = new Set(
    protection.toldWith.filter(
      (_first, areaIndex) => protection.rounded[areaIndex] && plan.teamIndexes[areaIndex] === teamIndex,
    ),
  );
  return likelySumError(rounded.size);
}
