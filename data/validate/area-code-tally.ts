// Reads the area codes of a file row by row and tells, once for the whole file, what was repaired, left out or unknown.
import { type CodeRepair, isRestCode, readCode, type UnknownReason } from "../codes.ts";
import type { Cell } from "../formats/types.ts";
import { type Issue, type IssueCode, issue } from "../issues.ts";
import type { DivisionFacts } from "../purposes/purpose.ts";
import { cellText } from "./source-table.ts";

type RowPlace =
  | { readonly kind: "area" | "unplaced"; readonly code: string }
  | { readonly kind: "parent"; readonly code: string }
  | { readonly kind: "municipality" }
  | { readonly kind: "left-out" };

export interface AreaCodeTally {
  /** Where a row belongs. `hasCount` tells whether anything would be lost if the code were unknown. */
  read(cell: Cell, row: number, hasCount: boolean): RowPlace;
  /** Call when all rows are read. */
  finish(): AreaCodeFindings;
}

export interface AreaCodeFindings {
  readonly issues: readonly Issue[];
  readonly onlyInFile: readonly string[];
  readonly onlyInDivision: readonly string[];
  /** Rest codes that are totals of finer rest codes in the same file (9 beside 999999): their counts must be left out. */
  readonly restTotals: ReadonlySet<string>;
  /** Rest codes that carry counts. */
  readonly restCodes: readonly string[];
}

export interface TallyOptions {
  readonly division: DivisionFacts;
  readonly column: string;
  readonly fileName: string;
  /** Higher-level rows are kept (indicators) instead of left out (counts, which would be counted twice). */
  readonly keepsParents?: boolean;
  /** Nothing of a row is quoted. */
  readonly isSensitive?: boolean;
  /** No complaint about areas that have no row. */
  readonly mayBePartial?: boolean;
}

const unknownCodes: Readonly<Record<UnknownReason, IssueCode>> = {
  "finer-level": "code.finer-level",
  "made-a-number": "code.made-a-number",
  "not-in-division": "count.unknown-area-code",
  "other-kind": "code.other-kind",
  "other-vintage": "code.other-vintage",
};

function examples(codes: readonly string[]): string {
  const shown = codes.slice(0, 5).join(", ");
  return codes.length > 5 ? `${shown} …` : shown;
}

/** A tally for one file and division. */
export function areaCodeTally(options: TallyOptions): AreaCodeTally {
  const { division, column, fileName, keepsParents = false, isSensitive = false, mayBePartial = false } = options;
  const issues: Issue[] = [];
  const repairs = new Map<CodeRepair, { count: number; from: string; to: string }>();
  const seenAreas = new Set<string>();
  const seenRest = new Set<string>();
  const parents = new Map<string, number>();
  const elsewhere = new Set<string>();
  const unknown = new Set<string>();
  let totalRows = 0;

  const noteRepair = (repair: CodeRepair | null, from: string, to: string) => {
    if (repair === null) return;
    const before = repairs.get(repair);
    repairs.set(repair, before ? { ...before, count: before.count + 1 } : { count: 1, from, to });
  };
  const noteUnknown = (text: string, row: number, hasCount: boolean, reason: UnknownReason) => {
    if (unknown.has(text)) return;
    unknown.add(text);
    if (isSensitive) issues.push(issue("case.unknown-area-code", { row, column }));
    else if (!hasCount) issues.push(issue("code.unknown-without-count", { row, column, value: text }));
    else
      issues.push(
        issue(unknownCodes[reason] as "code.finer-level", { row, column, value: text, division: division.name }),
      );
  };

  return {
    read(cell, row, hasCount) {
      const reading = readCode(cell, division);
      const text = cellText(cell);
      switch (reading.kind) {
        case "area":
          noteRepair(reading.repair, text, reading.code);
          seenAreas.add(reading.code);
          return { kind: "area", code: reading.code };
        case "unplaced":
          noteRepair(reading.repair, text, reading.code);
          seenRest.add(reading.code);
          return { kind: "unplaced", code: reading.code };
        case "parent":
          // A level-1 area called 0 or 9 looks like a rest code: told apart in the end, by what else the file has.
          if (!keepsParents && isRestCode(reading.code)) {
            seenRest.add(reading.code);
            return { kind: "unplaced", code: reading.code };
          }
          if (!parents.has(reading.code)) parents.set(reading.code, row);
          return { kind: "parent", code: reading.code };
        case "total":
          totalRows += 1;
          return { kind: reading.scope === "municipality" ? "municipality" : "left-out" };
        case "elsewhere":
          elsewhere.add(text);
          return { kind: "left-out" };
        case "missing":
          if (hasCount) issues.push(issue("code.missing", { row, column }));
          return { kind: "left-out" };
        case "ambiguous":
          if (!unknown.has(text)) {
            const candidates = reading.candidates.slice(0, 6).join(", ");
            issues.push(
              isSensitive
                ? issue("case.unknown-area-code", { row, column })
                : issue("code.ambiguous", { row, column, value: text, candidates }),
            );
          }
          unknown.add(text);
          return { kind: "left-out" };
        case "unknown":
          noteUnknown(text, row, hasCount, reading.reason);
          return { kind: "left-out" };
      }
    },

    finish() {
      // A short rest code (9) is the total of a longer one (999999), or a level-1 area, only in a file with rows of that level.
      const parentLengths = new Set([...parents.keys()].map((code) => code.length));
      const restTotals = new Set(
        [...seenRest].filter(
          (code) =>
            !isSensitive &&
            parentLengths.has(code.length) &&
            (division.parents.has(code) || [...seenRest].some((other) => other !== code && other.startsWith(code))),
        ),
      );
      const restCodes = [...seenRest].filter((code) => !restTotals.has(code));
      const onlyInDivision = [...division.placed.keys()].filter((code) => !seenAreas.has(code));
      for (const [repair, { count, from, to }] of repairs) {
        if (isSensitive) issues.push(issue("code.repaired-sensitive", { count, column }));
        else issues.push(issue(`code.repaired-${repair}`, { count, column, from, to }));
      }
      if (!keepsParents) issues.push(...parentIssues(parents, seenAreas, division));
      if (totalRows > 0) issues.push(issue("code.totals-left-out", { count: totalRows, column }));
      if (elsewhere.size > 0) {
        const list = isSensitive ? "" : examples([...elsewhere]);
        issues.push(issue("code.elsewhere", { count: elsewhere.size, column, examples: list }));
      }
      if (restCodes.length > 0) issues.push(issue("code.rest", { codes: restCodes.join(", ") }));
      if (restTotals.size > 0) issues.push(issue("code.rest-total", { codes: [...restTotals].join(", ") }));
      const hasRows = seenAreas.size > 0 || (keepsParents && parents.size > 0);
      if (!hasRows && division.placed.size > 0) {
        issues.push(issue("code.none-in-division", { file: fileName, column, division: division.name }));
      } else if (onlyInDivision.length > 0 && !mayBePartial) {
        issues.push(
          issue("code.areas-without-rows", { count: onlyInDivision.length, examples: examples(onlyInDivision) }),
        );
      }
      const onlyInFile = isSensitive ? [] : [...unknown, ...elsewhere].sort();
      return { issues, onlyInFile, onlyInDivision, restTotals, restCodes };
    },
  };
}

function parentIssues(
  parents: ReadonlyMap<string, number>,
  seenAreas: ReadonlySet<string>,
  division: DivisionFacts,
): Issue[] {
  if (parents.size === 0) return [];
  const isCovered = (parent: string) =>
    division.kind === "nyko" ? [...seenAreas].some((code) => code.startsWith(parent)) : seenAreas.size > 0;
  const bare = [...parents].filter(([parent]) => !isCovered(parent));
  if (bare.length > 0 && seenAreas.size === 0) {
    const [[value, row] = ["", 0]] = bare;
    return [issue("code.only-higher-level", { row, value, division: division.name })];
  }
  const uncovered = bare.map(([value, row]) => issue("code.higher-level-without-areas", { row, value }));
  return [
    ...uncovered,
    issue("code.higher-levels-left-out", { count: parents.size, examples: examples([...parents.keys()]) }),
  ];
}
