// A plan's full account, counted from scratch: for finished runs and for plans drawn by hand.
import { connectedParts } from "./graph.ts";
import { type Names, numberNames } from "./issue.ts";
import { balanceDeviation } from "./objectives/balance-deviation.ts";
import { borderLength } from "./objectives/border-length.ts";
import { change } from "./objectives/change.ts";
import { cutEdges } from "./objectives/cut-edges.ts";
import { objectives } from "./objectives/index.ts";
import { hessMoment, momentOfInertia } from "./objectives/moment-of-inertia.ts";
import { travel } from "./objectives/travel.ts";
import { type DistrictingProblem, objectiveNames } from "./problem.ts";
import { checkRules, type Violation } from "./rules/index.ts";
import { deviationFraction, measureTotals, teamMeasureSums } from "./tallies.ts";

/** One team's standing in one measure. */
export interface TeamMeasureScore {
  readonly sum: number;
  readonly target: number;
  /** sum / target − 1. */
  readonly deviationFraction: number;
}

export interface TeamScore {
  readonly areaCount: number;
  /** Connected parts: 1 where all is well, 0 for an empty team. */
  readonly partCount: number;
  /** By measure. */
  readonly measures: readonly TeamMeasureScore[];
}

export interface PlanScores {
  readonly teams: readonly TeamScore[];
  /** Largest |deviation| of any team in any measure. */
  readonly maxDeviationFraction: number;
  readonly balanceDeviation: number;
  readonly cutEdges: number;
  readonly borderLengthM: number;
  /** Σ weight × m² to each team's centroid, and to its best own area. */
  readonly moi: number;
  readonly hess: number;
  /** Compactness-measure weight that has another team than in the baseline. */
  readonly movedWeight: number;
  readonly movedAreaCount: number;
  readonly travelWeightM: number;
  readonly unassignedAreaCount: number;
  /** The weighed sum that the solver makes small: Σ weight × value / scale. */
  readonly objective: number;
  readonly feasible: boolean;
  readonly violations: readonly Violation[];
}

/**
 * Counts everything from scratch in O(n·m + links). `assignment` holds a team 0…k−1 per area, or −1 for an area not yet
 * placed (a violation, but all else is still counted). Throws when its length or a team number is impossible.
 */
export function evaluatePlan(
  problem: DistrictingProblem,
  assignment: Int32Array,
  names: Names = numberNames,
): PlanScores {
  assertAssignment(problem, assignment);
  const violations = checkRules(problem, assignment, names);
  const teams = teamScores(problem, assignment);
  let movedAreaCount = 0;
  let unassignedAreaCount = 0;
  for (let area = 0; area < problem.areaCount; area++) {
    if (assignment[area]! < 0) unassignedAreaCount++;
    else if (problem.baselineTeam[area]! >= 0 && problem.baselineTeam[area] !== assignment[area]) movedAreaCount++;
  }
  return {
    teams,
    maxDeviationFraction: Math.max(
      0,
      ...teams.flatMap((team) => team.measures.map((measure) => Math.abs(measure.deviationFraction))),
    ),
    balanceDeviation: balanceDeviation.evaluate(problem, assignment),
    cutEdges: cutEdges.evaluate(problem, assignment),
    borderLengthM: borderLength.evaluate(problem, assignment),
    moi: momentOfInertia.evaluate(problem, assignment),
    hess: hessMoment(problem, assignment),
    movedWeight: change.evaluate(problem, assignment),
    movedAreaCount,
    travelWeightM: travel.evaluate(problem, assignment),
    unassignedAreaCount,
    objective: weighedObjective(problem, assignment),
    feasible: violations.length === 0,
    violations,
  };
}

/** Σ over the goals with a weight of weight × value / scale. */
export function weighedObjective(problem: DistrictingProblem, assignment: Int32Array): number {
  let sum = 0;
  for (const name of objectiveNames) {
    const weight = problem.objective[name];
    if (weight === 0) continue;
    sum += (weight * objectives[name].evaluate(problem, assignment)) / objectives[name].scale(problem);
  }
  return sum;
}

function teamScores(problem: DistrictingProblem, assignment: Int32Array): TeamScore[] {
  const { teamCount, measureCount, targetShare } = problem;
  const totals = measureTotals(problem);
  const sums = teamMeasureSums(problem, assignment);
  const areaCount = new Int32Array(teamCount);
  for (const team of assignment) if (team >= 0) areaCount[team]!++;
  const parts = connectedParts(problem.adjacencyOffset, problem.adjacencyTarget, assignment);
  const partCount = new Int32Array(teamCount);
  const seen = new Uint8Array(parts.partCount);
  for (let area = 0; area < problem.areaCount; area++) {
    const part = parts.partOf[area]!;
    if (part < 0 || seen[part]) continue;
    seen[part] = 1;
    partCount[assignment[area]!]!++;
  }
  return Array.from({ length: teamCount }, (_, team) => ({
    areaCount: areaCount[team]!,
    partCount: partCount[team]!,
    measures: Array.from({ length: measureCount }, (_, measure) => {
      const sum = sums[measure * teamCount + team]!;
      const target = targetShare[measure * teamCount + team]! * totals[measure]!;
      return { sum, target, deviationFraction: deviationFraction(sum, target) };
    }),
  }));
}

function assertAssignment(problem: DistrictingProblem, assignment: Int32Array): void {
  if (assignment.length !== problem.areaCount) {
    throw new Error(`Assignment of ${assignment.length} areas, expected ${problem.areaCount}.`);
  }
  for (const team of assignment) {
    if (team < -1 || team >= problem.teamCount) {
      throw new Error(`Assignment to team ${team}, expected −1 to ${problem.teamCount - 1}.`);
    }
  }
}
