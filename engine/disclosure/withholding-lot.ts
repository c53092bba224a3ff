// Draws areas whose case types are withheld by lot, so that withholding tells nothing of the numbers behind it.
import type { KeyedHash } from "./keyed-rounding.ts";

/** One area in so many, period by period. */
const withholdingLots = 20;

/**
 * Whether an area's case types of a period are withheld by lot. Where case types are withheld because they would narrow a
 * count (`isAmbiguous`), anybody who knows that rule could work back which counts make it apply: three years told as 0 would
 * be 3 or 4 each. With the lot any count may lie behind what is withheld. The same answer at every import.
 */
export function isWithheldByLot(keyedHash: KeyedHash, division: string, area: string, firstYear: number): boolean {
  const message = ["sdc1", "undantag", division, area, firstYear].join("|").normalize("NFC");
  const bytes = keyedHash(message);
  const value = bytes[0]! * 2 ** 24 + bytes[1]! * 2 ** 16 + bytes[2]! * 2 ** 8 + bytes[3]!;
  return value < 2 ** 32 / withholdingLots;
}
