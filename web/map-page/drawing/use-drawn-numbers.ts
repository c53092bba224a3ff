// What a drawing is counted in: the measure shown, the people counted as moved, and what they are moved from.
import { useMemo } from "react";
import type { PlanTeam } from "../../../api/contract/plans.ts";
import type { AreaValues, Measure } from "../../../api/contract/statistics.ts";
import type { Workbench } from "../../drawing/workbench.ts";
import { formatPeriod } from "../../numbers.ts";
import type { PlanEdit } from "../../state/plan-edit.ts";
import { useMeasureValues, usePlan } from "../../state/queries.ts";
import { teamsIn, useTallies } from "../../state/workbench.ts";
import type { WorkspaceChoice } from "../../state/workspace-choice.ts";
import { measureName } from "../colouring.ts";

export interface DrawnNumbers {
  readonly measures: readonly { readonly key: string; readonly name: string }[];
  readonly measureKey: string;
  /** Of the measure shown; undefined until they have been read. */
  readonly values: AreaValues | undefined;
  readonly measureName: string | null;
  readonly movedName: string;
  /** Whether moved is against today's division; else against the drawing as it was opened. */
  readonly isToday: boolean;
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
  teams: readonly PlanTeam[],
  wantedKey: string | null,
): DrawnNumbers {
  const division = edit ? choice.division!.id : null;
  const shown = measures.find(({ key }) => key === wantedKey) ?? measures[0];
  const moved = measures.find(({ kind }) => kind === "population") ?? shown;
  const shownValues = useMeasureValues(division, shown?.key ?? null);
  const movedValues = useMeasureValues(division, moved?.key ?? null);
  const todayId =
    (edit && choice.plans.find(({ status, id }) => status === "adopted" && id !== edit.saved.id)?.id) ?? null;
  const todayQuery = usePlan(todayId);
  const today = todayQuery.data?.id === todayId ? todayQuery.data : undefined;
  const ofToday = useMemo(() => {
    const found = today && teamsIn(today, teams);
    return found?.some((team) => team >= 0) ? found : null;
  }, [today, teams]);
  const waits = todayId !== null && todayQuery.isPending;
  const baseline = waits ? null : (ofToday ?? edit?.opened ?? null);
  useTallies(bench, teams, shownValues.data, movedValues.data, baseline);
  return {
    measures: measures.map((measure) => ({
      key: measure.key,
      name: measureName(measure) + periodText(measure),
    })),
    measureKey: shown?.key ?? "",
    values: shownValues.data,
    measureName: shown ? measureName(shown) : null,
    movedName: moved ? measureName(moved) : "",
    isToday: ofToday !== null,
    error: shownValues.error ?? movedValues.error ?? todayQuery.error,
  };
}
