// A lower bound for the cost of cut links: flows that every balanced plan must cut, packed into the links' capacities.
import type { ProofProblem } from "./proof-problem.ts";
import { ShortestPaths } from "./shortest-paths.ts";
import type { UnitGraph } from "./unit-graph.ts";

/** A round's most loaded edge is lengthened by this part of itself at most, and by 16 / rounds when that is less. */
const firstLengthening = 0.4;
const lengtheningRounds = 16;
/** Sources whose ratio is at most this many times the best one's take part in a round. */
const nearlyBest = 1.15;
/** Above this many units every few units only is a source. */
const mostSources = 600;
/** Links passed between two moments at which a host may stop: about a tenth of a second. */
const linksPerPause = 1_000_000;

/**
 * Around any unit r lies a ball of units S; a team holding r has at most `most` of S's weight, so at least
 * w(S) − most of the flow that carries every unit's weight to r crosses the team's border. Any mixture of such flows
 * therefore crosses cut links with the summed w(S) − most; where no link carries more than `congestion` × its capacity,
 * the cut links cost at least that sum / congestion. This is the dual of the spreading-metric relaxation (Even, Naor,
 * Rao and Schieber 1999); the mixture is built by multiplicative weights (Garg and Könemann 2007): flows take shortest
 * paths by lengths that grow with the load. Every round leaves a valid bound.
 */
export class SpreadingMetric {
  bound = 0;
  /** The bound cannot be raised above this: what the lengths of the best round show (to rounding). */
  limit = Number.POSITIVE_INFINITY;
  private readonly proof: ProofProblem;
  private readonly graph: UnitGraph;
  private readonly paths: ShortestPaths;
  private readonly edgeLength: Float64Array;
  private readonly linkLength: Float64Array;
  private readonly flow: Float64Array;
  private readonly roundFlow: Float64Array;
  private readonly carried: Float64Array;
  private readonly sources: readonly number[];
  private readonly most: readonly Float64Array[];
  private value = 0;
  private rounds = 0;

  constructor(proof: ProofProblem, graph: UnitGraph) {
    this.proof = proof;
    this.graph = graph;
    this.paths = new ShortestPaths(graph.offset, graph.target);
    // A link that costs nothing to cut can carry no flow.
    this.edgeLength = graph.capacity.map((capacity) => (capacity > 0 ? 1 / capacity : Number.POSITIVE_INFINITY));
    this.linkLength = new Float64Array(graph.target.length);
    this.flow = new Float64Array(graph.capacity.length);
    this.roundFlow = new Float64Array(graph.capacity.length);
    this.carried = new Float64Array(proof.unitCount);
    const stride = Math.ceil(proof.unitCount / mostSources);
    this.sources = Array.from({ length: Math.ceil(proof.unitCount / stride) }, (_, i) => i * stride);
    this.most = proof.kinds.map((kind) => kind.most);
  }

  /** One round over all sources; O(sources × links log n). Raises `bound` at its end where it can; left before, it raises none. */
  *round(): Generator<void, void> {
    const { graph, roundFlow, flow, edgeLength } = this;
    for (let link = 0; link < this.linkLength.length; link++)
      this.linkLength[link] = edgeLength[graph.edgeOfLink[link]!]!;
    const sourcesPerPause = Math.ceil(linksPerPause / (1 + this.linkLength.length));
    const balls: Ball[] = [];
    for (const [place, source] of this.sources.entries()) {
      if (place > 0 && place % sourcesPerPause === 0) yield;
      balls.push(this.bestBall(source));
    }
    let best = Number.POSITIVE_INFINITY;
    for (const ball of balls) if (ball.ratio < best) best = ball.ratio;
    if (best === Number.POSITIVE_INFINITY) {
      // Nothing is ever separated: every team may hold all that can be reached.
      this.limit = 0;
      return;
    }
    this.limit = Math.min(this.limit, this.weighedLength() / best);
    roundFlow.fill(0);
    let roundValue = 0;
    for (const [index, ball] of balls.entries()) {
      if (index > 0 && index % sourcesPerPause === 0) yield;
      const share = 1 - (ball.ratio / best - 1) / (nearlyBest - 1);
      if (!(share > 0)) continue;
      this.route(this.sources[index]!, ball, share / ball.value);
      roundValue += share;
    }
    let busiest = 0;
    for (let edge = 0; edge < roundFlow.length; edge++)
      if (roundFlow[edge]! > 0) busiest = Math.max(busiest, roundFlow[edge]! / graph.capacity[edge]!);
    // The first rounds' lengths say little: the mixture begins anew at round 2, 4, 8 and so on.
    this.rounds++;
    if ((this.rounds & (this.rounds - 1)) === 0) {
      this.value = 0;
      flow.fill(0);
    }
    // Every round counts as much as its busiest edge allows.
    this.value += roundValue / busiest;
    let congestion = 0;
    const lengthening = Math.min(firstLengthening, lengtheningRounds / this.rounds);
    for (let edge = 0; edge < roundFlow.length; edge++) {
      if (roundFlow[edge] === 0) continue;
      const load = roundFlow[edge]! / (busiest * graph.capacity[edge]!);
      flow[edge]! += load;
      edgeLength[edge]! *= 1 + lengthening * load;
    }
    for (const load of flow) if (load > congestion) congestion = load;
    this.bound = Math.max(this.bound, this.value / congestion);
    this.scaleLengths();
  }

  /** Σ capacity × length: no packing separates more than this over the least ratio (the dual of the packing). */
  private weighedLength(): number {
    let sum = 0;
    for (let edge = 0; edge < this.edgeLength.length; edge++) {
      const capacity = this.graph.capacity[edge]!;
      if (capacity > 0) sum += capacity * this.edgeLength[edge]!;
    }
    return sum;
  }

  /** The ball around a source whose separated weight is cheapest to carry at the present lengths. */
  private bestBall(source: number): Ball {
    const { paths, proof, most } = this;
    const { measureCount } = proof.problem;
    paths.run(source, this.linkLength);
    const found: Ball = { ratio: Number.POSITIVE_INFINITY, size: 0, measure: 0, value: 0 };
    const kind = proof.lockedKind[source]!;
    for (let measure = 0; measure < measureCount; measure++) {
      let room = kind >= 0 ? most[kind]![measure]! : 0;
      if (kind < 0) for (const bounds of most) room = Math.max(room, bounds[measure]!);
      let weight = 0;
      let distance = 0;
      for (let i = 0; i < paths.reachedCount; i++) {
        const unit = paths.order[i]!;
        const own = proof.weight[unit * measureCount + measure]!;
        weight += own;
        distance += own * paths.distance[unit]!;
        if (weight <= room || distance >= found.ratio * (weight - room)) continue;
        found.ratio = distance / (weight - room);
        found.size = i + 1;
        found.measure = measure;
        found.value = weight - room;
      }
    }
    return found;
  }

  /** Adds `scale` × the flow that carries the ball's weights to the source along the tree of shortest paths. */
  private route(source: number, ball: Ball, scale: number): void {
    const { paths, carried, proof, graph } = this;
    const { measureCount } = proof.problem;
    paths.run(source, this.linkLength);
    carried.fill(0);
    for (let i = ball.size - 1; i > 0; i--) {
      const unit = paths.order[i]!;
      const load = carried[unit]! + scale * proof.weight[unit * measureCount + ball.measure]!;
      const link = paths.reachedBy[unit]!;
      this.roundFlow[graph.edgeOfLink[link]!]! += load;
      carried[this.otherEnd(unit, link)]! += load;
    }
  }

  private otherEnd(unit: number, link: number): number {
    const [a, b] = this.graph.ends[this.graph.edgeOfLink[link]!]!;
    return a === unit ? b : a;
  }

  /** Keeps the lengths far from overflow; only their proportions count. */
  private scaleLengths(): void {
    let longest = 0;
    for (const length of this.edgeLength) if (length < Number.POSITIVE_INFINITY && length > longest) longest = length;
    if (longest < 1e100) return;
    for (let edge = 0; edge < this.edgeLength.length; edge++) this.edgeLength[edge]! /= longest;
  }
}

interface Ball {
  /** Σ weight × distance per separated weight. */
  ratio: number;
  /** The first so many units in order of distance. */
  size: number;
  measure: number;
  /** The weight that at least lies in other teams. */
  value: number;
}
