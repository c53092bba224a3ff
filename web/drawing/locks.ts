// What is locked in a drawing, by the names the service knows: changes that can be taken back and meet another planner's.

/** Areas by code, teams by id, as the rules of a run name them. */
export interface LockedThings {
  readonly areaCodes: readonly string[];
  readonly teamIds: readonly string[];
}

/** Told as what it locks and opens, so that it can be put on top of what somebody else has locked meanwhile. */
export interface LockChange {
  readonly locks: LockedThings;
  readonly opens: LockedThings;
}

export const nothingLocked: LockedThings = { areaCodes: [], teamIds: [] };

/** Locks these areas, or opens them when all of them are locked. */
export function areaLockChange({ areaCodes }: LockedThings, codes: readonly string[]): LockChange {
  const locked = new Set(areaCodes);
  const fresh = codes.filter((code) => !locked.has(code));
  const areas = { areaCodes: fresh.length > 0 ? fresh : codes, teamIds: [] };
  return fresh.length > 0 ? { locks: areas, opens: nothingLocked } : { locks: nothingLocked, opens: areas };
}

/** Locks a team, or opens it: a locked team neither gains nor loses areas. */
export function teamLockChange({ teamIds }: LockedThings, teamId: string): LockChange {
  const team = { areaCodes: [], teamIds: [teamId] };
  return teamIds.includes(teamId) ? { locks: nothingLocked, opens: team } : { locks: team, opens: nothingLocked };
}

export function inverseOf({ locks, opens }: LockChange): LockChange {
  return { locks: opens, opens: locks };
}

/** In order of code and id, so that the same locks are told in the same way. */
export function withLockChange({ areaCodes, teamIds }: LockedThings, { locks, opens }: LockChange): LockedThings {
  const changed = (before: readonly string[], added: readonly string[], removed: readonly string[]) =>
    [...new Set([...before.filter((each) => !removed.includes(each)), ...added])].sort();
  return {
    areaCodes: changed(areaCodes, locks.areaCodes, opens.areaCodes),
    teamIds: changed(teamIds, locks.teamIds, opens.teamIds),
  };
}

/**
 * The locks as the rules of a run know them: each locked area, and each area of a locked team, to the team it is in. An
 * area without a team cannot be locked to one and is left out.
 */
export function lockedAreasOf(
  locks: LockedThings,
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
