// Children of each area as everybody is told them, when the publication areas were drawn: what joined numbers are parted by.
import { type KeyedHash, roundByOffset, roundingOffset } from "../../engine/disclosure/keyed-rounding.ts";
import { isNestedFromBirth } from "../../engine/disclosure/nested-spans.ts";
import type { ToldChildren } from "../../engine/disclosure/told-cap.ts";
import { isToldAsImported, type PublicationArea } from "./publication-areas.ts";

/** Spans from birth share one offset; see `isNestedFromBirth`. */
const fromBirth = "from-birth";

/** The secret offset of an area's numbers of one age span, the same at every date. */
export function peopleOffset(
  keyedHash: KeyedHash,
  division: string,
  area: string,
  measure: { readonly key: string; readonly ageFrom: number },
): number {
  const name = isNestedFromBirth(measure) ? fromBirth : measure.key;
  return roundingOffset(keyedHash, { family: "befolkning", division, area, measure: name });
}

/** In the order of its areas. */
export function toldChildrenOf(keyedHash: KeyedHash, division: string, area: PublicationArea): ToldChildren[] {
  if (isToldAsImported(area)) return area.areas.map(({ children }) => ({ children, rounded: false }));
  return area.areas.map(({ code, children }) => ({
    children: roundByOffset(Math.round(children), peopleOffset(keyedHash, division, code, { key: "", ageFrom: 0 })),
    rounded: true,
  }));
}
