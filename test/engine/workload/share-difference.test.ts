// A team's part of what came in against its part of the positions: chance is called a difference one time in twenty.
import { expect, it } from "vitest";
import { roundByOffset, sameOffsetVariance } from "../../../engine/disclosure/keyed-rounding.ts";
import { Random } from "../../../engine/random.ts";
import { shareDifferences } from "../../../engine/workload/share-difference.ts";

const beyond = (...given: Parameters<typeof shareDifferences>) =>
  shareDifferences(...given).map((own) => own?.isMoreThanChance);

it("calls a large difference one, and an equal part none", () => {
  expect(beyond([300, 100, 100], [1, 1, 1], [0, 0, 0])).toEqual([true, true, true]);
  expect(beyond([120, 115, 98], [6, 6, 5], [12, 12, 12])).toEqual([false, false, false]);
  expect(() => shareDifferences([1], [1, 1], [0])).toThrow();
  expect(() => shareDifferences([1], [0], [0])).toThrow();
});

it("tells how far and which way, and what chance makes; nothing of a team without a share", () => {
  const [first, second, third] = shareDifferences([150, 50, 0], [1, 1, 0], [0, 0, 0]);
  expect([first!.fraction, second!.fraction, third]).toEqual([0.5, -0.5, null]);
  // Half of the difference of two counts: √(150 + 50) / 2, against a fair part of 100.
  expect(first!.chanceFraction).toBeCloseTo((1.96 * Math.sqrt(200)) / 2 / 100, 12);
});

it("calls chance a difference one time in twenty, over 2,000 drawn quarters told rounded by one offset", () => {
  const random = new Random(8);
  const poisson = (mean: number) => {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = 1 - random.nextFraction(); product > limit; product *= 1 - random.nextFraction()) count++;
    return count;
  };
  let called = 0;
  for (let run = 0; run < 2000; run++) {
    const counts = [6, 6, 6, 5].map((share) => {
      const offset = Math.floor(5 * random.nextFraction());
      return [1, 2, 3].reduce((sum) => sum + roundByOffset(poisson(7 * share), offset), 0);
    });
    const rounding = Array<number>(4).fill(sameOffsetVariance(3));
    called += beyond(counts, [6, 6, 6, 5], rounding).filter(Boolean).length;
  }
  expect(called / 8000).toBeGreaterThan(0.04);
  expect(called / 8000).toBeLessThan(0.06);
});
