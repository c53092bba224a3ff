// Groups of areas that the area profiles name: neighbourhoods, and the areas of every higher level.
import type { Division } from "../../api/contract/divisions.ts";
import type { ProfileList } from "../../api/contract/profiles.ts";
import type { AreaGeography } from "../map/topology.ts";
import { widePlaces } from "../map-page/wide-places.ts";
import type { AreasTogether } from "./rules-draft.ts";

export interface ProfileGroups {
  readonly neighbourhoods: readonly AreasTogether[];
  /** The widest level first. */
  readonly parents: readonly AreasTogether[];
}

/** Those of more than one area; a level's area is named by its code too. A team's profile is no group: it is what a run makes. */
export function profileGroups(
  kind: Division["kind"],
  areas: AreaGeography["properties"],
  profiles: ProfileList["profiles"],
): ProfileGroups {
  const places = widePlaces(kind, areas, profiles, {}).filter(({ areaIndexes }) => areaIndexes.length > 1);
  const ofKind = (own: "neighbourhood" | "parent") =>
    places
      .filter((place) => place.kind === own)
      .map(({ code, name, areaIndexes }) => ({
        name: own === "parent" && name !== code ? `${code} ${name}` : name,
        areaCodes: areaIndexes.map((areaIndex) => areas[areaIndex]!.code),
      }));
  return { neighbourhoods: ofKind("neighbourhood"), parents: ofKind("parent") };
}
