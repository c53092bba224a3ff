// What a forecast is made from, read from the protected tables whoever asks: planners are told no more here than managers.
import { roundingStandardDeviation } from "../../engine/disclosure/keyed-rounding.ts";
import type { AgeClass } from "../../engine/workload/forecast-children.ts";
import { type PartedClasses, partWithheld } from "../../engine/workload/withheld-classes.ts";
import { yearTold } from "../../engine/workload/year-told.ts";
import type { ForecastHistory } from "../contract/forecast.ts";
import type { Transaction } from "../db/database.ts";
import {
  type ProtectedSeries,
  readProtectedSeries,
  readToldWith,
  readUnplaced,
  unplacedIn,
} from "../workload/protected-series.store.ts";

/** Finest first: the first that every year has is used. */
const classChoices: readonly (readonly AgeClass[])[] = [
  [
    { from: 0, to: 5 },
    { from: 6, to: 12 },
    { from: 13, to: 17 },
  ],
  [{ from: 0, to: 17 }],
  [{ from: 0, to: 19 }],
];
const allClients = "clients-all";

/** Lists that are empty where nothing is told. The division must exist. */
export async function readForecastHistory(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<ForecastHistory> {
  const series = await readProtectedSeries(transaction, municipality, divisionId);
  const unplaced = await readUnplaced(transaction, municipality, divisionId);
  const { dates, ...toldChildren } = childrenOf(series);
  const totals = await readAgeTotals(transaction, municipality, divisionId);
  const cases = series
    .filter(({ key, period }) => key === allClients && /^\d{4}$/.test(period))
    .sort((a, b) => Number(a.period) - Number(b.period));
  return {
    divisionId,
    toldWith: await readToldWith(transaction, municipality, divisionId),
    children: { ...toldChildren, totals: totalsOf(dates, toldChildren.classes, totals) },
    cases: {
      years: cases.map(({ period }) => Number(period)),
      counts: cases.map(({ values }) => [...values]),
      unplaced: cases.map(({ period }) => unplacedIn(unplaced, allClients, period)),
    },
    caseTypes: caseTypesOf(series),
    countVariance: roundingStandardDeviation ** 2,
    atCap: { yearly: atCapOf(cases), byType: atCapOf(latestTypes(series)) },
  };
}

function atCapOf(series: readonly ProtectedSeries[]): { reached: number; told: number } {
  return {
    reached: series.reduce((sum, { atCap }) => sum + atCap.filter(Boolean).length, 0),
    told: series.reduce((sum, { values }) => sum + values.filter((value) => value !== null).length, 0),
  };
}

/** The latest date of every year in the last unbroken row of years, in the finest classes that all of them have. */
function childrenOf(
  series: readonly ProtectedSeries[],
): Omit<ForecastHistory["children"], "totals"> & { dates: string[] } {
  for (const classes of classChoices) {
    const own = classes.map(({ from, to }) => series.filter(({ key }) => key === `children-${from}-${to}`));
    const byYear = new Map<number, string>();
    for (const { period } of own[0]!) {
      if (own.every((one) => one.some((each) => each.period === period))) byYear.set(yearTold(period), period);
    }
    const years = lastUnbroken([...byYear.keys()].sort((a, b) => a - b));
    if (years.length === 0) continue;
    const dates = years.map((year) => byYear.get(year)!);
    const parted = dates.map((date) => partedAt(series, own, classes, date));
    return {
      years,
      dates,
      classes: [...classes],
      people: parted.map(({ people }) => people.map((one) => [...one])),
      rounded: dates.map((date) => roundedAt(series, own, classes, date)),
      partedAreaCount: new Set(parted.flatMap(({ partedAreas }) => partedAreas)).size,
      untoldAreaCount: untoldAreasOf(parted.at(-1)!.people),
    };
  }
  return { years: [], dates: [], classes: [], people: [], rounded: [], partedAreaCount: 0, untoldAreaCount: 0 };
}

/** Protection withholds classes of small areas where it tells all children together. */
function partedAt(
  series: readonly ProtectedSeries[],
  own: readonly (readonly ProtectedSeries[])[],
  classes: readonly AgeClass[],
  date: string,
): PartedClasses {
  const people = own.map((one) => one.find(({ period }) => period === date)!.values);
  return partWithheld(people, classes, wholeAt(series, classes, date)?.values ?? people[0]!.map(() => null));
}

function wholeAt(
  series: readonly ProtectedSeries[],
  classes: readonly AgeClass[],
  date: string,
): ProtectedSeries | undefined {
  const wholeKey = `children-${classes[0]!.from}-${classes.at(-1)!.to}`;
  return series.find(({ key, period }) => key === wholeKey && period === date);
}

/** By area: how many of its counts that are told are rounded; all together are one, where a class is parted from them. */
function roundedAt(
  series: readonly ProtectedSeries[],
  own: readonly (readonly ProtectedSeries[])[],
  classes: readonly AgeClass[],
  date: string,
): number[] {
  const told = own.map((one) => one.find(({ period }) => period === date)!);
  const whole = wholeAt(series, classes, date);
  return told[0]!.values.map((_count, area) =>
    told.some(({ values }) => values[area] === null) && whole?.values[area] != null
      ? Number(whole.rounded[area])
      : told.filter(({ rounded }) => rounded[area]).length,
  );
}

function untoldAreasOf(people: PartedClasses["people"]): number {
  return people[0]!.filter((_count, area) => people.some((own) => own[area] === null)).length;
}

function lastUnbroken(years: readonly number[]): number[] {
  const gap = years.findLastIndex((year, at) => at > 0 && years[at - 1] !== year - 1);
  return years.slice(Math.max(0, gap));
}

interface AgeTotals {
  readonly date: string;
  readonly people: number[];
}

function readAgeTotals(transaction: Transaction, municipality: string, divisionId: string): Promise<AgeTotals[]> {
  return transaction.many<AgeTotals>(
    `select reference_date::text as date, array_agg(people order by age) as people
     from protected.age_totals where municipality_code = $1 and division_id = $2 group by reference_date`,
    [municipality, divisionId],
  );
}

/** Null where a year has none, or where the classes reach farther than the single years. */
function totalsOf(
  dates: readonly string[],
  classes: readonly AgeClass[],
  totals: readonly AgeTotals[],
): number[][] | null {
  const found = dates.flatMap((date) => totals.find((one) => one.date === date)?.people ?? []);
  const ageCount = (classes.at(-1)?.to ?? -1) + 1;
  if (dates.length === 0 || found.length !== dates.length * ageCount) return null;
  return dates.map((_date, at) => found.slice(at * ageCount, (at + 1) * ageCount));
}

function latestTypes(series: readonly ProtectedSeries[]): ProtectedSeries[] {
  const typed = series.filter(({ kind, key }) => kind === "clients" && key !== allClients);
  const latest = typed
    .map(({ period }) => period)
    .sort()
    .at(-1);
  return typed.filter(({ period }) => period === latest);
}

function caseTypesOf(series: readonly ProtectedSeries[]): ForecastHistory["caseTypes"] {
  const types = latestTypes(series);
  const [firstYear = 0, lastYear = 0] = (types[0]?.period ?? "").split("-").map(Number);
  return {
    firstYear,
    lastYear,
    types: types.map(({ key, nameSv, nameEn, values }) => ({ key, nameSv, nameEn, counts: [...values] })),
  };
}
