// Expected cases and children of a plan's teams, over three-year periods by case type and year by year, from protected counts alone.
import { roundingStandardDeviation } from "../../engine/disclosure/keyed-rounding.ts";
import {
  type AreaCases,
  casesOfAreas,
  type KnownChildren,
  ratesOfAreas,
} from "../../engine/workload/expected-cases.ts";
import { yearTold } from "../../engine/workload/year-told.ts";
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

/** Parts of both: where an area's own number is not told, those that are told of these say how many it has at least. */
const partKeys = ["children-0-5", "children-6-12", "children-13-17"] as const;

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
    clientsAYear: clients === null ? null : clients / yearsIn({ firstYear, lastYear }),
    children: childrenMeasure === undefined ? null : unplacedIn(counts, childrenMeasure, childrenDate),
  };
}

interface Span {
  readonly firstYear: number;
  readonly lastYear: number;
}

/** Cases of a period by type and area. */
interface TypeCases {
  readonly series: readonly ProtectedSeries[];
  /** By case type. */
  readonly expected: readonly AreaCases[];
}

/** Children at a date. */
interface DatedChildren {
  readonly date: string;
  /** By area. */
  readonly areas: readonly KnownChildren[];
  /** By area: how many rounded counts the number is made from. */
  readonly roundedCounts: readonly number[];
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
  const named = series.find(({ key }) => key === childrenMeasure);
  const children = datedChildren(series, childrenMeasure);
  const totals = series.filter(({ key }) => key === allClientsKey);
  const ofTypes = series.filter(({ key, kind }) => kind === "clients" && key !== allClientsKey);
  const caseTypes = namesOf(ofTypes.length > 0 ? ofTypes : totals);
  const answer = {
    planId: plan.id,
    version: plan.version,
    childrenMeasure: named ? { nameSv: named.nameSv, nameEn: named.nameEn } : null,
    caseTypes,
  };
  if (children.length === 0 || totals.length === 0) return { ...answer, periods: [] };

  const countedIn = ({ values }: ProtectedSeries, span: Span) => ({
    cases: values,
    childYears: childYearsOf(children, span),
    toldWith,
    // What is told of clients is always rounded.
    countVariance: roundingStandardDeviation ** 2,
  });
  const casesOf = (counts: ProtectedSeries, span: Span) =>
    casesOfAreas(countedIn(counts, span), childrenIn(children, span.lastYear).areas, yearsIn(span));
  const nobody = toldWith.map(() => 0);
  const none: AreaCases = { cases: Float64Array.from(nobody), isUnknown: nobody.map(() => false) };
  const spans = [...new Set(ofTypes.map(({ period }) => period))].sort().map((period) => {
    const span = spanOf(period);
    const own = caseTypes.map(({ key }) => ofTypes.find((one) => one.key === key && one.period === period));
    const found = own.filter((one) => one !== undefined);
    const rates = own.map((counts) => (counts ? ratesOfAreas(countedIn(counts, span)) : none.cases));
    const expected = own.map((counts) => (counts ? casesOf(counts, span) : none));
    return { period, span, rates, types: { series: found, expected } };
  });
  const spanPeriods = spans.map(({ period, span, types }) =>
    periodOf(plan, toldWith, children, { period, span, typesFrom: null, types }),
  );
  const yearPeriods = totals.map((counts) => {
    const span = spanOf(counts.period);
    const all = casesOf(counts, span);
    const from = spans.findLast((one) => one.span.firstYear <= span.lastYear) ?? spans[0];
    const types = { series: [counts], expected: from ? sharedOut(all, from.rates) : [all] };
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

const yearsIn = ({ firstYear, lastYear }: Span) => lastYear - firstYear + 1;

/** By date, oldest first. */
function datedChildren(series: readonly ProtectedSeries[], key: string | undefined): DatedChildren[] {
  return series
    .filter((one) => one.key === key)
    .map(({ period, values, rounded }) => {
      const parts = partKeys.flatMap((part) => series.find((one) => one.key === part && one.period === period) ?? []);
      return {
        date: period,
        areas: values.map((value, area) => ({
          count: value ?? parts.reduce((sum, part) => sum + (part.values[area] ?? 0), 0),
          isWhole: value !== null,
        })),
        roundedCounts: values.map((value, area) =>
          value === null ? parts.filter((part) => part.rounded[area]).length : Number(rounded[area]),
        ),
      };
    });
}

/** Children on the last day that tells of the year or of one before it, as in the forecast, else on the first day told. */
function childrenIn(children: readonly DatedChildren[], year: number): DatedChildren {
  return children.findLast(({ date }) => yearTold(date) <= year) ?? children[0]!;
}

/** By area; null where some of them are not told. */
function childYearsOf(children: readonly DatedChildren[], { firstYear, lastYear }: Span): (number | null)[] {
  const sums = new Array<number | null>(children[0]!.areas.length).fill(0);
  for (let year = firstYear; year <= lastYear; year++) {
    for (const [area, { count, isWhole }] of childrenIn(children, year).areas.entries()) {
      const before = sums[area]!;
      sums[area] = before !== null && isWhole ? before + count : null;
    }
  }
  return sums;
}

/** Each area's cases shared among the types as its own rates by type are; where it has none, nothing is shared. */
function sharedOut({ cases, isUnknown }: AreaCases, byType: readonly Float64Array[]): AreaCases[] {
  const sums = cases.map((_all, area) => byType.reduce((sum, rates) => sum + rates[area]!, 0));
  return byType.map((rates) => ({
    cases: cases.map((all, area) => (sums[area]! > 0 ? (all * rates[area]!) / sums[area]! : 0)),
    isUnknown,
  }));
}

function periodOf(
  plan: Plan,
  toldWith: readonly number[],
  children: readonly DatedChildren[],
  { period, span, typesFrom, types }: { period: string; span: Span; typesFrom: string | null; types: TypeCases },
): PlacedPeriod {
  const present = childrenIn(children, span.lastYear);
  const childrenOf = (area: number) => present.areas[area]!.count;
  const sumOver = (areas: readonly number[], value: (area: number) => number) =>
    areas.reduce((sum, area) => sum + value(area), 0);
  const casesOf = (areas: readonly number[]) =>
    types.expected.map(({ cases }) => sumOver(areas, (area) => cases[area]!));
  const every = [...toldWith.keys()];
  const allChildren = sumOver(every, childrenOf);
  const areasOf = (team: number) => every.filter((area) => plan.teamIndexes[area] === team);
  const countAreas = (areas: readonly number[], test: (series: ProtectedSeries, area: number) => boolean) =>
    areas.filter((area) => types.series.some((series) => test(series, area))).length;
  const outside = areasOf(-1);
  return {
    period,
    years: yearsIn(span),
    typesTogether: span.firstYear === span.lastYear,
    typesFrom,
    childrenDate: present.date,
    ratesPerThousand: casesOf(every).map((cases) => (allChildren > 0 ? (1000 * cases) / allChildren : 0)),
    teams: plan.teams.map(({ teamId }, team) => {
      const areas = areasOf(team);
      return {
        teamId,
        expectedCases: casesOf(areas),
        children: sumOver(areas, childrenOf),
        roundedCaseCounts: new Set(areas.map((area) => toldWith[area])).size,
        roundedChildCounts: sumOver(areas, (area) => present.roundedCounts[area]!),
        unknownCaseAreas: areas.filter((area) => types.expected.some(({ isUnknown }) => isUnknown[area])).length,
        unknownChildAreas: areas.filter((area) => !present.areas[area]!.isWhole).length,
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
