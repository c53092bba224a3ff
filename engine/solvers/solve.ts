// The solver: starts of different character, annealed in cycles of growing length, the best plan carried along.
import { type BalanceBound, balanceLowerBound } from "../bounds/balance-bound.ts";
import { type EngineIssue, type Names, numberNames } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import { Random } from "../random.ts";
import { evaluatePlan, type PlanScores } from "../scores.ts";
import { expandAssignment, makeSearchProblem, type SearchProblem } from "../search-problem.ts";
import { hasError, type ProblemIssue, validateProblem } from "../validate-problem.ts";
import { starts } from "./index.ts";
import { LocalSearch } from "./local-search.ts";
import { TreeSplitter } from "./tree-splitter.ts";

export interface SolveOptions {
  /** Any safe integer; the same problem, seed and number of steps give the same plan on every machine. */
  readonly seed: number;
  /** Ends the run after about this many steps (proposals of the search); without it the host ends the run. */
  readonly stepLimit?: number;
  /** Names for the sentences of issues and violations. */
  readonly names?: Names;
}

/** What is known so far. The arrays are never written to again, so they may be kept. */
export interface SolverProgress {
  readonly steps: number;
  /** Team of every area in the best plan so far; undefined before the first plan is made. */
  readonly assignment: Int32Array | undefined;
  /** All hard rules are kept. */
  readonly feasible: boolean;
  /** True when the plan is another one than in the progress before. */
  readonly improved: boolean;
  /** The weighed goals, and Σ of deviations beyond the tolerances; undefined before the first plan. */
  readonly scores: { readonly objective: number; readonly excessFraction: number } | undefined;
}

/** `feasible`: all rules kept. `infeasible`: the best plan found breaks rules, named in `scores.violations`. */
export type SolverResult =
  | { readonly status: "refused"; readonly issues: readonly ProblemIssue[] }
  | {
      readonly status: "no-plan";
      readonly issues: readonly (ProblemIssue | EngineIssue)[];
      readonly steps: number;
    }
  | {
      readonly status: "feasible" | "infeasible";
      readonly issues: readonly ProblemIssue[];
      readonly steps: number;
      readonly assignment: Int32Array;
      readonly scores: PlanScores;
      readonly balanceBound: BalanceBound;
    };

/** Proposals between two yields: a few milliseconds of work, and the same on every machine. */
const proposalsPerYield = 4096;
const temperatureLevels = 40;
/** From level to level; 0.9⁴⁰ = 0.015. */
const coolingFactor = 0.9;
/** Cycle lengths in proposals per node. */
const firstCycles = [30, 100, 300];
const longestCycle = 6000;
const startAttempts = 12;
/** From so many nodes on, the first start is by trees: better balanced than the few rounds of growth there is time for. */
const treeFirstFrom = 20000;
/** First temperature of a cycle in usual changes: for the very first plan, for later starts, and for the best again. */
const firstHeat = 0.1;
const freshHeat = 1;
const againHeat = 0.35;

/**
 * Searches until the step limit, or for ever: the host stops by not asking for more (`return()`), and has the best plan
 * in the latest progress. A problem with an error is refused with reasons. When no plan within the tolerances was found
 * the result says so by `status` and names every deviation in `scores.violations`; that is not a proof that none exists.
 */
export function* solve(problem: DistrictingProblem, options: SolveOptions): Generator<SolverProgress, SolverResult> {
  const names = options.names ?? numberNames;
  const issues = validateProblem(problem, names);
  if (hasError(issues)) return { status: "refused", issues };
  const search = makeSearchProblem(problem);
  if (!search) return { status: "no-plan", issues: [...issues, groupsInTheWay], steps: 0 };
  const run = new Run(search, options);
  yield* run.search();
  const assignment = run.bestAssignment;
  if (!assignment) return { status: "no-plan", issues: [...issues, noConnectedPlan], steps: run.steps };
  const scores = evaluatePlan(problem, assignment, names);
  return {
    status: scores.feasible ? "feasible" : "infeasible",
    issues,
    steps: run.steps,
    assignment,
    scores,
    balanceBound: balanceLowerBound(problem),
  };
}

const groupsInTheWay: EngineIssue = {
  code: "groups-in-the-way",
  message: {
    sv: "Grupper som ska hållas ihop ligger i flera delar och står i vägen för varandra. Gör grupperna mindre eller lägg till en länk mellan delarna.",
    en: "Keep-together groups lie in several pieces and stand in each other's way. Make the groups smaller or add a link between the pieces.",
  },
};

const noConnectedPlan: EngineIssue = {
  code: "no-connected-plan",
  message: {
    sv: "Ingen indelning med sammanhängande team hittades. De låsta områdena står troligen i vägen för varandra.",
    en: "No division with connected teams was found. The locked areas probably stand in each other's way.",
  },
};

/** One run's state; `search` is the walk through it. */
class Run {
  steps = 0;
  bestAssignment: Int32Array | undefined;
  private readonly problemToSearch: SearchProblem;
  private readonly random: Random;
  private readonly local: LocalSearch;
  private readonly splitter: TreeSplitter;
  private readonly stepLimit: number;
  private shownVersion = 0;
  private unshownSteps = 0;

  constructor(search: SearchProblem, options: SolveOptions) {
    this.problemToSearch = search;
    this.random = new Random(options.seed);
    this.local = new LocalSearch(search, this.random);
    this.splitter = new TreeSplitter(search, this.random);
    this.stepLimit = options.stepLimit ?? Number.POSITIVE_INFINITY;
  }

  *search(): Generator<SolverProgress, void> {
    let cycleLength = firstCycles[0]!;
    for (let cycle = 0; !this.finished(); cycle++) {
      const fresh = cycle < firstCycles.length || cycle % 3 === 0 || this.local.incumbent.excess > 0;
      if (fresh) {
        const growthFirst = this.problemToSearch.nodeCount < treeFirstFrom;
        const begun = yield* this.beginAnew((cycle % 2 === 0) === growthFirst ? "growth" : "tree");
        if (!begun) return;
      } else this.beginFromBest();
      const heat = cycle === 0 ? firstHeat : fresh ? freshHeat : againHeat;
      yield* this.anneal(cycleLength * this.problemToSearch.nodeCount, heat);
      cycleLength = firstCycles[cycle + 1] ?? Math.min(longestCycle, cycleLength * 1.2);
    }
  }

  private finished(): boolean {
    if (this.steps >= this.stepLimit) return true;
    const { incumbent } = this.local;
    // Nothing can be better than a plan that keeps the rules and costs nothing, nor than the only plan.
    const noChoice = this.problemToSearch.teamCount === 1 && incumbent.version > 0;
    return noChoice || (incumbent.excess === 0 && incumbent.energy <= 0);
  }

  /** Loads a new start; false when no attempt gave a connected plan. */
  private *beginAnew(preferred: keyof typeof starts): Generator<SolverProgress, boolean> {
    for (let attempt = 0; attempt < startAttempts; attempt++) {
      // A tree start that the locks defeat is followed by growth.
      const name = attempt === 0 ? preferred : attempt % 4 === 3 ? "tree" : "growth";
      const making = starts[name](this.problemToSearch, this.random);
      let next = making.next();
      for (; !next.done; next = making.next()) {
        this.steps += next.value;
        yield this.progress();
      }
      if (!next.value) continue;
      this.local.load(next.value);
      yield this.progress();
      return true;
    }
    if (this.local.incumbent.version === 0) return false;
    this.beginFromBest();
    return true;
  }

  /** Loads the best plan, half of the time with two neighbouring teams merged and cut anew. */
  private beginFromBest(): void {
    const { local, random, splitter } = this;
    local.load(local.incumbent.assignment);
    const { plan } = local;
    if (plan.boundaryCount === 0 || random.nextInteger(2) === 0) return;
    const node = plan.boundary[random.nextInteger(plan.boundaryCount)]!;
    const first = plan.assignment[node]!;
    const { adjacencyOffset, adjacencyTarget } = this.problemToSearch;
    let second = first;
    for (let e = adjacencyOffset[node]!; e < adjacencyOffset[node + 1]! && second === first; e++)
      second = plan.assignment[adjacencyTarget[e]!]!;
    for (let i = 0; i < plan.assignment.length; i++) {
      const team = plan.assignment[i]!;
      splitter.setOf[i] = team === second ? first : team;
    }
    const treeCount = 4;
    if (splitter.split(node, [first], [second], first, second, treeCount)) local.load(splitter.setOf);
    this.steps += treeCount * (plan.teamSize[first]! + plan.teamSize[second]!);
  }

  /** Cools from `heat` × the size of a usual change to almost nothing. */
  private *anneal(proposals: number, heat: number): Generator<SolverProgress, void> {
    const { local } = this;
    const usual = local.sampleChanges(200);
    const energyUnit = usual.energy > 0 ? usual.energy : 1;
    local.temperature = heat * energyUnit;
    local.penalty = usual.excess > 0 ? (2 * energyUnit) / usual.excess : energyUnit;
    const perLevel = Math.ceil(proposals / temperatureLevels);
    for (let level = 0; level < temperatureLevels; level++) {
      for (let done = 0; done < perLevel; ) {
        const chunk = Math.min(proposalsPerYield, perLevel - done, Math.max(1, this.stepLimit - this.steps));
        local.run(chunk);
        done += chunk;
        this.steps += chunk;
        this.unshownSteps += chunk;
        if (this.unshownSteps >= proposalsPerYield) yield this.progress();
        if (this.finished()) break;
      }
      if (this.finished()) break;
      local.temperature *= coolingFactor;
    }
    yield this.progress();
  }

  private progress(): SolverProgress {
    const { incumbent } = this.local;
    this.unshownSteps = 0;
    const improved = incumbent.version !== this.shownVersion;
    if (improved) {
      this.shownVersion = incumbent.version;
      this.bestAssignment = expandAssignment(this.problemToSearch, incumbent.assignment);
    }
    const scores =
      incumbent.version > 0 ? { objective: incumbent.energy, excessFraction: incumbent.excess } : undefined;
    return { steps: this.steps, assignment: this.bestAssignment, feasible: incumbent.excess === 0, improved, scores };
  }
}
