// Axis steps are round, begin at 0 and reach the largest value.
import { describe, expect, it } from "vitest";
import { axisTicks, axisTicksBetween } from "../../web/proposals/axis.ts";

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

describe("axisTicksBetween", () => {
  it.each([
    [18.3, 22.9, [18, 20, 22, 24]],
    [-3, 4, [-5, 0, 5]],
    [319, 331, [315, 320, 325, 330, 335]],
    [7, 7, [5, 10]],
    [0, 0, [0, 0.5]],
  ])("from %d to %d gives %j", (least, most, ticks) => {
    expect(axisTicksBetween(least, most, 3)).toEqual(ticks);
  });

  it("always holds both ends in a few steps", () => {
    for (let span = 0.013; span < 1e6; span *= 1.7) {
      const ticks = axisTicksBetween(100, 100 + span, 3);
      expect(ticks[0]!).toBeLessThanOrEqual(100);
      expect(ticks.at(-1)!).toBeGreaterThanOrEqual(100 + span * 0.999);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }
  });
});
