// The walk of a run: multilevel annealing makes plans, an elite pool keeps the best, and they are recombined.
import { Random } from "../random.ts";
import { expandAssignment, type SearchProblem } from "../search-problem.ts";
import { balanceSchedule, cool, type Schedule, scheduleFor } from "./cooling.ts";
import { type Elite, ElitePool, isBetter } from "./elite-pool.ts";
import { Hierarchy } from "./hierarchy.ts";
import { type StartName, starts } from "./index.ts";
import { LocalSearch } from "./local-search.ts";
import type { SolverProgress } from "./solve.ts";
import { TreeSplitter } from "./tree-splitter.ts";

/** Proposals per node for the first plan, which is to be early; and how they grow from plan to plan. */
const firstEffort = 30;
const effortGrowth = 1.04;
/** Coarse levels are small, so they are given more proposals per node: √(fine nodes / coarse nodes), at most this. */
const coarseEffortAtMost = 4;
const coarsestNodesPerTeam = 40;
const poolCapacity = 8;
/** Recombination begins with so many parents. */
const parentsAtLeast = 3;
/** Of a hundred plans: made anew while the pool fills and when it is full, and made from one parent with two teams cut anew. */
const fillingPercent = 35;
const freshPercent = 10;
const recutPercent = 25;
/** Every other plan begins so much hotter on its coarsest level. */
const hotter = 3;
/** With so many teams the arrangement of their centres is what plans differ in. */
const manyTeams = 9;
/** After so many plans without a better best one the pool has grown alike, and another is begun. */
const fruitlessAtMost = 20;
/** Combined moves: how often they are looked for, the search in between, and what a look counts in steps. */
const balanceAttempts = 30;
const balancingHeat = 0.1;
const proposalsPerBalancing = 1000;
const stepsOfCombination = 10000;
/** What is asked of them: a largest deviation below this share of the best one. */
const betterBy = 0.9;
const startAttempts = 12;
const treesPerRecut = 4;

/**
 * After the evolutionary partitioner KaFFPaE (Sanders and Schulz 2012), with annealing in place of its local searches.
 * A plan is made on a coarse problem and annealed level by level. Two parents are combined by coarsening only within the
 * pieces that both agree on: on the coarsest level both can be expressed, the better is loaded, and the search may take
 * the other's borders piece by piece.
 */
export class EvolutionarySearch {
  steps = 0;
  /** Team of every area in the best plan so far. */
  bestAssignment: Int32Array | undefined;
  private best: Pick<Elite, "excess" | "energy"> = {
    excess: Number.POSITIVE_INFINITY,
    energy: Number.POSITIVE_INFINITY,
  };
  private readonly problem: SearchProblem;
  private readonly random: Random;
  private readonly finest: LocalSearch;
  private readonly pool: ElitePool;
  private readonly splitter: TreeSplitter;
  private readonly schedule: Schedule;
  private readonly stepLimit: number;

  constructor(problem: SearchProblem, seed: number, stepLimit: number) {
    this.problem = problem;
    this.random = new Random(seed);
    this.finest = new LocalSearch(problem, this.random);
    this.pool = new ElitePool(problem, poolCapacity);
    this.splitter = new TreeSplitter(problem, this.random);
    this.schedule = scheduleFor(problem);
    this.stepLimit = stepLimit;
  }

  /** Goes on until the step limit or a plan that cannot be bettered; returns at once when no connected plan was found. */
  *search(): Generator<SolverProgress, void> {
    let effort = firstEffort;
    let fruitless = 0;
    for (let round = 0; !this.finished(); round++) {
      if (fruitless >= fruitlessAtMost) {
        this.pool.clear();
        fruitless = 0;
      }
      const bestBefore = this.pool.bestEnergy;
      const draw = this.random.nextInteger(100);
      const needed =
        this.pool.members.length < parentsAtLeast || draw < (this.pool.isFull ? freshPercent : fillingPercent);
      if (needed) {
        if (!(yield* this.makeAnew(effort, round)) && !this.bestAssignment) return;
      } else if (draw >= 100 - recutPercent) yield* this.recut(effort);
      else yield* this.combine(effort);
      fruitless = this.pool.bestEnergy < bestBefore ? 0 : fruitless + 1;
      effort = round === 0 ? this.usualEffort : effort * effortGrowth;
    }
  }

  /** A plan without parents; false when no start gave a connected one. */
  private *makeAnew(effort: number, round: number): Generator<SolverProgress, boolean> {
    const hierarchy = new Hierarchy(this.problem, this.random, this.coarsestCount);
    const start = yield* this.start(hierarchy.levels.at(-1)!, round);
    if (!start) return false;
    yield* this.descend(
      hierarchy,
      start.assignment,
      effort,
      this.startHeat(start.name, hierarchy, round),
      this.schedule.finer,
    );
    return true;
  }

  /** A member of the pool with two neighbouring teams merged, cut in two anew and annealed. */
  private *recut(effort: number): Generator<SolverProgress, void> {
    const parent = this.pool.tournament(this.random).assignment;
    const pair = this.drawNeighbouringTeams(parent);
    const { splitter } = this;
    for (let node = 0; node < parent.length; node++)
      splitter.setOf[node] = parent[node] === pair.second ? pair.first : parent[node]!;
    this.steps += treesPerRecut * parent.length;
    const done = splitter.split(pair.node, [pair.first], [pair.second], pair.first, pair.second, treesPerRecut);
    yield* this.anneal(done ? splitter.setOf.slice() : parent, done ? splitter.setOf.slice() : parent, effort);
  }

  /** Two members of the pool: nodes are joined only where neither parent divides them. */
  private *combine(effort: number): Generator<SolverProgress, void> {
    const first = this.pool.tournament(this.random);
    const second = this.pool.members[this.random.nextInteger(this.pool.members.length)]!;
    const overlay = first.assignment.map((team, node) => team * this.problem.teamCount + second.assignment[node]!);
    yield* this.anneal((isBetter(second, first) ? second : first).assignment, overlay, effort);
  }

  /** Anneals a plan on levels that keep `labels` apart; each label lies within one team of the plan. */
  private *anneal(plan: Int32Array, labels: Int32Array, effort: number): Generator<SolverProgress, void> {
    const hierarchy = new Hierarchy(this.problem, this.random, this.coarsestCount, labels);
    const heat = this.schedule.again * (this.random.nextInteger(2) === 0 ? hotter : 1);
    yield* this.descend(hierarchy, hierarchy.toCoarsest(plan), effort, heat, this.schedule.again);
  }

  /** Anneals from the coarsest level to the finest, and offers what comes out to the pool. */
  private *descend(
    hierarchy: Hierarchy,
    start: Int32Array,
    effort: number,
    coarsestHeat: number,
    finerHeat: number,
  ): Generator<SolverProgress, void> {
    const coarsest = hierarchy.levels.length - 1;
    let plan = start;
    for (let level = coarsest; level >= 0; level--) {
      const { nodeCount } = hierarchy.levels[level]!;
      const local = level === 0 ? this.finest : new LocalSearch(hierarchy.levels[level]!, this.random);
      local.begin(plan);
      const coarseEffort = Math.min(coarseEffortAtMost, Math.sqrt(this.problem.nodeCount / nodeCount));
      const heat = level === coarsest ? coarsestHeat : finerHeat;
      for (const made of cool(local, Math.ceil(effort * coarseEffort * nodeCount), heat, this.schedule.coldest)) {
        this.steps += made;
        yield this.progress();
        // A run that ends on a coarse level shall still have a plan.
        if (this.finished() && (level === 0 || this.bestAssignment)) return;
      }
      if (level > 0) plan = hierarchy.toFiner(level, local.incumbent.assignment);
    }
    if (this.pool.members.length > 0) yield* this.balance();
    const { assignment, excess, energy } = this.finest.incumbent;
    this.pool.offer({ assignment: assignment.slice(), excess, energy });
  }

  /** Where the sums are what is missing: goes on among nearly balanced plans and looks for combined moves from each. */
  private *balance(): Generator<SolverProgress, void> {
    const { finest, problem } = this;
    const { incumbent } = finest;
    const onlyBalance = problem.deviationCost > 0 && this.schedule === balanceSchedule;
    if (incumbent.excess === 0 && !onlyBalance) return;
    finest.load(incumbent.assignment.slice());
    // Forbidden pairs and moved weight are not a matter of sums.
    if (finest.plan.excess() > finest.plan.deviationExcess()) return;
    finest.temperature = balancingHeat * finest.sampleChanges(200).energy;
    for (let attempt = 0; attempt < balanceAttempts && !this.finished(); attempt++) {
      finest.combine(this.allowedDeviations());
      finest.run(proposalsPerBalancing);
      this.steps += proposalsPerBalancing + stepsOfCombination;
      yield this.progress();
      if (incumbent.excess === 0 && !onlyBalance) return;
    }
  }

  /** k × m: |sum − target| within the tolerances, and within them less than the best plan's largest deviation. */
  private allowedDeviations(): Float64Array {
    const { target, tolerance, balanceWeight, measureCount, deviationCost } = this.problem;
    const { incumbent } = this.finest;
    const reached = incumbent.excess === 0 ? incumbent.energy / deviationCost : Number.POSITIVE_INFINITY;
    return target.map((sum, place) => {
      const measure = place % measureCount;
      return sum * Math.min(tolerance[measure]!, (betterBy * reached) / balanceWeight[measure]!);
    });
  }

  /** A power diagram's arrangement is worth keeping: heat would only mix it up. */
  private startHeat(name: StartName, { levels }: Hierarchy, round: number): number {
    const { schedule } = this;
    const keepArrangement = name === "power" || this.problem.teamCount >= manyTeams;
    if (keepArrangement && schedule.arranged !== undefined) return schedule.arranged;
    if (levels.length === 1) return schedule.alone;
    return schedule.fresh * (round % 2 === 0 ? 1 : hotter);
  }

  private *start(
    search: SearchProblem,
    round: number,
  ): Generator<SolverProgress, { name: StartName; assignment: Int32Array } | undefined> {
    // A limit on moved weight is best kept by never leaving today's division.
    const names: StartName[] = search.movedWeight.length > 0 ? ["baseline"] : [];
    const others = this.schedule.starts;
    for (let attempt = 0; attempt < startAttempts; attempt++) {
      const name = names[attempt] ?? others[(round + attempt) % others.length]!;
      const making = starts[name](search, this.random);
      let next = making.next();
      for (; !next.done; next = making.next()) {
        this.steps += next.value;
        yield this.progress();
      }
      if (next.value) return { name, assignment: next.value };
    }
    return undefined;
  }

  private drawNeighbouringTeams(plan: Int32Array): { node: number; first: number; second: number } {
    const { adjacencyOffset, adjacencyTarget, nodeCount } = this.problem;
    const start = this.random.nextInteger(nodeCount);
    for (let i = 0; i < nodeCount; i++) {
      const node = (start + i) % nodeCount;
      for (let e = adjacencyOffset[node]!; e < adjacencyOffset[node + 1]!; e++) {
        const second = plan[adjacencyTarget[e]!]!;
        if (second !== plan[node]) return { node, first: plan[node]!, second };
      }
    }
    return { node: start, first: plan[start]!, second: plan[start]! };
  }

  private get usualEffort(): number {
    const { effort, nodesOfUsualEffort } = this.schedule;
    return effort * Math.max(1, Math.sqrt(this.problem.nodeCount / nodesOfUsualEffort));
  }

  private get coarsestCount(): number {
    return coarsestNodesPerTeam * this.problem.teamCount;
  }

  private finished(): boolean {
    if (this.steps >= this.stepLimit) return true;
    // Nothing can be better than a plan that keeps the rules and costs nothing, nor than the only plan.
    const noChoice = this.problem.teamCount === 1 && this.bestAssignment !== undefined;
    return noChoice || (this.best.excess === 0 && this.best.energy <= 0);
  }

  private progress(): SolverProgress {
    const { incumbent } = this.finest;
    const improved = isBetter(incumbent, this.best);
    if (improved) {
      this.best = { excess: incumbent.excess, energy: incumbent.energy };
      this.bestAssignment = expandAssignment(this.problem, incumbent.assignment);
    }
    const { energy: objective, excess: excessFraction } = this.best;
    return {
      steps: this.steps,
      assignment: this.bestAssignment,
      feasible: excessFraction === 0,
      improved,
      scores: this.bestAssignment ? { objective, excessFraction } : undefined,
    };
  }
}
