// The exact model of least change: which unit lies in which team, with cuts against teams in pieces added as they turn up.
import { groupUnits } from "../contraction.ts";
import { connectedParts } from "../graph.ts";
import type { DistrictingProblem } from "../problem.ts";
import type { MixedIntegerModel } from "../proof/mixed-integer-solver.ts";
import { nodeWeights, teamTargets } from "../search-problem.ts";
import { roundingSlack } from "../tallies.ts";

interface Row {
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
  readonly lower: number;
  readonly upper: number;
}

/** A team's weights are scaled so that its upper limit is this: the solver's 10⁻⁶ is then 10⁻⁹ of a team. */
const fullTeam = 1000;
/** So many areas of a piece get a cut of their own. */
const anchorsPerPiece = 3;

/**
 * Columns: unit × team, 1 when the unit (an area or keep-together group) lies in the team; a locked unit's others are
 * fixed to 0. Cost: compactness weight that leaves its baseline team. Rows: every unit in one team, every measure in its
 * window, no team empty, forbidden pairs, and the cuts.
 */
export class ChangeModel {
  private readonly problem: DistrictingProblem;
  private readonly unitOfArea: Int32Array;
  private readonly lockedTeam: Int32Array;
  private readonly cost: Float64Array;
  private readonly rows: Row[] = [];
  private readonly knownCuts = new Set<string>();

  constructor(problem: DistrictingProblem) {
    const { nodeOfArea, nodeCount, lockedTeam } = groupUnits(problem);
    this.problem = problem;
    this.unitOfArea = nodeOfArea;
    this.lockedTeam = lockedTeam;
    this.cost = movingCosts(problem, nodeOfArea, nodeCount);
    this.addRows(nodeCount);
  }

  /** The model as it stands, for plans that move at most `movedAtMost`; costs are divided by `costUnit`. */
  build(movedAtMost: number, costUnit: number): MixedIntegerModel {
    const { cost, lockedTeam } = this;
    const { teamCount } = this.problem;
    const priced = [...cost.keys()].filter((column) => cost[column]! > 0);
    const cap: Row = {
      columns: priced,
      coefficients: priced.map((column) => cost[column]! / costUnit),
      lower: Number.NEGATIVE_INFINITY,
      upper: movedAtMost / costUnit,
    };
    const rows = Number.isFinite(movedAtMost) ? [...this.rows, cap] : this.rows;
    const rowStart = new Int32Array(rows.length + 1);
    rows.forEach(({ columns }, row) => {
      rowStart[row + 1] = rowStart[row]! + columns.length;
    });
    const allows = (column: number): boolean => {
      const locked = lockedTeam[Math.floor(column / teamCount)]!;
      return locked < 0 || locked === column % teamCount;
    };
    return {
      columnCount: cost.length,
      rowCount: rows.length,
      cost: cost.map((value) => value / costUnit),
      columnLower: new Float64Array(cost.length),
      columnUpper: Float64Array.from(cost, (_, column) => (allows(column) ? 1 : 0)),
      isInteger: new Uint8Array(cost.length).fill(1),
      rowLower: Float64Array.from(rows, (row) => row.lower),
      rowUpper: Float64Array.from(rows, (row) => row.upper),
      rowStart,
      columnIndex: Int32Array.from(rows.flatMap((row) => row.columns)),
      coefficient: Float64Array.from(rows.flatMap((row) => row.coefficients)),
    };
  }

  /** The plan of a point: n teams. */
  assignmentOf(point: Float64Array): Int32Array {
    const { teamCount } = this.problem;
    return this.unitOfArea.map((unit) => {
      const row = point.subarray(unit * teamCount, (unit + 1) * teamCount);
      return row.indexOf(row.reduce((a, b) => Math.max(a, b)));
    });
  }

  /**
   * Adds cuts that every connected plan keeps and this plan breaks, and answers how many; 0 when its teams are connected.
   * Two areas without a common border lie in one team only with some area of a minimal separator between them
   * (Carvajal et al. 2013; Wang, Buchanan and Butenko 2017); it holds for every team.
   */
  addCuts(assignment: Int32Array): number {
    const { adjacencyOffset, adjacencyTarget, teamCount } = this.problem;
    const { partOf, partCount } = connectedParts(adjacencyOffset, adjacencyTarget, assignment);
    const areasOfPart: number[][] = Array.from({ length: partCount }, () => []);
    partOf.forEach((part, area) => {
      areasOfPart[part]!.push(area);
    });
    const main = new Int32Array(teamCount).fill(-1);
    areasOfPart.forEach((areas, part) => {
      const team = assignment[areas[0]!]!;
      if (main[team]! < 0 || areas.length > areasOfPart[main[team]!]!.length) main[team] = part;
    });
    let added = 0;
    areasOfPart.forEach((areas, part) => {
      const team = assignment[areas[0]!]!;
      if (main[team] === part) return;
      added += this.addSeparators(areas, areasOfPart[main[team]!]!);
    });
    return added;
  }

  private addSeparators(piece: readonly number[], main: readonly number[]): number {
    const separator = this.minimalSeparator(piece, main[0]!);
    const [anchor] = this.heaviest(main, 1);
    let added = 0;
    for (const area of this.heaviest(piece, anchorsPerPiece)) {
      for (let team = 0; team < this.problem.teamCount; team++)
        if (this.addCut(area, anchor!, separator, team)) added++;
    }
    return added;
  }

  /** x(area) + x(anchor) − Σ x(separator) ≤ 1 in one team, or x ≤ Σ x(separator) where both are one unit. */
  private addCut(area: number, anchor: number, separator: readonly number[], team: number): boolean {
    const { teamCount } = this.problem;
    const column = (place: number): number => this.unitOfArea[place]! * teamCount + team;
    const own = [...new Set([column(area), column(anchor)])];
    const between = [...new Set(separator.map(column))];
    // Where the separator holds the unit itself, the unit is its own way around.
    if (between.some((other) => own.includes(other))) return false;
    const key = `${own.join(" ")}|${between.join(" ")}`;
    if (this.knownCuts.has(key)) return false;
    this.knownCuts.add(key);
    this.rows.push({
      columns: [...own, ...between],
      coefficients: [...own.map(() => 1), ...between.map(() => -1)],
      lower: Number.NEGATIVE_INFINITY,
      upper: own.length - 1,
    });
    return true;
  }

  /** The neighbours of the piece that the other side reaches without passing a neighbour of the piece. */
  private minimalSeparator(piece: readonly number[], otherSide: number): number[] {
    const { adjacencyOffset, adjacencyTarget, areaCount } = this.problem;
    // 1: neighbour of the piece, 2: the piece, 3: reached from the other side.
    const mark = new Uint8Array(areaCount);
    for (const area of piece) mark[area] = 2;
    const border: number[] = [];
    for (const area of piece) {
      for (let e = adjacencyOffset[area]!; e < adjacencyOffset[area + 1]!; e++) {
        const next = adjacencyTarget[e]!;
        if (mark[next]! > 0) continue;
        mark[next] = 1;
        border.push(next);
      }
    }
    const reached = [otherSide];
    mark[otherSide] = 3;
    const separator = new Set<number>();
    for (const area of reached) {
      for (let e = adjacencyOffset[area]!; e < adjacencyOffset[area + 1]!; e++) {
        const next = adjacencyTarget[e]!;
        if (mark[next] === 1) separator.add(next);
        if (mark[next]! > 0) continue;
        mark[next] = 3;
        reached.push(next);
      }
    }
    return [...separator].sort((a, b) => a - b);
  }

  private heaviest(areas: readonly number[], count: number): number[] {
    const { measures, compactnessMeasure, areaCount } = this.problem;
    const weight = (area: number): number => measures[compactnessMeasure * areaCount + area]!;
    return [...areas].sort((a, b) => weight(b) - weight(a) || a - b).slice(0, count);
  }

  private addRows(unitCount: number): void {
    const { problem } = this;
    const { teamCount, measureCount, toleranceFraction } = problem;
    const weight = nodeWeights(problem, this.unitOfArea, unitCount);
    const target = teamTargets(problem);
    const units = Array.from({ length: unitCount }, (_, unit) => unit);
    const teams = Array.from({ length: teamCount }, (_, team) => team);
    const ones = (count: number): number[] => Array(count).fill(1);
    for (const unit of units) {
      const columns = teams.map((team) => unit * teamCount + team);
      this.rows.push({ columns, coefficients: ones(teamCount), lower: 1, upper: 1 });
    }
    const { forbiddenPairs } = problem;
    for (let end = 0; forbiddenPairs && end < forbiddenPairs.length; end += 2) {
      for (const team of teams) {
        const columns = [0, 1].map((side) => this.unitOfArea[forbiddenPairs[end + side]!]! * teamCount + team);
        this.rows.push({ columns, coefficients: ones(2), lower: 0, upper: 1 });
      }
    }
    for (const team of teams) {
      const columns = units.map((unit) => unit * teamCount + team);
      this.rows.push({ columns, coefficients: ones(unitCount), lower: 1, upper: Number.POSITIVE_INFINITY });
      for (let measure = 0; measure < measureCount; measure++) {
        const goal = target[team * measureCount + measure]!;
        const slack = toleranceFraction[measure]! + roundingSlack;
        const scale = fullTeam / (goal * (1 + slack));
        const weighty = units.filter((unit) => weight[unit * measureCount + measure]! > 0);
        this.rows.push({
          columns: weighty.map((unit) => unit * teamCount + team),
          coefficients: weighty.map((unit) => weight[unit * measureCount + measure]! * scale),
          lower: Math.max(0, goal * (1 - slack) * scale),
          upper: fullTeam,
        });
      }
    }
  }
}

/** Units × teams: the compactness weight that would leave its baseline team. */
function movingCosts(problem: DistrictingProblem, unitOfArea: Int32Array, unitCount: number): Float64Array {
  const { areaCount, teamCount, measures, compactnessMeasure, baselineTeam } = problem;
  const cost = new Float64Array(unitCount * teamCount);
  for (let area = 0; area < areaCount; area++) {
    const today = baselineTeam[area]!;
    if (today < 0) continue;
    for (let team = 0; team < teamCount; team++) {
      if (team === today) continue;
      cost[unitOfArea[area]! * teamCount + team]! += measures[compactnessMeasure * areaCount + area]!;
    }
  }
  return cost;
}
