// Improves a plan by flips and exchanges on the teams' borders under simulated annealing, and remembers the best plan.
import { ContiguityTest } from "../contiguity.ts";
import { Plan } from "../plan.ts";
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";
import { CombinedMoves } from "./combined-moves.ts";

/** The best plan met so far: with every rule kept and the least energy, or else with the least excess. */
export interface Incumbent {
  readonly assignment: Int32Array;
  /** Infinity before the first plan. */
  excess: number;
  energy: number;
  /** Grows with every improvement. */
  version: number;
}

const partnerDraws = 8;
/** One proposal in this many is an exchange of two nodes instead of a single flip. */
const exchangeEvery = 4;
const energySlack = 1e-9;
const excessSlack = 1e-9;
const thresholdCount = 4096;
/** −ln of evenly spread fractions: a change below temperature × a random one of these is accepted (Metropolis). */
const thresholds = Float64Array.from({ length: thresholdCount }, (_, i) =>
  negativeLogarithm((i + 0.5) / thresholdCount),
);

/**
 * The energy that decides is `plan.energy() + penalty × plan.excess()`. The penalty follows the search: it rises while
 * plans that break rules are met all the time and falls while none is (strategic oscillation).
 */
export class LocalSearch {
  readonly plan: Plan;
  readonly incumbent: Incumbent;
  temperature = 0;
  penalty = 1;
  private readonly search: SearchProblem;
  private readonly random: Random;
  private readonly contiguity: ContiguityTest;
  private readonly combinedMoves: CombinedMoves;
  private energy = 0;
  private excess = 0;
  /** Proposals since `run` began after which every rule was kept. */
  private kept = 0;
  /** The nodes that have changed team since the incumbent was kept; with a full list all may have. */
  private readonly changed: Int32Array;
  private changedCount = 0;

  constructor(search: SearchProblem, random: Random) {
    this.search = search;
    this.random = random;
    this.plan = new Plan(search);
    this.contiguity = new ContiguityTest(search);
    this.combinedMoves = new CombinedMoves(search, random, this.contiguity);
    this.changed = new Int32Array(search.nodeCount);
    this.incumbent = {
      assignment: new Int32Array(search.nodeCount),
      excess: Number.POSITIVE_INFINITY,
      energy: Number.POSITIVE_INFINITY,
      version: 0,
    };
  }

  /** Takes over a connected plan that keeps the locks. */
  load(assignment: Int32Array): void {
    this.plan.load(assignment);
    this.changedCount = this.changed.length;
    this.resync();
    this.offer();
  }

  /** The same, forgetting the best plan before it. */
  begin(assignment: Int32Array): void {
    this.incumbent.excess = Number.POSITIVE_INFINITY;
    this.incumbent.energy = Number.POSITIVE_INFINITY;
    this.load(assignment);
  }

  /** Mean |energy change| and mean |excess change| of `draws` random border flips: what temperatures are measured in. */
  sampleChanges(draws: number): { energy: number; excess: number } {
    const { plan, random } = this;
    let energy = 0;
    let excess = 0;
    for (let draw = 0; draw < draws && plan.boundaryCount > 0; draw++) {
      const node = plan.boundary[random.nextInteger(plan.boundaryCount)]!;
      const to = this.drawNeighbourTeam(node);
      const energyChange = plan.energyChange(node, to);
      if (energyChange < Number.POSITIVE_INFINITY) energy += Math.abs(energyChange) / draws;
      excess += Math.abs(plan.excessChange(node, to)) / draws;
    }
    return { energy, excess };
  }

  /** Makes `proposals` proposals at the present temperature and adapts the penalty. */
  run(proposals: number): void {
    const { plan, random } = this;
    this.resync();
    this.kept = 0;
    for (let proposal = 0; proposal < proposals && plan.boundaryCount > 0; proposal++) {
      const node = plan.boundary[random.nextInteger(plan.boundaryCount)]!;
      const to = this.drawNeighbourTeam(node);
      const bits = random.nextUint32();
      const threshold = this.temperature * thresholds[bits >>> 20]!;
      if (bits % exchangeEvery === 0) this.proposeExchange(node, to, threshold);
      else this.proposeFlip(node, to, threshold);
      if (this.excess < excessSlack) this.kept++;
    }
    if (this.kept < 0.2 * proposals) this.penalty *= 1.25;
    else if (this.kept > 0.7 * proposals) this.penalty /= 1.1;
  }

  /** Looks for flips that together bring the plan within `allowed` (k × m, |sum − target|), and makes them. */
  combine(allowed: Float64Array): void {
    if (!this.combinedMoves.apply(this.plan, allowed)) return;
    this.changedCount = this.changed.length;
    this.resync();
    this.offer();
  }

  private proposeFlip(node: number, to: number, threshold: number): void {
    const { plan } = this;
    const excessChange = plan.excessChange(node, to);
    const energyChange = plan.energyChange(node, to);
    if (energyChange + this.penalty * excessChange > threshold) return;
    if (!this.contiguity.canLeave(plan.assignment, node)) return;
    plan.flip(node, to);
    this.noteChange(node);
    this.energy += energyChange;
    this.excess += excessChange;
    this.offer();
  }

  /** Moves a node into a team and another node out of that team, judged together. */
  private proposeExchange(node: number, to: number, threshold: number): void {
    const { plan, random, contiguity } = this;
    let partner = -1;
    for (let draw = 0; draw < partnerDraws; draw++) {
      const drawn = plan.boundary[random.nextInteger(plan.boundaryCount)]!;
      if (plan.assignment[drawn] !== to) continue;
      partner = drawn;
      break;
    }
    if (partner < 0) return;
    const partnerTo = this.drawNeighbourTeam(partner);
    const energyChange = plan.energyChange(node, to);
    // A first look, as if the two did not concern each other; where they are neighbours a link counts twice too much.
    const partnerChange = plan.energyChange(partner, partnerTo);
    const excessTogether = this.penalty * plan.exchangeExcessChange(node, to, partner, partnerTo);
    const adjacency = 2 * this.linkCostBetween(node, partner);
    if (energyChange + partnerChange + excessTogether > threshold + adjacency) return;
    if (!contiguity.canLeave(plan.assignment, node)) return;
    const excessChange = plan.excessChange(node, to);
    plan.flip(node, to);
    const secondEnergyChange = plan.energyChange(partner, partnerTo);
    const secondExcessChange = plan.excessChange(partner, partnerTo);
    const change = energyChange + secondEnergyChange + this.penalty * (excessChange + secondExcessChange);
    // The first flip may have taken away the partner's only neighbour in the team it was to go to.
    if (change > threshold || !this.touches(partner, partnerTo) || !contiguity.canLeave(plan.assignment, partner)) {
      plan.undo();
      return;
    }
    plan.flip(partner, partnerTo);
    this.noteChange(node);
    this.noteChange(partner);
    this.energy += energyChange + secondEnergyChange;
    this.excess += excessChange + secondExcessChange;
    this.offer();
  }

  /** The team of a random neighbour in another team; the node must be on a border. */
  private drawNeighbourTeam(node: number): number {
    const { search, plan } = this;
    const { assignment } = plan;
    const { adjacencyTarget } = search;
    const own = assignment[node]!;
    const start = search.adjacencyOffset[node]!;
    const end = search.adjacencyOffset[node + 1]!;
    let e = start + this.random.nextInteger(end - start);
    let team = assignment[adjacencyTarget[e]!]!;
    while (team === own) {
      if (++e === end) e = start;
      team = assignment[adjacencyTarget[e]!]!;
    }
    return team;
  }

  private linkCostBetween(node: number, other: number): number {
    const { adjacencyOffset, adjacencyTarget, linkCost } = this.search;
    for (let e = adjacencyOffset[node]!; e < adjacencyOffset[node + 1]!; e++) {
      if (adjacencyTarget[e] === other) return linkCost[e]!;
    }
    return 0;
  }

  private touches(node: number, team: number): boolean {
    const { search, plan } = this;
    for (let e = search.adjacencyOffset[node]!; e < search.adjacencyOffset[node + 1]!; e++) {
      if (plan.assignment[search.adjacencyTarget[e]!] === team) return true;
    }
    return false;
  }

  private offer(): void {
    const { incumbent, plan } = this;
    if (this.excess < excessSlack) {
      if (incumbent.excess === 0 && this.energy >= incumbent.energy - energySlack) return;
    } else if (this.excess >= incumbent.excess - excessSlack) return;
    // The running sums carry rounding; a new best plan is judged by fresh ones.
    const excess = plan.excess();
    const energy = plan.energy();
    if (excess > incumbent.excess || (excess === incumbent.excess && energy >= incumbent.energy)) return;
    this.keepAssignment();
    incumbent.excess = excess;
    incumbent.energy = energy;
    incumbent.version++;
  }

  private noteChange(node: number): void {
    if (this.changedCount < this.changed.length) this.changed[this.changedCount++] = node;
  }

  /** Copies what has changed: new best plans come thick and fast, a few flips apart. */
  private keepAssignment(): void {
    const { assignment } = this.incumbent;
    if (this.changedCount === this.changed.length) assignment.set(this.plan.assignment);
    else {
      for (let i = 0; i < this.changedCount; i++)
        assignment[this.changed[i]!] = this.plan.assignment[this.changed[i]!]!;
    }
    this.changedCount = 0;
  }

  private resync(): void {
    this.energy = this.plan.energy();
    this.excess = this.plan.excess();
  }
}

/** −ln u for 0 < u ≤ 1 as 2¹⁶·(u^(−1/2¹⁶) − 1), by square roots only so that machines agree. */
function negativeLogarithm(fraction: number): number {
  let root = fraction;
  for (let halving = 0; halving < 16; halving++) root = Math.sqrt(root);
  return 65536 * (1 / root - 1);
}
