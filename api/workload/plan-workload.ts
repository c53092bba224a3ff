// Expected cases and children of a plan's teams, over three-year periods by case type and year by year, from protected counts alone.
import { ratesOfAreas } from "../../engine/workload/expected-cases.ts";
import type { Plan } from "../contract/plans.ts";
import type { PlanWorkload, WorkloadPeriod } from "../contract/workload.ts";
import type { Transaction } from "../db/database.ts";
import {
  type ProtectedSeries,
  readProtectedSeries,
  readToldWith,
  readUnplaced,
  type UnplacedCount,
  unplacedIn,
} from "./protected-series.store.ts";

const allClientsKey = "clients-all";

/** Whose number the cases are compared with, and whom preventive work is for; the first that is told. */
const childrenKeys = ["children-0-17", "children-0-19"] as const;

/** The same for everybody who may read it: planners are told no exact count here. */
export async function readPlanWorkload(
  transaction: Transaction,
  municipality: string,
  plan: Plan,
): Promise<PlanWorkload> {
  const series = await readProtectedSeries(transaction, municipality, plan.divisionId);
  const toldWith = await readToldWith(transaction, municipality, plan.divisionId);
  const unplaced = await readUnplaced(transaction, municipality, plan.divisionId);
  const workload = planWorkload(plan, series, toldWith);
  return {
    ...workload,
    periods: workload.periods.map((period) => ({
      ...period,
      unplaced: unplacedOf(unplaced, period, childrenKey(series)),
    })),
  };
}

/** Clients without an area in a mean year of the period, and children; null where a year of them is not told. */
function unplacedOf(
  counts: readonly UnplacedCount[],
  { period, childrenDate }: Pick<WorkloadPeriod, "period" | "childrenDate">,
  childrenMeasure: string | undefined,
): WorkloadPeriod["unplaced"] {
  const { firstYear, lastYear } = spanOf(period);
  let clients: number | null = 0;
  for (let year = firstYear; year <= lastYear; year++) {
    const told = unplacedIn(counts, allClientsKey, String(year));
    clients = clients === null || told === null ? null : clients + told;
  }
  return {
    clientsAYear: clients === null ? null : clients / (lastYear - firstYear + 1),
    children: childrenMeasure === undefined ? null : unplacedIn(counts, childrenMeasure, childrenDate),
  };
}

interface Span {
  readonly firstYear: number;
  readonly lastYear: number;
}

/** Cases of one type in each area and year of a period. */
interface TypeRates {
  readonly series: readonly ProtectedSeries[];
  /** By case type: cases per child and year, by area. */
  readonly rates: readonly Float64Array[];
}

function childrenKey(series: readonly ProtectedSeries[]): string | undefined {
  return childrenKeys.find((key) => series.some((one) => one.key === key));
}

/** A period as it is reckoned from the areas. */
type PlacedPeriod = Omit<WorkloadPeriod, "unplaced">;

/** From what has been read. */
function planWorkload(
  plan: Plan,
  series: readonly ProtectedSeries[],
  toldWith: readonly number[],
): Omit<PlanWorkload, "periods"> & { periods: PlacedPeriod[] } {
  const childrenMeasure = childrenKey(series);
  const children = series.filter(({ key }) => key === childrenMeasure);
  const totals = series.filter(({ key }) => key === allClientsKey);
  const ofTypes = series.filter(({ key, kind }) => kind === "clients" && key !== allClientsKey);
  const caseTypes = namesOf(ofTypes.length > 0 ? ofTypes : totals);
  const answer = {
    planId: plan.id,
    version: plan.version,
    childrenMeasure: children[0] ? { nameSv: children[0].nameSv, nameEn: children[0].nameEn } : null,
    caseTypes,
  };
  if (children.length === 0 || totals.length === 0) return { ...answer, periods: [] };

  const ratesOf = (counts: ProtectedSeries | undefined, span: Span): Float64Array =>
    counts
      ? ratesOfAreas({ cases: counts.values, childYears: childYearsOf(children, span), toldWith })
      : new Float64Array(toldWith.length);
  const spans = [...new Set(ofTypes.map(({ period }) => period))].sort().map((period) => {
    const span = spanOf(period);
    const own = caseTypes.map(({ key }) => ofTypes.find((one) => one.key === key && one.period === period));
    const found = own.filter((one) => one !== undefined);
    return { period, span, types: { series: found, rates: own.map((counts) => ratesOf(counts, span)) } };
  });
  const spanPeriods = spans.map(({ period, span, types }) =>
    periodOf(plan, toldWith, children, { period, span, typesFrom: null, types }),
  );
  const yearPeriods = totals.map((counts) => {
    const span = spanOf(counts.period);
    const all = ratesOf(counts, span);
    const from = spans.findLast((one) => one.span.firstYear <= span.lastYear) ?? spans[0];
    const rates = from ? sharedOut(all, from.types.rates) : [all];
    const types = { series: [counts], rates };
    return periodOf(plan, toldWith, children, { period: counts.period, span, typesFrom: from?.period ?? null, types });
  });
  return { ...answer, periods: [...spanPeriods.reverse(), ...yearPeriods.reverse()] };
}

function namesOf(series: readonly ProtectedSeries[]): PlanWorkload["caseTypes"] {
  const byKey = new Map(series.map(({ key, nameSv, nameEn }) => [key, { key, nameSv, nameEn }]));
  return [...byKey.values()];
}

function spanOf(period: string): Span {
  const [firstYear, lastYear = firstYear] = period.split("-").map(Number);
  return { firstYear: firstYear!, lastYear: lastYear! };
}

/** Children on the last day that is told of the year or before it, else on the first day told. */
function childrenIn(children: readonly ProtectedSeries[], year: number): ProtectedSeries {
  return children.findLast(({ period }) => Number(period.slice(0, 4)) <= year) ?? children[0]!;
}

function childYearsOf(children: readonly ProtectedSeries[], { firstYear, lastYear }: Span): number[] {
  const sums = new Array<number>(children[0]!.values.length).fill(0);
  for (let year = firstYear; year <= lastYear; year++) {
    for (const [area, value] of childrenIn(children, year).values.entries()) sums[area]! += value ?? 0;
  }
  return sums;
}

/** Each area's cases shared among the types as its own rates by type are; where it has none, nothing is shared. */
function sharedOut(all: Float64Array, byType: readonly Float64Array[]): Float64Array[] {
  const sums = all.map((_rate, area) => byType.reduce((sum, rates) => sum + rates[area]!, 0));
  return byType.map((rates) => all.map((rate, area) => (sums[area]! > 0 ? (rate * rates[area]!) / sums[area]! : 0)));
}

function periodOf(
  plan: Plan,
  toldWith: readonly number[],
  children: readonly ProtectedSeries[],
  { period, span, typesFrom, types }: { period: string; span: Span; typesFrom: string | null; types: TypeRates },
): PlacedPeriod {
  const present = childrenIn(children, span.lastYear);
  const childrenOf = (area: number) => present.values[area] ?? 0;
  const sumOver = (areas: readonly number[], value: (area: number) => number) =>
    areas.reduce((sum, area) => sum + value(area), 0);
  const casesOf = (areas: readonly number[]) =>
    types.rates.map((rates) => sumOver(areas, (area) => rates[area]! * childrenOf(area)));
  const every = [...toldWith.keys()];
  const allChildren = sumOver(every, childrenOf);
  const areasOf = (team: number) => every.filter((area) => plan.teamIndexes[area] === team);
  const countAreas = (areas: readonly number[], test: (series: ProtectedSeries, area: number) => boolean) =>
    areas.filter((area) => types.series.some((series) => test(series, area))).length;
  const outside = areasOf(-1);
  return {
    period,
    years: span.lastYear - span.firstYear + 1,
    typesTogether: span.firstYear === span.lastYear,
    typesFrom,
    childrenDate: present.period,
    ratesPerThousand: casesOf(every).map((cases) => (allChildren > 0 ? (1000 * cases) / allChildren : 0)),
    teams: plan.teams.map(({ teamId }, team) => {
      const areas = areasOf(team);
      return {
        teamId,
        expectedCases: casesOf(areas),
        children: sumOver(areas, childrenOf),
        roundedCaseCounts: new Set(areas.map((area) => toldWith[area])).size,
        roundedChildCounts: areas.filter((area) => present.rounded[area]).length,
        untoldAreas: countAreas(areas, ({ values }, area) => values[area] === null),
        cappedAreas: countAreas(areas, ({ atCap }, area) => atCap[area] === true),
      };
    }),
    unassigned: {
      areaCount: outside.length,
      expectedCases: casesOf(outside),
      children: sumOver(outside, childrenOf),
    },
  };
}
