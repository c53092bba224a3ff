// Which names have room on a small map: those of the largest areas first, and none over another.

export interface Label {
  readonly text: string;
  /** Where the text's middle stands, in the map's points. */
  readonly x: number;
  readonly y: number;
  /** The area's surface in any unit: larger areas are named before smaller. */
  readonly surface: number;
}

/** Of the widest of the common sans-serif letters, as a share of the letter's height. */
const meanLetterWidth = 0.62;
/** From one name's line to the next, as a share of the letter's height. */
const lineStep = 1.4;

/** The labels that fit without touching one another, at a letter height in the map's points; in no certain order. */
export function labelsWithRoom<One extends Label>(labels: readonly One[], letterHeight: number): One[] {
  const placed: One[] = [];
  const halfWidth = ({ text }: Label) => (text.length * meanLetterWidth * letterHeight) / 2;
  const touches = (one: Label, other: Label) =>
    Math.abs(one.x - other.x) < halfWidth(one) + halfWidth(other) &&
    Math.abs(one.y - other.y) < lineStep * letterHeight;
  for (const label of labels.toSorted((one, other) => other.surface - one.surface)) {
    if (!placed.some((other) => touches(label, other))) placed.push(label);
  }
  return placed;
}
