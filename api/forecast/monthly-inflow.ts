// What came in to each team of today's division month by month, from the protected flow: whole months since it applies.
import type { MonthlyInflow } from "../../engine/workload/inflow-watch.ts";
import type { Plan } from "../contract/plans.ts";
import type { Flow } from "../contract/workload.ts";

/**
 * Flow is told by the letter of the team that received the case, so that months before the plan applied are of other
 * borders; the month that is not ended is not whole.
 * @param thisMonth "2026-11".
 */
export function monthlyInflow(rows: Flow["rows"], plan: Plan, thisMonth: string): MonthlyInflow {
  const from = firstWholeMonth(plan.adoptedFrom);
  const letters = plan.teams.map(({ letter }) => letter);
  const whole = rows.filter(({ month, unit }) => month >= from && month < thisMonth && letters.includes(unit));
  const months = [...new Set(whole.map(({ month }) => month))].sort();
  const received = months.map((month) => {
    const inMonth = whole.filter((row) => row.month === month);
    return letters.map((letter) => sumTold(inMonth.filter(({ unit }) => unit === letter)));
  });
  const typesOf = (letter: string) => new Set(whole.flatMap((row) => (row.unit === letter ? [row.caseType] : [])));
  return { months, received, roundedCounts: letters.map((letter) => typesOf(letter).size) };
}

/** The latest month that anything is told of, whether it is judged or not; null where there is no flow. */
export function latestMonth(rows: Flow["rows"]): string | null {
  return rows.reduce<string | null>((latest, { month }) => (latest === null || month > latest ? month : latest), null);
}

/** Null where one of the rows does not say, or there is none. */
function sumTold(rows: Flow["rows"]): number | null {
  if (rows.length === 0) return null;
  return rows.reduce<number | null>(
    (sum, { received }) => (sum === null || received === null ? null : sum + received),
    0,
  );
}

/** Of a plan that applies from a day; every month where nobody has said from when. */
function firstWholeMonth(adoptedFrom: string | null): string {
  if (adoptedFrom === null) return "";
  const [year, month, day] = adoptedFrom.split("-").map(Number);
  const first = new Date(Date.UTC(year!, month! - (day === 1 ? 1 : 0), 1));
  return first.toISOString().slice(0, 7);
}
