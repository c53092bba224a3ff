// Each team's best centre among its own areas, followed flip by flip: what "hess" has beyond the moment of inertia.
import type { Plan } from "./plan.ts";

/**
 * By the parallel axis theorem a team's hess is its moment about the centroid + weight × squared distance from the
 * centroid to the nearest own area. That area is found by a walk along neighbours from the one before, since a flip moves
 * the centroid little; `load` looks at all areas. A walk may stop short of the nearest, so that the sum is never below the
 * true one, and `evaluatePlan` counts the true one.
 */
export class Medoids {
  /** k: node with the best centre, and that centre's place in `centreX`. */
  private readonly node: Int32Array;
  private readonly point: Int32Array;
  private readonly plan: Plan;
  private readonly remembered = new Int32Array(6);
  /** What `nearestPoint` found last. */
  private foundPoint = 0;
  private foundSquare = 0;

  constructor(plan: Plan) {
    this.plan = plan;
    this.node = new Int32Array(plan.search.teamCount);
    this.point = new Int32Array(plan.search.teamCount);
  }

  /** Finds every team's best centre from scratch. */
  load(): void {
    const { assignment, search, teamMass, teamMassX, teamMassY } = this.plan;
    const least = new Float64Array(search.teamCount).fill(Number.POSITIVE_INFINITY);
    for (let node = 0; node < search.nodeCount; node++) {
      const team = assignment[node]!;
      const mass = teamMass[team]!;
      if (mass > 0) this.nearestPoint(node, teamMassX[team]! / mass, teamMassY[team]! / mass);
      else this.foundPoint = search.centreOffset[node]!;
      if (mass > 0 && this.foundSquare >= least[team]!) continue;
      least[team] = mass > 0 ? this.foundSquare : 0;
      this.node[team] = node;
      this.point[team] = this.foundPoint;
    }
  }

  /** Σ over teams of weight × squared distance from the centroid to the centre. */
  offCentre(): number {
    const { search, teamMass, teamMassX, teamMassY } = this.plan;
    let sum = 0;
    for (let team = 0; team < search.teamCount; team++) {
      const mass = teamMass[team]!;
      if (mass > 0) sum += mass * this.squareTo(team, teamMassX[team]! / mass, teamMassY[team]! / mass);
    }
    return sum;
  }

  /** What `offCentre` would change by if a node moved; looks one neighbour around the present centres. */
  offCentreChange(node: number, from: number, to: number): number {
    const { search, teamMass, teamMassX, teamMassY } = this.plan;
    const mass = search.mass[node]!;
    const massX = search.massX[node]!;
    const massY = search.massY[node]!;
    const fromMass = teamMass[from]!;
    const toMass = teamMass[to]!;
    let change = 0;
    if (fromMass > 0) {
      change -= fromMass * this.squareTo(from, teamMassX[from]! / fromMass, teamMassY[from]! / fromMass);
      const rest = fromMass - mass;
      if (rest > 0)
        change +=
          rest * this.leastSquare(from, node, (teamMassX[from]! - massX) / rest, (teamMassY[from]! - massY) / rest);
    }
    if (toMass > 0) change -= toMass * this.squareTo(to, teamMassX[to]! / toMass, teamMassY[to]! / toMass);
    const grown = toMass + mass;
    if (grown > 0) {
      const x = (teamMassX[to]! + massX) / grown;
      const y = (teamMassY[to]! + massY) / grown;
      const least = this.leastSquare(to, node, x, y);
      this.nearestPoint(node, x, y);
      change += grown * (this.foundSquare < least ? this.foundSquare : least);
    }
    return change;
  }

  /** Keeps the centres of two teams, for `restore` after a flip that is undone. */
  remember(from: number, to: number): void {
    const { remembered } = this;
    remembered[0] = from;
    remembered[1] = this.node[from]!;
    remembered[2] = this.point[from]!;
    remembered[3] = to;
    remembered[4] = this.node[to]!;
    remembered[5] = this.point[to]!;
  }

  restore(): void {
    const { remembered } = this;
    for (let at = 0; at < 6; at += 3) {
      this.node[remembered[at]!] = remembered[at + 1]!;
      this.point[remembered[at]!] = remembered[at + 2]!;
    }
  }

  /** After a flip: the moved node may be the new team's centre and cannot be the old one's. */
  follow(node: number, from: number, to: number): void {
    if (this.node[from] === node) this.findAnew(from, node);
    this.walk(from);
    this.walk(to);
    const { teamMass, teamMassX, teamMassY } = this.plan;
    const mass = teamMass[to]!;
    if (mass <= 0) return;
    const x = teamMassX[to]! / mass;
    const y = teamMassY[to]! / mass;
    const square = this.squareTo(to, x, y);
    this.nearestPoint(node, x, y);
    if (this.foundSquare >= square) return;
    this.place(to, node, this.foundPoint);
    this.walk(to);
  }

  /** A centre for a team whose centre has left: its best neighbour in the team, or else any node of the team. */
  private findAnew(team: number, left: number): void {
    const { search, assignment, teamMass, teamMassX, teamMassY } = this.plan;
    const mass = teamMass[team]! > 0 ? teamMass[team]! : 1;
    let least = Number.POSITIVE_INFINITY;
    for (let e = search.adjacencyOffset[left]!; e < search.adjacencyOffset[left + 1]!; e++) {
      const next = search.adjacencyTarget[e]!;
      if (assignment[next] !== team) continue;
      this.nearestPoint(next, teamMassX[team]! / mass, teamMassY[team]! / mass);
      if (this.foundSquare >= least) continue;
      least = this.foundSquare;
      this.place(team, next, this.foundPoint);
    }
    if (least < Number.POSITIVE_INFINITY) return;
    const any = assignment.indexOf(team);
    if (any >= 0) this.place(team, any, search.centreOffset[any]!);
  }

  /** Steps to nearer neighbours until none is nearer to the centroid. */
  private walk(team: number): void {
    const { search, assignment, teamMass, teamMassX, teamMassY } = this.plan;
    const mass = teamMass[team]!;
    if (mass <= 0) return;
    const x = teamMassX[team]! / mass;
    const y = teamMassY[team]! / mass;
    this.nearestPoint(this.node[team]!, x, y);
    this.place(team, this.node[team]!, this.foundPoint);
    let square = this.foundSquare;
    for (let at = -1; at !== this.node[team]; ) {
      at = this.node[team]!;
      for (let e = search.adjacencyOffset[at]!; e < search.adjacencyOffset[at + 1]!; e++) {
        const next = search.adjacencyTarget[e]!;
        if (assignment[next] !== team) continue;
        this.nearestPoint(next, x, y);
        if (this.foundSquare >= square) continue;
        square = this.foundSquare;
        this.place(team, next, this.foundPoint);
      }
    }
  }

  /** The least square from a point to the team's centre or one of its neighbours in the team, `without` left out. */
  private leastSquare(team: number, without: number, x: number, y: number): number {
    const { search, assignment } = this.plan;
    const centre = this.node[team]!;
    let least = Number.POSITIVE_INFINITY;
    if (centre !== without) {
      this.nearestPoint(centre, x, y);
      least = this.foundSquare;
    }
    for (let e = search.adjacencyOffset[centre]!; e < search.adjacencyOffset[centre + 1]!; e++) {
      const next = search.adjacencyTarget[e]!;
      if (assignment[next] !== team || next === without) continue;
      this.nearestPoint(next, x, y);
      if (this.foundSquare < least) least = this.foundSquare;
    }
    return least;
  }

  private squareTo(team: number, x: number, y: number): number {
    const { centreX, centreY } = this.plan.search;
    const dx = centreX[this.point[team]!]! - x;
    const dy = centreY[this.point[team]!]! - y;
    return dx * dx + dy * dy;
  }

  /** Sets `foundPoint` and `foundSquare` to the node's area nearest to a point. */
  private nearestPoint(node: number, x: number, y: number): void {
    const { centreOffset, centreX, centreY } = this.plan.search;
    let least = Number.POSITIVE_INFINITY;
    for (let p = centreOffset[node]!; p < centreOffset[node + 1]!; p++) {
      const dx = centreX[p]! - x;
      const dy = centreY[p]! - y;
      const square = dx * dx + dy * dy;
      if (square >= least) continue;
      least = square;
      this.foundPoint = p;
    }
    this.foundSquare = least;
  }

  private place(team: number, node: number, point: number): void {
    this.node[team] = node;
    this.point[team] = point;
  }
}
