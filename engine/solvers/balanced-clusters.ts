// Balanced clustering: centres whose nearest nodes, by squared distance and a handicap, fill every team's share.
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";

/** Nodes are assigned and centres moved so many times at most. */
const roundCount = 20;
/** And until a round lowers the moment by less than this. */
const leastGain = 1e-4;
/** Teams may miss their share by this much of the whole. */
const missedShare = 1e-4;
const pathsPerNode = 8;

/**
 * The k-means method with capacities: a transportation problem assigns the nodes to the centres, each team filled to its
 * share, and the centres move to the centroids (Bradley, Bennett and Demiriz 2000). The transportation problem's prices are
 * the handicaps of a power diagram (Aurenhammer, Hoffmann and Aronov 1998). A node on the border of two cells may be divided,
 * so that the moments of different centres can be compared; connection is not looked at.
 */
export class BalancedClusters {
  readonly centreX: Float64Array;
  readonly centreY: Float64Array;
  readonly handicap: Float64Array;
  /** Σ mass × squared distance to the centroid of each team's nodes and parts of nodes. */
  moment = Number.POSITIVE_INFINITY;
  private readonly search: SearchProblem;
  /** N and k: mean over the measures of weight / total, and of target / total. */
  private readonly share: Float64Array;
  private readonly capacity: Float64Array;
  private readonly load: Float64Array;
  /** N × k: the share of the node that a team holds. */
  private readonly held: Float64Array;
  /** The places in `held` of each team that are not 0, in lists: first by team, next and previous by place; −1 ends. */
  private readonly first: Int32Array;
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  /** k × k: the least price for moving a node between two teams, and that node; −1 for none. */
  private readonly price: Float64Array;
  private readonly cheapest: Int32Array;
  private readonly distance: Float64Array;
  private readonly predecessor: Int32Array;

  constructor(search: SearchProblem) {
    const { nodeCount, teamCount } = search;
    this.search = search;
    this.centreX = new Float64Array(teamCount);
    this.centreY = new Float64Array(teamCount);
    this.handicap = new Float64Array(teamCount);
    this.share = new Float64Array(nodeCount);
    this.capacity = new Float64Array(teamCount);
    this.load = new Float64Array(teamCount);
    this.first = new Int32Array(teamCount);
    this.held = new Float64Array(nodeCount * teamCount);
    this.next = new Int32Array(nodeCount * teamCount);
    this.previous = new Int32Array(nodeCount * teamCount);
    this.price = new Float64Array(teamCount * teamCount);
    this.cheapest = new Int32Array(teamCount * teamCount);
    this.distance = new Float64Array(teamCount);
    this.predecessor = new Int32Array(teamCount);
    this.measureShares();
  }

  /** From random centres to centres that hardly move; yields the nodes looked at. */
  *cluster(random: Random): Generator<number, void> {
    this.handicap.fill(0);
    this.drawCentres(random);
    let before = Number.POSITIVE_INFINITY;
    for (let round = 0; round < roundCount; round++) {
      this.assignNearest();
      this.meetShares();
      this.moveCentres();
      yield this.search.nodeCount;
      if (this.moment > (1 - leastGain) * before) return;
      before = this.moment;
    }
  }

  /** Share of the whole that a team holds, nodes and parts of nodes. */
  shareOf(team: number): number {
    return this.load[team]!;
  }

  private measureShares(): void {
    const { weight, target, nodeCount, teamCount, measureCount } = this.search;
    for (let measure = 0; measure < measureCount; measure++) {
      let total = 0;
      for (let team = 0; team < teamCount; team++) total += target[team * measureCount + measure]!;
      for (let team = 0; team < teamCount; team++)
        this.capacity[team]! += target[team * measureCount + measure]! / total / measureCount;
      for (let node = 0; node < nodeCount; node++)
        this.share[node]! += weight[node * measureCount + measure]! / total / measureCount;
    }
  }

  /** k-means++ (Arthur and Vassilvitskii 2007); a team with locked nodes begins at their centroid. */
  private drawCentres(random: Random): void {
    const { lockedTeam, x, y, nodeCount, teamCount } = this.search;
    const { centreX, centreY, share } = this;
    const lockedCount = new Int32Array(teamCount);
    centreX.fill(0);
    centreY.fill(0);
    for (let node = 0; node < nodeCount; node++) {
      const team = lockedTeam[node]!;
      if (team < 0) continue;
      lockedCount[team]!++;
      centreX[team]! += x[node]!;
      centreY[team]! += y[node]!;
    }
    const nearest = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
    const note = (team: number): void => {
      for (let node = 0; node < nodeCount; node++)
        nearest[node] = Math.min(nearest[node]!, this.squareDistance(node, team));
    };
    let placed = 0;
    for (let team = 0; team < teamCount; team++) {
      if (lockedCount[team] === 0) continue;
      centreX[team]! /= lockedCount[team]!;
      centreY[team]! /= lockedCount[team]!;
      note(team);
      placed++;
    }
    for (let team = 0; team < teamCount; team++) {
      if (lockedCount[team]! > 0) continue;
      const chance = (node: number): number => share[node]! * (placed === 0 ? 1 : nearest[node]!);
      let total = 0;
      for (let node = 0; node < nodeCount; node++) total += chance(node);
      let draw = random.nextFraction() * total;
      let node = 0;
      for (; node < nodeCount - 1; node++) {
        draw -= chance(node);
        if (draw < 0) break;
      }
      centreX[team] = x[node]!;
      centreY[team] = y[node]!;
      note(team);
      placed++;
    }
  }

  private assignNearest(): void {
    const { lockedTeam, nodeCount, teamCount } = this.search;
    this.first.fill(-1);
    this.load.fill(0);
    this.held.fill(0);
    for (let node = 0; node < nodeCount; node++) {
      let team = lockedTeam[node]!;
      if (team < 0) {
        team = 0;
        let least = Number.POSITIVE_INFINITY;
        for (let other = 0; other < teamCount; other++) {
          const cost = this.squareDistance(node, other) + this.handicap[other]!;
          if (cost >= least) continue;
          least = cost;
          team = other;
        }
      }
      if (this.share[node]! > 0) this.put(node, team, this.share[node]!);
    }
  }

  /** Successive shortest paths over the teams: from the fullest to where room is cheapest. Leaves the prices as handicaps. */
  private meetShares(): void {
    const { teamCount, nodeCount } = this.search;
    for (let team = 0; team < teamCount; team++) this.scan(team);
    for (let path = 0; path < pathsPerNode * nodeCount; path++) {
      let fullest = 0;
      for (let team = 1; team < teamCount; team++) if (this.excess(team) > this.excess(fullest)) fullest = team;
      if (this.excess(fullest) <= missedShare) break;
      this.distance.fill(Number.POSITIVE_INFINITY);
      this.distance[fullest] = 0;
      this.findPaths();
      let goal = -1;
      for (let team = 0; team < teamCount; team++) {
        if (this.excess(team) >= -1e-12 || this.distance[team] === Number.POSITIVE_INFINITY) continue;
        if (goal < 0 || this.distance[team]! < this.distance[goal]!) goal = team;
      }
      if (goal < 0 || !this.moveAlong(fullest, goal)) break;
    }
    this.distance.fill(0);
    this.findPaths();
    for (let team = 0; team < teamCount; team++) this.handicap[team] = -this.distance[team]!;
  }

  /** Bellman and Ford: least prices from the teams whose distance is finite. */
  private findPaths(): void {
    const { teamCount } = this.search;
    const { distance, price, predecessor } = this;
    predecessor.fill(-1);
    for (let round = 0; round < teamCount; round++) {
      let changed = false;
      for (let from = 0; from < teamCount; from++) {
        const base = distance[from]!;
        if (base === Number.POSITIVE_INFINITY) continue;
        for (let to = 0; to < teamCount; to++) {
          const length = base + price[from * teamCount + to]!;
          if (length >= distance[to]! - 1e-9 * Math.abs(length)) continue;
          distance[to] = length;
          predecessor[to] = from;
          changed = true;
        }
      }
      if (!changed) return;
    }
  }

  /** Moves as much as the path lets through; false when it is none. */
  private moveAlong(start: number, goal: number): boolean {
    const { teamCount } = this.search;
    const { predecessor, cheapest, held } = this;
    let amount = Math.min(this.excess(start), -this.excess(goal));
    let length = 0;
    for (let to = goal; to !== start; to = predecessor[to]!) {
      const from = predecessor[to]!;
      // Rounding can close a path on itself.
      if (from < 0 || ++length > teamCount) return false;
      amount = Math.min(amount, held[cheapest[from * teamCount + to]! * teamCount + from]!);
    }
    for (let to = goal; to !== start; to = predecessor[to]!) {
      const from = predecessor[to]!;
      const node = cheapest[from * teamCount + to]!;
      this.put(node, from, -amount);
      this.put(node, to, amount);
      this.offer(node, to);
      if (held[node * teamCount + from] === 0) this.scan(from);
    }
    return amount > 0;
  }

  private moveCentres(): void {
    const { mass, massX, massY, massSquare, nodeCount, teamCount } = this.search;
    const sum = new Float64Array(teamCount);
    const sumX = new Float64Array(teamCount);
    const sumY = new Float64Array(teamCount);
    this.moment = 0;
    for (let node = 0; node < nodeCount; node++) this.moment += massSquare[node]!;
    for (let team = 0; team < teamCount; team++) {
      for (let place = this.first[team]!; place >= 0; place = this.next[place]!) {
        const node = (place - team) / teamCount;
        const part = this.held[place]! / this.share[node]!;
        sum[team]! += part * mass[node]!;
        sumX[team]! += part * massX[node]!;
        sumY[team]! += part * massY[node]!;
      }
      if (sum[team]! <= 0) continue;
      this.centreX[team] = sumX[team]! / sum[team]!;
      this.centreY[team] = sumY[team]! / sum[team]!;
      this.moment -= (sumX[team]! * sumX[team]! + sumY[team]! * sumY[team]!) / sum[team]!;
    }
  }

  /** Finds the cheapest node to each other team anew. */
  private scan(team: number): void {
    const { teamCount } = this.search;
    this.price.fill(Number.POSITIVE_INFINITY, team * teamCount, (team + 1) * teamCount);
    for (let place = this.first[team]!; place >= 0; place = this.next[place]!)
      this.offer((place - team) / teamCount, team);
  }

  private offer(node: number, from: number): void {
    const { lockedTeam, teamCount } = this.search;
    if (lockedTeam[node]! >= 0) return;
    const own = this.squareDistance(node, from);
    for (let to = 0; to < teamCount; to++) {
      if (to === from) continue;
      const cost = this.squareDistance(node, to) - own;
      if (cost >= this.price[from * teamCount + to]!) continue;
      this.price[from * teamCount + to] = cost;
      this.cheapest[from * teamCount + to] = node;
    }
  }

  private put(node: number, team: number, amount: number): void {
    const place = node * this.search.teamCount + team;
    const before = this.held[place]!;
    const after = before + amount > 1e-12 ? before + amount : 0;
    this.held[place] = after;
    this.load[team]! += after - before;
    if (before === 0 && after > 0) this.link(place, team);
    else if (before > 0 && after === 0) this.unlink(place, team);
  }

  private link(place: number, team: number): void {
    const head = this.first[team]!;
    this.next[place] = head;
    this.previous[place] = -1;
    if (head >= 0) this.previous[head] = place;
    this.first[team] = place;
  }

  private unlink(place: number, team: number): void {
    const before = this.previous[place]!;
    const after = this.next[place]!;
    if (before >= 0) this.next[before] = after;
    else this.first[team] = after;
    if (after >= 0) this.previous[after] = before;
  }

  private excess(team: number): number {
    return this.load[team]! - this.capacity[team]!;
  }

  private squareDistance(node: number, team: number): number {
    const dx = this.search.x[node]! - this.centreX[team]!;
    const dy = this.search.y[node]! - this.centreY[team]!;
    return dx * dx + dy * dy;
  }
}
