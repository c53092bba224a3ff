// The mixed-integer model that the exact proofs share: which candidates are opened, and which units lie with each.

import { roundingSlack } from "../tallies.ts";
import type { Candidate } from "./candidates.ts";
import type { MixedIntegerModel } from "./mixed-integer-solver.ts";
import type { ProofProblem } from "./proof-problem.ts";

/** lower ≤ Σ coefficient × column ≤ upper. */
export interface ModelRow {
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
  readonly lower: number;
  readonly upper: number;
}

/** Above this many units balance and cuts are beyond the solver in any sensible time. */
export const modelUnitLimit = 120;

/** Weights are scaled so that a full team weighs this: the solver's tolerance of 10⁻⁶ is then 10⁻⁹ of a team. */
const fullTeam = 1000;

/**
 * Columns: one a candidate (1 when opened; its fixed units are then in its team), then one a candidate and unit (1 when
 * the unit lies in its team), then what a goal adds by `addColumn`. Rows: every unit in one team, as many teams of each
 * kind as there are, every measure in its window, no unit with a closed candidate, no forbidden pair with one candidate,
 * and no more weight moved than is allowed.
 */
export class TeamModel {
  readonly proof: ProofProblem;
  readonly candidates: readonly Candidate[];
  readonly cost: number[] = [];
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly integer: boolean[] = [];
  private readonly rows: ModelRow[] = [];
  /** Candidates × N: the column of a unit's lying with a candidate, −1 where it cannot. */
  private readonly columnOf: Int32Array;

  constructor(proof: ProofProblem, candidates: readonly Candidate[]) {
    this.proof = proof;
    this.candidates = candidates;
    this.columnOf = new Int32Array(candidates.length * proof.unitCount).fill(-1);
    for (const _ of candidates) this.addColumn(0, 1, true);
    candidates.forEach((candidate, index) => {
      const row = index * proof.unitCount;
      for (const unit of candidate.fixedUnits) this.columnOf[row + unit] = index;
      for (let i = 0; i < candidate.unitCount; i++)
        this.columnOf[row + candidate.units[i]!] = this.addColumn(0, 1, true);
    });
    this.addPartitionRows();
    this.addKindRows();
    for (let index = 0; index < candidates.length; index++) {
      this.addWindowRows(index);
      this.addOpeningRows(index);
      this.addForbiddenRows(index);
    }
    this.addMovedRow();
  }

  get columnCount(): number {
    return this.cost.length;
  }

  addColumn(lower: number, upper: number, integer: boolean): number {
    this.lower.push(lower);
    this.upper.push(upper);
    this.integer.push(integer);
    this.cost.push(0);
    return this.cost.length - 1;
  }

  addRow(row: ModelRow): void {
    this.rows.push(row);
  }

  /** Rules out dearer plans; halves the solver's time where the limit lies near the optimum. */
  addCostLimit(limit: number, costScale: number): void {
    const columns = [...this.cost.keys()].filter((column) => this.cost[column] !== 0);
    const coefficients = columns.map((column) => this.cost[column]! * costScale);
    this.addRow({ columns, coefficients, lower: Number.NEGATIVE_INFINITY, upper: limit * costScale });
  }

  /** The column that says that a unit lies with a candidate, −1 where it cannot. */
  column(candidate: number, unit: number): number {
    return this.columnOf[candidate * this.proof.unitCount + unit]!;
  }

  /** The model in compressed rows, costs multiplied by `costScale`. */
  build(costScale: number): MixedIntegerModel {
    const { rows } = this;
    const rowStart = new Int32Array(rows.length + 1);
    rows.forEach(({ columns }, row) => {
      rowStart[row + 1] = rowStart[row]! + columns.length;
    });
    return {
      columnCount: this.columnCount,
      rowCount: rows.length,
      cost: Float64Array.from(this.cost, (value) => value * costScale),
      columnLower: Float64Array.from(this.lower),
      columnUpper: Float64Array.from(this.upper),
      isInteger: Uint8Array.from(this.integer, Number),
      rowLower: Float64Array.from(rows, (row) => row.lower),
      rowUpper: Float64Array.from(rows, (row) => row.upper),
      rowStart,
      columnIndex: Int32Array.from(rows.flatMap((row) => row.columns)),
      coefficient: Float64Array.from(rows.flatMap((row) => row.coefficients)),
    };
  }

  /** The candidate that a point opens for each unit: N, −1 where the point is not a whole plan. */
  candidateOfUnit(point: Float64Array): Int32Array {
    const { unitCount } = this.proof;
    const found = new Int32Array(unitCount).fill(-1);
    for (let index = 0; index < this.candidates.length; index++) {
      if (point[index]! < 0.5) continue;
      for (let unit = 0; unit < unitCount; unit++) {
        const column = this.column(index, unit);
        if (column >= 0 && point[column]! > 0.5) found[unit] = index;
      }
    }
    return found;
  }

  /** The assignment of areas to teams, where every unit has a candidate; the teams of a kind in order of candidate. */
  assignment(candidateOfUnit: Int32Array): Int32Array {
    const { kinds, unitOfArea } = this.proof;
    const used = kinds.map(() => 0);
    const teamOf = new Map<number, number>();
    for (const index of [...new Set(candidateOfUnit)].sort((a, b) => a - b)) {
      if (index < 0) continue;
      const { kind } = this.candidates[index]!;
      teamOf.set(index, kinds[kind]!.teams[used[kind]!++] ?? -1);
    }
    return unitOfArea.map((unit) => teamOf.get(candidateOfUnit[unit]!) ?? -1);
  }

  private addPartitionRows(): void {
    for (let unit = 0; unit < this.proof.unitCount; unit++) {
      const columns = this.candidates.map((_, index) => this.column(index, unit)).filter((column) => column >= 0);
      this.addRow({ columns, coefficients: columns.map(() => 1), lower: 1, upper: 1 });
    }
  }

  private addKindRows(): void {
    this.proof.kinds.forEach(({ teams }, kind) => {
      const columns = [...this.candidates.keys()].filter((index) => this.candidates[index]!.kind === kind);
      this.addRow({ columns, coefficients: columns.map(() => 1), lower: teams.length, upper: teams.length });
    });
  }

  private addWindowRows(index: number): void {
    const { proof } = this;
    const { measureCount } = proof.problem;
    const candidate = this.candidates[index]!;
    const { least, most } = proof.kinds[candidate.kind]!;
    for (let measure = 0; measure < measureCount; measure++) {
      const scale = fullTeam / (most[measure]! || 1);
      const weightOf = (unit: number): number => proof.weight[unit * measureCount + measure]! * scale;
      const columns = [index];
      const coefficients = [candidate.fixedUnits.reduce((sum, unit) => sum + weightOf(unit), 0)];
      for (let i = 0; i < candidate.unitCount; i++) {
        const unit = candidate.units[i]!;
        if (weightOf(unit) === 0) continue;
        columns.push(this.column(index, unit));
        coefficients.push(weightOf(unit));
      }
      const opened = coefficients[0]!;
      const [leastScaled, mostScaled] = [least[measure]! * scale, most[measure]! * scale];
      const withOpening = (bound: number): number[] => [opened - bound, ...coefficients.slice(1)];
      this.addRow({ columns, coefficients: withOpening(leastScaled), lower: 0, upper: Number.POSITIVE_INFINITY });
      this.addRow({ columns, coefficients: withOpening(mostScaled), lower: Number.NEGATIVE_INFINITY, upper: 0 });
    }
  }

  private addOpeningRows(index: number): void {
    const candidate = this.candidates[index]!;
    for (let i = 0; i < candidate.unitCount; i++) {
      const columns = [this.column(index, candidate.units[i]!), index];
      this.addRow({ columns, coefficients: [1, -1], lower: Number.NEGATIVE_INFINITY, upper: 0 });
    }
  }

  /** Two units that must not share a team: together no more than the candidate's being opened. */
  private addForbiddenRows(index: number): void {
    const { unitOfArea, problem } = this.proof;
    const pairs = problem.forbiddenPairs ?? new Int32Array(0);
    for (let end = 0; end < pairs.length; end += 2) {
      const held = [pairs[end]!, pairs[end + 1]!].map((area) => this.column(index, unitOfArea[area]!));
      if (held.includes(-1)) continue;
      // A fixed unit's column is the candidate's own.
      const times = new Map([[index, -1]]);
      for (const column of held) times.set(column, (times.get(column) ?? 0) + 1);
      this.addRow({
        columns: [...times.keys()],
        coefficients: [...times.values()],
        lower: Number.NEGATIVE_INFINITY,
        upper: 0,
      });
    }
  }

  /** Weight that has another team than today's, as the rule counts it, within its limit. */
  private addMovedRow(): void {
    const { problem, unitOfArea, kinds } = this.proof;
    const { areaCount, compactnessMeasure, baselineTeam, measures } = problem;
    const limit = problem.movedWeightLimit ?? Number.POSITIVE_INFINITY;
    if (limit === Number.POSITIVE_INFINITY) return;
    const moved = new Map<number, number>();
    for (let area = 0; area < areaCount; area++) {
      const weight = measures[compactnessMeasure * areaCount + area]!;
      if (baselineTeam[area]! < 0 || weight === 0) continue;
      this.candidates.forEach(({ kind }, index) => {
        const column = this.column(index, unitOfArea[area]!);
        if (column < 0 || kinds[kind]!.teams[0] === baselineTeam[area]) return;
        moved.set(column, (moved.get(column) ?? 0) + weight);
      });
    }
    const most = limit + roundingSlack * Math.max(1, limit);
    let heaviest = most;
    for (const weight of moved.values()) heaviest = Math.max(heaviest, weight);
    const scale = fullTeam / heaviest;
    this.addRow({
      columns: [...moved.keys()],
      coefficients: [...moved.values()].map((weight) => weight * scale),
      lower: Number.NEGATIVE_INFINITY,
      upper: most * scale,
    });
  }
}
