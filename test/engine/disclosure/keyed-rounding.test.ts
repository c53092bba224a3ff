// Keyed rounding: the design's test vectors, and what must hold for every count, subject and secret.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyedHashOf } from "../../../api/protection/installation-key.ts";
import {
  type CountSubject,
  largestProtectedCount,
  largestRoundingError,
  protectClientCount,
  roundByOffset,
  roundingBase,
  roundingOffset,
  roundingStandardDeviation,
} from "../../../engine/disclosure/keyed-rounding.ts";
import { Random } from "../../../engine/random.ts";
import { testKeyedHash } from "../../support/keyed-hash.ts";

const subject = (text: string): CountSubject => {
  const [family, division, area, measure] = text.split("|") as [string, string, string, string];
  return { family, division, area, measure };
};
const secret = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(keyedHashOf);
const anySubject = fc.record({
  family: fc.constantFrom("klienter", "problem", "befolkning"),
  division: fc.string({ minLength: 1 }),
  area: fc.string({ minLength: 1 }),
  measure: fc.string({ minLength: 1 }),
});
const many = Number.MAX_SAFE_INTEGER;

describe("the rounding offset", () => {
  it.for([
    ["klienter|nyko-2024|010101|total", 1],
    ["klienter|nyko-2024|010102|total", 0],
    ["klienter|nyko-2024|010201|total", 0],
    ["problem|nyko-2024|010101|vald", 2],
    ["klienter|nyko-2024|Å0301|total", 2],
  ] as const)("of %s is %i with the key SHA-256(test-key)", ([text, offset]) => {
    expect(roundingOffset(testKeyedHash, subject(text))).toBe(offset);
  });

  it("is the same for the same text, however its letters are composed", () => {
    fc.assert(
      fc.property(secret, anySubject, fc.constantFrom("Å", "ä", "Ö", "é", "ü"), (keyedHash, one, letter) => {
        const area = `${one.area}${letter}`;
        const composed = roundingOffset(keyedHash, { ...one, area: area.normalize("NFC") });
        expect(roundingOffset(keyedHash, { ...one, area: area.normalize("NFD") })).toBe(composed);
        expect(roundingOffset(keyedHash, { ...one, area })).toBe(composed);
      }),
    );
  });

  it("asks the hash of nothing but family, division, area and measure", () => {
    const asked: string[] = [];
    roundingOffset((message) => {
      asked.push(message);
      return testKeyedHash(message);
    }, subject("klienter|2281/nyko-2024|010101|total"));
    expect(asked).toEqual(["sdc1|klienter|2281/nyko-2024|010101|total"]);
  });

  it("draws again, with a number appended, where the hash is above the last whole multiple of five", () => {
    const asked: string[] = [];
    const answers = [
      [255, 255, 255, 255],
      [255, 255, 255, 255],
      [255, 255, 255, 254],
    ];
    const offset = roundingOffset((message) => {
      asked.push(message);
      return Uint8Array.from(answers[asked.length - 1]!);
    }, subject("a|b|c|d"));
    expect(asked).toEqual(["sdc1|a|b|c|d", "sdc1|a|b|c|d#1", "sdc1|a|b|c|d#2"]);
    expect(offset).toBe((2 ** 32 - 2) % 5);
  });

  it("is spread evenly: 50,000 subjects give each offset a fifth of the time", () => {
    const counts = new Int32Array(roundingBase);
    for (let area = 0; area < 50_000; area++) {
      counts[
        roundingOffset(testKeyedHash, { family: "klienter", division: "d", area: String(area), measure: "total" })
      ]!++;
    }
    // Chi-square with four degrees of freedom: above 18.5 once in a thousand.
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(18.5);
  });

  it("changes with the secret", () => {
    const other = keyedHashOf(createHash("sha256").update("another").digest());
    const differing = Array.from({ length: 500 }, (_, area) => subject(`klienter|d|${area}|total`)).filter(
      (one) => roundingOffset(testKeyedHash, one) !== roundingOffset(other, one),
    );
    expect(differing.length).toBeGreaterThan(350);
  });
});

describe("a protected count", () => {
  it("is a multiple of five, at most four away, and 0 for nobody", () => {
    fc.assert(
      fc.property(secret, anySubject, fc.nat({ max: 1_000_000 }), (keyedHash, one, count) => {
        const told = protectClientCount(keyedHash, one, count, many);
        expect(told % roundingBase).toBe(0);
        expect(Math.abs(told - count)).toBeLessThanOrEqual(largestRoundingError);
        expect(protectClientCount(keyedHash, one, 0, many)).toBe(0);
      }),
    );
  });

  it("is on the whole neither too large nor too small: over the five offsets the errors cancel", () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), (count) => {
        const errors = (exact: number) =>
          Array.from({ length: roundingBase }, (_, offset) => roundByOffset(exact, offset) - exact);
        expect(errors(count).reduce((sum, error) => sum + error, 0)).toBe(0);
        const five = [0, 1, 2, 3, 4].flatMap((more) => errors(count + more));
        const variance = five.reduce((sum, error) => sum + error ** 2, 0) / five.length;
        expect(variance).toBeCloseTo(roundingStandardDeviation ** 2, 9);
        expect(roundingStandardDeviation).toBe(2);
      }),
    );
  });

  it("leaves five possible exact counts even to one who knows the offset", () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), fc.integer({ min: 0, max: 4 }), (count, offset) => {
        const told = roundByOffset(count, offset);
        const possible = Array.from({ length: count + 20 }, (_, other) => other).filter(
          (other) => roundByOffset(other, offset) === told,
        );
        expect(possible.length).toBe(told === 0 ? roundingBase - offset : roundingBase);
      }),
    );
  });

  it("never falls when the count grows, and is the same at every import", () => {
    fc.assert(
      fc.property(secret, anySubject, fc.nat({ max: 10_000 }), fc.nat({ max: 100 }), (keyedHash, one, count, more) => {
        const told = protectClientCount(keyedHash, one, count, many);
        expect(protectClientCount(keyedHash, one, count, many)).toBe(told);
        expect(protectClientCount(keyedHash, one, count + more, many)).toBeGreaterThanOrEqual(told);
      }),
    );
  });

  it("is never more than half the children, in whole fives", () => {
    fc.assert(
      fc.property(secret, anySubject, fc.nat({ max: 500 }), fc.nat({ max: 500 }), (keyedHash, one, count, children) => {
        const told = protectClientCount(keyedHash, one, count, children);
        expect(told).toBeLessThanOrEqual(children / 2);
        expect(told % roundingBase).toBe(0);
      }),
    );
    expect([49, 50, 59, 60, 101.7].map(largestProtectedCount)).toEqual([20, 25, 25, 30, 50]);
  });

  it("refuses what is no count", () => {
    for (const count of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => roundByOffset(count, 0)).toThrow("whole number");
    }
    for (const offset of [-1, 5, 0.5]) expect(() => roundByOffset(1, offset)).toThrow("offset");
  });
});

describe("the utility figure", () => {
  it("over 1,000 simulated teams of 12 areas: mean signed error 0 and standard deviation 2√12, within sampling error", () => {
    const random = new Random(20_261_122);
    const teams = 1000;
    const areasOfTeam = 12;
    const errors = Array.from({ length: teams }, (_, team) => {
      let error = 0;
      for (let area = 0; area < areasOfTeam; area++) {
        const count = random.nextInteger(40);
        const one = { family: "klienter", division: "sim", area: `${team}-${area}`, measure: "total" };
        error += protectClientCount(testKeyedHash, one, count, 1000) - count;
      }
      return error;
    });
    const mean = errors.reduce((sum, error) => sum + error, 0) / teams;
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (teams - 1));
    const expected = 2 * Math.sqrt(areasOfTeam);
    // Three standard errors: of a mean s/√n, of a standard deviation about s/√(2n).
    expect(Math.abs(mean)).toBeLessThan((3 * expected) / Math.sqrt(teams));
    expect(Math.abs(deviation - expected)).toBeLessThan((3 * expected) / Math.sqrt(2 * teams));
  });
});
