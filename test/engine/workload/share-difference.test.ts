// A team's part of what came in against its part of the positions: chance is called a difference one time in twenty.
import { expect, it } from "vitest";
import { Random } from "../../../engine/random.ts";
import { differsFromShare } from "../../../engine/workload/share-difference.ts";

it("calls a large difference one, and an equal part none", () => {
  expect(differsFromShare([300, 100, 100], [1, 1, 1], [0, 0, 0])).toEqual([true, true, true]);
  expect(differsFromShare([120, 115, 98], [6, 6, 5], [3, 3, 3])).toEqual([false, false, false]);
  expect(() => differsFromShare([1], [1, 1], [0])).toThrow();
  expect(() => differsFromShare([1], [0], [0])).toThrow();
});

it("calls chance a difference one time in twenty, over 2,000 drawn quarters", () => {
  const random = new Random(8);
  const poisson = (mean: number) => {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = 1 - random.nextFraction(); product > limit; product *= 1 - random.nextFraction()) count++;
    return count;
  };
  let called = 0;
  for (let run = 0; run < 2000; run++) {
    const counts = [6, 6, 6, 5].map((share) => poisson(20 * share));
    called += differsFromShare(counts, [6, 6, 6, 5], [0, 0, 0, 0]).filter(Boolean).length;
  }
  expect(called / 8000).toBeGreaterThan(0.04);
  expect(called / 8000).toBeLessThan(0.06);
});
