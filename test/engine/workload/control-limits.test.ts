// Control charts: silent on chance, heard on a change.
import { describe, expect, it } from "vitest";
import { controlChart, individualsChart, proportionChart } from "../../../engine/workload/control-limits.ts";

describe("a control chart", () => {
  it("has the limits of a count with the mean seen", () => {
    const { centres, limits, spread, signals } = controlChart([9, 10, 11, 10, 9, 11], [1, 1, 1, 1, 1, 1]);
    expect(centres).toEqual([10, 10, 10, 10, 10, 10]);
    expect(spread).toBe(1);
    // Poisson with mean 10: P(X ≤ 1) = 0.0005, P(X ≤ 2) = 0.0028; P(X ≤ 20) = 0.9984, P(X ≤ 21) = 0.9993.
    expect(limits[0]).toEqual({ low: 2, high: 21 });
    expect(signals).toEqual([]);
  });

  it("follows how many there are to be counted", () => {
    const { centres } = controlChart([10, 20, 40], [100, 200, 400]);
    expect(centres.map((centre) => Math.round(centre * 1e9) / 1e9)).toEqual([10, 20, 40]);
  });

  it("tells of one period far out, and of eight on one side", () => {
    const even = Array(20).fill(10) as number[];
    const once = controlChart([...even, 40], Array(21).fill(1) as number[]);
    expect(once.signals).toContainEqual({ period: 20, kind: "outside" });
    const shifted = controlChart(
      [...Array(10).fill(10), ...Array(8).fill(13)] as number[],
      Array(18).fill(1) as number[],
    );
    expect(shifted.signals).toEqual([
      { period: 7, kind: "eight-in-a-row" },
      { period: 17, kind: "eight-in-a-row" },
    ]);
  });

  it("is wider where the periods spread more than chance", () => {
    const wild = controlChart([2, 30, 4, 28, 6, 26, 3, 31], Array(8).fill(1) as number[]);
    expect(wild.spread).toBeGreaterThan(4);
    expect(wild.signals).toEqual([]);
  });

  it.each([
    ["one period", [1], [1]],
    ["another number of periods", [1, 2], [1]],
    ["a period nobody was in", [1, 2], [1, 0]],
    ["a negative count", [1, -2], [1, 1]],
  ])("throws on %s", (_what, counts, exposure) => {
    expect(() => controlChart(counts, exposure)).toThrow();
  });
});

describe("a chart of shares", () => {
  it("has the binomial limits about the share of all together, wider where the periods spread more", () => {
    // 40 of 100: √(0.4·0.6/100) = 0.04899; three of them.
    const even = proportionChart([40, 40, 40, 40], [100, 100, 100, 100]);
    expect(even.centres[0]).toBe(0.4);
    expect(even.limits[0]!.low).toBeCloseTo(0.4 - 3 * Math.sqrt(0.0024), 12);
    expect(even.signals).toEqual([]);
    expect(proportionChart([10, 90, 10, 90], [100, 100, 100, 100]).spread).toBeGreaterThan(5);
  });

  it("tells of a share far out, and nothing of a month without cases", () => {
    const parts = [...(Array(12).fill(40) as number[]), 0, 75];
    const totals = [...(Array(12).fill(100) as number[]), 0, 100];
    const { signals, limits } = proportionChart(parts, totals);
    expect(signals).toContainEqual({ period: 13, kind: "outside" });
    expect(limits[12]).toEqual({ low: 0, high: 1 });
  });

  it.each([
    ["a part above its total", [5, 3], [4, 4]],
    ["one total", [1, 0], [4, 0]],
    ["another number of totals", [1], [4, 4]],
  ])("throws on %s", (_what, parts, totals) => {
    expect(() => proportionChart(parts, totals)).toThrow();
  });
});

describe("a chart of days", () => {
  it("has limits by the moving range", () => {
    // Moving ranges 2 each: 2 / 1.128 × 3 = 5.32 about the mean 11.
    const { centres, limits, signals } = individualsChart([10, 12, 10, 12, 10, 12]);
    expect(centres[0]).toBe(11);
    expect(limits[0]!.high).toBeCloseTo(11 + 6 / 1.128, 12);
    expect(signals).toEqual([]);
    const jumped = individualsChart([...(Array(15).fill(10) as number[]), 30, ...(Array(5).fill(10) as number[])]);
    expect(jumped.signals).toContainEqual({ period: 15, kind: "outside" });
    expect(() => individualsChart([1])).toThrow();
  });
});
