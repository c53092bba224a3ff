// What each rule costs: how much better the goals could be without it, found by solving again with the rule relaxed.
import { relabelToBaseline } from "../least-change/relabel-teams.ts";
import type { DistrictingProblem } from "../problem.ts";
import type { RuleName } from "../rules/index.ts";
import { evaluatePlan, type PlanScores } from "../scores.ts";
import { solve } from "../solvers/solve.ts";

/** One way to ask less of a plan; "none" asks as much as before. */
export interface Relaxation {
  readonly rule: Exclude<RuleName, "complete" | "connected"> | "none";
  /** For balance: which measure, and whether its tolerance is doubled or left out. */
  readonly measureIndex?: number;
  /** The one lock (area_index) or keep-together group (its number) that is left out; all of them where it is not given. */
  readonly subject?: number;
  readonly how: "kept" | "removed" | "doubled";
}

export interface RulePrice extends Relaxation {
  /** The weighed goals of the best plans known with all rules and with this one relaxed; the second is never larger. */
  readonly objectiveWith: number;
  readonly objectiveWithout: number;
  /** Scores of the plan that is priced, and of the one below, so that each goal's own difference can be shown. */
  readonly scoresOfPlan: PlanScores;
  readonly scoresWithout: PlanScores;
  /** What the relaxed rule would allow: its teams are called as in the plan that is priced. */
  readonly assignment: Int32Array;
  /** What has another team there than in the plan that is priced: compactness weight (children) and areas. */
  readonly movedWeight: number;
  readonly movedAreaCount: number;
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
 * groups (first one by one where they are few, then together: two may each seem free as long as the other is there), the
 * forbidden pairs, the limit to moved weight. The first price is of no rule: what a search with all of them finds beside
 * the plan (n teams), so that what the plan itself leaves to gain is not blamed on a rule. The plan counts as known on both
 * sides when it keeps the rules, so a price is not below 0. What a search found is called by the names that move the least
 * from the plan (optimal assignment), as long as it is better than what is known under those names too. Connection has no
 * price: the engine makes connected plans only. Yields a price when it is known and undefined in between, so that the host
 * can stop; yields none where neither plan nor search keeps the rules.
 */
export function* rulePrices(
  problem: DistrictingProblem,
  assignment: Int32Array,
  options: RulePriceOptions,
): Generator<RulePrice | undefined, void> {
  const given = scored(problem, assignment);
  const known = given.scores.feasible ? given : undefined;
  const reference = yield* bestOf(problem, assignment, known, options);
  if (!reference) return;
  const priceOf = (relaxation: Relaxation, objectiveWith: number, without: ScoredPlan): RulePrice => ({
    ...relaxation,
    objectiveWith,
    objectiveWithout: without.scores.objective,
    scoresOfPlan: given.scores,
    scoresWithout: evaluatePlan(problem, without.assignment),
    assignment: without.assignment,
    ...movedFrom(problem, assignment, without.assignment),
    proof: "heuristic",
  });
  yield priceOf({ rule: "none", how: "kept" }, (known ?? reference).scores.objective, reference);
  const foundByRule = new Map<string, Int32Array[]>();
  for (const relaxation of relaxationsOf(problem)) {
    const relaxed = relax(problem, relaxation);
    // What twice the tolerance or one lock less allows is allowed without the rule too: a looser one never seems to be worth less.
    const key = `${relaxation.rule} ${relaxation.measureIndex}`;
    const before = foundByRule.get(key) ?? [];
    const isLoosest = relaxation.how === "removed" && relaxation.subject === undefined;
    const best = isLoosest ? before.map((plan) => scored(relaxed, plan)).reduce(better, reference) : reference;
    const found = (yield* bestOf(relaxed, assignment, best, options))!;
    foundByRule.set(key, [...before, found.assignment]);
    yield priceOf(relaxation, reference.scores.objective, found);
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
    case "none":
      return problem;
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

/**
 * The best known plan, or a better one of a search that keeps every rule of its problem: called as in `plan` where it is
 * better under those names too. Yields undefined in between.
 */
function* bestOf(
  problem: DistrictingProblem,
  plan: Int32Array,
  known: ScoredPlan | undefined,
  { seed, stepsPerRule }: RulePriceOptions,
): Generator<undefined, ScoredPlan | undefined> {
  const run = solve(problem, { seed, stepLimit: stepsPerRule });
  let next = run.next();
  for (; !next.done; next = run.next()) yield undefined;
  if (next.value.status !== "feasible") return known;
  const { assignment } = next.value;
  const renamed = relabelToBaseline({ ...problem, baselineTeam: plan }, assignment);
  return (
    [scored(problem, renamed), next.value].find(
      ({ scores }) => scores.feasible && scores.objective < (known?.scores.objective ?? Number.POSITIVE_INFINITY),
    ) ?? known
  );
}

function scored(problem: DistrictingProblem, assignment: Int32Array): ScoredPlan {
  return { assignment, scores: evaluatePlan(problem, assignment) };
}

function better(one: ScoredPlan, other: ScoredPlan): ScoredPlan {
  return other.scores.objective < one.scores.objective ? other : one;
}

function movedFrom(
  problem: DistrictingProblem,
  plan: Int32Array,
  other: Int32Array,
): Pick<RulePrice, "movedWeight" | "movedAreaCount"> {
  const { movedWeight, movedAreaCount } = evaluatePlan({ ...problem, baselineTeam: plan }, other);
  return { movedWeight, movedAreaCount };
}
