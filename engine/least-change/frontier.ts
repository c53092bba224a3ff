// The frontier between moving little and balancing well: for ever smaller deviations, the plan that changes least.
import { noConnectedPlan } from "../explain/no-plan.ts";
import type { EngineIssue } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import type { MixedIntegerSolver } from "../proof/mixed-integer-solver.ts";
import { hasError, validateProblem } from "../validate-problem.ts";
import { anyBalance, ChangeExplorer, type FrontierPoint } from "./change-explorer.ts";
import { problemAtLevel } from "./deviation-level.ts";

export interface LeastChangeOptions {
  /** Any safe integer. The same problem, seed and options give the same points where the solver has no limit of time. */
  readonly seed: number;
  /** Proposals of the search for each level and pass; from the number of areas when left out. */
  readonly stepsPerLevel?: number;
  /** For points that sums alone cannot prove; without it they stay heuristic. */
  readonly solver?: MixedIntegerSolver;
}

export interface FrontierOptions extends LeastChangeOptions {
  /** How many points are aimed at, the two ends among them; at least 2. */
  readonly pointCount?: number;
}

export interface FrontierProgress {
  readonly steps: number;
  readonly stage: "balance" | "search" | "proof";
  /** From "move nothing" (or the smallest repair found of a baseline that breaks rules) to the best balance; never written to again. */
  readonly points: readonly FrontierPoint[];
}

/** `refused` with `no-baseline` or the codes of `validateProblem`; `no-plan` when no connected plan was found. */
export type FrontierResult =
  | { readonly status: "refused" | "no-plan"; readonly issues: readonly EngineIssue[] }
  | { readonly status: "done"; readonly steps: number; readonly points: readonly FrontierPoint[] };

const defaultPointCount = 12;
const stepsPerArea = 1500;
const leastStepsPerLevel = 1_000_000;
/** The search for the best balance is given so many times the steps of one level. */
const balanceShare = 6;
/**
 * A short look at a point's borders has so many times fewer steps than the search of its level: on the demonstration 250,000
 * take 253–376 km to 82–102 in a twentieth of a second a point, beside one to twenty seconds for the level.
 */
const shortLookDivisor = 4;
/** Smaller multiples of the tolerance are not told apart when levels are spread. */
const leastMultiple = 0.01;
/** Points whose deviations have a smaller ratio lie close enough. */
const narrowestGap = 1.01;
const justBelow = 1 - 1e-6;

/** Steps for one level where the caller does not say: more for more areas. */
export function usualStepsPerLevel(areaCount: number): number {
  return Math.max(leastStepsPerLevel, stepsPerArea * areaCount);
}

const noBaseline: EngineIssue = {
  code: "no-baseline",
  message: {
    sv: "Det finns ingen indelning i dag att utgå från.",
    en: "There is no division of today to start from.",
  },
};

/**
 * Deviations are taken level by level, evenly spaced in ratio from the baseline's own to the smallest that the solver
 * finds, the tolerance itself among them (the ε-constraint method; Haimes, Lasdon and Wismer 1971). At each level the
 * search starts from the baseline and from the neighbouring plans, down the levels and up again; every plan counts at
 * every level it satisfies, and levels are put between points until there are `pointCount` or no more are found. Then
 * each point gives way to a plan with shorter borders that moves nearly as little (`shortenBorders`), and every point is
 * proven as far as sums and the solver go. A baseline that is incomplete or breaks a rule other than
 * balance is repaired: the first point then is the smallest repair found, which a plan that balances worse might beat. Yields every
 * few thousand proposals; the host may stop at any time and keep the latest points.
 */
export function* leastChangeFrontier(
  problem: DistrictingProblem,
  options: FrontierOptions,
): Generator<FrontierProgress, FrontierResult> {
  const issues = validateProblem(problemAtLevel(problem, anyBalance));
  if (hasError(issues)) return { status: "refused", issues };
  if (!problem.baselineTeam.some((team) => team >= 0)) return { status: "refused", issues: [noBaseline] };
  const explorer = new ChangeExplorer(problem, options.seed, options.solver);
  const pointCount = options.pointCount ?? defaultPointCount;
  const stepsPerLevel = options.stepsPerLevel ?? usualStepsPerLevel(problem.areaCount);
  const told = (stage: FrontierProgress["stage"]) => (): FrontierProgress => ({
    steps: explorer.steps,
    stage,
    points: stage === "proof" ? explorer.told : explorer.toldSoFar,
  });
  yield* telling(explorer.searchBalance(balanceShare * stepsPerLevel), told("balance"));
  yield* telling(searchAndShorten(explorer, anyBalance, stepsPerLevel), told("search"));
  if (explorer.points.length === 0) return { status: "no-plan", issues: [noConnectedPlan(problem, options.seed)] };
  const levels = spreadLevels(explorer.points, pointCount);
  for (const pass of [levels, levels.slice(0, -1).reverse()]) {
    for (const level of pass) yield* telling(searchAndShorten(explorer, level, stepsPerLevel), told("search"));
    yield* telling(shortenAll(explorer, stepsPerLevel), told("search"));
  }
  yield* telling(fillGaps(explorer, pointCount, stepsPerLevel), told("search"));
  yield* telling(shortenAll(explorer, stepsPerLevel), told("search"));
  for (const level of explorer.points.map((point) => point.deviationMultiple)) {
    const point = explorer.leastAt(level);
    if (point?.proof === "heuristic") yield* telling(explorer.prove(point), told("proof"));
  }
  yield* telling(shortenAll(explorer, stepsPerLevel), told("proof"));
  return { status: "done", steps: explorer.steps, points: explorer.told };
}

/** Yields what `tell` says at every step of a walk. */
export function* telling<Progress>(walk: Generator<void, void>, tell: () => Progress): Generator<Progress, void> {
  for (const _ of walk) yield tell();
}

/** A search of a level, after which whoever stops has no arms in what was found. */
function* searchAndShorten(explorer: ChangeExplorer, level: number, stepsPerLevel: number): Generator<void, void> {
  yield* explorer.searchAt(level, stepsPerLevel);
  yield* explorer.shortenSoFar(Math.ceil(stepsPerLevel / shortLookDivisor));
}

function* shortenAll(explorer: ChangeExplorer, stepsPerLevel: number): Generator<void, void> {
  for (const [place, point] of explorer.points.entries())
    yield* explorer.shorten(point, point.deviationMultiple, stepsPerLevel, explorer.points[place + 1]?.movedWeight);
}

/** From the loosest to the tightest: both ends, the tolerance (1), and the middles of the widest gaps in ratio. */
function spreadLevels(points: readonly FrontierPoint[], count: number): number[] {
  const loosest = Math.max(points[0]!.deviationMultiple, leastMultiple);
  const tightest = Math.max(points.at(-1)!.deviationMultiple, leastMultiple);
  const levels = [loosest, 1, tightest].filter((level) => level <= loosest && level >= tightest);
  levels.sort((a, b) => b - a);
  while (levels.length < count && loosest > tightest) {
    let widest = 0;
    for (let gap = 1; gap + 1 < levels.length; gap++)
      if (levels[gap]! / levels[gap + 1]! > levels[widest]! / levels[widest + 1]!) widest = gap;
    levels.splice(widest + 1, 0, Math.sqrt(levels[widest]! * levels[widest + 1]!));
  }
  return levels;
}

/**
 * Searches in the widest gap between neighbouring points, first in its middle and then just below the larger deviation,
 * where the next point lies if there is one; ends with enough points or after `pointCount` tries.
 */
function* fillGaps(explorer: ChangeExplorer, pointCount: number, stepsPerLevel: number): Generator<void, void> {
  const tried = new Set<number>();
  while (explorer.points.length < pointCount && tried.size < pointCount) {
    let widestRatio = narrowestGap;
    let level = 0;
    for (let place = 0; place + 1 < explorer.points.length; place++) {
      const upper = explorer.points[place]!.deviationMultiple;
      const lower = Math.max(explorer.points[place + 1]!.deviationMultiple, leastMultiple);
      const untried = [Math.sqrt(upper * lower), upper * justBelow].find((one) => !tried.has(one));
      if (upper / lower <= widestRatio || untried === undefined) continue;
      widestRatio = upper / lower;
      level = untried;
    }
    if (level === 0) return;
    tried.add(level);
    yield* searchAndShorten(explorer, level, stepsPerLevel);
  }
}
