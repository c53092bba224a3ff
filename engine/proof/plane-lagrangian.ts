// The Lagrangian bound with centres anywhere in the plane: for moment of inertia about the teams' own centroids.
import type { ProofProblem, TeamKind } from "./proof-problem.ts";
import { WindowKnapsack } from "./window-knapsack.ts";

/** As in the bound about centre areas. */
const roundingPerTerm = 2 ** -50;
/** The plane is searched until the value is known to this part of the bound's size. */
const searchPrecision = 2e-4;
/** And for at most so many centres a kind, so that one evaluation stays short. */
const centreLimit = 4000;

interface Cell {
  readonly column: number;
  readonly row: number;
  readonly level: number;
  readonly bound: number;
}

/**
 * bound(λ) = Σ λ_i + Σ over kinds of teams × min over centres z of v(z), where v(z) is the least
 * Σ (weight_i·|i − z|² + spread_i − λ_i)·y_i over fractional y with weights in the kind's windows. A team's moment about its
 * centroid is the least over all z, so this bounds "moi". The minimum over the plane is found by a quadtree: v(z) − M·|z|²
 * is a minimum of linear functions (M: the most a team weighs), hence concave, so in a cell with half sides a and b
 * v ≥ the least v of the four corners − M·(a² + b²).
 */
export class PlaneLagrangian {
  readonly multiplier: Float64Array;
  readonly subgradient: Float64Array;
  bound = Number.NEGATIVE_INFINITY;
  private readonly proof: ProofProblem;
  private readonly free: Int32Array;
  private readonly knapsack: WindowKnapsack;
  private readonly priced: Float64Array;
  private readonly weights: readonly Float64Array[];
  private readonly box: { readonly x: number; readonly y: number; readonly side: number };
  private multiplierSize = 0;
  private criticalPlace = -1;
  private criticalShare = 0;

  constructor(proof: ProofProblem, multiplier: Float64Array) {
    const { measureCount } = proof.problem;
    this.proof = proof;
    this.multiplier = multiplier;
    this.subgradient = new Float64Array(proof.unitCount);
    this.free = Int32Array.from({ length: proof.unitCount }, (_, unit) => unit).filter(
      (unit) => proof.lockedKind[unit]! < 0,
    );
    this.knapsack = new WindowKnapsack(this.free.length);
    this.priced = new Float64Array(this.free.length);
    this.weights = Array.from({ length: measureCount }, (_, measure) =>
      Float64Array.from(this.free, (unit) => proof.weight[unit * measureCount + measure]!),
    );
    this.box = boundingSquare(proof);
  }

  /** The bound and its subgradient at the present multipliers; +Infinity when some kind's window cannot be met. */
  evaluate(): void {
    const { proof, multiplier, subgradient } = this;
    this.multiplierSize = 0;
    this.bound = 0;
    for (const value of multiplier) {
      this.multiplierSize += Math.abs(value);
      this.bound += value;
    }
    this.bound -= roundingPerTerm * proof.unitCount * this.multiplierSize;
    subgradient.fill(1);
    for (const kind of proof.kinds) {
      const found = this.searchPlane(kind);
      this.bound += kind.teams.length * found.bound;
      if (found.bound < Number.POSITIVE_INFINITY) this.markTaken(kind, found.x, found.y);
    }
  }

  /** A lower bound of v over the plane, and the best centre looked at. */
  private searchPlane(kind: TeamKind) {
    const { box } = this;
    const precision = (searchPrecision * this.multiplierSize) / (this.proof.problem.teamCount || 1);
    const mostMass = kind.most[this.proof.problem.compactnessMeasure]!;
    const values = new Map<number, number>();
    let best = { value: Number.POSITIVE_INFINITY, x: box.x, y: box.y };
    const finest = 2 ** 16;
    const valueAt = (column: number, row: number, level: number): number => {
      const step = finest / 2 ** level;
      const key = column * step * (finest + 1) + row * step;
      const known = values.get(key);
      if (known !== undefined) return known;
      const x = box.x + (box.side * column) / 2 ** level;
      const y = box.y + (box.side * row) / 2 ** level;
      const value = this.valueAt(kind, x, y);
      values.set(key, value);
      if (value < best.value) best = { value, x, y };
      return value;
    };
    const cell = (column: number, row: number, level: number): Cell => {
      const corners = Math.min(
        valueAt(column, row, level),
        valueAt(column + 1, row, level),
        valueAt(column, row + 1, level),
        valueAt(column + 1, row + 1, level),
      );
      const half = box.side / 2 ** (level + 1);
      return { column, row, level, bound: corners - 2 * mostMass * half * half * (1 + 1e-9) };
    };
    const open = new CellHeap();
    open.push(cell(0, 0, 0));
    for (;;) {
      const worst = open.pop();
      const done = best.value - worst.bound <= precision || values.size >= centreLimit || worst.level >= 15;
      if (done || best.value === Number.POSITIVE_INFINITY)
        return { bound: Math.min(worst.bound, best.value), x: best.x, y: best.y };
      for (const [right, up] of quarters)
        open.push(cell(2 * worst.column + right, 2 * worst.row + up, worst.level + 1));
    }
  }

  /** v(z), rounded down; +Infinity when the windows cannot be met. */
  private valueAt(kind: TeamKind, x: number, y: number): number {
    const { proof, priced, weights, free } = this;
    const { measureCount } = proof.problem;
    const prices = this.findPrices(kind, x, y);
    if (!prices) return Number.POSITIVE_INFINITY;
    let value = 0;
    let size = 2 * this.multiplierSize;
    for (const unit of kind.lockedUnits) value += this.reducedCost(unit, x, y);
    size += Math.abs(value);
    for (let i = 0; i < free.length; i++) {
      if (priced[i]! >= 0) continue;
      value += priced[i]!;
      size -= priced[i]!;
    }
    for (let measure = 0; measure < measureCount; measure++) {
      const fixed = this.lockedWeight(kind, measure);
      const price = prices[measure]!;
      const bound = price >= 0 ? price * (kind.most[measure]! - fixed) : price * (kind.least[measure]! - fixed);
      value -= bound;
      size += 2 * Math.abs(bound);
    }
    return value - roundingPerTerm * (weights[0]!.length + 16) * size;
  }

  /** The windows' prices, one measure after the other; leaves the priced costs of the free units. */
  private findPrices(kind: TeamKind, x: number, y: number): number[] | undefined {
    const { proof, priced, weights, free } = this;
    for (let i = 0; i < free.length; i++) priced[i] = this.reducedCost(free[i]!, x, y);
    const prices: number[] = [];
    for (let measure = 0; measure < proof.problem.measureCount; measure++) {
      const fixed = this.lockedWeight(kind, measure);
      const row = weights[measure]!;
      const found = this.knapsack.solve(
        free.length,
        priced,
        row,
        kind.least[measure]! - fixed,
        kind.most[measure]! - fixed,
      );
      if (!found) return undefined;
      prices.push(found.price);
      if (found.price !== 0) for (let i = 0; i < free.length; i++) priced[i]! += found.price * row[i]!;
      this.criticalPlace = found.criticalPlace;
      this.criticalShare = found.criticalShare;
    }
    return prices;
  }

  private reducedCost(unit: number, x: number, y: number): number {
    const { mass, unitX, unitY, spread } = this.proof;
    const dx = unitX[unit]! - x;
    const dy = unitY[unit]! - y;
    return mass[unit]! * (dx * dx + dy * dy) + spread[unit]! - this.multiplier[unit]!;
  }

  private lockedWeight(kind: TeamKind, measure: number): number {
    const { weight, problem } = this.proof;
    let sum = 0;
    for (const unit of kind.lockedUnits) sum += weight[unit * problem.measureCount + measure]!;
    return sum;
  }

  private markTaken(kind: TeamKind, x: number, y: number): void {
    const { subgradient, priced, free } = this;
    this.findPrices(kind, x, y);
    const teams = kind.teams.length;
    for (const unit of kind.lockedUnits) subgradient[unit]! -= teams;
    for (let i = 0; i < free.length; i++) {
      if (i === this.criticalPlace) subgradient[free[i]!]! -= teams * this.criticalShare;
      else if (priced[i]! < 0) subgradient[free[i]!]! -= teams;
    }
  }
}

const quarters = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

/** A square that holds every unit's centroid, and so the centroid of every team. */
function boundingSquare({ unitX, unitY }: ProofProblem) {
  const edge = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  for (let unit = 0; unit < unitX.length; unit++) {
    edge.left = Math.min(edge.left, unitX[unit]!);
    edge.right = Math.max(edge.right, unitX[unit]!);
    edge.bottom = Math.min(edge.bottom, unitY[unit]!);
    edge.top = Math.max(edge.top, unitY[unit]!);
  }
  const side = Math.max(edge.right - edge.left, edge.top - edge.bottom);
  // A little wider, so that rounding leaves no centroid outside.
  const margin = 1e-9 * (side + Math.abs(edge.left) + Math.abs(edge.bottom)) + 1e-9;
  return { x: edge.left - margin, y: edge.bottom - margin, side: side + 2 * margin };
}

/** Cells by lowest bound first. */
class CellHeap {
  private readonly cells: Cell[] = [];

  push(cell: Cell): void {
    const { cells } = this;
    let place = cells.length;
    cells.push(cell);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (cells[parent]!.bound <= cell.bound) break;
      cells[place] = cells[parent]!;
      place = parent;
    }
    cells[place] = cell;
  }

  pop(): Cell {
    const { cells } = this;
    const top = cells[0]!;
    const last = cells.pop()!;
    if (cells.length === 0) return top;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= cells.length) break;
      if (child + 1 < cells.length && cells[child + 1]!.bound < cells[child]!.bound) child++;
      if (cells[child]!.bound >= last.bound) break;
      cells[place] = cells[child]!;
      place = child;
    }
    cells[place] = last;
    return top;
  }
}
