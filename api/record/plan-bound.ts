// How near the best possible a plan is: its largest deviation beside a proven lower bound for the same problem.
import { balanceLowerBound } from "../../engine/bounds/balance-bound.ts";
import type { DistrictingProblem } from "../../engine/problem.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import type { Plan } from "../contract/plans.ts";
import type { Run } from "../contract/runs.ts";

export interface BoundFact {
  /** The measures that are balanced: the run's, or the division's first where the plan comes from no run. */
  readonly measureNames: readonly string[];
  readonly fromRun: boolean;
  readonly reachedFraction: number;
  /** No plan that keeps the locks and groups has all deviations below it. */
  readonly boundFraction: number;
  readonly feasible: boolean;
  readonly violations: readonly string[];
  /** Whether an area has no team yet: then the deviation says little. */
  readonly isComplete: boolean;
}

interface Named {
  readonly code: string;
  readonly name: string;
}

/**
 * The run's problem counts where the plan still has the run's teams; else the first measure of the plan's own problem,
 * which has no rules but the teams' targets.
 */
export function boundOf(
  plan: Pick<Plan, "teams" | "teamIndexes">,
  run: Pick<Run, "teams" | "rules" | "bounds"> | null,
  runProblem: DistrictingProblem | null,
  ownProblem: DistrictingProblem,
  areas: readonly Named[],
  measures: readonly { readonly key: string; readonly nameSv: string }[],
): BoundFact {
  const sameTeams =
    run?.teams.length === plan.teams.length &&
    run.teams.every(({ teamId }, index) => teamId === plan.teams[index]!.teamId);
  const fromRun = runProblem !== null && run !== null && sameTeams;
  const keys = fromRun ? run.rules.balancedMeasures.map(({ measureKey }) => measureKey) : [measures[0]?.key ?? ""];
  const measureNames = keys.map((wanted) => measures.find(({ key }) => key === wanted)?.nameSv ?? wanted);
  const problem = fromRun ? runProblem : firstMeasureOf(ownProblem);
  const names = {
    area: (areaIndex: number) => `${areas[areaIndex]!.code} ${areas[areaIndex]!.name}`,
    team: (teamIndex: number) => plan.teams[teamIndex]?.letter ?? String(teamIndex + 1),
    measure: (measureIndex: number) => measureNames[measureIndex] ?? String(measureIndex + 1),
  };
  const scores = evaluatePlan(problem, Int32Array.from(plan.teamIndexes), names);
  const seenAtOnce = problem.measureCount === 0 ? 0 : balanceLowerBound(problem).deviationFraction;
  const provenByRun = fromRun ? (run.bounds.find(({ goal }) => goal === "balance")?.bound ?? 0) : 0;
  return {
    measureNames,
    fromRun,
    reachedFraction: scores.maxDeviationFraction,
    boundFraction: Math.max(seenAtOnce, provenByRun),
    feasible: scores.feasible,
    violations: scores.violations.map(({ message }) => message.sv),
    isComplete: scores.unassignedAreaCount === 0,
  };
}

function firstMeasureOf(problem: DistrictingProblem): DistrictingProblem {
  const measureCount = Math.min(1, problem.measureCount);
  return {
    ...problem,
    measureCount,
    measures: problem.measures.subarray(0, measureCount * problem.areaCount),
    toleranceFraction: problem.toleranceFraction.subarray(0, measureCount),
    balanceWeight: problem.balanceWeight.subarray(0, measureCount),
    targetShare: problem.targetShare.subarray(0, measureCount * problem.teamCount),
  };
}
