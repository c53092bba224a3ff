// How the lines of a drawn tree tell the strength of evidence.
import type { EvidenceLevel } from "../../engine/problem-tree/tree.ts";

/** The stronger the evidence, the thicker the line; dashed where nothing is said. */
export const strokes: Readonly<Record<EvidenceLevel, { width: number; dash?: string }>> = {
  "not-assessed": { width: 1.5, dash: "3 4" },
  experience: { width: 1.5, dash: "9 4" },
  "followed-up": { width: 2 },
  "one-study": { width: 3 },
  "several-studies": { width: 4.5 },
};
