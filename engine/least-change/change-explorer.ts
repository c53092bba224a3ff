// The plans known between the baseline and the best balance, and the two ways to get more: a search and a proof at a level.
import type { DistrictingProblem } from "../problem.ts";
import type { MixedIntegerSolver } from "../proof/mixed-integer-solver.ts";
import { Random } from "../random.ts";
import { checkRules } from "../rules/index.ts";
import { evaluatePlan } from "../scores.ts";
import { expandAssignment, makeSearchProblem, nodeAssignment, type SearchProblem } from "../search-problem.ts";
import { baselineStart } from "../solvers/baseline-start.ts";
import { solve } from "../solvers/solve.ts";
import { changeLowerBound } from "./change-bound.ts";
import { searchLeastChange } from "./change-search.ts";
import { deviationMultiple, problemAtLevel } from "./deviation-level.ts";
import { homeTeams } from "./home-teams.ts";
import { proveLeastChange } from "./prove-least-change.ts";
import { relabelToBaseline } from "./relabel-teams.ts";
import { nearlyFraction, shortenBorders } from "./shorten-borders.ts";

/** One division: no other known one both moves less and balances better. */
export interface FrontierPoint {
  readonly assignment: Int32Array;
  /** Compactness weight, and areas, that have another team than in the baseline. */
  readonly movedWeight: number;
  readonly movedAreaCount: number;
  /** Largest |deviation| of any team in any measure. */
  readonly maxDeviationFraction: number;
  /** The same in multiples of each measure's tolerance: at most 1 when balance is kept. */
  readonly deviationMultiple: number;
  /** Every rule of the problem is kept, balance within its own tolerance too. */
  readonly feasible: boolean;
  /** No plan with deviations as small as this one's moves less than this. */
  readonly movedWeightBound: number;
  /** `proven`: no plan with deviations as small moves less at all. */
  readonly proof: "proven" | "heuristic";
}

type PlanAccount = Omit<FrontierPoint, "movedWeightBound" | "proof">;

/** A level at which every plan counts as balanced. */
export const anyBalance = 1e9;
/** Deviations this much above a level still satisfy it. */
const levelSlack = 1e-9;
const roundingOfWeight = 1e-9;
const justBelow = 1 - 1e-9;

/** Searches of one problem share its archive of plans, its random numbers and its count of steps. */
export class ChangeExplorer {
  steps = 0;
  /** None both moves less and balances better than another; from large to small deviation. */
  points: readonly FrontierPoint[] = [];
  readonly problem: DistrictingProblem;
  /** The first takes the shortest ways between the pieces of keep-together groups, later ones other ways. */
  private searchesAtLevels = 0;
  /** Levels that have been searched to the end. */
  private readonly searchedLevels: number[] = [];
  private readonly random: Random;
  /** By the plan of a point: the one with shorter borders that is told instead of it. */
  private readonly shortened = new Map<Int32Array, PlanAccount>();
  /** The same as far as a short look goes, for whoever stops early; what is told in the end does not rest on it. */
  private readonly shortenedSoFar = new Map<Int32Array, PlanAccount>();
  /** Apart from the search's, so that it goes the same way with and without the short looks. */
  private readonly shortLook: Random;
  private readonly seed: number;
  private readonly solver: MixedIntegerSolver | undefined;

  constructor(problem: DistrictingProblem, seed: number, solver: MixedIntegerSolver | undefined) {
    this.problem = problem;
    this.seed = seed;
    this.random = new Random(seed);
    this.shortLook = new Random(seed);
    this.solver = solver;
    if (!problem.baselineTeam.includes(-1)) this.offer(problem.baselineTeam);
  }

  /** The plan that moves least of those that satisfy a level. */
  leastAt(level: number): FrontierPoint | undefined {
    return this.points.find((point) => point.deviationMultiple <= level * (1 + levelSlack));
  }

  /**
   * The points as they are told: each with the shortest borders known among plans that move nearly as little. What is
   * proven of a point holds for them too: no plan with deviations as small moves less than `movedWeightBound`. Shorter
   * borders may pass a point that was found later, so that the order is made anew.
   */
  get told(): readonly FrontierPoint[] {
    return inOrder(this.points.map((point) => this.toldOf(point)));
  }

  /**
   * The points while the search goes on: those that a search of their level has ended with. The best balance alone
   * is a plan that moves whatever it takes, and of no use to whoever stops early; it is told while nothing else is known,
   * today's division neither. So is a plan whose borders nobody has looked at.
   */
  get toldSoFar(): readonly FrontierPoint[] {
    const { found } = this;
    const ready = this.points.filter(
      (point) => point.movedWeight === 0 || (found.includes(point) && this.isShortened(point)),
    );
    const points = [ready, found, this.points].find((known) => known.length > 0) ?? [];
    const accountOf = ({ assignment }: FrontierPoint) =>
      this.shortened.get(assignment) ?? this.shortenedSoFar.get(assignment);
    return inOrder(points.map((point) => this.withAccount(point, accountOf(point))));
  }

  /** The points that a search of their level has ended with. */
  private get found(): readonly FrontierPoint[] {
    const found = new Set(this.searchedLevels.map((level) => this.leastAt(level)));
    return this.points.filter((point) => found.has(point));
  }

  private isShortened({ assignment }: FrontierPoint): boolean {
    return this.shortened.has(assignment) || this.shortenedSoFar.has(assignment);
  }

  /** A point as it is told. */
  toldOf(point: FrontierPoint): FrontierPoint {
    return this.withAccount(point, this.shortened.get(point.assignment));
  }

  private withAccount(point: FrontierPoint, account: PlanAccount | undefined): FrontierPoint {
    if (!account) return point;
    const { movedWeightBound } = point;
    return { ...account, movedWeightBound, proof: this.proofOf(account, movedWeightBound) };
  }

  /**
   * Looks for shorter borders among the plans within a level that move nearly as little as a point's, and less than
   * `below`. A point is looked at once.
   */
  *shorten(
    point: FrontierPoint,
    level: number,
    stepLimit: number,
    below = Number.POSITIVE_INFINITY,
  ): Generator<void, void> {
    if (point.movedWeight === 0 || this.shortened.has(point.assignment)) return;
    const shorter = yield* this.shorterThan(point, level, stepLimit, below, this.random);
    this.shortened.set(point.assignment, shorter);
  }

  /** Looks shortly at the points that a search of their level has ended with, so that none is told with an arm. */
  *shortenSoFar(stepLimit: number): Generator<void, void> {
    for (const point of this.found) {
      if (point.movedWeight === 0 || this.isShortened(point)) continue;
      const below = this.points[this.points.indexOf(point) + 1]?.movedWeight ?? Number.POSITIVE_INFINITY;
      const shorter = yield* this.shorterThan(point, point.deviationMultiple, stepLimit, below, this.shortLook);
      this.shortenedSoFar.set(point.assignment, shorter);
    }
  }

  private *shorterThan(
    point: FrontierPoint,
    level: number,
    stepLimit: number,
    below: number,
    random: Random,
  ): Generator<void, PlanAccount> {
    const limit = Math.min((1 + nearlyFraction) * point.movedWeight, below * justBelow);
    const within = problemAtLevel(this.problem, level * (1 + levelSlack));
    const walk = shortenBorders(within, random, point.assignment, limit, stepLimit);
    let step = walk.next();
    for (; !step.done; step = walk.next()) {
      this.steps += step.value;
      yield;
    }
    return this.accountOf(step.value);
  }

  /** Looks for the best balance there is, whatever it moves. */
  *searchBalance(stepLimit: number): Generator<void, void> {
    const wide = problemAtLevel(this.problem, anyBalance);
    const balanceWeight = this.problem.toleranceFraction.map((_, measure) => 1 / wide.toleranceFraction[measure]!);
    const largest = balanceWeight.reduce((a, b) => Math.max(a, b));
    const objective = { ...wide.objective, change: 0, balance: 1 };
    yield* this.solveInto({ ...wide, objective, balanceWeight: balanceWeight.map((w) => w / largest) }, stepLimit);
  }

  /** Looks for the least change at a level, from the baseline and from the plans known nearby. */
  *searchAt(level: number, stepLimit: number): Generator<void, void> {
    const problem = problemAtLevel(this.problem, level);
    const search = makeSearchProblem(problem, this.searchesAtLevels++ > 0 ? this.random : undefined);
    if (!search) return;
    const homes = homeTeams(problem, search);
    const starts = this.startsFor(level, search);
    if (starts.length === 0) yield* this.solveInto(problem, stepLimit);
    for (const start of starts) {
      const walk = searchLeastChange(search, this.random, homes, start, Math.ceil(stepLimit / starts.length));
      let next = walk.next();
      for (; !next.done; next = walk.next()) {
        this.steps += next.value;
        yield;
      }
      if (next.value) this.offer(expandAssignment(search, next.value));
    }
    this.searchedLevels.push(level);
  }

  /** Raises the bound of the plans at a point's own deviation, and takes over a better plan where the proof finds one. */
  *prove(point: FrontierPoint): Generator<void, void> {
    const proving = proveLeastChange(this.levelOf(point), point.assignment, this.solver);
    let next = proving.next();
    for (; !next.done; next = proving.next()) {
      this.noteBound(point, next.value.movedWeightBound);
      yield;
    }
    const { assignment, movedWeightBound } = next.value;
    if (assignment && assignment !== point.assignment) this.offer(assignment);
    this.noteBound(point, movedWeightBound);
  }

  /** Takes over a plan that keeps every rule but balance, when none known is better in both ways. */
  offer(assignment: Int32Array): void {
    const { problem } = this;
    const wide = problemAtLevel(problem, anyBalance);
    if (checkRules(wide, assignment).length > 0) return;
    const multiple = deviationMultiple(problem, assignment);
    const plan = relabelToBaseline(problemAtLevel(problem, multiple), assignment);
    const point: FrontierPoint = { ...this.accountOf(plan.slice()), movedWeightBound: 0, proof: "heuristic" };
    if (this.points.some((other) => dominates(other, point))) return;
    const movedWeightBound = changeLowerBound(this.levelOf(point));
    const kept = this.points.filter((other) => !dominates(point, other));
    this.points = this.withBounds(
      [...kept, { ...point, movedWeightBound }].sort((a, b) => b.deviationMultiple - a.deviationMultiple),
    );
  }

  private accountOf(assignment: Int32Array): PlanAccount {
    const { movedWeight, movedAreaCount, maxDeviationFraction, feasible } = evaluatePlan(this.problem, assignment);
    const multiple = deviationMultiple(this.problem, assignment);
    return { assignment, movedWeight, movedAreaCount, maxDeviationFraction, deviationMultiple: multiple, feasible };
  }

  private proofOf({ movedWeight }: Pick<FrontierPoint, "movedWeight">, bound: number): FrontierPoint["proof"] {
    const total = this.problem.measures.reduce((a, b) => a + b, 0);
    return movedWeight <= bound + roundingOfWeight * total ? "proven" : "heuristic";
  }

  /** The problem that allows deviations as large as a point's, and no larger. */
  private levelOf({ deviationMultiple: multiple }: FrontierPoint): DistrictingProblem {
    return problemAtLevel(this.problem, Math.max(multiple, levelSlack) * (1 + levelSlack));
  }

  private noteBound(at: FrontierPoint, movedWeightBound: number): void {
    this.points = this.withBounds(
      this.points.map((point) =>
        point.deviationMultiple <= at.deviationMultiple && point.movedWeightBound < movedWeightBound
          ? { ...point, movedWeightBound: Math.min(movedWeightBound, point.movedWeight) }
          : point,
      ),
    );
  }

  /** A bound for larger deviations holds for smaller ones too; where it is reached nothing is left to prove. */
  private withBounds(points: readonly FrontierPoint[]): FrontierPoint[] {
    let bound = 0;
    return points.map((point) => {
      bound = Math.max(bound, point.movedWeightBound);
      return { ...point, movedWeightBound: Math.min(bound, point.movedWeight), proof: this.proofOf(point, bound) };
    });
  }

  private *solveInto(problem: DistrictingProblem, stepLimit: number): Generator<void, void> {
    const run = solve(problem, { seed: this.seed, stepLimit });
    let next = run.next();
    let steps = 0;
    for (; !next.done; next = run.next()) {
      this.steps += next.value.steps - steps;
      steps = next.value.steps;
      yield;
    }
    if (!("assignment" in next.value)) return;
    // As it is, for its balance, and with the numbers that move least within the level, which may balance less well.
    this.offer(next.value.assignment);
    this.offer(relabelToBaseline(problem, next.value.assignment));
  }

  private startsFor(level: number, search: SearchProblem): Int32Array[] {
    const place = this.points.findIndex((point) => point.deviationMultiple <= level * (1 + levelSlack));
    const near = place < 0 ? this.points.slice(-1) : this.points.slice(Math.max(0, place - 1), place + 1);
    const known = near.flatMap(({ assignment }) => nodeAssignment(search, assignment) ?? []);
    const making = baselineStart(search, this.random);
    let next = making.next();
    while (!next.done) next = making.next();
    return next.value ? [next.value, ...known] : known;
  }
}

/** From large to small deviation, without those that another one beats in both ways. */
function inOrder(points: FrontierPoint[]): readonly FrontierPoint[] {
  points.sort((a, b) => b.deviationMultiple - a.deviationMultiple || a.movedWeight - b.movedWeight);
  return points.filter(
    (point, place) =>
      !points.some((other, otherPlace) => dominates(other, point) && (otherPlace < place || !dominates(point, other))),
  );
}

function dominates(one: FrontierPoint, other: FrontierPoint): boolean {
  return one.movedWeight <= other.movedWeight && one.deviationMultiple <= other.deviationMultiple;
}
