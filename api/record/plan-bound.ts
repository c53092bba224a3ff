// How near the best possible a plan is: its largest deviation, and what its run aimed at, beside what is proven of any plan.
import { balanceLowerBound } from "../../engine/bounds/balance-bound.ts";
import type { DistrictingProblem } from "../../engine/problem.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import type { Plan, PlanJudge } from "../contract/plans.ts";
import type { Rules } from "../contract/rules.ts";
import type { Bound } from "../contract/runs.ts";
import { boundsOf } from "../runs/run-results.ts";
import { lowerFirst } from "./swedish-text.ts";

export interface BoundFact {
  /** The measures that the rules balance; the division's first where the plan has no rules of its own. */
  readonly measureNames: readonly string[];
  /** Whose rules and counts it is: the run's with the counts of its day, chosen ones with today's, or none of its own. */
  readonly countedBy: PlanJudge["kind"];
  readonly reachedFraction: number;
  /** No plan that keeps the locks and groups has all deviations below it. */
  readonly boundFraction: number;
  /** Whether the bound is what the run's search proved; else it follows from the problem by itself. */
  readonly provenByRun: boolean;
  /** What the run proved of the other goals, beside what the plan has of them now; empty where it is not judged by a run. */
  readonly goals: readonly Bound[];
  readonly feasible: boolean;
  readonly violations: readonly string[];
  /** Whether an area has no team yet: then the deviation says little. */
  readonly isComplete: boolean;
}

export type ProvenBound = Pick<Bound, "goal" | "bound">;

/** The rules that judge a plan, with the problem that they make in the order of the plan's teams. */
export interface RuledProblem {
  readonly kind: "run" | "rule-set";
  readonly rules: Rules;
  readonly problem: DistrictingProblem;
  /** What the run proved that no plan is below; empty where it proved nothing. */
  readonly proven: readonly ProvenBound[];
}

interface Named {
  readonly code: string;
  readonly name: string;
}

/** Under the rules that judge the plan; where it has none, the first measure of its own problem against its targets. */
export function boundOf(
  plan: Pick<Plan, "teams" | "teamIndexes">,
  ruled: RuledProblem | null,
  ownProblem: DistrictingProblem,
  areas: readonly Named[],
  measures: readonly { readonly key: string; readonly nameSv: string }[],
): BoundFact {
  const keys = ruled ? ruled.rules.balancedMeasures.map(({ measureKey }) => measureKey) : [measures[0]?.key ?? ""];
  const measureNames = keys.map((wanted) => measures.find(({ key }) => key === wanted)?.nameSv ?? wanted);
  const problem = ruled?.problem ?? firstMeasureOf(ownProblem);
  const names = {
    area: (areaIndex: number) => `${areas[areaIndex]!.code} ${areas[areaIndex]!.name}`,
    team: (teamIndex: number) => plan.teams[teamIndex]?.letter ?? String(teamIndex + 1),
    measure: (measureIndex: number) => lowerFirst(measureNames[measureIndex] ?? String(measureIndex + 1)),
  };
  const assignment = Int32Array.from(plan.teamIndexes);
  const scores = evaluatePlan(problem, assignment, names);
  const seenAtOnce = problem.measureCount === 0 ? 0 : balanceLowerBound(problem).deviationFraction;
  const proven = ruled?.proven ?? [];
  const provenFraction = proven.find(({ goal }) => goal === "balance")?.bound ?? 0;
  const others = proven.filter(({ goal }) => goal !== "balance");
  return {
    measureNames,
    countedBy: ruled?.kind ?? "usual",
    reachedFraction: scores.maxDeviationFraction,
    boundFraction: Math.max(seenAtOnce, provenFraction),
    provenByRun: provenFraction > seenAtOnce,
    goals: boundsOf({ problem, names }, others, assignment),
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
