// The forecast page's tables as files: numbers unrounded by the page, with what they rest on.
import type { TFunction } from "i18next";
import type { LoadLimits, WatchFinding } from "../../api/contract/forecast.ts";
import type { Plan, PlanTeam } from "../../api/contract/plans.ts";
import type { BackTestSummary } from "../../engine/workload/back-test.ts";
import { likelyDeviations } from "../../engine/workload/band-chance.ts";
import type { PossibleIntervals } from "../../engine/workload/forecast-teams.ts";
import type { SavedTable } from "../components/table-text.ts";
import {
  chanceBalanced,
  chanceOverCapacity,
  type LoadKind,
  loadKinds,
  type OutlookYear,
  positionsOf,
} from "./outlook.ts";
import { likelyReach } from "./signals.ts";

/** A plan's outlook with the weights it is reckoned with: null where these are not saved. */
export interface SavedOutlook {
  readonly plan: Pick<Plan, "name" | "version">;
  readonly teams: readonly PlanTeam[];
  readonly outlook: readonly OutlookYear[];
  readonly weightsVersion: number | null;
}

export const spans = ["likely80", "likely95"] as const;

/** A row for each team and year. */
export function forecastTable(t: TFunction, shown: SavedOutlook, limits: LoadLimits): SavedTable {
  return {
    kind: "forecast",
    name: `prognos-${shown.outlook.at(-1)!.year}`,
    headings: outlookHeadings(t),
    rows: outlookRows(t, shown, limits),
  };
}

/** A row for each side, team and coming year, children and cases too. */
export function whatIfTable(
  t: TFunction,
  sides: Readonly<Record<"today" | "tried", SavedOutlook>>,
  limits: LoadLimits,
): SavedTable {
  return {
    kind: "what-if",
    name: `tank-om-${sides.today.outlook.at(-1)!.year}`,
    headings: [t("forecast.savedSide"), ...loadKinds.map((kind) => positionsName(t, kind)), ...outlookHeadings(t)],
    rows: (["today", "tried"] as const).flatMap((side) => {
      const shown = { ...sides[side], outlook: sides[side].outlook.slice(1) };
      const rows = outlookRows(t, shown, limits);
      return rows.map((row, at) => {
        const team = shown.teams[Math.floor(at / shown.outlook.length)]!;
        return [t(`forecast.sides.${side}`), ...loadKinds.map((kind) => positionsOf([team], kind)[0]!), ...row];
      });
    }),
  };
}

function positionsName(t: TFunction, kind: LoadKind): string {
  return `${t("workload.positions")}, ${t(`forecast.kinds.${kind}`)}`;
}

function outlookHeadings(t: TFunction): string[] {
  const spanNames = (name: string) =>
    spans.flatMap((span) => [`${name} ${span.slice(6)} % –`, `– ${name} ${span.slice(6)} %`]);
  const [children, cases] = ["columns.children", "savedCases"].map((name) => t(`forecast.${name}`));
  const loadName = (kind: LoadKind) => `${t("forecast.columns.loadPerPosition")}, ${t(`forecast.kinds.${kind}`)}`;
  return [
    ...[t("forecast.team"), t("forecast.year")],
    ...[children!, cases!, ...loadKinds.map(loadName)].flatMap((name) => [name, ...spanNames(name)]),
    ...loadKinds.flatMap((kind) =>
      ["savedDeviation", "savedMargin"].map((name) => `${t(`forecast.${name}`)}, ${t(`forecast.kinds.${kind}`)}`),
    ),
    ...loadKinds.map((kind) => t(`forecast.columns.chanceOver.${kind}`)),
    t("workload.unknownColumn"),
    ...[t("forecast.plan"), t("forecast.savedPlanVersion"), t("forecast.savedWeights")],
  ];
}

function outlookRows(t: TFunction, { plan, teams, outlook, weightsVersion }: SavedOutlook, limits: LoadLimits) {
  return teams.flatMap((team, place) =>
    outlook.map((year) => {
      const own = year.teams[place]!;
      return [
        ...[`${team.letter} ${team.name}`, year.year],
        ...[own.children.expected, ...endsOf(own.children, 1)],
        ...[own.cases.mean, ...endsOf(own.cases, 1)],
        ...loadKinds.flatMap((kind) => {
          const positions = positionsOf([team], kind)[0]!;
          const { expected } = own.load[kind];
          return [positions > 0 ? expected / positions : null, ...endsOf(own.load[kind], positions)];
        }),
        ...loadKinds.flatMap((kind) => [year.deviations[kind][place]!, year.margins[kind][place]!].map(finite)),
        ...loadKinds.map((kind) => chanceOverCapacity(own, team, kind, limits)),
        own.untoldAreas,
        ...[plan.name, plan.version, weightsVersion ?? t("workload.notSaved")],
      ];
    }),
  );
}

/** Both intervals' ends, divided; empty where there is nothing to divide by, and where nothing can be said of them. */
function endsOf(intervals: PossibleIntervals, by: number): (number | null)[] {
  return spans.flatMap((span) => {
    const own = intervals[span];
    return own && by > 0 ? [own.low / by, own.high / by] : [null, null];
  });
}

/** A deviation has no bound where nobody works. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** A row for each division and year: the chance that all teams are within the band. */
export function planOutlooksTable(
  t: TFunction,
  rows: readonly { readonly plan: Pick<Plan, "name" | "version">; readonly years: readonly OutlookYear[] }[],
  weightsVersion: number,
  bandFraction: number,
): SavedTable {
  return {
    kind: "plan-outlooks",
    name: `indelningar-inom-bandet-${rows[0]?.years.at(-1)?.year ?? ""}`,
    headings: [
      ...[t("forecast.plan"), t("forecast.savedPlanVersion"), t("forecast.year")],
      ...[t("forecast.savedAtLeast"), t("forecast.savedAtMost")],
      ...loadKinds.map((kind) => `${t("forecast.chanceAllWithin")}, ${t(`forecast.kinds.${kind}`)}`),
      ...[t("forecast.savedBand"), t("forecast.savedWeights")],
    ],
    rows: rows.flatMap(({ plan, years }) =>
      years.map((year) => {
        const { atLeast, atMost } = chanceBalanced(year);
        return [
          ...[plan.name, plan.version, year.year, atLeast, atMost],
          ...loadKinds.map((kind) => year.chances[kind]?.all ?? null),
          ...[bandFraction, weightsVersion],
        ];
      }),
    ),
  };
}

/** A row for each kind of work, team and year watched, the one expected now last. */
export function watchTable(t: TFunction, month: string, finding: WatchFinding): SavedTable {
  return {
    kind: "watch",
    name: `bevakning-${month}`,
    headings: [
      ...[t("workload.kind"), t("forecast.team"), t("forecast.savedPeriod"), t("forecast.savedDeviation")],
      ...[t("forecast.savedMargin"), t("forecast.savedCusum"), t("forecast.savedSignal")],
      t("workload.unknownColumn"),
      ...[t("forecast.plan"), t("forecast.savedPlanVersion"), t("forecast.savedBand"), t("forecast.savedWeights")],
    ],
    rows: finding.kinds.flatMap(({ kind, teams }) =>
      teams.flatMap((team) => {
        const own = [t(`workload.kinds.${kind}`), `${team.letter} ${team.name}`];
        const signal = team.signal ? t(`forecast.savedSides.${team.signal.side}`) : null;
        const basis = [finding.planName, finding.planVersion, finding.bandFraction, finding.weightsVersion];
        const since = String(team.signal?.since ?? "");
        const rowOf = (period: number | string, deviation: number, margin: number, sum: number, isJudge: boolean) => [
          ...[...own, period, deviation, margin, sum],
          ...[isJudge && signal !== null && String(period) >= since ? signal : null, null, ...basis],
        ];
        const seen = [
          ...team.years.map(({ year, deviation, chance, above, below }) =>
            rowOf(year, deviation, likelyDeviations * chance, Math.max(above, below), team.signal?.by !== "months"),
          ),
          ...(team.months ?? []).map((own) =>
            rowOf(
              own.month,
              own.deviation,
              likelyReach(own),
              Math.max(own.above, own.below),
              team.signal?.by === "months",
            ),
          ),
        ];
        const now = [t("forecast.savedNow"), team.expectedDeviation, team.expectedMargin ?? null, null, signal];
        return [...seen, [...own, ...now, team.untoldAreas ?? null, ...basis]];
      }),
    ),
  };
}

/** How far off the forecast has been, by what was foretold. */
export function backTestTable(
  t: TFunction,
  rows: readonly { readonly name: string; readonly summary: BackTestSummary | null }[],
): SavedTable {
  return {
    kind: "back-test",
    name: "prognosens-traffsakerhet",
    headings: [
      t("forecast.tested"),
      ...["count", "error", "sameAsLast", "inside80", "inside95"].map((column) =>
        t(`forecast.backTestColumns.${column}`),
      ),
    ],
    rows: rows.flatMap(({ name, summary }) =>
      summary === null
        ? []
        : [
            [
              ...[t(`forecast.backTestRows.${name}`), summary.count, summary.error, summary.errorOfSameAsLast],
              ...[summary.inside80, summary.inside95],
            ],
          ],
    ),
  };
}
