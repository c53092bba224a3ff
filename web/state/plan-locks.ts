// Which areas and teams of a plan are locked: kept for the tab's session, read by the drawing and by a run's form.
import { useSyncExternalStore } from "react";

/** Named as the rules of a run name them: areas by code, teams by id. */
export interface PlanLocks {
  readonly areaCodes: readonly string[];
  readonly teamIds: readonly string[];
}

const noLocks: PlanLocks = { areaCodes: [], teamIds: [] };
const read = new Map<string, PlanLocks>();
const listeners = new Set<() => void>();
const storageKey = (planId: string) => `locks:${planId}`;

function isLocks(value: unknown): value is PlanLocks {
  const { areaCodes, teamIds } = (value ?? {}) as Partial<PlanLocks>;
  return [areaCodes, teamIds].every((list) => Array.isArray(list) && list.every((each) => typeof each === "string"));
}

function stored(planId: string): PlanLocks {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey(planId)) ?? "null");
    return isLocks(value) ? value : noLocks;
  } catch {
    return noLocks;
  }
}

/** The locks of a plan; the same object until they change. */
export function locksOf(planId: string): PlanLocks {
  const locks = read.get(planId) ?? stored(planId);
  read.set(planId, locks);
  return locks;
}

function change(planId: string, locks: PlanLocks): void {
  read.set(planId, locks);
  try {
    sessionStorage.setItem(storageKey(planId), JSON.stringify(locks));
  } catch {
    // A browser that keeps nothing: the locks hold until the page is left.
  }
  for (const listener of listeners) listener();
}

/** Locks these areas, or opens them when all of them were locked. */
export function toggleAreaLocks(planId: string, codes: readonly string[]): void {
  const { areaCodes, teamIds } = locksOf(planId);
  const locked = new Set(areaCodes);
  const open = codes.every((code) => locked.has(code));
  for (const code of codes) {
    if (open) locked.delete(code);
    else locked.add(code);
  }
  change(planId, { areaCodes: [...locked].sort(), teamIds });
}

/** Locks a team, or opens it: a locked team neither gains nor loses areas. */
export function toggleTeamLock(planId: string, teamId: string): void {
  const { areaCodes, teamIds } = locksOf(planId);
  const others = teamIds.filter((id) => id !== teamId);
  change(planId, { areaCodes, teamIds: others.length < teamIds.length ? others : [...teamIds, teamId] });
}

export function usePlanLocks(planId: string): PlanLocks {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => locksOf(planId),
  );
}

/**
 * The locks as the rules of a run know them: each locked area, and each area of a locked team, to the team it is in. An
 * area without a team cannot be locked to one and is left out.
 */
export function lockedAreasOf(
  locks: PlanLocks,
  teamIds: readonly string[],
  teamIndexes: ArrayLike<number>,
  codes: readonly string[],
): { areaCode: string; teamId: string }[] {
  const lockedCodes = new Set(locks.areaCodes);
  const lockedTeams = new Set(locks.teamIds);
  return codes.flatMap((areaCode, area) => {
    const teamId = teamIds[teamIndexes[area] ?? -1];
    return teamId !== undefined && (lockedCodes.has(areaCode) || lockedTeams.has(teamId)) ? [{ areaCode, teamId }] : [];
  });
}
