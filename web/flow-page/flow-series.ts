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
import { type FlowCount, monthsOf, toldMonths } from "./told-months.ts";

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
  /** Months that are not told since something of these units is missing; empty for what is no sum of teams. */
  readonly untold: readonly { readonly month: string; readonly units: readonly string[] }[];
  /** Units that never tell it, or not of a case type that others tell: they are in no value. */
  readonly without: readonly string[];
}

/** Fewer months say nothing of what is usual. */
const leastMonths = 8;

/** A month in which nothing ever came in is still looked at, with next to nothing expected. */
const leastFactor = (season: Season, month: string) => Math.max(0.01, seasonFactor(season, month));

const daysInMonth = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();

function sumOf(rows: readonly FlowRow[], key: FlowCount): number {
  return rows.reduce((sum, row) => sum + (row[key] ?? 0), 0);
}

/** Sums of the counts by month, over the rows that tell all of them; null in a month in which something is missing. */
function sumsOf(flow: Flow, rows: readonly FlowRow[], keys: readonly FlowCount[], months: readonly string[]) {
  const { lacking, without, isCounted } = toldMonths(flow, rows, keys, months);
  const counted = months.map((month) => rows.filter((row) => row.month === month && isCounted(row)));
  const isTold = counted.map((own, place) => own.length > 0 && lacking[place]!.length === 0);
  return {
    sums: keys.map((key) => counted.map((own, place) => (isTold[place] ? sumOf(own, key) : null))),
    untold: months.flatMap((month, place) => (lacking[place]!.length > 0 ? [{ month, units: lacking[place]! }] : [])),
    without,
  };
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
  const months = monthsOf(flow.rows);
  const ofMonth = months.map((month) => rows.filter((row) => row.month === month));
  const mostRows = Math.max(0, ...ofMonth.map(({ length }) => length));
  const largestError = flow.largestError * mostRows;
  const receivedSums = sumsOf(flow, rows, ["received"], months);
  const openSums = sumsOf(flow, rows, ["openCases"], months);
  // Of the same cases on both sides: who does not tell both is in neither.
  const shareSums = sumsOf(flow, rows, ["received", "investigated"], months);
  const received = receivedSums.sums[0]!;
  const [wholes, investigated] = [shareSums.sums[0]!, shareSums.sums[1]!];
  // Rounding can take the part above its whole.
  const parts = wholes.map((all, place) => (all === null ? null : Math.min(all, investigated[place]!)));
  const shares = parts.map((part, place) => (part === null || !wholes[place] ? null : part / wholes[place]!));
  const told = shares.flatMap((share, place) => (share === null ? [] : [place]));
  const factorsOf = (season: Season | null, values: readonly (number | null)[]) =>
    months.flatMap((month, place) => (values[place] === null ? [] : [season ? leastFactor(season, month) : 1]));
  const receivedSeason = seasonOf(months, received, months.map(daysInMonth));
  const shareSeason = seasonOf(
    months,
    parts,
    wholes.map((all) => all ?? 0),
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
      untold: receivedSums.untold,
      without: receivedSums.without,
    },
    {
      key: "share",
      months,
      values: shares,
      chart: chartOf(shares, () =>
        proportionChart(
          told.map((place) => parts[place]!),
          told.map((place) => wholes[place]!),
          factorsOf(shareSeason, shares),
        ),
      ),
      season: shareSeason,
      largestError: null,
      untold: shareSums.untold,
      without: shareSums.without,
    },
    {
      ...{ key: "openCases", months, values: openSums.sums[0]!, chart: null, season: null, largestError },
      ...{ untold: openSums.untold, without: openSums.without },
    },
    ...(["daysAssessment", "daysInvestigation", "daysWaiting"] as const).map((key): FlowSeries => {
      const days = ofMonth.map((own) => daysOf(own, key));
      const season = seasonOf(
        months,
        days,
        months.map(() => 1),
      );
      const chart = chartOf(days, (values) => individualsChart(values, factorsOf(season, days)));
      return { key, months, values: days, chart, season, largestError: null, untold: [], without: [] };
    }),
  ];
  return all.filter(({ values }) => values.some((value) => value !== null));
}

export interface QuarterComparison {
  readonly quarters: readonly string[];
  /** Later than the first of them, but not among them, since something of these units is missing. */
  readonly leftOut: readonly { readonly quarter: string; readonly units: readonly string[] }[];
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
 * The last four whole quarters (three months of every one of the teams) of what came in, team by team, against the teams' positions; null without two teams with
 * positions, without a whole quarter, or where nothing came in.
 */
export function compareQuarters(flow: Flow, positions: ReadonlyMap<string, number>): QuarterComparison | null {
  const units = flow.teams.map(({ unit }) => unit).filter((unit) => (positions.get(unit) ?? 0) > 0);
  const rows = flow.rows.filter(({ unit }) => units.includes(unit));
  const months = monthsOf(flow.rows);
  const { lacking, isCounted } = toldMonths(flow, rows, ["received"], months);
  const told = rows.filter(isCounted);
  const lackingBy = new Map<string, Set<string>[]>();
  for (const [place, month] of months.entries()) {
    // A new team's months before it began are not told either, and its part of them cannot be judged.
    const silent = units.filter((unit) => !told.some((row) => row.unit === unit && row.month === month));
    const ofQuarter = lackingBy.get(quarterOf(month)) ?? [];
    lackingBy.set(quarterOf(month), [...ofQuarter, new Set([...lacking[place]!, ...silent])]);
  }
  const ended = [...lackingBy].filter(([, ofMonths]) => ofMonths.length === 3);
  const quarters = ended.flatMap(([quarter, own]) => (own.every(({ size }) => size === 0) ? [quarter] : [])).slice(-4);
  const leftOut = ended
    .filter(([quarter]) => quarter > quarters[0]! && !quarters.includes(quarter))
    .map(([quarter, own]) => ({ quarter, units: [...new Set(own.flatMap((lacks) => [...lacks]))].sort() }));
  if (units.length < 2 || quarters.length === 0) return null;
  const shares = units.map((unit) => positions.get(unit)!);
  const differencesIn = (chosen: readonly string[]) => {
    const chosenRows = units.map((unit) =>
      told.filter((row) => row.unit === unit && chosen.includes(quarterOf(row.month))),
    );
    const counts = chosenRows.map((own) => sumOf(own, "received"));
    return shareDifferences(counts, shares, chosenRows.map(roundingVariance));
  };
  const byQuarter = quarters.map((quarter) => differencesIn([quarter]));
  const together = differencesIn(quarters);
  if ([...byQuarter.flat(), ...together].includes(null)) return null;
  return {
    quarters,
    leftOut,
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
