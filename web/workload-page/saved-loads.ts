// Loads over the years and the overview as files: numbers unrounded by the page, with what they rest on.
import type { TFunction } from "i18next";
import type { Plan } from "../../api/contract/plans.ts";
import type { PerPosition } from "../../engine/workload/carried-work.ts";
import type { SavedTable } from "../components/table-text.ts";
import { type PeriodBalance, verdictOf, type WeightValues, type WorkKind, workKinds } from "./balances.ts";

interface Shown {
  readonly plan: Plan;
  readonly balances: readonly PeriodBalance[];
  readonly weights: WeightValues;
  /** Null where the weights are not saved. */
  readonly version: number | null;
}

/** A row for each team and single year, oldest first. */
export function loadOverTimeTable(t: TFunction, shown: Shown, kind: WorkKind): SavedTable {
  const years = shown.balances.filter(({ period }) => period.typesTogether).reverse();
  return {
    kind: "load-over-time",
    name: `belastning-over-tid-${kind === "investigation" ? "utredning" : "forsta-linjen"}`,
    headings: headings(t),
    rows: rowsOf(t, { ...shown, balances: years }, [kind]),
  };
}

/** A row for each team and kind of work, in the period shown and then in every single year. */
export function overviewTable(t: TFunction, shown: Shown): SavedTable {
  const [period, ...others] = shown.balances;
  const years = others.filter((own) => own.period.typesTogether).reverse();
  return {
    kind: "overview",
    name: `oversikt-${period?.period.period ?? ""}`,
    headings: headings(t),
    rows: rowsOf(t, { ...shown, balances: period ? [period, ...years] : [] }, workKinds),
  };
}

/** A row for each period, team and case type, and for all teams and all cases together: whatever the weights. */
export function perPositionTable(
  t: TFunction,
  { plan, balances, caseTypeNames }: Pick<Shown, "plan" | "balances"> & { readonly caseTypeNames: readonly string[] },
): SavedTable {
  const sum = (kind: WorkKind) => plan.teams.reduce((total, team) => total + positionsOf(team, kind), 0);
  return {
    kind: "per-position",
    name: "arenden-per-tjanst",
    headings: [
      ...[t("workload.period"), t("workload.team"), t("workload.carried.counted"), t("workload.carried.perPosition")],
      ...[t("workload.amountMargin"), t("workload.unknownColumn"), t("workload.positions")],
      ...[t("workload.plan"), t("forecast.savedPlanVersion")],
    ],
    rows: balances.flatMap(({ period, perPosition }) =>
      [...plan.teams.keys(), null].flatMap((place) => {
        const team = place === null ? null : plan.teams[place]!;
        const work = place === null ? perPosition.whole : perPosition.teams[place]!;
        const name = team === null ? t("workload.whole") : `${team.letter} ${team.name}`;
        const rowOf = (counted: string, own: PerPosition, kind: WorkKind) => [
          ...[period.period, name, counted, own.amount, own.margin, own.unknownAreas],
          ...[team === null ? sum(kind) : positionsOf(team, kind), plan.name, plan.version],
        ];
        return [
          ...work.caseTypes.map((own, type) => rowOf(caseTypeNames[type]!, own, "investigation")),
          rowOf(t("workload.carried.allCases"), work.cases, "investigation"),
          rowOf(t("workload.children"), work.children, "firstLine"),
        ];
      }),
    ),
  };
}

function positionsOf(team: Plan["teams"][number], kind: WorkKind): number {
  return kind === "investigation" ? team.investigationPositions : team.firstLinePositions;
}

function headings(t: TFunction): string[] {
  return [
    ...[t("workload.team"), t("workload.kind"), t("workload.period"), t("workload.cases")],
    ...[`${t("workload.cases")} ${t("workload.amountMargin")}`, t("workload.children")],
    ...[`${t("workload.children")} ${t("workload.amountMargin")}`, t("workload.positions")],
    ...[t("workload.perPosition"), t("workload.deviationAlone"), t("forecast.savedMargin")],
    ...[t("workload.verdictHead"), t("workload.unknownColumn")],
    ...[t("workload.unit"), t("workload.weightsVersion"), t("workload.plan"), t("forecast.savedPlanVersion")],
  ];
}

function rowsOf(t: TFunction, { plan, balances, weights, version }: Shown, kinds: readonly WorkKind[]) {
  const basis = [
    ...[t(`workload.unitName.${weights.unit}`), version ?? t("workload.notSaved")],
    ...[plan.name, plan.version],
  ];
  return balances.flatMap(({ period, balance, margins }) =>
    plan.teams.flatMap((team, place) =>
      kinds.map((kind) => {
        const own = balance.teams[place]![kind];
        const { expectedCases, children } = period.teams[place]!;
        const cases = expectedCases.reduce((sum, one) => sum + one, 0);
        const positions = positionsOf(team, kind);
        return [
          ...[`${team.letter} ${team.name}`, t(`workload.kinds.${kind}`), period.period],
          ...[cases, margins[place]!.cases, children, margins[place]!.children, positions],
          ...[
            own.perPosition,
            own.deviation,
            own.chanceMargin,
            t(`workload.legend.${verdictOf(own)}`),
            own.unknownAreas,
          ],
          ...basis,
        ];
      }),
    ),
  );
}
