// The arenas of a profile: where they lie, whose children come there, which teams share them, and what the index proposes.
import { priorityScore, type Spread, spreadOf } from "../../engine/profile/priority-score.ts";
import type { AreaProfile, PriorityIndex, ProfileArena } from "../contract/profiles.ts";
import type { PlacedArena } from "./arena-care.store.ts";
import { catchmentChildren } from "./catchment-children.ts";
import type { DivisionFacts } from "./division-facts.ts";

export interface PresentTeam {
  readonly teamId: string;
  readonly letter: string;
  readonly areaIndexes: readonly number[];
}

/** Arenas that lie in the areas or whose catchment reaches there, those with priority first; `ownTeamId` is not told as somebody it is shared with. */
export function profileArenas(
  facts: DivisionFacts,
  arenas: readonly PlacedArena[],
  teams: readonly PresentTeam[],
  index: PriorityIndex,
  areaIndexes: readonly number[],
): ProfileArena[] {
  const inside = new Set(areaIndexes);
  const scored = scoreArenas(facts, arenas, index);
  const letterOf = new Map(teams.flatMap((team) => team.areaIndexes.map((area) => [area, team.letter] as const)));
  const ownLetters = new Set(areaIndexes.map((area) => letterOf.get(area)));
  return firstPriority(scored).flatMap(({ arena, score, proposed }) => {
    const { areaIndex, catchment, ...rest } = arena;
    const lies = areaIndex !== null && inside.has(areaIndex);
    const reached = catchment.filter((area) => inside.has(area));
    if (!lies && reached.length === 0) return [];
    const letters = new Set(catchment.map((area) => letterOf.get(area)));
    return [
      {
        ...rest,
        lies,
        areaCode: areaIndex === null ? null : facts.areas[areaIndex]!.code,
        catchmentAreaCount: catchment.length,
        catchmentHereCount: reached.length,
        ...catchmentChildren(facts.population, rest.kind, reached),
        sharedWith: [...letters].filter((letter) => letter !== undefined && !ownLetters.has(letter)).sort() as string[],
        index: score,
        proposed,
      },
    ];
  });
}

/** Arenas that no profile of the division can have: they lie in none of its areas and none belongs to their catchment. */
export function unplacedArenas(arenas: readonly PlacedArena[]): AreaProfile["unplacedArenas"] {
  return arenas.flatMap(({ id, name, kind, areaIndex, catchment }) =>
    areaIndex === null && catchment.length === 0 ? [{ id, name, kind }] : [],
  );
}

/** What people have decided comes first, then what the index proposes, each in the order it had. */
function firstPriority(scored: readonly Scored[]): Scored[] {
  const place = ({ arena, proposed }: Scored) => (arena.priority ? 0 : proposed ? 1 : 2);
  return scored.toSorted((one, other) => place(one) - place(other));
}

interface Scored {
  readonly arena: PlacedArena;
  readonly score: number | null;
  readonly proposed: boolean;
}

/**
 * The index of each arena from published indicators, its areas alike heavy so that a team's answer needs nobody's people;
 * proposed are the highest quarter of those of a kind that have an index, rounded up: one of two or three.
 */
function scoreArenas(facts: DivisionFacts, arenas: readonly PlacedArena[], index: PriorityIndex): Scored[] {
  const parts = index.weights.flatMap(({ indicatorKey, weight }) => {
    const values = facts.indicators.find(({ key }) => key === indicatorKey)?.years.at(-1)?.values;
    return values ? [{ weight, values, spread: spreadOf(values) }] : [];
  });
  const scores = arenas.map((arena) => {
    const areas = arena.catchment.length > 0 ? arena.catchment : arena.areaIndex === null ? [] : [arena.areaIndex];
    return priorityScore(
      parts.map(
        ({
          weight,
          values,
          spread,
        }: {
          weight: number;
          values: readonly (number | null)[];
          spread: Spread | null;
        }) => ({
          weight,
          spread,
          value: meanOf(areas.map((area) => values[area] ?? null)),
        }),
      ),
    );
  });
  return arenas.map((arena, place) => {
    const score = scores[place]!;
    const ofKind = scores.filter((other, position) => other !== null && arenas[position]!.kind === arena.kind);
    const higher = ofKind.filter((other) => score !== null && other! > score).length;
    return { arena, score, proposed: score !== null && ofKind.length > 1 && higher < Math.ceil(ofKind.length / 4) };
  });
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
