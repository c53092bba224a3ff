// What came in against the positions, quarter by quarter: how far, which way, and beside what chance and rounding make.
import { expect, it } from "vitest";
import type { Flow } from "../../api/contract/workload.ts";
import { compareQuarters } from "../../web/flow-page/flow-series.ts";

const months = ["01", "02", "03", "04", "05", "06", "07"].map((month) => `2025-${month}`);
const flowOf = (received: (unit: string, month: string) => number | null): Flow => ({
  largestError: 4,
  teams: ["A", "B", ""].map((unit) => ({ unit, name: unit, colourIndex: null })),
  rows: ["A", "B", ""].flatMap((unit) =>
    months.map((month) => ({
      ...{ month, unit, caseType: "orosanmälan", received: received(unit, month) },
      ...{ investigated: null, openCases: null, daysAssessment: null, daysInvestigation: null, daysWaiting: null },
    })),
  ),
});
const positions = new Map([
  ["A", 2],
  ["B", 1],
]);

it("compares whole quarters by positions, each and together, and leaves out what is no team's", () => {
  const comparison = compareQuarters(
    flowOf((unit, month) => (unit === "A" ? 100 : month < "2025-04" ? 50 : 110)),
    positions,
  )!;
  expect(comparison.quarters).toEqual(["2025:1", "2025:2"]);
  const [a, b] = comparison.teams;
  expect(comparison.teams.map(({ unit }) => unit)).toEqual(["A", "B"]);
  expect(b!.byQuarter.map(({ fraction }) => fraction)).toEqual([0, 330 / 210 - 1]);
  expect(b!.byQuarter.map(({ isMoreThanChance }) => isMoreThanChance)).toEqual([false, true]);
  expect(b!.together.fraction).toBeCloseTo(480 / 360 - 1, 12);
  expect(a!.together.fraction).toBeLessThan(0);
  // Six months share their rounding: 2·36 + 2·6 beside the count itself.
  const variance = (2 / 3) ** 2 * (480 + 84) + (1 / 3) ** 2 * (600 + 84);
  expect(b!.together.chanceFraction).toBeCloseTo((1.96 * Math.sqrt(variance)) / 360, 12);
});

it("is nothing without two teams with positions, or where nothing came in", () => {
  expect(
    compareQuarters(
      flowOf(() => 40),
      new Map([["A", 2]]),
    ),
  ).toBeNull();
  expect(
    compareQuarters(
      flowOf(() => 0),
      positions,
    ),
  ).toBeNull();
  expect(
    compareQuarters(
      flowOf(() => null),
      positions,
    ),
  ).toBeNull();
});
