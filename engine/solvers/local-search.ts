// Improves a plan by flips and exchanges on the teams' borders under simulated annealing, and remembers the best plan.
import { ContiguityTest } from "../contiguity.ts";
import { Plan } from "../plan.ts";
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";

/** The best plan met so far: in balance with the least energy, or else with the least excess. */
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

/**
 * The energy that decides is `plan.energy() + penalty × plan.excess()`. The penalty follows the search: it rises while
 * plans out of balance are met all the time and falls while none is (strategic oscillation).
 */
export class LocalSearch {
  readonly plan: Plan;
  readonly incumbent: Incumbent;
  temperature = 0;
  penalty = 1;
  private readonly search: SearchProblem;
  private readonly random: Random;
  private readonly contiguity: ContiguityTest;
  private energy = 0;
  private excess = 0;
  private inBalance = 0;

  constructor(search: SearchProblem, random: Random) {
    this.search = search;
    this.random = random;
    this.plan = new Plan(search);
    this.contiguity = new ContiguityTest(search);
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
    this.resync();
    this.offer();
  }

  /** Mean |energy change| and mean |excess change| of `draws` random border flips: what temperatures are measured in. */
  sampleChanges(draws: number): { energy: number; excess: number } {
    const { plan, random } = this;
    let energy = 0;
    let excess = 0;
    for (let draw = 0; draw < draws && plan.boundaryCount > 0; draw++) {
      const node = plan.boundary[random.nextInteger(plan.boundaryCount)]!;
      const to = this.drawNeighbourTeam(node);
      energy += Math.abs(plan.energyChange(node, to)) / draws;
      excess += Math.abs(plan.excessChange(node, to)) / draws;
    }
    return { energy, excess };
  }

  /** Makes `proposals` proposals at the present temperature and adapts the penalty. */
  run(proposals: number): void {
    const { plan, random } = this;
    this.resync();
    this.inBalance = 0;
    for (let proposal = 0; proposal < proposals && plan.boundaryCount > 0; proposal++) {
      const node = plan.boundary[random.nextInteger(plan.boundaryCount)]!;
      const to = this.drawNeighbourTeam(node);
      if (random.nextInteger(exchangeEvery) === 0) this.proposeExchange(node, to);
      else this.proposeFlip(node, to);
      if (this.excess < excessSlack) this.inBalance++;
    }
    if (this.inBalance < 0.2 * proposals) this.penalty *= 1.25;
    else if (this.inBalance > 0.7 * proposals) this.penalty /= 1.1;
  }

  private proposeFlip(node: number, to: number): void {
    const { plan } = this;
    const energyChange = plan.energyChange(node, to);
    const excessChange = plan.excessChange(node, to);
    if (!this.accepts(energyChange + this.penalty * excessChange)) return;
    if (!this.contiguity.canLeave(plan.assignment, node)) return;
    plan.flip(node, to);
    this.energy += energyChange;
    this.excess += excessChange;
    this.offer();
  }

  /** Moves a node into a team and another node out of that team, judged together. */
  private proposeExchange(node: number, to: number): void {
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
    const excessChange = plan.excessChange(node, to);
    if (!contiguity.canLeave(plan.assignment, node)) return;
    plan.flip(node, to);
    const secondEnergyChange = plan.energyChange(partner, partnerTo);
    const secondExcessChange = plan.excessChange(partner, partnerTo);
    const change = energyChange + secondEnergyChange + this.penalty * (excessChange + secondExcessChange);
    // The first flip may have taken away the partner's only neighbour in the team it was to go to.
    if (!this.touches(partner, partnerTo) || !this.accepts(change) || !contiguity.canLeave(plan.assignment, partner)) {
      plan.undo();
      return;
    }
    plan.flip(partner, partnerTo);
    this.energy += energyChange + secondEnergyChange;
    this.excess += excessChange + secondExcessChange;
    this.offer();
  }

  /** The team of a random neighbour in another team; the node must be on a border. */
  private drawNeighbourTeam(node: number): number {
    const { search, plan } = this;
    const own = plan.assignment[node]!;
    const start = search.adjacencyOffset[node]!;
    const end = search.adjacencyOffset[node + 1]!;
    let e = start + this.random.nextInteger(end - start);
    while (plan.assignment[search.adjacencyTarget[e]!] === own) if (++e === end) e = start;
    return plan.assignment[search.adjacencyTarget[e]!]!;
  }

  private touches(node: number, team: number): boolean {
    const { search, plan } = this;
    for (let e = search.adjacencyOffset[node]!; e < search.adjacencyOffset[node + 1]!; e++) {
      if (plan.assignment[search.adjacencyTarget[e]!] === team) return true;
    }
    return false;
  }

  /** Metropolis: always when not worse, else with probability exp(−change / temperature). */
  private accepts(change: number): boolean {
    if (change <= 0) return true;
    if (change > 16 * this.temperature) return false;
    return this.random.nextFraction() < exponentialDecay(change / this.temperature);
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
    incumbent.assignment.set(plan.assignment);
    incumbent.excess = excess;
    incumbent.energy = energy;
    incumbent.version++;
  }

  private resync(): void {
    this.energy = this.plan.energy();
    this.excess = this.plan.excess();
  }
}

/** e^−x for 0 ≤ x ≤ 16 as (1 + x/256)^−256, by products only so that machines agree; relative error about x²/512. */
function exponentialDecay(x: number): number {
  let power = 1 / (1 + x / 256);
  for (let squaring = 0; squaring < 8; squaring++) power *= power;
  return power;
}
