// Axis steps are round, begin at 0 and reach the largest value.
import { describe, expect, it } from "vitest";
import { axisTicks } from "../../web/proposals/axis.ts";

describe("axisTicks", () => {
  it.each([
    [100, [0, 50, 100]],
    [0.37, [0, 0.1, 0.2, 0.3, 0.4]],
    [5349, [0, 2000, 4000, 6000]],
    [0, [0]],
  ])("for %d gives %j", (most, ticks) => {
    expect(axisTicks(most, 4)).toEqual(ticks);
  });

  it("always reaches the largest value in a few steps", () => {
    for (let most = 0.013; most < 1e6; most *= 1.7) {
      const ticks = axisTicks(most, 4);
      expect(ticks.at(-1)!).toBeGreaterThanOrEqual(most * 0.999);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }
  });
});
