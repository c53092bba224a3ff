// Two plans of the same areas: which areas have another team, and what those areas have of each measure.

/** A plan as it is compared: team ids by area, null where an area has none. */
export type TeamIds = readonly (string | null)[];

export interface AreaMove {
  readonly areaIndex: number;
  readonly fromTeamId: string | null;
  readonly toTeamId: string | null;
}

/** Each area's team by id. */
export function teamIdsOf(plan: {
  readonly teamIndexes: readonly number[];
  readonly teams: readonly { readonly teamId: string }[];
}): TeamIds {
  return plan.teamIndexes.map((teamIndex) => plan.teams[teamIndex]?.teamId ?? null);
}

/** The areas with another team in the second plan, in area order. Throws where the plans are of different areas. */
export function movesBetween(from: TeamIds, to: TeamIds): AreaMove[] {
  if (from.length !== to.length) {
    throw new Error(`Expected two plans of the same areas, found ${from.length} and ${to.length} areas.`);
  }
  return from.flatMap((fromTeamId, areaIndex) => {
    const toTeamId = to[areaIndex]!;
    return fromTeamId === toTeamId ? [] : [{ areaIndex, fromTeamId, toTeamId }];
  });
}

/** What the moved areas have together, and of how many of them it is not known. */
export function movedSum(
  moves: readonly AreaMove[],
  values: readonly (number | null)[],
): { readonly sum: number; readonly unknownCount: number } {
  let sum = 0;
  let unknownCount = 0;
  for (const { areaIndex } of moves) {
    const value = values[areaIndex] ?? null;
    if (value === null) unknownCount += 1;
    else sum += value;
  }
  return { sum, unknownCount };
}

/** How many areas each pair of teams exchanges, and what those areas have, the largest first. */
export function flowsBetween(
  moves: readonly AreaMove[],
  values: readonly (number | null)[],
): {
  readonly fromTeamId: string | null;
  readonly toTeamId: string | null;
  readonly areaCount: number;
  readonly sum: number;
  readonly unknownCount: number;
}[] {
  const flows = new Map<string, AreaMove[]>();
  for (const move of moves) {
    const key = `${move.fromTeamId} ${move.toTeamId}`;
    flows.set(key, [...(flows.get(key) ?? []), move]);
  }
  return [...flows.values()]
    .map((own) => ({
      fromTeamId: own[0]!.fromTeamId,
      toTeamId: own[0]!.toTeamId,
      areaCount: own.length,
      ...movedSum(own, values),
    }))
    .sort((a, b) => b.sum - a.sum || b.areaCount - a.areaCount);
}
