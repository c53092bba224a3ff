// The rows of a comparison: areas with another team, and arenas that lie in them.
import type { Arena } from "../../api/contract/teams.ts";
import type { AreaMove } from "../../engine/compare-plans.ts";

export interface MovedArena {
  readonly arena: Arena;
  readonly move: AreaMove;
}

/** Arenas whose area changes team: schools first, priority before others, by name. */
export function movedArenas(arenas: readonly Arena[], divisionId: string, moves: readonly AreaMove[]): MovedArena[] {
  const moveByArea = new Map(moves.map((move) => [move.areaIndex, move]));
  const order: Partial<Record<Arena["kind"], number>> = { school: 0, preschool: 1 };
  return arenas
    .flatMap((arena) => {
      const move = moveByArea.get(arena.areaIndexes[divisionId] ?? -1);
      return move ? [{ arena, move }] : [];
    })
    .sort(
      (a, b) =>
        (order[a.arena.kind] ?? 2) - (order[b.arena.kind] ?? 2) ||
        Number(b.arena.priority) - Number(a.arena.priority) ||
        a.arena.name.localeCompare(b.arena.name, "sv"),
    );
}

/** Schools and other arenas whose catchment a plan parts between teams, with those teams. */
export function partedCatchments(
  arenas: readonly Arena[],
  divisionId: string,
  teamIds: readonly (string | null)[],
  codes: readonly string[],
): { readonly arena: Arena; readonly teamIds: readonly (string | null)[] }[] {
  const indexOf = new Map(codes.map((code, areaIndex) => [code, areaIndex]));
  return arenas.flatMap((arena) => {
    const own = new Set(
      (arena.catchments[divisionId] ?? []).flatMap((code) => {
        const areaIndex = indexOf.get(code);
        return areaIndex === undefined ? [] : [teamIds[areaIndex] ?? null];
      }),
    );
    return own.size > 1 ? [{ arena, teamIds: [...own] }] : [];
  });
}

/** Ids of the arenas that are parted now and were not before, whether others have become whole meanwhile or not. */
export function partedSince(
  before: readonly { readonly arena: Pick<Arena, "id"> }[],
  now: readonly { readonly arena: Pick<Arena, "id"> }[],
): string[] {
  const known = new Set(before.map(({ arena }) => arena.id));
  return now.flatMap(({ arena }) => (known.has(arena.id) ? [] : [arena.id]));
}
