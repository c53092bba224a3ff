// What a drawing is counted in: the measure shown, the people counted as moved, and what they are moved from.
import { useMemo } from "react";
import type { TargetedTeam } from "../../../api/contract/plans.ts";
import type { AreaValues, Measure } from "../../../api/contract/statistics.ts";
import { noTeam } from "../../drawing/draft.ts";
import type { Workbench } from "../../drawing/workbench.ts";
import { formatPeriod } from "../../numbers.ts";
import { countedMeasure } from "../../proposals/counted-measure.ts";
import type { PlanEdit } from "../../state/plan-edit.ts";
import { useMeasureValues, usePlan, useValuesOfMeasures } from "../../state/queries.ts";
import { teamsIn, useTallies } from "../../state/workbench.ts";
import type { WorkspaceChoice } from "../../state/workspace-choice.ts";
import { measureName } from "../colouring.ts";
import type { WantedComparison } from "../saved-teams.tsx";

export interface DrawnNumbers {
  readonly measures: readonly { readonly key: string; readonly name: string }[];
  readonly measureKey: string;
  /** Of the measure shown; undefined until they have been read. */
  readonly values: AreaValues | undefined;
  readonly measureName: string | null;
  /** Measures shown beside it, and their places among those counted. */
  readonly others: readonly { readonly name: string; readonly place: number }[];
  readonly movedName: string;
  readonly movedKey: string;
  /** Whether moved is against today's division; else against the drawing as it was opened. */
  readonly isToday: boolean;
  /** The plan that moved is against; null where it is the drawing as it was opened. */
  readonly baselinePlanId: string | null;
  /** The team of each area in what moved is against, −1 for none of these; null until it has been read. */
  readonly baseline: readonly number[] | null;
  readonly error: unknown;
}

/** Only counts of clients name their years, as everywhere on the page. */
function periodText({ kind, periods: [period] }: Measure): string {
  return kind === "clients" && period ? ` ${formatPeriod(period)}` : "";
}

/** Reads the values and gives them to the workbench. Nothing is read where nothing is drawn. */
export function useDrawnNumbers(
  bench: Workbench | null,
  edit: PlanEdit | null,
  choice: WorkspaceChoice,
  measures: readonly Measure[],
  teams: readonly TargetedTeam[],
  wanted: Pick<WantedComparison, "measureKey" | "otherKeys" | "ruled">,
): DrawnNumbers {
  const division = edit ? choice.division!.id : null;
  const shown = measures.find(({ key }) => key === wanted.measureKey) ?? measures[0];
  const moved = countedMeasure(measures, wanted.ruled, "population") ?? shown;
  const shownValues = useMeasureValues(division, shown?.key ?? null);
  const movedValues = useMeasureValues(division, moved?.key ?? null);
  const otherMeasures = measures.filter(({ key }) => key !== shown?.key && wanted.otherKeys.includes(key));
  const otherValues = useValuesOfMeasures(
    division,
    otherMeasures.map(({ key }) => key),
  );
  const counted = useMemo(() => {
    if (!shownValues.data || !movedValues.data || !otherValues) return null;
    const byKey = new Map([shownValues.data, movedValues.data, ...otherValues].map((values) => [values.key, values]));
    return [...byKey.values()];
  }, [shownValues.data, movedValues.data, otherValues]);
  const todayId = (edit && choice.plans.find(({ isPresent, id }) => isPresent && id !== edit.saved.id)?.id) ?? null;
  const todayQuery = usePlan(todayId);
  const today = todayQuery.data?.id === todayId ? todayQuery.data : undefined;
  const ofToday = useMemo(() => {
    const found = today && teamsIn(today, teams);
    return found?.some((team) => team >= 0) ? found : null;
  }, [today, teams]);
  const waits = todayId !== null && todayQuery.isPending;
  const baseline = waits ? null : (ofToday ?? edit?.opened ?? null);
  const shownBaseline = useMemo(() => baseline?.map((team) => Math.max(team, noTeam)) ?? null, [baseline]);
  useTallies(bench, teams, counted, moved?.key ?? "", baseline);
  const nameOf = (measure: Measure) => measureName(measure) + periodText(measure);
  return {
    measures: measures.map((measure) => ({ key: measure.key, name: nameOf(measure) })),
    others: otherMeasures.flatMap((measure) => {
      const place = counted?.findIndex(({ key }) => key === measure.key) ?? -1;
      return place < 0 ? [] : [{ name: nameOf(measure), place }];
    }),
    measureKey: shown?.key ?? "",
    values: shownValues.data,
    measureName: shown ? measureName(shown) : null,
    movedName: moved ? measureName(moved) : "",
    movedKey: moved?.key ?? "",
    isToday: ofToday !== null,
    baselinePlanId: ofToday && todayId,
    baseline: shownBaseline,
    error: shownValues.error ?? movedValues.error ?? todayQuery.error,
  };
}
