// Areas that are searched for by a name they have together: higher levels, neighbourhoods, saved groups, what rules keep together.
import type { Division } from "../../api/contract/divisions.ts";
import type { ProfileList } from "../../api/contract/profiles.ts";
import type { SearchablePlace, WideKind } from "../components/find-places.ts";
import { parentLevels } from "../drawing/area-field.ts";
import type { AreaGeography } from "../map/topology.ts";

/** Areas that somebody has named together. */
interface NamedAreas {
  readonly name: string;
  readonly areaCodes: readonly string[];
}

type Listed = ProfileList["profiles"];

/** The higher levels, widest first; one whose name is not told goes by its code. */
function parentPlaces(
  kind: Division["kind"],
  areas: AreaGeography["properties"],
  profiles: Listed,
): readonly SearchablePlace[] {
  const codeOf = (key: string) => key.split(".").slice(2).join(".");
  const names = new Map(
    profiles.flatMap(({ kind, key, name }) => {
      const code = codeOf(key);
      return kind === "area" ? [[code, name.slice(code.length).trim()] as const] : [];
    }),
  );
  const { levels, parentOf } = parentLevels(kind, areas);
  return levels.toReversed().flatMap((level) => {
    const within = new Map<string, number[]>();
    for (const area of areas.keys()) {
      const code = parentOf(area, level);
      if (code === null) continue;
      const known = within.get(code);
      if (known) known.push(area);
      else within.set(code, [area]);
    }
    return Array.from(within, ([code, areaIndexes]): SearchablePlace => {
      return { kind: "parent", code, name: names.get(code) || code, areaIndexes };
    });
  });
}

/**
 * Places made of several areas, in the order they are offered. Areas that the division does not have are left out, and
 * what has no name or no areas then; of the same areas by the same name the first kind is taken.
 */
export function widePlaces(
  kind: Division["kind"],
  areas: AreaGeography["properties"],
  profiles: Listed,
  named: Readonly<Partial<Record<WideKind, readonly NamedAreas[]>>>,
): readonly SearchablePlace[] {
  const indexes = new Map(areas.map(({ code }, areaIndex) => [code, areaIndex]));
  const neighbourhoods = profiles.flatMap(({ name, areaCodes }) => (areaCodes === null ? [] : [{ name, areaCodes }]));
  const groups = Object.entries({ neighbourhood: neighbourhoods, ...named }) as [WideKind, readonly NamedAreas[]][];
  const found = new Map<string, SearchablePlace>();
  for (const [own, list] of groups) {
    for (const { name, areaCodes } of list) {
      const areaIndexes = areaCodes.flatMap((code) => indexes.get(code) ?? []).sort((a, b) => a - b);
      const key = `${name} ${areaIndexes.join(" ")}`;
      if (name.trim() === "" || areaIndexes.length === 0 || found.has(key)) continue;
      found.set(key, { kind: own, code: "", name, areaIndexes });
    }
  }
  return [...parentPlaces(kind, areas, profiles), ...found.values()];
}
