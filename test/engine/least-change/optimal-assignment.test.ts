// The assignment problem beside trying every permutation.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optimalAssignment } from "../../../engine/least-change/optimal-assignment.ts";

/** Every way to give rows their own columns. */
function* everyChoice(rowCount: number, columnCount: number, taken: number[] = []): Generator<number[]> {
  if (taken.length === rowCount) yield taken;
  else
    for (let column = 0; column < columnCount; column++)
      if (!taken.includes(column)) yield* everyChoice(rowCount, columnCount, [...taken, column]);
}

describe("optimalAssignment", () => {
  it("costs what the best of all permutations costs, forbidden pairs and negative costs included", () => {
    let unsolvable = 0;
    const costs = fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: -9, max: 9 }) },
      { weight: 1, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 2 }),
        fc.array(costs, { minLength: 24, maxLength: 24 }),
        (rows, extra, drawn) => {
          const columns = rows + extra;
          const cost = Float64Array.from(drawn.slice(0, rows * columns));
          const total = (choice: ArrayLike<number>): number =>
            Array.from(choice).reduce((sum, column, row) => sum + cost[row * columns + column]!, 0);
          const least = Math.min(...[...everyChoice(rows, columns)].map(total));
          const found = optimalAssignment(rows, columns, cost);
          if (least === Number.POSITIVE_INFINITY) {
            unsolvable++;
            expect(found).toBeUndefined();
            return;
          }
          expect(new Set(found).size).toBe(rows);
          expect(total(found!)).toBe(least);
        },
      ),
      { numRuns: 3000, seed: 2 },
    );
    expect(unsolvable).toBeGreaterThan(50);
  });

  it("throws on what is no problem at all", () => {
    expect(() => optimalAssignment(2, 1, new Float64Array(2))).toThrow("2 rows for 1 columns");
    expect(() => optimalAssignment(1, 1, Float64Array.of(Number.NaN))).toThrow("not a number");
    expect(() => optimalAssignment(1, 2, new Float64Array(1))).toThrow("1 costs");
  });
});
