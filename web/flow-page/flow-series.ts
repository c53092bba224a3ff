// Monthly flow of the chosen team and case type as series, with the control limits that tell a change from chance.
import type { Flow } from "../../api/contract/workload.ts";
import { sameOffsetVariance } from "../../engine/disclosure/keyed-rounding.ts";
import {
  type ControlChart,
  controlChart,
  individualsChart,
  proportionChart,
} from "../../engine/workload/control-limits.ts";
import { type Season, seasonFactor, seasonOf } from "../../engine/workload/season.ts";
import { type ShareDifference, shareDifferences } from "../../engine/workload/share-difference.ts";

type FlowRow = Flow["rows"][number];

/** What is drawn: one line by month, with limits where the kind has any. */
export interface FlowSeries {
  readonly key: "received" | "share" | "openCases" | "daysAssessment" | "daysInvestigation" | "daysWaiting";
  readonly months: readonly string[];
  /** Null where a month is not told. */
  readonly values: readonly (number | null)[];
  /** Null where limits would say nothing: too few months, or a stock as open cases are. */
  readonly chart: ControlChart | null;
  /** What is taken out of the limits; null where too few years are whole, or where there are no limits. */
  readonly season: Season | null;
  /** Largest error of a value by rounding alone; null where it is no sum of counts. */
  readonly largestError: number | null;
}

/** Fewer months say nothing of what is usual. */
const leastMonths = 8;

/** A month in which nothing ever came in is still looked at, with next to nothing expected. */
const leastFactor = (season: Season, month: string) => Math.max(0.01, seasonFactor(season, month));

const daysInMonth = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();

/** Sum of a count over rows; null where none tells it. */
function sumOf(rows: readonly FlowRow[], key: "received" | "investigated" | "openCases"): number | null {
  const told = rows.flatMap((row) => row[key] ?? []);
  return told.length === 0 ? null : told.reduce((sum, count) => sum + count, 0);
}

/** Mean days, each row by its cases; null where none tells them. */
function daysOf(rows: readonly FlowRow[], key: "daysAssessment" | "daysInvestigation" | "daysWaiting"): number | null {
  const cases = (row: FlowRow) => (key === "daysAssessment" ? row.received : row.investigated) ?? 0;
  const told = rows.filter((row) => row[key] !== null && cases(row) > 0);
  const all = told.reduce((sum, row) => sum + cases(row), 0);
  return all === 0 ? null : told.reduce((sum, row) => sum + row[key]! * cases(row), 0) / all;
}

/** The chart of the told values, its periods as places among all months. */
function chartOf(
  values: readonly (number | null)[],
  make: (told: readonly number[]) => ControlChart,
): ControlChart | null {
  const places = values.flatMap((value, place) => (value === null ? [] : [place]));
  if (places.length < leastMonths) return null;
  const { signals, centres, limits, spread } = make(places.map((place) => values[place]!));
  const at = <Value>(list: readonly Value[], fallback: Value) =>
    values.map((_value, place) => list[places.indexOf(place)] ?? fallback);
  return {
    spread,
    centres: at(centres, centres[0]!),
    limits: at(limits, limits[0]!),
    signals: signals.map((signal) => ({ ...signal, period: places[signal.period]! })),
  };
}

/** @param unit and caseType: null is all together. */
export function seriesOf(flow: Flow, unit: string | null, caseType: string | null): FlowSeries[] {
  const rows = flow.rows.filter(
    (row) => (unit === null || row.unit === unit) && (caseType === null || row.caseType === caseType),
  );
  const months = [...new Set(rows.map(({ month }) => month))].sort();
  const ofMonth = months.map((month) => rows.filter((row) => row.month === month));
  const mostRows = Math.max(0, ...ofMonth.map(({ length }) => length));
  const largestError = flow.largestError * mostRows;
  const received = ofMonth.map((own) => sumOf(own, "received"));
  const open = ofMonth.map((own) => sumOf(own, "openCases"));
  const investigated = ofMonth.map((own) => sumOf(own, "investigated"));
  // Rounding can take the part above its whole.
  const parts = received.map((all, place) =>
    all === null || investigated[place] === null ? null : Math.min(all, investigated[place]!),
  );
  const shares = parts.map((part, place) => (part === null || !received[place] ? null : part / received[place]!));
  const told = shares.flatMap((share, place) => (share === null ? [] : [place]));
  const factorsOf = (season: Season | null, values: readonly (number | null)[]) =>
    months.flatMap((month, place) => (values[place] === null ? [] : [season ? leastFactor(season, month) : 1]));
  const receivedSeason = seasonOf(months, received, months.map(daysInMonth));
  const shareSeason = seasonOf(
    months,
    parts,
    received.map((all) => all ?? 0),
  );
  const all: FlowSeries[] = [
    {
      key: "received",
      months,
      values: received,
      chart: chartOf(received, (counts) => {
        const factors = factorsOf(receivedSeason, received);
        const days = months.filter((_month, place) => received[place] !== null).map(daysInMonth);
        return controlChart(
          counts,
          days.map((own, place) => own * factors[place]!),
        );
      }),
      season: receivedSeason,
      largestError,
    },
    {
      key: "share",
      months,
      values: shares,
      chart: chartOf(shares, () =>
        proportionChart(
          told.map((place) => parts[place]!),
          told.map((place) => received[place]!),
          factorsOf(shareSeason, shares),
        ),
      ),
      season: shareSeason,
      largestError: null,
    },
    { key: "openCases", months, values: open, chart: null, season: null, largestError },
    ...(["daysAssessment", "daysInvestigation", "daysWaiting"] as const).map((key): FlowSeries => {
      const days = ofMonth.map((own) => daysOf(own, key));
      const season = seasonOf(
        months,
        days,
        months.map(() => 1),
      );
      const chart = chartOf(days, (values) => individualsChart(values, factorsOf(season, days)));
      return { key, months, values: days, chart, season, largestError: null };
    }),
  ];
  return all.filter(({ values }) => values.some((value) => value !== null));
}

export interface QuarterComparison {
  readonly quarters: readonly string[];
  /** Of each unit with positions: its part of what came in against its part of the positions. */
  readonly teams: readonly {
    readonly unit: string;
    /** In the order of the quarters. */
    readonly byQuarter: readonly ShareDifference[];
    /** All quarters together. */
    readonly together: ShareDifference;
  }[];
}

const quarterOf = (month: string) => `${month.slice(0, 4)}:${Math.ceil(Number(month.slice(5, 7)) / 3)}`;

/**
 * The last four whole quarters of what came in, team by team, against the teams' positions; null without two teams with
 * positions, without a whole quarter, or where nothing came in.
 */
export function compareQuarters(flow: Flow, positions: ReadonlyMap<string, number>): QuarterComparison | null {
  const units = flow.teams.map(({ unit }) => unit).filter((unit) => (positions.get(unit) ?? 0) > 0);
  const told = flow.rows.filter(({ received }) => received !== null);
  const monthsOf = new Map<string, Set<string>>();
  for (const { month } of told) {
    monthsOf.set(quarterOf(month), (monthsOf.get(quarterOf(month)) ?? new Set()).add(month));
  }
  const quarters = [...monthsOf]
    .flatMap(([quarter, months]) => (months.size === 3 ? [quarter] : []))
    .sort()
    .slice(-4);
  if (units.length < 2 || quarters.length === 0) return null;
  const shares = units.map((unit) => positions.get(unit)!);
  const differencesIn = (chosen: readonly string[]) => {
    const rows = units.map((unit) => told.filter((row) => row.unit === unit && chosen.includes(quarterOf(row.month))));
    const counts = rows.map((own) => sumOf(own, "received") ?? 0);
    return shareDifferences(counts, shares, rows.map(roundingVariance));
  };
  const byQuarter = quarters.map((quarter) => differencesIn([quarter]));
  const together = differencesIn(quarters);
  if ([...byQuarter.flat(), ...together].includes(null)) return null;
  return {
    quarters,
    teams: units.map((unit, place) => ({
      unit,
      byQuarter: byQuarter.map((own) => own[place]!),
      together: together[place]!,
    })),
  };
}

/** The months of a case type share one rounding. */
function roundingVariance(rows: readonly FlowRow[]): number {
  const types = new Map<string, number>();
  for (const { caseType } of rows) types.set(caseType, (types.get(caseType) ?? 0) + 1);
  return [...types.values()].reduce((sum, count) => sum + sameOffsetVariance(count), 0);
}
