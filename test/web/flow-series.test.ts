// What came in against the positions, quarter by quarter: how far, which way, and beside what chance and rounding make.
import { expect, it } from "vitest";
import type { Flow } from "../../api/contract/workload.ts";
import { compareQuarters, seriesOf } from "../../web/flow-page/flow-series.ts";

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

/** Two teams of today and two case types in twelve months; A receives 60 and B 40 of each, half of which go on. */
const wholeFlow = (change: (row: Flow["rows"][number]) => Flow["rows"][number] | null): Flow => ({
  largestError: 4,
  teams: ["A", "B"].map((unit, colourIndex) => ({ unit, name: unit, colourIndex })),
  rows: Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, "0")}`).flatMap((month) =>
    ["A", "B"].flatMap((unit) =>
      ["ansökan", "orosanmälan"].flatMap((caseType) => {
        const received = unit === "A" ? 60 : 40;
        const days = { daysAssessment: null, daysInvestigation: null, daysWaiting: null };
        return change({ month, unit, caseType, received, investigated: received / 2, openCases: 10, ...days }) ?? [];
      }),
    ),
  ),
});
const ofKey = (flow: Flow, key: string, unit: string | null = null) =>
  seriesOf(flow, unit, null).find((one) => one.key === key)!;

it("takes no month for told in which a team's row is missing, and names the team", () => {
  const flow = wholeFlow((row) => (row.unit === "B" && row.month === "2025-12" ? null : row));
  for (const key of ["received", "share", "openCases"]) {
    const { values, untold } = ofKey(flow, key);
    expect(values.at(-1), key).toBeNull();
    expect(values.at(-2), key).not.toBeNull();
    expect(untold, key).toEqual([{ month: "2025-12", units: ["B"] }]);
  }
  expect(ofKey(flow, "received", "B").values.at(-1)).toBeNull();
  expect(ofKey(flow, "received", "A").untold).toEqual([]);
  const comparison = compareQuarters(flow, positions)!;
  expect(comparison.quarters).toEqual(["2025:1", "2025:2", "2025:3"]);
  expect(comparison.leftOut).toEqual([{ quarter: "2025:4", units: ["B"] }]);
});

it("takes one case type's missing number for unknown, not for nothing", () => {
  const flow = wholeFlow((row) =>
    row.unit === "B" && row.month === "2025-05" && row.caseType === "ansökan" ? { ...row, received: null } : row,
  );
  expect(ofKey(flow, "received").values[4]).toBeNull();
  expect(ofKey(flow, "openCases").values[4]).toBe(40);
  expect(compareQuarters(flow, positions)!.quarters).toEqual(["2025:1", "2025:3", "2025:4"]);
});

it("reckons the share over those that tell both sides, and says who does not", () => {
  const flow = wholeFlow((row) => (row.unit === "B" ? { ...row, investigated: null, openCases: null } : row));
  const share = ofKey(flow, "share");
  expect(share.values).toEqual(Array(12).fill(0.5));
  expect(share.without).toEqual(["B"]);
  expect(ofKey(flow, "openCases").without).toEqual(["B"]);
  expect(ofKey(flow, "received").without).toEqual([]);
});

it("shows a month that no row is of, and hides no month of before a team began or after it ended", () => {
  const gap = wholeFlow((row) => (row.month === "2025-03" ? null : row));
  expect(ofKey(gap, "received").months[2]).toBe("2025-03");
  expect(ofKey(gap, "received").values[2]).toBeNull();
  const begun = wholeFlow((row) => (row.unit === "B" && row.month < "2025-06" ? null : row));
  expect(ofKey(begun, "received").untold).toEqual([]);
  // Its part of a quarter in which it did not receive cannot be judged.
  expect(compareQuarters(begun, positions)!.quarters).toEqual(["2025:3", "2025:4"]);
  const whole = wholeFlow((row) => (row.unit === "B" && row.month > "2025-06" ? null : row));
  const ended = {
    ...whole,
    teams: whole.teams.map((team) => (team.unit === "B" ? { ...team, colourIndex: null } : team)),
  };
  expect(ofKey(ended, "received").values.at(-1)).toBe(120);
});
