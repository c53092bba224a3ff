// Rounds a small count up or down to a multiple of five by a secret of its own, the same way every time (design: protected base table).

/** The host's HMAC-SHA256 with the installation's secret: the message's UTF-8 bytes to 32 bytes. */
export type KeyedHash = (message: string) => Uint8Array;

/** What a protected count is a count of. Never a year and never an import: these share one rounding. */
export interface CountSubject {
  /** "klienter" for totals, "problem" for case types, "befolkning" for people of areas with few children, "indikator" for people behind an indicator, "flode" for monthly flow. */
  readonly family: string;
  readonly division: string;
  readonly area: string;
  readonly measure: string;
}

/** Protected counts are multiples of this. */
export const roundingBase = 5;

/** A protected count is at most this far from the exact one. */
export const largestRoundingError = roundingBase - 1;

/** Standard deviation of one protected count's error, over secrets and counts; of a sum of m independent ones √m times as much. */
export const roundingStandardDeviation = Math.sqrt((roundingBase * roundingBase - 1) / 6);

/** How far the rounding of so many counts moves their sum 19 times of 20, and never further than it can. */
export function likelySumError(roundedCount: number): number {
  return Math.min(1.96 * roundingStandardDeviation * Math.sqrt(roundedCount), largestRoundingError * roundedCount);
}

/** Variances of the two parts of a rounded count's error p − x = u − (x + u) mod 5, each uniform over five values. */
export interface RoundingError {
  /** Of u: one error in all counts of a subject, which no number of years or months evens out. */
  readonly shared: number;
  /** Of what is cut off: each count's own. */
  readonly own: number;
}

/** Of a count whose rounding has so large a variance in all; 0 for exact ones. */
export function roundingErrorOf(variance: number): RoundingError {
  return { shared: variance / 2, own: variance / 2 };
}

/** Of every protected count. */
export const roundingError = roundingErrorOf(roundingStandardDeviation * roundingStandardDeviation);

/** Variance of the error of a sum of so many counts of one subject, as the months of a case type, or an area's years. */
export function sameOffsetVariance(counts: number, { shared, own }: RoundingError = roundingError): number {
  return shared * counts * counts + own * counts;
}

const uniformLimit = Math.floor(2 ** 32 / roundingBase) * roundingBase;

/**
 * The subject's secret offset u, 0 … 4: the first four bytes of the keyed hash of `sdc1|family|division|area|measure` in
 * NFC, modulo five. A value that would make one offset likelier than another is drawn again with `#1`, `#2` … appended.
 */
export function roundingOffset(keyedHash: KeyedHash, { family, division, area, measure }: CountSubject): number {
  const message = ["sdc1", family, division, area, measure].join("|").normalize("NFC");
  for (let attempt = 0; ; attempt++) {
    const bytes = keyedHash(attempt === 0 ? message : `${message}#${attempt}`);
    const value = bytes[0]! * 2 ** 24 + bytes[1]! * 2 ** 16 + bytes[2]! * 2 ** 8 + bytes[3]!;
    if (value < uniformLimit) return value % roundingBase;
  }
}

/** 5·⌊(count + offset) / 5⌋: unbiased over the offsets, at most four off, and 0 for nobody. Throws unless both are whole and possible. */
export function roundByOffset(count: number, offset: number): number {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new Error(`A count of ${count}, expected a whole number from 0.`);
  if (!Number.isInteger(offset) || offset < 0 || offset >= roundingBase) {
    throw new Error(`A rounding offset of ${offset}, expected 0 to ${roundingBase - 1}.`);
  }
  return roundingBase * Math.floor((count + offset) / roundingBase);
}

/** The largest protected count of clients that an area with so many children may show: half of them, in whole fives. */
export function largestProtectedCount(children: number): number {
  return roundingBase * Math.floor(children / 2 / roundingBase);
}

/** A protected count of clients. */
export function protectClientCount(
  keyedHash: KeyedHash,
  subject: CountSubject,
  count: number,
  children: number,
): number {
  return Math.min(roundByOffset(count, roundingOffset(keyedHash, subject)), largestProtectedCount(children));
}
