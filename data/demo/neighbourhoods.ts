// Neighbourhoods of the demonstration that people know by name: a part of a place, and an area or two beside it that feel they belong.
import type { Municipality } from "./municipality.ts";
import { createRandom } from "./random.ts";
import { teamOfArea } from "./teams.ts";

export interface DemonstrationNeighbourhood {
  readonly name: string;
  readonly areaCodes: readonly string[];
}

const names = ["Bredsand", "Nacksta", "Skönsberg", "Ljustadalen"];

/** Each lies within one of today's teams. A name that the seed gives no part of is left out. */
export function drawNeighbourhoods({
  seed,
  areas,
  upperLevels,
  neighbours,
}: Municipality): DemonstrationNeighbourhood[] {
  const random = createRandom(seed, "neighbourhoods");
  return names.flatMap((name) => {
    const beside = random.integer(1_000);
    const part = upperLevels.filter((level) => level.name === name).sort((a, b) => b.code.length - a.code.length)[0];
    if (!part) return [];
    const own = areas.flatMap(({ code }, index) => (code.startsWith(part.code) ? [index] : []));
    const near = [...new Set(own.flatMap((index) => neighbours[index]!))]
      .filter((index) => !own.includes(index) && teamOfArea(areas[index]!) === teamOfArea(areas[own[0]!]!))
      .sort((a, b) => a - b);
    const added = near.length === 0 ? [] : [near[beside % near.length]!];
    return [{ name, areaCodes: [...own, ...added].map((index) => areas[index]!.code).sort() }];
  });
}
