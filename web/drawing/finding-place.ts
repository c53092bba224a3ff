// Which loose part one stands at while parts come, go and change places, and which is the next.
import type { LoosePart } from "./tallies.ts";

/** The part that was shown last, and its place then. */
export interface ShownPart {
  readonly areas: readonly number[];
  readonly place: number;
}

/** Where the part shown last is now; null where it is mended or none was shown. */
export function placeOf(parts: readonly LoosePart[], shown: ShownPart | null): number | null {
  const found = shown ? parts.findIndex(({ areas }) => areas.some((area) => shown.areas.includes(area))) : -1;
  return found < 0 ? null : found;
}

/** The place a step leads to; where the part shown last is mended, the next is that which took its place. There must be parts. */
export function placeAfter(parts: readonly LoosePart[], shown: ShownPart | null, by: 1 | -1): number {
  const place = placeOf(parts, shown);
  if (place !== null) return (place + by + parts.length) % parts.length;
  if (shown === null) return by === 1 ? 0 : parts.length - 1;
  return (shown.place + (by === 1 ? 0 : -1) + parts.length) % parts.length;
}
