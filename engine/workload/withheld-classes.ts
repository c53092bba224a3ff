// Children of areas where a class is not told but all classes together are: the rest is parted as in the areas that are told.
import type { AgeClass } from "./forecast-children.ts";

export interface PartedClasses {
  /** people[class][area]; null where neither the class nor the whole is told. */
  readonly people: readonly (readonly (number | null)[])[];
  /** Areas where something was parted. */
  readonly partedAreas: readonly number[];
}

/**
 * What is left of an area's whole when its told classes are taken away is shared among the others as they are in the areas
 * where every class is told, and by their width where there are none. Told numbers are never changed; where they exceed the
 * whole (both are rounded), nothing is left.
 * @param people people[class][area].
 * @param whole all classes together, by area.
 */
export function partWithheld(
  people: readonly (readonly (number | null)[])[],
  classes: readonly AgeClass[],
  whole: readonly (number | null)[],
): PartedClasses {
  const isTold = whole.map((_all, area) => people.every((own) => own[area] !== null));
  const sums = people.map((own) => own.reduce<number>((sum, count, area) => sum + (isTold[area] ? count! : 0), 0));
  const widths = classes.map(({ from, to }) => to - from + 1);
  const parted = people.map((own) => [...own]);
  const partedAreas: number[] = [];
  for (const [area, all] of whole.entries()) {
    if (isTold[area] || all === null) continue;
    const withheld = people.flatMap((own, at) => (own[area] === null ? [at] : []));
    const left = people.reduce((rest, own) => rest - (own[area] ?? 0), all);
    const isKnown = withheld.some((at) => sums[at]! > 0);
    const weightOf = (at: number) => (isKnown ? sums[at]! : widths[at]!);
    const weight = withheld.reduce((sum, at) => sum + weightOf(at), 0);
    for (const at of withheld) parted[at]![area] = (Math.max(0, left) * weightOf(at)) / weight;
    partedAreas.push(area);
  }
  return { people: parted, partedAreas };
}
