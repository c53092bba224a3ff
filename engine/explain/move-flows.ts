// Why areas go from one team to another in a mend: what would be wrong if those of one pair of teams stayed.
import type { DistrictingProblem } from "../problem.ts";
import { checkRules, type RuleName, type Violation } from "../rules/index.ts";
import { movedAreas } from "./moved-areas.ts";

/** The rule that breaks most without the flow; for balance with the measure and the team's deviation. */
export interface FlowNeed {
  readonly rule: RuleName;
  readonly team: number | null;
  readonly measure: number | null;
  readonly deviationFraction: number | null;
}

/** All areas that go from one team to one other. */
export interface MoveFlow {
  readonly fromTeam: number;
  readonly toTeam: number;
  readonly areaIndexes: readonly number[];
  /** Compactness weight (children). */
  readonly weight: number;
  /** Null where every rule would be kept without it. */
  readonly without: FlowNeed | null;
}

/**
 * Each flow from the baseline to `assignment` (n teams), the heaviest first. A flow's need is what breaks when its areas
 * alone stay in their baseline team; balance is told before other rules, and of teams the one farthest beyond its tolerance.
 */
export function moveFlows(problem: DistrictingProblem, assignment: Int32Array): MoveFlow[] {
  const byPair = new Map<number, { areaIndexes: number[]; weight: number }>();
  for (const { areaIndex, fromTeam, toTeam, weight } of movedAreas(problem, assignment)) {
    const pair = fromTeam * problem.teamCount + toTeam;
    const own = byPair.get(pair) ?? { areaIndexes: [], weight: 0 };
    byPair.set(pair, { areaIndexes: [...own.areaIndexes, areaIndex], weight: own.weight + weight });
  }
  return [...byPair]
    .map(([pair, { areaIndexes, weight }]) => ({
      fromTeam: Math.floor(pair / problem.teamCount),
      toTeam: pair % problem.teamCount,
      areaIndexes,
      weight,
      without: needOf(problem, assignment, areaIndexes),
    }))
    .sort((a, b) => b.weight - a.weight || a.fromTeam - b.fromTeam || a.toTeam - b.toTeam);
}

/**
 * `assignment` (n teams) with every flow, and then every single area, back in its baseline team whose move no rule needs,
 * the heaviest first: what a search by children leaves of areas with none. All rules are kept as they were.
 */
export function withoutNeedlessMoves(problem: DistrictingProblem, assignment: Int32Array): Int32Array {
  for (let kept = assignment; ; ) {
    const moves = [
      ...moveFlows(problem, kept).map(({ areaIndexes }) => areaIndexes),
      ...movedAreas(problem, kept).map(({ areaIndex }) => [areaIndex]),
    ];
    const needless = moves.find((areaIndexes) => needOf(problem, kept, areaIndexes) === null);
    if (!needless) return kept;
    kept = stayed(problem, kept, needless);
  }
}

/** The assignment with these areas back in their baseline teams. */
export function stayed(
  problem: DistrictingProblem,
  assignment: Int32Array,
  areaIndexes: readonly number[],
): Int32Array {
  const teams = assignment.slice();
  for (const areaIndex of areaIndexes) teams[areaIndex] = problem.baselineTeam[areaIndex]!;
  return teams;
}

function needOf(problem: DistrictingProblem, assignment: Int32Array, areaIndexes: readonly number[]): FlowNeed | null {
  const violations = checkRules(problem, stayed(problem, assignment, areaIndexes));
  const worst = violations.sort((a, b) => sizeOf(problem, b) - sizeOf(problem, a))[0];
  if (!worst) return null;
  return {
    rule: worst.rule,
    team: worst.teamIndexes?.[0] ?? null,
    measure: worst.measureIndex ?? null,
    deviationFraction: worst.numbers?.deviationFraction ?? null,
  };
}

/** Imbalance in its tolerance comes before what is no balance. */
function sizeOf(problem: DistrictingProblem, { rule, measureIndex, amount }: Violation): number {
  if (rule !== "balance") return -1;
  return amount / Math.max(problem.toleranceFraction[measureIndex!]!, Number.EPSILON);
}
