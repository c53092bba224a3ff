// The workbench of the plan that is drawn in: made for the drawing, given its numbers, kept in step with the locks.
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { Division } from "../../api/contract/divisions.ts";
import type { Plan, PlanTeam, TargetedTeam } from "../../api/contract/plans.ts";
import type { AreaValues } from "../../api/contract/statistics.ts";
import { neighbourRows, parentLevels } from "../drawing/area-field.ts";
import { noTeam } from "../drawing/draft.ts";
import type { KeptGroup } from "../drawing/kept-groups.ts";
import type { LockedThings } from "../drawing/locks.ts";
import { teamElsewhere } from "../drawing/tallies.ts";
import { Workbench } from "../drawing/workbench.ts";
import type { AreaGeography } from "../map/topology.ts";
import type { PlanEdit } from "./plan-edit.ts";
import { useAdjacency } from "./queries.ts";
import { selectionPort } from "./selection.ts";

/** Null where there is nothing to draw in, and until the neighbours have been read. */
export function useWorkbench(edit: PlanEdit | null, division: Division, geography: AreaGeography): Workbench | null {
  const adjacency = useAdjacency(edit ? division.id : null).data;
  const field = useMemo(() => {
    if (!adjacency) return null;
    return {
      codes: geography.properties.map(({ code }) => code),
      labelPoints: geography.properties.map(({ labelPoint }) => labelPoint),
      neighbours: neighbourRows(geography.areaCount, adjacency.edges),
      areaAt: ([longitude, latitude]: readonly [number, number]) => geography.areaAt(longitude, latitude),
      touchesOutside: geography.touchesOutside,
      parents: parentLevels(division.kind, geography.properties),
    };
  }, [adjacency, division.kind, geography]);
  const draft = edit?.draft ?? null;
  const bench = useMemo(() => (draft && field ? new Workbench(draft, field, selectionPort) : null), [draft, field]);
  useEffect(() => bench?.attach(), [bench]);
  return bench;
}

/** Draws the part anew whenever anything the workbench shows may differ. */
export function useBenchVersion(bench: Workbench | null): number {
  return useSyncExternalStore(
    (listener) => bench?.subscribe(listener) ?? (() => {}),
    () => bench?.version ?? 0,
  );
}

/** Draws the part anew only when what `read` answers is another; it must be the same object or word until then. */
export function useBenchPart<Part>(bench: Workbench, read: (bench: Workbench) => Part): Part {
  return useSyncExternalStore(
    (listener) => bench.subscribe(listener),
    () => read(bench),
  );
}

/** The team of each area in another plan, by its place among this plan's teams; −1 where it has none, and `teamElsewhere`. */
export function teamsIn(plan: Plan, teams: readonly PlanTeam[]): number[] {
  const places = plan.teams.map(({ teamId }) => teams.findIndex((own) => own.teamId === teamId));
  return plan.teamIndexes.map((team) => {
    const place = places[team];
    return place === undefined ? noTeam : place < 0 ? teamElsewhere : place;
  });
}

/** Gives the workbench the values it counts, the measure shown first; `movedKey` is the measure whose people are counted as moved. */
export function useTallies(
  bench: Workbench | null,
  teams: readonly TargetedTeam[],
  counted: readonly AreaValues[] | null,
  movedKey: string,
  baseline: readonly number[] | null,
): void {
  useEffect(() => {
    if (!bench || !counted || !baseline) return;
    bench.count({
      areaCount: bench.draft.areaCount,
      teamCount: teams.length,
      measures: counted.map(({ values }) => values),
      shares: teams.map(({ targetShare }) => targetShare),
      movedMeasure: counted.findIndex(({ key }) => key === movedKey),
      baseline,
      neighbours: bench.field.neighbours,
    });
  }, [bench, teams, counted, movedKey, baseline]);
}

/** Keeps the workbench to the locks of the plan. */
export function useBenchLocks(bench: Workbench | null, locks: LockedThings, teams: readonly PlanTeam[]): void {
  useEffect(() => {
    if (!bench) return;
    const codes = new Set(locks.areaCodes);
    bench.lock({
      areas: new Set([...bench.field.codes.keys()].filter((area) => codes.has(bench.field.codes[area]!))),
      teams: new Set([...teams.keys()].filter((team) => locks.teamIds.includes(teams[team]!.teamId))),
    });
  }, [bench, locks, teams]);
}

/** Keeps the workbench watching which of these groups are divided; give it another list only where they differ. */
export function useBenchGroups(bench: Workbench | null, groups: readonly KeptGroup[]): void {
  useEffect(() => bench?.watch(groups), [bench, groups]);
}
