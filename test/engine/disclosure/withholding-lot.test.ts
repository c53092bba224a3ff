// Withholding by rule alone tells of the numbers behind it; with the lot it tells nothing.
import { expect, it } from "vitest";
import { isAmbiguous } from "../../../engine/disclosure/feasible-counts.ts";
import { roundByOffset } from "../../../engine/disclosure/keyed-rounding.ts";
import { isWithheldByLot } from "../../../engine/disclosure/withholding-lot.ts";
import { testKeyedHash } from "../../support/keyed-hash.ts";

it("draws one area in twenty, period by period, the same every time", () => {
  const areas = Array.from({ length: 4_000 }, (_, area) => `A${area}`);
  const drawn = (firstYear: number) =>
    areas.filter((area) => isWithheldByLot(testKeyedHash, "nyko-2024", area, firstYear));
  expect(drawn(2020).length / areas.length).toBeCloseTo(1 / 20, 1);
  expect(drawn(2020).length).toBeGreaterThan(140);
  expect(drawn(2020)).toEqual(drawn(2020));
  expect(drawn(2023)).not.toEqual(drawn(2020));
});

/** Every pair of case types that three years' sum can be told by, offset by offset. */
function canBeTooNarrow(totals: readonly number[], sum: number): boolean {
  const offsets = [0, 1, 2, 3, 4];
  const told = (protectedCount: number) => ({ protectedCount, isCapped: false });
  for (let one = 0; one <= sum; one++) {
    for (const first of new Set(offsets.map((offset) => roundByOffset(one, offset)))) {
      for (const second of new Set(offsets.map((offset) => roundByOffset(sum - one, offset)))) {
        const [ambiguous] = isAmbiguous([{ totals: totals.map(told), caseTypes: [told(first), told(second)] }]);
        if (!ambiguous) return true;
      }
    }
  }
  return false;
}

/** The counts of the first year that may lie behind three told years whose case types the rule withheld. */
function behindTheRule(totals: readonly [number, number, number]): Set<number> {
  const found = new Set<number>();
  const tooNarrow = new Map<number, boolean>();
  for (let offset = 0; offset < 5; offset++) {
    const ranges = totals.map((told) =>
      Array.from({ length: 5 }, (_, more) => told - offset + more).filter((count) => count >= 0),
    );
    for (const a of ranges[0]!) {
      for (const b of ranges[1]!) {
        for (const c of ranges[2]!) {
          const sum = a + b + c;
          if (!tooNarrow.has(sum)) tooNarrow.set(sum, canBeTooNarrow(totals, sum));
          if (tooNarrow.get(sum)) found.add(a);
        }
      }
    }
  }
  return found;
}

it("is needed: by the rule alone, three years told as 0 with case types withheld would be 3 or 4 each", () => {
  expect([...behindTheRule([0, 0, 0])].sort()).toEqual([3, 4]);
  expect([...behindTheRule([5, 5, 5])].sort()).toEqual([8, 9]);
});
