// What each rule costs: how much better the goals could be without it, found by solving again with the rule relaxed.
import type { DistrictingProblem } from "../problem.ts";
import type { RuleName } from "../rules/index.ts";
import { evaluatePlan, type PlanScores } from "../scores.ts";
import { solve } from "../solvers/solve.ts";

/** One way to ask less of a plan. */
export interface Relaxation {
  readonly rule: Exclude<RuleName, "complete" | "connected">;
  /** For balance: which measure, and whether its tolerance is doubled or left out. */
  readonly measureIndex?: number;
  /** The one lock (area_index) or keep-together group (its number) that is left out; all of them where it is not given. */
  readonly subject?: number;
  readonly how: "removed" | "doubled";
}

export interface RulePrice extends Relaxation {
  /** The weighed goals of the best plans found with all rules and with this one relaxed; the second is never larger. */
  readonly objectiveWith: number;
  readonly objectiveWithout: number;
  /** Scores of the two plans, so that each goal's own difference can be shown. */
  readonly scoresWith: PlanScores;
  readonly scoresWithout: PlanScores;
  /** The plan that the relaxed rule would allow. */
  readonly assignment: Int32Array;
  /** Both values come from searches of limited length: the true price may be higher or lower. */
  readonly proof: "heuristic";
}

export interface RulePriceOptions {
  readonly seed: number;
  /** Steps of each of the searches: one with all rules and one for each relaxation. */
  readonly stepsPerRule: number;
}

/**
 * Prices every rule that the problem has: each measure's tolerance (doubled, and left out), the locks and the keep-together
 * groups (together, and first one by one where they are few: two may each seem free as long as the other is there), the forbidden pairs, the limit to moved weight. The plan (n teams) counts as known on both sides when it keeps the rules, so a price is not below 0. Connection
 * has no price: the engine makes connected plans only. Yields a price when it is known and undefined in between, so that
 * the host can stop.
 */
export function* rulePrices(
  problem: DistrictingProblem,
  assignment: Int32Array,
  options: RulePriceOptions,
): Generator<RulePrice | undefined, void> {
  const given = evaluatePlan(problem, assignment);
  const found = yield* bestOf(problem, options);
  const own = given.feasible ? { assignment, scores: given } : undefined;
  const reference = better(own, found);
  if (!reference) return;
  const foundByRule = new Map<string, Int32Array[]>();
  for (const relaxation of relaxationsOf(problem)) {
    const relaxed = relax(problem, relaxation);
    // What twice the tolerance or one lock less allows is allowed without the rule too: a looser one never seems to be worth less.
    const key = `${relaxation.rule} ${relaxation.measureIndex}`;
    const before = foundByRule.get(key) ?? [];
    const isLoosest = relaxation.how === "removed" && relaxation.subject === undefined;
    const known = isLoosest ? before.map((plan) => scored(relaxed, plan)).reduce(better, reference) : reference;
    const best = better(known, yield* bestOf(relaxed, options))!;
    foundByRule.set(key, [...before, best.assignment]);
    yield {
      ...relaxation,
      objectiveWith: reference.scores.objective,
      objectiveWithout: best.scores.objective,
      scoresWith: reference.scores,
      scoresWithout: evaluatePlan(problem, best.assignment),
      assignment: best.assignment,
      proof: "heuristic",
    };
  }
}

/** Locks and groups are priced one by one up to so many of each: each takes a search. */
const pricedOneByOne = 8;

/** The relaxations that mean something for a problem. */
export function relaxationsOf(problem: DistrictingProblem): Relaxation[] {
  const measures = Array.from({ length: problem.measureCount }, (_, measureIndex) => measureIndex);
  const relaxations: Relaxation[] = measures.flatMap((measureIndex) => [
    { rule: "balance", measureIndex, how: "doubled" },
    { rule: "balance", measureIndex, how: "removed" },
  ]);
  relaxations.push(...eachOrAll("locks", lockedAreas(problem)), ...eachOrAll("keepTogether", groupNumbers(problem)));
  if (problem.forbiddenPairs?.length) relaxations.push({ rule: "forbiddenPairs", how: "removed" });
  if ((problem.movedWeightLimit ?? Number.POSITIVE_INFINITY) < Number.POSITIVE_INFINITY)
    relaxations.push({ rule: "movedWeight", how: "removed" });
  return relaxations;
}

/** Locked areas, by index. */
export function lockedAreas({ lockedTeam }: DistrictingProblem): number[] {
  return [...lockedTeam.keys()].filter((area) => lockedTeam[area]! >= 0);
}

/** Numbers of the keep-together groups. */
export function groupNumbers({ group }: DistrictingProblem): number[] {
  return [...new Set(group)].filter((own) => own >= 0).sort((a, b) => a - b);
}

function eachOrAll(rule: "locks" | "keepTogether", subjects: readonly number[]): Relaxation[] {
  if (subjects.length === 0) return [];
  const together: Relaxation[] = subjects.length > 1 ? [{ rule, how: "removed" }] : [];
  if (subjects.length > pricedOneByOne) return together;
  return [...subjects.map((subject): Relaxation => ({ rule, how: "removed", subject })), ...together];
}

/** A tolerance that every plan keeps. */
const anyDeviation = 1e9;

/** The problem with a rule relaxed; its goals and their scales are the same. */
export function relax(
  problem: DistrictingProblem,
  { rule, measureIndex, how, subject }: Relaxation,
): DistrictingProblem {
  const isLeftOut = (one: number) => subject === undefined || one === subject;
  switch (rule) {
    case "locks":
      return { ...problem, lockedTeam: problem.lockedTeam.map((team, area) => (isLeftOut(area) ? -1 : team)) };
    case "keepTogether":
      return { ...problem, group: problem.group.map((group) => (isLeftOut(group) ? -1 : group)) };
    case "forbiddenPairs":
      return { ...problem, forbiddenPairs: new Int32Array(0) };
    case "movedWeight":
      return { ...problem, movedWeightLimit: Number.POSITIVE_INFINITY };
    case "balance": {
      const wider = (tolerance: number): number => (how === "doubled" ? 2 * tolerance : anyDeviation);
      const toleranceFraction = problem.toleranceFraction.map((tolerance, measure) =>
        measure === measureIndex ? wider(tolerance) : tolerance,
      );
      return { ...problem, toleranceFraction };
    }
  }
}

interface ScoredPlan {
  readonly assignment: Int32Array;
  readonly scores: PlanScores;
}

/** The best plan of a search that keeps every rule of its problem; yields undefined in between. */
function* bestOf(
  problem: DistrictingProblem,
  { seed, stepsPerRule }: RulePriceOptions,
): Generator<undefined, ScoredPlan | undefined> {
  const run = solve(problem, { seed, stepLimit: stepsPerRule });
  let next = run.next();
  for (; !next.done; next = run.next()) yield undefined;
  return next.value.status === "feasible" ? next.value : undefined;
}

function scored(problem: DistrictingProblem, assignment: Int32Array): ScoredPlan {
  return { assignment, scores: evaluatePlan(problem, assignment) };
}

function better(one: ScoredPlan | undefined, other: ScoredPlan | undefined): ScoredPlan | undefined {
  if (!one || !other) return one ?? other;
  return other.scores.objective < one.scores.objective ? other : one;
}
