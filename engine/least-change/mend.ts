// Mends a draft: the smallest change that makes every rule kept.
import { noConnectedPlan } from "../explain/no-plan.ts";
import { type EngineIssue, numberNames } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import { hasError, validateProblem } from "../validate-problem.ts";
import { ChangeExplorer, type FrontierPoint } from "./change-explorer.ts";
import { barringLocksIssue, checkDrawnLocks, type DrawnLocks, lockDrawing, noDrawnLocks } from "./drawn-locks.ts";
import { type LeastChangeOptions, telling, usualStepsPerLevel } from "./frontier.ts";

export interface MendOptions extends LeastChangeOptions {
  /** What the repair must leave as it is drawn; nothing when left out. */
  readonly locks?: DrawnLocks;
}

export interface MendProgress {
  readonly steps: number;
  /** The smallest repair so far; undefined before there is one. */
  readonly repair: FrontierPoint | undefined;
}

/** `not-found`: no plan that keeps the rules was met, which does not prove that there is none. */
export type MendResult =
  | { readonly status: "refused" | "not-found"; readonly issues: readonly EngineIssue[] }
  | { readonly status: "mended"; readonly steps: number; readonly repair: FrontierPoint };

const rounds = 3;

/**
 * The frontier's first point within the tolerances, told with the shortest borders among those that move nearly as
 * little, with the draft (n teams, −1 where an area has none) in the place of the baseline: moved weight is what the repair takes from the draft's teams; areas without a team are placed for
 * nothing. A draft that keeps every rule is its own repair. Locked areas and teams are left as they are drawn; where
 * they bar every repair that was looked for, the answer names those that have to be opened.
 */
export function* mendDraft(
  problem: DistrictingProblem,
  draft: Int32Array,
  options: MendOptions,
): Generator<MendProgress, MendResult> {
  const { movedWeightLimit: _, ...rest } = problem;
  const free = { ...rest, baselineTeam: draft };
  const locks = options.locks ?? noDrawnLocks;
  const barred = checkDrawnLocks(free, draft, locks, numberNames);
  if (barred.length > 0) return { status: "refused", issues: barred };
  const draftProblem = lockDrawing(free, draft, locks);
  const issues = validateProblem(draftProblem);
  if (hasError(issues)) return { status: "refused", issues };
  const explorer = new ChangeExplorer(draftProblem, options.seed, options.solver);
  const stepsPerLevel = options.stepsPerLevel ?? usualStepsPerLevel(problem.areaCount);
  const repair = (): FrontierPoint | undefined => {
    const least = explorer.leastAt(1);
    return least && explorer.toldOf(least);
  };
  const tell = (): MendProgress => ({ steps: explorer.steps, repair: repair() });
  for (let round = 0; round < rounds && explorer.leastAt(1)?.movedWeight !== 0; round++)
    yield* telling(explorer.searchAt(1, stepsPerLevel), tell);
  const found = explorer.leastAt(1);
  if (!found) {
    const barring = yield* barringLocks(free, draft, locks, options, tell);
    return { status: "not-found", issues: [barring ?? reasonFor(draftProblem, options.seed)] };
  }
  yield* telling(explorer.shorten(found, 1, rounds * stepsPerLevel), tell);
  if (found.proof === "heuristic") yield* telling(explorer.prove(found), tell);
  yield* telling(explorer.shorten(explorer.leastAt(1)!, 1, rounds * stepsPerLevel), tell);
  return { status: "mended", steps: explorer.steps, repair: repair()! };
}

/** Each locked team's lock, then those of the areas, are opened to see whether there is a repair without them. */
function* barringLocks(
  free: DistrictingProblem,
  draft: Int32Array,
  locks: DrawnLocks,
  { seed, stepsPerLevel = usualStepsPerLevel(free.areaCount) }: MendOptions,
  tell: () => MendProgress,
): Generator<MendProgress, EngineIssue | undefined> {
  const mendable = function* (kept: DrawnLocks): Generator<MendProgress, boolean> {
    const problem = lockDrawing(free, draft, kept);
    if (hasError(validateProblem(problem))) return false;
    const explorer = new ChangeExplorer(problem, seed, undefined);
    yield* telling(explorer.searchAt(1, stepsPerLevel), tell);
    return explorer.leastAt(1) !== undefined;
  };
  const teams: number[] = [];
  for (const team of locks.teams)
    if (yield* mendable({ ...locks, teams: locks.teams.filter((other) => other !== team) })) teams.push(team);
  const isAreas = locks.areas.length > 0 && (yield* mendable({ ...locks, areas: [] }));
  if (teams.length > 0 || isAreas) {
    const barring = { teams, areas: isAreas ? locks.areas : [] };
    return barringLocksIssue("drawn-lock-bars-repair", barring, numberNames);
  }
  const hasSeveral = locks.teams.length + Math.min(locks.areas.length, 1) > 1;
  if (!hasSeveral || !(yield* mendable(noDrawnLocks))) return undefined;
  return barringLocksIssue("drawn-locks-bar-repair", locks, numberNames);
}

/** Groups or locks that bar every plan are named; else all that is known is that none was found. */
function reasonFor(problem: DistrictingProblem, seed: number): EngineIssue {
  const reason = noConnectedPlan(problem, seed);
  return reason.code === "groups-in-the-way" || reason.teamIndexes ? reason : noRepair;
}

const noRepair: EngineIssue = {
  code: "no-repair-found",
  message: {
    sv: "Ingen lagning som håller alla villkor hittades; det är inte bevisat att ingen finns. Ge mer tid eller lätta på toleransen, låsen eller grupperna.",
    en: "No repair that keeps all rules was found; it is not proven that there is none. Give more time or loosen the tolerance, the locks or the groups.",
  },
};
