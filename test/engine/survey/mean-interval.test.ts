// Intervals of a few answers against published percentiles, a worked example and a simulation.
import { describe, expect, it } from "vitest";
import { Random } from "../../../engine/random.ts";
import { meanInterval, studentPercentile } from "../../../engine/survey/mean-interval.ts";

const sumsOf = (values: readonly number[]) => ({
  count: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  sumOfSquares: values.reduce((sum, value) => sum + value * value, 0),
});
const wide = { least: -100, most: 100 };

describe("Student's t", () => {
  // Percentiles as tabulated since Fisher (1925).
  it.each([
    [4, 2.776],
    [5, 2.571],
    [9, 2.262],
    [14, 2.145],
    [29, 2.045],
    [120, 1.98],
  ])("with %i degrees of freedom has its 97.5th percentile at %f", (degrees, percentile) => {
    expect(studentPercentile(degrees)).toBeCloseTo(percentile, 2);
  });
});

describe("the interval of a mean", () => {
  it("is Student's own: the extra hours of sleep of ten patients, 1.58 with 0.70 to 2.46", () => {
    // Student 1908, the differences of the two drugs.
    const { mean, low, high } = meanInterval(sumsOf([1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4]), 0, wide);
    expect(mean).toBeCloseTo(1.58, 10);
    expect(low).toBeCloseTo(0.7, 2);
    expect(high).toBeCloseTo(2.46, 2);
  });

  it("is not nothing where all answered alike, and stays within the scale", () => {
    const { low, high } = meanInterval(sumsOf([4, 4, 4, 4, 4]), 1 / 6, { least: -4, most: 4 });
    expect(high).toBe(4);
    expect(low).toBeLessThan(3.6);
    expect(low).toBeGreaterThan(3);
  });

  it("refuses fewer than five answers", () => {
    expect(() => meanInterval(sumsOf([1, 2, 3, 4]), 0, wide)).toThrow("at least 5");
  });

  it("covers the true difference on a five-step scale about as often as it says", () => {
    const random = new Random(8);
    const step = (centre: number) =>
      Math.max(
        1,
        Math.min(
          5,
          Math.round(centre + 2 * (random.nextFraction() + random.nextFraction() + random.nextFraction() - 1.5)),
        ),
      );
    const draw = () => step(3.6) - step(2.8);
    let total = 0;
    const many = 200_000;
    for (let index = 0; index < many; index += 1) total += draw();
    const truth = total / many;
    for (const count of [5, 12, 40]) {
      let covered = 0;
      for (let trial = 0; trial < 2_000; trial += 1) {
        const { low, high } = meanInterval(sumsOf(Array.from({ length: count }, draw)), 1 / 6, { least: -4, most: 4 });
        if (low <= truth && truth <= high) covered += 1;
      }
      expect(covered / 2_000, `${count} answers`).toBeGreaterThan(0.93);
      expect(covered / 2_000, `${count} answers`).toBeLessThan(0.98);
    }
  });
});
