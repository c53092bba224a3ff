// Which finding one stands at while loose parts and divided groups come, go and change places, and which is the next.
import type { KeptGroup } from "./kept-groups.ts";

/** Something unfinished: areas that lie loose, or a group that is divided. */
export interface Finding {
  readonly areas: readonly number[];
  /** The group that is divided; none where the areas themselves lie loose. */
  readonly group?: KeptGroup;
}

/** The finding that was shown last, and its place then. */
export interface ShownFinding extends Finding {
  readonly place: number;
}

/** A group is known by itself, since a loose part may share areas with it; a loose part by any area it still has. */
function isSame(one: Finding, other: Finding): boolean {
  if (one.group || other.group) return one.group === other.group;
  return one.areas.some((area) => other.areas.includes(area));
}

/** Where the finding shown last is now; null where it is mended or none was shown. */
export function placeOf(findings: readonly Finding[], shown: ShownFinding | null): number | null {
  const found = shown ? findings.findIndex((finding) => isSame(finding, shown)) : -1;
  return found < 0 ? null : found;
}

/** The place a step leads to; where the finding shown last is mended, the next is that which took its place. There must be findings. */
export function placeAfter(findings: readonly Finding[], shown: ShownFinding | null, by: 1 | -1): number {
  const place = placeOf(findings, shown);
  if (place !== null) return (place + by + findings.length) % findings.length;
  if (shown === null) return by === 1 ? 0 : findings.length - 1;
  return (shown.place + (by === 1 ? 0 : -1) + findings.length) % findings.length;
}
