// What somebody can work back from published numbers: exact elimination of sums, then the least and most that every exact count can be.

import { roundingBase } from "../../../../engine/disclosure/keyed-rounding.ts";
import type { MixedIntegerModel, MixedIntegerSolver } from "../../../../engine/proof/mixed-integer-solver.ts";
import type { PublishedNumber } from "./published-numbers.ts";

/** A told number of a publication area: the cells that it was parted among, and the offset that rounded it. */
export interface Atom {
  readonly name: string;
  readonly cells: readonly string[];
  readonly area: string;
  readonly measure: string;
  readonly period: string;
  readonly protectedCount: number;
  /** Then the exact count has no upper end. */
  readonly isCapped: boolean;
}

/** Case types of a period add up to its years' totals, exactly or at most, where all years are told. */
export interface PeriodSum {
  readonly totals: readonly string[];
  readonly caseTypes: readonly string[];
  readonly relation: "equal" | "at most";
}

/** All values and determinants that matter are far smaller, and products of two stay whole. */
const prime = 1_000_003;
const modulo = (value: number) => ((value % prime) + prime) % prime;

function inverse(value: number): number {
  let [result, base] = [1, modulo(value)];
  for (let exponent = prime - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * base) % prime;
    base = (base * base) % prime;
  }
  return result;
}

/** Cell → coefficient, none of them 0, and the sum. */
interface Equation {
  readonly entries: Map<string, number>;
  value: number;
}

function subtract(from: Equation, other: Equation, factor: number): void {
  for (const [cell, coefficient] of other.entries) {
    const left = modulo((from.entries.get(cell) ?? 0) - factor * coefficient);
    if (left === 0) from.entries.delete(cell);
    else from.entries.set(cell, left);
  }
  from.value = modulo(from.value - factor * other.value);
}

/**
 * The cells that sums alone determine, by elimination in whole numbers (in the field of a prime, so that nothing is
 * rounded). Sums that contradict the earlier ones are answered apart.
 */
export function eliminate(numbers: readonly PublishedNumber[]) {
  const sums = numbers.filter(
    ({ cells, value }) => cells.size > 1 && Number.isInteger(value) && [...cells.values()].every(Number.isInteger),
  );
  /** Pivot cell → its equation, in which it has 1 and no other pivot occurs. */
  const known = new Map<string, Equation>();
  const contradictions: PublishedNumber[] = [];
  for (const sum of sums) {
    const entries = [...sum.cells].map(([cell, factor]): [string, number] => [cell, modulo(factor)]);
    const equation: Equation = {
      entries: new Map(entries.filter(([, factor]) => factor !== 0)),
      value: modulo(sum.value),
    };
    for (const [cell, factor] of [...equation.entries]) {
      const pivoted = known.get(cell);
      if (pivoted) subtract(equation, pivoted, factor);
    }
    const first = equation.entries.entries().next().value;
    if (!first) {
      if (equation.value !== 0) contradictions.push(sum);
      continue;
    }
    const [pivot, coefficient] = first;
    const factor = inverse(coefficient);
    const normal: Equation = {
      entries: new Map([...equation.entries].map(([cell, entry]) => [cell, (entry * factor) % prime])),
      value: (equation.value * factor) % prime,
    };
    for (const other of known.values()) {
      const entry = other.entries.get(pivot);
      if (entry !== undefined) subtract(other, normal, entry);
    }
    known.set(pivot, normal);
  }
  const determined = new Map<string, number>();
  for (const [pivot, { entries, value }] of known) {
    if (entries.size === 1) determined.set(pivot, value > prime / 2 ? value - prime : value);
  }
  return { determined, contradictions, cellCount: new Set(sums.flatMap(({ cells }) => [...cells.keys()])).size };
}

/** Numbers that the told cells do not account for: they come from somewhere else, so from exact counts. */
export function unexplained(numbers: readonly PublishedNumber[], told: ReadonlyMap<string, number>): PublishedNumber[] {
  return numbers.filter(({ cells, value, precision }) => {
    const sum = [...cells].reduce((all, [cell, factor]) => all + factor * (told.get(cell) ?? Number.NaN), 0);
    return !(Math.abs(sum - value) <= precision * Math.max(1, Math.abs(value)));
  });
}

export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** More clients than any area has. */
const beyond = 10_000;

interface Row {
  readonly entries: Map<number, number>;
  readonly least: number;
  readonly most: number;
}

/**
 * The least and the most that each atom's exact count can be, by linear programming (in whole numbers where asked): each
 * is within its rounding, whose offset is one and the same in all periods; periods add up; and `exactly` holds of the exact
 * counts. Null where nothing is possible.
 */
export function boundsOf(
  solver: MixedIntegerSolver,
  atoms: readonly Atom[],
  periods: readonly PeriodSum[],
  exactly: readonly PublishedNumber[],
  wholeNumbers: boolean,
): Map<string, Bounds | null> {
  const columns = [...new Set(atoms.flatMap(({ cells, area, measure }) => [...cells, `${area}|${measure}`]))];
  const positionOf = new Map(columns.map((column, position) => [column, position]));
  const offsetOf = ({ area, measure }: Atom) => positionOf.get(`${area}|${measure}`)!;
  const cellsOf = new Map(atoms.map(({ name, cells }) => [name, cells.map((cell) => positionOf.get(cell)!)]));
  const offsets = new Set(atoms.map(offsetOf));
  const rows: Row[] = atoms.map((atom) => ({
    entries: new Map([...cellsOf.get(atom.name)!, offsetOf(atom)].map((column) => [column, 1])),
    least: atom.protectedCount,
    most: atom.isCapped ? Number.POSITIVE_INFINITY : atom.protectedCount + roundingBase - 1,
  }));
  for (const { totals, caseTypes, relation } of periods) {
    const entries = new Map<number, number>();
    for (const name of totals) for (const column of cellsOf.get(name)!) entries.set(column, 1);
    for (const name of caseTypes) for (const column of cellsOf.get(name)!) entries.set(column, -1);
    rows.push({ entries, least: 0, most: relation === "equal" ? 0 : Number.POSITIVE_INFINITY });
  }
  for (const { cells, value, precision } of exactly) {
    const entries = new Map([...cells].map(([cell, factor]) => [positionOf.get(cell)!, factor]));
    rows.push({ entries, least: value - precision, most: value + precision });
  }
  const model = modelOf(columns.length, rows, offsets, wholeNumbers);
  return new Map(
    atoms.map(({ name }) => {
      const extreme = (sign: 1 | -1) => {
        const cost = new Float64Array(columns.length);
        for (const column of cellsOf.get(name)!) cost[column] = sign;
        const { status, points } = solver.solve({ ...model, cost }, { enough: Number.POSITIVE_INFINITY });
        if (status === "infeasible") return null;
        if (status !== "optimal") throw new Error(`The linear programme ended as ${status}.`);
        const point = points.at(-1)!;
        return cellsOf.get(name)!.reduce((sum, column) => sum + point[column]!, 0);
      };
      const least = extreme(1);
      return [name, least === null ? null : { least, most: extreme(-1)! }];
    }),
  );
}

function modelOf(
  columnCount: number,
  rows: readonly Row[],
  offsets: ReadonlySet<number>,
  wholeNumbers: boolean,
): MixedIntegerModel {
  const entries = rows.map((row) => [...row.entries]);
  const rowStart = new Int32Array(rows.length + 1);
  for (const [index, row] of entries.entries()) rowStart[index + 1] = rowStart[index]! + row.length;
  return {
    columnCount,
    rowCount: rows.length,
    cost: new Float64Array(columnCount),
    columnLower: new Float64Array(columnCount),
    columnUpper: Float64Array.from({ length: columnCount }, (_, column) =>
      offsets.has(column) ? roundingBase - 1 : beyond,
    ),
    isInteger: new Uint8Array(columnCount).fill(wholeNumbers ? 1 : 0),
    rowLower: Float64Array.from(rows, ({ least }) => least),
    rowUpper: Float64Array.from(rows, ({ most }) => most),
    rowStart,
    columnIndex: Int32Array.from(entries.flat(), ([column]) => column),
    coefficient: Float64Array.from(entries.flat(), ([, factor]) => factor),
  };
}

/** How many whole numbers there are between the bounds. */
export function countBetween({ least, most }: Bounds): number {
  return Math.floor(most + 1e-5) - Math.ceil(least - 1e-5) + 1;
}
