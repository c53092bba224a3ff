// A layer that holds several levels of the NYKO system at once: which level its smallest areas are.
import { isRestCode } from "../codes.ts";

export interface LevelledArea {
  readonly code: string;
  readonly areaM2: number;
}

export interface LevelChoice {
  /** Number of digits of the codes to use. */
  readonly level: number;
  /** Levels found, lowest number first. */
  readonly found: readonly number[];
}

/** A level is complete when its areas have at least this share of the surface of the fullest level. */
const completeShare = 0.99;

/** The deepest level that covers the municipality; null when codes are not all digits. Rest codes say nothing of levels. */
export function chooseLevel(areas: readonly LevelledArea[]): LevelChoice | null {
  const sums = new Map<number, number>();
  for (const { code, areaM2 } of areas) {
    if (isRestCode(code)) continue;
    if (!/^\d+$/.test(code)) return null;
    sums.set(code.length, (sums.get(code.length) ?? 0) + areaM2);
  }
  const found = [...sums.keys()].sort((a, b) => a - b);
  const fullest = Math.max(0, ...sums.values());
  const level = found.findLast((one) => (sums.get(one) ?? 0) >= fullest * completeShare);
  return level === undefined ? null : { level, found };
}
