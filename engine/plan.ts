// A plan under search: the assignment of nodes to teams and every tally it needs, kept up to date flip by flip.
import { Medoids } from "./medoids.ts";
import type { SearchProblem } from "./search-problem.ts";

/** How much a small mean deviation counts beside the largest one, so that the balance goal has no flat ground. */
const meanDeviationShare = 0.001;
/** What one forbidden pair in a team counts in the excess: as much as ten per cent beyond a tolerance. */
const forbiddenPairExcess = 0.1;
/** Below this an excess is rounding. */
const roundingExcess = 1e-10;

/**
 * All tallies are public to read and changed by `load`, `flip` and `undo` only. One flip costs O(neighbours + m), and
 * O(k) more where balance is a goal; foreseeing one costs O(m). Nothing is allocated. Whether teams stay connected is
 * `ContiguityTest`'s concern.
 */
export class Plan {
  readonly search: SearchProblem;
  readonly assignment: Int32Array;
  /** k. */
  readonly teamSize: Int32Array;
  /** k × m. */
  readonly teamWeight: Float64Array;
  /** k: Σ over measures of the deviation beyond the tolerance, and the largest weighed deviation of a measure. */
  readonly teamExcess: Float64Array;
  readonly teamDeviation: Float64Array;
  /** k: moments of the compactness measure about the municipality's centre, and about the team's own. */
  readonly teamMass: Float64Array;
  readonly teamMassX: Float64Array;
  readonly teamMassY: Float64Array;
  readonly teamMassSquare: Float64Array;
  readonly teamMoment: Float64Array;
  /** N × k: price of the links from a node into each team; empty where links have no price. */
  readonly linkCostTo: Float64Array;
  /** Each team's best own area, where "hess" is a goal. */
  readonly medoids: Medoids | undefined;
  /** Pairs that must not share a team and do, and the weight that has left the baseline's team. */
  forbiddenTogether = 0;
  movedWeight = 0;
  cutLinks = 0;
  cutLengthM = 0;
  linkCost = 0;
  placementCost = 0;
  /** N: how many neighbours lie in another team. */
  readonly foreignNeighbours: Int32Array;
  /** The free nodes with a neighbour in another team: the first `boundaryCount` of `boundary`. */
  readonly boundary: Int32Array;
  boundaryCount = 0;
  private readonly boundaryPlace: Int32Array;
  /** The teams with the three largest deviations, worst first, and the sum of all deviations; where balance is a goal. */
  private readonly worstTeams = new Int32Array(3);
  private deviationSum = 0;
  private lastNode = -1;
  private lastTeam = -1;
  /** k × m: the smallest and largest sums within the tolerance, and 1 / target. */
  private readonly lowest: Float64Array;
  private readonly highest: Float64Array;
  private readonly inverseTarget: Float64Array;

  constructor(search: SearchProblem) {
    const { nodeCount, teamCount, measureCount } = search;
    this.search = search;
    this.assignment = new Int32Array(nodeCount);
    this.teamSize = new Int32Array(teamCount);
    this.teamWeight = new Float64Array(teamCount * measureCount);
    this.teamExcess = new Float64Array(teamCount);
    this.teamDeviation = new Float64Array(teamCount);
    this.teamMass = new Float64Array(teamCount);
    this.teamMassX = new Float64Array(teamCount);
    this.teamMassY = new Float64Array(teamCount);
    this.teamMassSquare = new Float64Array(teamCount);
    this.teamMoment = new Float64Array(teamCount);
    this.foreignNeighbours = new Int32Array(nodeCount);
    this.boundary = new Int32Array(nodeCount);
    this.boundaryPlace = new Int32Array(nodeCount);
    const linksCost = search.linkCost.some((cost) => cost > 0);
    this.linkCostTo = new Float64Array(linksCost ? nodeCount * teamCount : 0);
    this.medoids = search.hessCost > 0 ? new Medoids(this) : undefined;
    this.inverseTarget = search.target.map((target) => 1 / target);
    this.lowest = search.target.map((target, place) => target * (1 - search.tolerance[place % measureCount]!));
    this.highest = search.target.map((target, place) => target * (1 + search.tolerance[place % measureCount]!));
  }

  /** Takes over an assignment (every node in a team) and counts everything from scratch. */
  load(assignment: Int32Array): void {
    const { search } = this;
    this.assignment.set(assignment);
    for (const tally of [
      this.teamSize,
      this.teamWeight,
      this.teamMass,
      this.teamMassX,
      this.teamMassY,
      this.teamMassSquare,
      this.foreignNeighbours,
      this.linkCostTo,
    ])
      tally.fill(0);
    this.boundaryPlace.fill(-1);
    this.boundaryCount = 0;
    this.cutLinks = 0;
    this.cutLengthM = 0;
    this.linkCost = 0;
    this.placementCost = 0;
    this.forbiddenTogether = 0;
    this.movedWeight = 0;
    this.lastNode = -1;
    for (let node = 0; node < search.nodeCount; node++) this.countNode(node);
    for (let team = 0; team < search.teamCount; team++) this.refreshTeam(team);
    if (search.deviationCost > 0) this.rankDeviations();
    this.medoids?.load();
  }

  /** By how much rules are broken: deviations beyond the tolerances, forbidden pairs, moved weight; 0 when none is. */
  excess(): number {
    return this.deviationExcess() + forbiddenPairExcess * this.forbiddenTogether + this.movedExcess(this.movedWeight);
  }

  /** The deviations' part of `excess`. */
  deviationExcess(): number {
    let sum = 0;
    for (let team = 0; team < this.search.teamCount; team++) sum += this.teamExcess[team]!;
    return sum;
  }

  /** The weighed goals: what `weighedObjective` counts, but for the small share of the mean deviation. */
  energy(): number {
    let moment = 0;
    for (let team = 0; team < this.search.teamCount; team++) moment += this.teamMoment[team]!;
    let energy = this.linkCost + this.placementCost + this.search.momentCost * moment + this.deviationEnergy();
    if (this.medoids) energy += this.search.hessCost * (moment + this.medoids.offCentre());
    return energy;
  }

  /** What `energy` would change by if a node moved to a team; nothing is changed. */
  energyChange(node: number, to: number): number {
    const { search, linkCostTo } = this;
    const from = this.assignment[node]!;
    const row = node * search.teamCount;
    let change = linkCostTo.length > 0 ? linkCostTo[row + from]! - linkCostTo[row + to]! : 0;
    if (search.placementCost.length > 0) change += search.placementCost[row + to]! - search.placementCost[row + from]!;
    if (search.momentCost > 0) change += search.momentCost * this.momentChange(node, from, to);
    if (this.medoids)
      change += search.hessCost * (this.momentChange(node, from, to) + this.medoids.offCentreChange(node, from, to));
    if (search.deviationCost > 0) change += this.deviationEnergyChange(node, from, to);
    return change;
  }

  /** What `excess` would change by if a node moved to a team. */
  excessChange(node: number, to: number): number {
    const from = this.assignment[node]!;
    const change =
      this.excessWith(from, node, -1, -1, 1) -
      this.teamExcess[from]! +
      this.excessWith(to, node, 1, -1, 1) -
      this.teamExcess[to]!;
    return change + this.ruleExcessChange(node, from, to);
  }

  /** The same if a node moved to team `to` and then a partner from there to team `partnerTo`. */
  exchangeExcessChange(node: number, to: number, partner: number, partnerTo: number): number {
    const from = this.assignment[node]!;
    let change = this.excessWith(to, node, 1, partner, -1) - this.teamExcess[to]! - this.teamExcess[from]!;
    if (partnerTo === from) change += this.excessWith(from, node, -1, partner, 1);
    else {
      change += this.excessWith(from, node, -1, -1, 1);
      change += this.excessWith(partnerTo, partner, 1, -1, 1) - this.teamExcess[partnerTo]!;
    }
    return change + this.ruleExcessChange(node, from, to) + this.ruleExcessChange(partner, to, partnerTo);
  }

  /** Moves a node to another team. */
  flip(node: number, to: number): void {
    const from = this.assignment[node]!;
    if (from === to) throw new Error(`Node ${node} is in team ${to} already.`);
    this.lastNode = node;
    this.lastTeam = from;
    this.medoids?.remember(from, to);
    this.move(node, from, to);
    this.medoids?.follow(node, from, to);
  }

  /** Takes back the latest flip; only one step is remembered. */
  undo(): void {
    if (this.lastNode < 0) throw new Error("There is no flip to undo.");
    this.move(this.lastNode, this.assignment[this.lastNode]!, this.lastTeam);
    this.medoids?.restore();
    this.lastNode = -1;
  }

  private move(node: number, from: number, to: number): void {
    const { search, assignment } = this;
    assignment[node] = to;
    const { linkCostTo } = this;
    const pricedLinks = linkCostTo.length > 0;
    let foreign = 0;
    for (let e = search.adjacencyOffset[node]!; e < search.adjacencyOffset[node + 1]!; e++) {
      const neighbour = search.adjacencyTarget[e]!;
      const team = assignment[neighbour]!;
      if (team !== to) foreign++;
      if (pricedLinks) {
        linkCostTo[neighbour * search.teamCount + from]! -= search.linkCost[e]!;
        linkCostTo[neighbour * search.teamCount + to]! += search.linkCost[e]!;
      }
      if (team === from) {
        this.cutLinks += search.linkCount[e]!;
        this.cutLengthM += search.linkLengthM[e]!;
        this.linkCost += search.linkCost[e]!;
        this.foreignNeighbours[neighbour]!++;
        this.updateBoundary(neighbour);
      } else if (team === to) {
        this.cutLinks -= search.linkCount[e]!;
        this.cutLengthM -= search.linkLengthM[e]!;
        this.linkCost -= search.linkCost[e]!;
        this.foreignNeighbours[neighbour]!--;
        this.updateBoundary(neighbour);
      }
    }
    this.foreignNeighbours[node] = foreign;
    this.updateBoundary(node);
    const row = node * search.teamCount;
    if (search.placementCost.length > 0)
      this.placementCost += search.placementCost[row + to]! - search.placementCost[row + from]!;
    if (search.movedWeight.length > 0)
      this.movedWeight += search.movedWeight[row + to]! - search.movedWeight[row + from]!;
    if (search.forbiddenNode.length > 0)
      this.forbiddenTogether += this.forbiddenIn(node, to) - this.forbiddenIn(node, from);
    this.addToTeam(from, node, -1);
    this.addToTeam(to, node, 1);
    this.refreshTeam(from);
    this.refreshTeam(to);
    if (search.deviationCost > 0) this.rankDeviations();
  }

  private countNode(node: number): void {
    const { search, assignment } = this;
    const team = assignment[node]!;
    this.addToTeam(team, node, 1);
    const row = node * search.teamCount;
    if (search.placementCost.length > 0) this.placementCost += search.placementCost[row + team]!;
    if (search.movedWeight.length > 0) this.movedWeight += search.movedWeight[row + team]!;
    this.forbiddenTogether += this.forbiddenIn(node, team) / 2;
    for (let e = search.adjacencyOffset[node]!; e < search.adjacencyOffset[node + 1]!; e++) {
      const neighbour = search.adjacencyTarget[e]!;
      if (this.linkCostTo.length > 0) this.linkCostTo[row + assignment[neighbour]!]! += search.linkCost[e]!;
      if (assignment[neighbour] === team) continue;
      this.foreignNeighbours[node]!++;
      if (neighbour < node) continue;
      this.cutLinks += search.linkCount[e]!;
      this.cutLengthM += search.linkLengthM[e]!;
      this.linkCost += search.linkCost[e]!;
    }
    this.updateBoundary(node);
  }

  private addToTeam(team: number, node: number, sign: 1 | -1): void {
    const { search } = this;
    const { measureCount } = search;
    this.teamSize[team]! += sign;
    for (let measure = 0; measure < measureCount; measure++) {
      this.teamWeight[team * measureCount + measure]! += sign * search.weight[node * measureCount + measure]!;
    }
    this.teamMass[team]! += sign * search.mass[node]!;
    this.teamMassX[team]! += sign * search.massX[node]!;
    this.teamMassY[team]! += sign * search.massY[node]!;
    this.teamMassSquare[team]! += sign * search.massSquare[node]!;
  }

  private refreshTeam(team: number): void {
    this.teamExcess[team] = this.excessWith(team, -1, 1, -1, 1);
    this.teamDeviation[team] = this.deviationWith(team, -1, 1);
    const x = this.teamMassX[team]!;
    const y = this.teamMassY[team]!;
    const mass = this.teamMass[team]!;
    this.teamMoment[team] = mass > 0 ? this.teamMassSquare[team]! - (x * x + y * y) / mass : 0;
  }

  /** A team's excess with up to two nodes added (sign 1) or taken away (−1); node −1 means none. */
  private excessWith(team: number, node: number, sign: 1 | -1, second: number, secondSign: 1 | -1): number {
    const { search, teamWeight, lowest, highest, inverseTarget } = this;
    const { measureCount, weight } = search;
    let excess = 0;
    for (let measure = 0; measure < measureCount; measure++) {
      const place = team * measureCount + measure;
      let sum = teamWeight[place]!;
      if (node >= 0) sum += sign * weight[node * measureCount + measure]!;
      if (second >= 0) sum += secondSign * weight[second * measureCount + measure]!;
      const beyond = sum > highest[place]! ? sum - highest[place]! : lowest[place]! - sum;
      if (beyond <= 0) continue;
      const fraction = beyond * inverseTarget[place]!;
      if (fraction > roundingExcess) excess += fraction;
    }
    return excess;
  }

  /** What forbidden pairs and moved weight add to the excess when a node changes team. */
  private ruleExcessChange(node: number, from: number, to: number): number {
    const { search } = this;
    let change = 0;
    if (search.forbiddenNode.length > 0)
      change += forbiddenPairExcess * (this.forbiddenIn(node, to) - this.forbiddenIn(node, from));
    if (search.movedWeight.length > 0) {
      const row = node * search.teamCount;
      const moved = this.movedWeight + search.movedWeight[row + to]! - search.movedWeight[row + from]!;
      change += this.movedExcess(moved) - this.movedExcess(this.movedWeight);
    }
    return change;
  }

  /** Moved weight beyond the limit, as a fraction of the first measure's mean target. */
  private movedExcess(movedWeight: number): number {
    const beyond = (movedWeight - this.search.movedWeightLimit) * this.inverseTarget[0]!;
    return beyond > roundingExcess ? beyond : 0;
  }

  private forbiddenIn(node: number, team: number): number {
    const { forbiddenOffset, forbiddenNode } = this.search;
    let count = 0;
    for (let p = forbiddenOffset[node]!; p < forbiddenOffset[node + 1]!; p++) {
      if (this.assignment[forbiddenNode[p]!] === team) count++;
    }
    return count;
  }

  private deviationWith(team: number, node: number, sign: 1 | -1): number {
    const { search } = this;
    const { measureCount } = search;
    let largest = 0;
    for (let measure = 0; measure < measureCount; measure++) {
      const place = team * measureCount + measure;
      let sum = this.teamWeight[place]!;
      if (node >= 0) sum += sign * search.weight[node * measureCount + measure]!;
      const deviation = search.balanceWeight[measure]! * Math.abs(sum / search.target[place]! - 1);
      if (deviation > largest) largest = deviation;
    }
    return largest;
  }

  private momentChange(node: number, from: number, to: number): number {
    const { search } = this;
    const mass = search.mass[node]!;
    const massX = search.massX[node]!;
    const massY = search.massY[node]!;
    let x = this.teamMassX[from]! - massX;
    let y = this.teamMassY[from]! - massY;
    let rest = this.teamMass[from]! - mass;
    const square = search.massSquare[node]!;
    let change = -this.teamMoment[from]! - this.teamMoment[to]!;
    if (rest > 0) change += this.teamMassSquare[from]! - square - (x * x + y * y) / rest;
    x = this.teamMassX[to]! + massX;
    y = this.teamMassY[to]! + massY;
    rest = this.teamMass[to]! + mass;
    if (rest > 0) change += this.teamMassSquare[to]! + square - (x * x + y * y) / rest;
    return change;
  }

  private deviationEnergy(): number {
    if (this.search.deviationCost === 0) return 0;
    const worst = this.worstTeams[0]!;
    return this.priceOfDeviations(worst >= 0 ? this.teamDeviation[worst]! : 0, this.deviationSum);
  }

  private deviationEnergyChange(node: number, from: number, to: number): number {
    const { teamDeviation, worstTeams } = this;
    const fromDeviation = this.deviationWith(from, node, -1);
    const toDeviation = this.deviationWith(to, node, 1);
    let largest = fromDeviation > toDeviation ? fromDeviation : toDeviation;
    for (let rank = 0; rank < worstTeams.length; rank++) {
      const team = worstTeams[rank]!;
      if (team < 0 || team === from || team === to) continue;
      if (teamDeviation[team]! > largest) largest = teamDeviation[team]!;
      break;
    }
    const sum = this.deviationSum - teamDeviation[from]! - teamDeviation[to]! + fromDeviation + toDeviation;
    return this.priceOfDeviations(largest, sum) - this.deviationEnergy();
  }

  private priceOfDeviations(largest: number, sum: number): number {
    return this.search.deviationCost * (largest + (meanDeviationShare * sum) / this.search.teamCount);
  }

  /** Counts the deviations' sum and the three worst teams anew: of three, one at least is not in a flip. */
  private rankDeviations(): void {
    const { teamDeviation, worstTeams } = this;
    worstTeams.fill(-1);
    this.deviationSum = 0;
    for (let team = 0; team < teamDeviation.length; team++) {
      this.deviationSum += teamDeviation[team]!;
      let above = team;
      for (let rank = 0; rank < worstTeams.length && above >= 0; rank++) {
        const other = worstTeams[rank]!;
        if (other >= 0 && teamDeviation[other]! >= teamDeviation[above]!) continue;
        worstTeams[rank] = above;
        above = other;
      }
    }
  }

  private updateBoundary(node: number): void {
    const place = this.boundaryPlace[node]!;
    if (this.foreignNeighbours[node]! > 0) {
      if (place >= 0 || this.search.lockedTeam[node]! >= 0) return;
      this.boundaryPlace[node] = this.boundaryCount;
      this.boundary[this.boundaryCount++] = node;
    } else if (place >= 0) {
      const last = this.boundary[--this.boundaryCount]!;
      this.boundary[place] = last;
      this.boundaryPlace[last] = place;
      this.boundaryPlace[node] = -1;
    }
  }
}
