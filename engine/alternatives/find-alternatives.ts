// Plans that keep the same rules and are nearly as good, but really differ: each search is barred from a part of the plans known.
import type { EngineIssue } from "../issue.ts";
import { relabelToBaseline } from "../least-change/relabel-teams.ts";
import type { DistrictingProblem } from "../problem.ts";
import { Random } from "../random.ts";
import { evaluatePlan } from "../scores.ts";
import { solve } from "../solvers/solve.ts";
import { planDifference } from "./plan-difference.ts";

export interface AlternativesOptions {
  readonly seed: number;
  /** How many plans are wanted, the best one among them. */
  readonly count: number;
  /** Steps of each search. */
  readonly stepsPerPlan: number;
  /** How many searches are made; each gives a plan to choose among, or none. */
  readonly searches: number;
}

export interface Alternative {
  readonly assignment: Int32Array;
  /** The weighed goals. */
  readonly objective: number;
}

export interface AlternativesProgress {
  readonly steps: number;
  /** Searches made. */
  readonly searches: number;
  /** The best plan first, then each the one that differs most from those before it; never written to again. */
  readonly chosen: readonly Alternative[];
}

export type AlternativesResult =
  | { readonly status: "refused" | "no-plan"; readonly issues: readonly EngineIssue[]; readonly steps: number }
  | (AlternativesProgress & { readonly status: "done" });

const nothingWithinRules: EngineIssue = {
  code: "no-plan-within-rules",
  message: {
    sv: "Ingen indelning som håller alla villkor hittades, så det finns inga alternativ att visa. En vanlig körning säger vilket villkor som inte nås.",
    en: "No division that keeps all rules was found, so there are no alternatives to show. An ordinary run says which rule is not reached.",
  },
};

/** Plans that place fewer people differently count as the same. */
export const leastDifference = 0.05;
/** An alternative's goals may be so much worse than the best plan's. */
const worseAtMost = 0.5;
/** Of a plan's teams so many are forced apart, at least one. */
const teamsPerBar = 0.5;

/**
 * The first search is the usual one. Each later one takes a plan known and forbids, in some of its teams, that two areas
 * which lie together there share a team (a forbidden pair): what it finds keeps every rule of the problem, and divides
 * people in another way. Of all that was found the best plan is chosen, then the one farthest from those chosen, as long
 * as it differs by `leastDifference` and its goals are not much worse. Teams have the numbers under which the fewest people
 * change team from the baseline, where there is one. That fewer are chosen than wanted does not prove
 * that there are no more.
 */
export function* findAlternatives(
  problem: DistrictingProblem,
  options: AlternativesOptions,
): Generator<AlternativesProgress, AlternativesResult> {
  const random = new Random(options.seed);
  const found: Alternative[] = [];
  let chosen: readonly Alternative[] = [];
  let steps = 0;
  for (let search = 0; search < options.searches; search++) {
    const barred = search === 0 ? problem : withBars(problem, found[random.nextInteger(found.length)]!, random);
    const run = solve(barred, { seed: random.nextInteger(2 ** 31), stepLimit: options.stepsPerPlan });
    const before = steps;
    let next = run.next();
    for (; !next.done; next = run.next()) {
      steps = before + next.value.steps;
      yield { steps, searches: search, chosen };
    }
    const result = next.value;
    if (search === 0 && !("assignment" in result)) return { status: "no-plan", issues: result.issues, steps };
    if (!("assignment" in result)) continue;
    const assignment = relabelToBaseline(problem, result.assignment);
    const { objective, feasible } = evaluatePlan(problem, assignment);
    if (search === 0 && !feasible) return { status: "no-plan", issues: [nothingWithinRules], steps };
    if (feasible) found.push({ assignment, objective });
    chosen = choose(problem, found, options.count);
    yield { steps, searches: search + 1, chosen };
  }
  return { status: "done", steps, searches: options.searches, chosen };
}

/** The problem with a pair of areas forced apart in some of the plan's teams: near each other and heavy ones first. */
function withBars(problem: DistrictingProblem, plan: Alternative, random: Random): DistrictingProblem {
  const { areaCount, teamCount, measures, compactnessMeasure, lockedTeam, group } = problem;
  const bars: number[] = [];
  const free = (area: number): boolean => lockedTeam[area]! < 0;
  const draw = (areas: readonly number[]): number | undefined => {
    const weight = (area: number): number => measures[compactnessMeasure * areaCount + area]!;
    let left = random.nextFraction() * areas.reduce((sum, area) => sum + weight(area), 0);
    for (const area of areas) {
      left -= weight(area);
      if (left < 0) return area;
    }
    return areas[0];
  };
  const wanted = Math.max(1, Math.floor(teamCount * teamsPerBar));
  for (let bar = 0; bar < wanted; bar++) {
    const team = random.nextInteger(teamCount);
    const members = [...plan.assignment.keys()].filter((area) => plan.assignment[area] === team && free(area));
    const one = draw(members);
    if (one === undefined) continue;
    const alone = group[one]! < 0;
    const other = draw(members.filter((area) => area !== one && (alone || group[area] !== group[one])));
    if (other !== undefined) bars.push(one, other);
  }
  const known = problem.forbiddenPairs ?? new Int32Array(0);
  return { ...problem, forbiddenPairs: Int32Array.from([...known, ...bars]) };
}

function choose(problem: DistrictingProblem, found: readonly Alternative[], count: number): Alternative[] {
  const best = found.reduce((a, b) => (b.objective < a.objective ? b : a));
  const good = found.filter(({ objective }) => objective <= best.objective * (1 + worseAtMost));
  const chosen = [best];
  const distance = new Map(good.map((plan) => [plan, Number.POSITIVE_INFINITY]));
  while (chosen.length < count) {
    let farthest: Alternative | undefined;
    for (const plan of good) {
      const nearest = Math.min(
        distance.get(plan)!,
        planDifference(problem, chosen.at(-1)!.assignment, plan.assignment),
      );
      distance.set(plan, nearest);
      if (nearest >= leastDifference && nearest > (farthest ? distance.get(farthest)! : 0)) farthest = plan;
    }
    if (!farthest) break;
    chosen.push(farthest);
  }
  return chosen;
}
