// Which months of the flow are wholly told: a missing row or column of one team is unknown in every sum, never nothing.
import type { Flow } from "../../api/contract/workload.ts";

type FlowRow = Flow["rows"][number];
export type FlowCount = "received" | "investigated" | "openCases";

export interface ToldMonths {
  /** In the order of the months: units of which something is not told in it; a month without any is wholly told. */
  readonly lacking: readonly (readonly string[])[];
  /** Units that never tell the counts of a case type which others tell: they are in no sum. */
  readonly without: readonly string[];
  /** Whether a row is part of the sums: it tells the counts, as the same team and case type does in other months. */
  isCounted(row: FlowRow): boolean;
}

/** Every month from the first to the last one of the rows, also those that no row is of. */
export function monthsOf(rows: readonly FlowRow[]): string[] {
  const told = rows.map(({ month }) => month).sort();
  const months: string[] = [];
  for (let month = told[0]; month !== undefined && month <= told.at(-1)!; month = monthAfter(month)) months.push(month);
  return months;
}

/**
 * A team's case type is awaited from the first month that it is told in, so that a new team hides no older months, until the
 * last one in which any team tells the type; what is no team of today until its own last one.
 * @param rows of `flow` that are looked at.
 * @param keys counts that must all be told.
 */
export function toldMonths(
  { teams }: Flow,
  rows: readonly FlowRow[],
  keys: readonly FlowCount[],
  months: readonly string[],
): ToldMonths {
  const isCounted = (row: FlowRow) => keys.every((key) => row[key] !== null);
  const present = new Set(teams.flatMap(({ unit, colourIndex }) => (colourIndex === null ? [] : [unit])));
  const monthsByType = new Map<string, string[]>();
  const monthsByPair = new Map<string, { readonly unit: string; readonly caseType: string; readonly told: string[] }>();
  for (const row of rows) {
    const { unit, caseType, month } = row;
    const name = JSON.stringify([unit, caseType]);
    const pair = monthsByPair.get(name) ?? { unit, caseType, told: [] };
    monthsByPair.set(name, pair);
    if (!isCounted(row)) continue;
    pair.told.push(month);
    monthsByType.set(caseType, [...(monthsByType.get(caseType) ?? []), month]);
  }
  const lacking = months.map(() => new Set<string>());
  const without = new Set<string>();
  for (const { unit, caseType, told } of monthsByPair.values()) {
    const ofType = monthsByType.get(caseType) ?? [];
    if (told.length === 0 && ofType.length > 0) without.add(unit);
    if (told.length === 0) continue;
    const [first] = [...told].sort();
    const last = [...(present.has(unit) ? ofType : told)].sort().at(-1)!;
    for (const [place, month] of months.entries()) {
      if (month >= first! && month <= last && !told.includes(month)) lacking[place]!.add(unit);
    }
  }
  return { lacking: lacking.map((units) => [...units].sort()), without: [...without].sort(), isCounted };
}

function monthAfter(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year!, number!, 1)).toISOString().slice(0, 7);
}
