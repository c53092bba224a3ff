// Intervals of a few answers against published percentiles, a worked example and a simulation.
import { describe, expect, it } from "vitest";
import { Random } from "../../../engine/random.ts";
import { differenceOfMeans, meanInterval, studentPercentile } from "../../../engine/survey/mean-interval.ts";

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

  it("of a difference between two groups is Welch's: the same ten patients as if they were twenty", () => {
    // R 4: t.test(extra ~ group, data = sleep), df = 17.776.
    const earlier = sumsOf([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    const later = sumsOf([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    const { mean, low, high } = differenceOfMeans(later, earlier, 0, wide);
    expect(mean).toBeCloseTo(1.58, 10);
    expect(low).toBeCloseTo(-0.2054832, 3);
    expect(high).toBeCloseTo(3.3654832, 3);
    const alike = sumsOf([4, 4, 4, 4, 4]);
    const none = differenceOfMeans(alike, alike, 1 / 12, { least: -4, most: 4 });
    expect(none.high - none.low).toBeGreaterThan(0.5);
    expect(() => differenceOfMeans(alike, sumsOf([1, 2, 3, 4]), 0, wide)).toThrow("at least 5");
  });

  it("of a difference between two groups of a few covers the true one about as often as it says", () => {
    const random = new Random(11);
    const step = (centre: number) =>
      Math.max(
        1,
        Math.min(
          5,
          Math.round(centre + 2 * (random.nextFraction() + random.nextFraction() + random.nextFraction() - 1.5)),
        ),
      );
    const group = (count: number, centre: number) => sumsOf(Array.from({ length: count }, () => step(centre)));
    const truth = (centre: number) => group(200_000, centre).sum / 200_000;
    const [spring, autumn] = [truth(2.8), truth(3.6)];
    for (const [few, more] of [
      [5, 7],
      [8, 30],
    ] as const) {
      let covered = 0;
      for (let round = 0; round < 2_000; round += 1) {
        const { low, high } = differenceOfMeans(group(few, 3.6), group(more, 2.8), 1 / 12, { least: -4, most: 4 });
        if (low <= autumn - spring && autumn - spring <= high) covered += 1;
      }
      expect(covered / 2_000, `${few} and ${more}`).toBeGreaterThan(0.93);
      expect(covered / 2_000, `${few} and ${more}`).toBeLessThan(0.985);
    }
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
