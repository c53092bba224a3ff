// Loads over the years and the overview as files: numbers unrounded by the page, with what they rest on.
import type { TFunction } from "i18next";
import type { Plan } from "../../api/contract/plans.ts";
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
        const positions = kind === "investigation" ? team.investigationPositions : team.firstLinePositions;
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
