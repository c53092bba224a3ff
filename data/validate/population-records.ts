// Chooses which numbers to keep when a file tells the same people twice: sexes and both sexes, classes and subtotals, totals.
import { type Issue, issue } from "../issues.ts";
import { type AgeClass, ageClassText, coversExactly, openAge, withoutSubtotals } from "../mapping/age-classes.ts";
import type { Sex } from "../mapping/sexes.ts";
import type { MissingReason } from "./numbers.ts";
import { agesOf, type PopulationCell, type PopulationCells } from "./population-cells.ts";

/** One row of exact.population_counts. */
export interface PopulationRecord {
  readonly areaCode: string;
  readonly date: string;
  readonly ageFrom: number;
  readonly ageTo: number;
  readonly sex: Sex;
  readonly people: number | null;
  readonly missingReason: MissingReason | null;
}

const classKey = ({ from, to }: AgeClass) => `${from}-${to}`;

/** Keeps one of equal rows; different numbers for one area, date, class and sex are an error that names both rows. */
function withoutDuplicates(cells: readonly PopulationCell[], issues: Issue[]): PopulationCell[] {
  const first = new Map<string, PopulationCell>();
  let sameCount = 0;
  for (const cell of cells) {
    const ages = cell.ageClass === "total" ? "total" : classKey(cell.ageClass);
    const key = `${cell.areaCode}|${cell.date}|${ages}|${cell.sex}`;
    const before = first.get(key);
    if (!before) {
      first.set(key, cell);
      continue;
    }
    if (before.people === cell.people && before.missingReason === cell.missingReason) sameCount += 1;
    else
      issues.push(
        issue("count.duplicate", { row: cell.row, firstRow: before.row, area: cell.areaCode, column: cell.column }),
      );
  }
  if (sameCount > 0) issues.push(issue("count.duplicate-same", { count: sameCount }));
  return [...first.values()];
}

interface Both {
  F?: PopulationCell;
  M?: PopulationCell;
  T?: PopulationCell;
}

/** Women and men where both are known; both sexes together where the source does not part them or hides one. */
function chooseSexes({ F, M, T }: Both): PopulationCell[] {
  const areParted = F !== undefined && M !== undefined;
  if (areParted && (T?.people == null || (F.people !== null && M.people !== null))) return [F, M];
  if (T) return [T];
  return [F, M].filter((cell) => cell !== undefined);
}

const noisePeople = 30;

/** Tells how far totals lie from the sum of their parts. SCB's own noise is accepted and never "corrected". */
function differenceIssue(differences: readonly number[], largestExpected: number): Issue | null {
  const largest = Math.max(0, ...differences.map(Math.abs));
  if (largest === 0) return null;
  const count = differences.filter((difference) => difference !== 0).length;
  return issue(largest <= largestExpected ? "count.total-differs" : "count.total-far-off", { count, largest });
}

function compareTotals(cells: readonly PopulationCell[], kept: readonly PopulationCell[], issues: Issue[]): void {
  const sums = new Map<string, number | null>();
  for (const { areaCode, date, people } of kept) {
    const key = `${areaCode}|${date}`;
    const before = sums.get(key);
    sums.set(key, before === null || people === null ? null : (before ?? 0) + people);
  }
  const totals = new Map<string, Both>();
  for (const cell of cells.filter(({ ageClass }) => ageClass === "total")) {
    const key = `${cell.areaCode}|${cell.date}`;
    totals.set(key, { ...totals.get(key), [cell.sex]: cell });
  }
  const differences: number[] = [];
  for (const [key, both] of totals) {
    const total = both.T?.people ?? (both.F && both.M ? (both.F.people ?? 0) + (both.M.people ?? 0) : null);
    const sum = sums.get(key);
    if (total !== null && total !== undefined && sum !== null && sum !== undefined) differences.push(total - sum);
  }
  const found = differenceIssue(differences, noisePeople);
  if (found) issues.push(found);
}

function compareMunicipality(
  municipality: readonly PopulationCell[],
  cells: readonly PopulationCell[],
  issues: Issue[],
): void {
  const keyOf = ({ date, ageClass, sex }: PopulationCell) => `${date}|${classKey(agesOf(ageClass))}|${sex}`;
  const sums = new Map<string, number>();
  const areas = new Set<string>();
  for (const cell of cells) {
    sums.set(keyOf(cell), (sums.get(keyOf(cell)) ?? 0) + (cell.people ?? 0));
    areas.add(cell.areaCode);
  }
  const differences = municipality.flatMap((cell) => {
    const sum = sums.get(keyOf(cell));
    return sum === undefined || cell.people === null ? [] : [cell.people - sum];
  });
  const found = differenceIssue(differences, Math.max(noisePeople, 2 * areas.size));
  if (found) issues.push(found);
}

/** The rows to store, with nobody counted twice, and what was found on the way. */
export function populationRecords(cells: PopulationCells): {
  readonly records: PopulationRecord[];
  readonly issues: Issue[];
} {
  const issues: Issue[] = [];
  const unique = withoutDuplicates(cells.cells, issues);
  const spans = new Map<string, AgeClass>();
  for (const { ageClass } of unique) if (ageClass !== "total") spans.set(classKey(ageClass), ageClass);
  const { kept: classes, subtotals, overlap } = withoutSubtotals([...spans.values()]);
  if (overlap)
    issues.push(
      issue("population.overlapping-ages", { first: ageClassText(overlap[0]), second: ageClassText(overlap[1]) }),
    );
  if (subtotals.length > 0)
    issues.push(issue("population.subtotals-left-out", { classes: subtotals.map(ageClassText).join(", ") }));
  const keptKeys = new Set(classes.map(classKey));

  const groups = new Map<string, Both>();
  for (const cell of unique) {
    const isKept =
      classes.length === 0
        ? cell.ageClass === "total"
        : cell.ageClass !== "total" && keptKeys.has(classKey(cell.ageClass));
    if (!isKept) continue;
    const key = `${cell.areaCode}|${cell.date}|${classKey(agesOf(cell.ageClass))}`;
    groups.set(key, { ...groups.get(key), [cell.sex]: cell });
  }
  const kept = [...groups.values()].flatMap(chooseSexes);
  const sexes = new Set(kept.map(({ sex }) => sex));
  if (sexes.size === 1 && !sexes.has("T")) {
    const sex = sexes.has("F") ? { sv: "kvinnor", en: "women" } : { sv: "män", en: "men" };
    issues.push(issue("population.one-sex-only", { sex }));
  }
  if (coversExactly(classes, 0, openAge)) compareTotals(unique, kept, issues);
  else if (classes.length > 0 && unique.some(({ ageClass }) => ageClass === "total"))
    issues.push(issue("population.totals-not-loaded", {}));
  compareMunicipality(cells.municipalityCells, cells.cells, issues);

  const records: PopulationRecord[] = kept.map(({ areaCode, date, ageClass, sex, people, missingReason }) => {
    const { from, to } = agesOf(ageClass);
    return { areaCode, date, ageFrom: from, ageTo: to, sex, people, missingReason };
  });
  const unknownCount = records.filter(({ people }) => people === null).length;
  if (unknownCount > 0) issues.push(issue("count.unknown-values", { count: unknownCount }));
  return { records, issues };
}
