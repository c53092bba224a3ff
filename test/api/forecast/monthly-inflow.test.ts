// Which months of the flow judge a plan's teams: whole ones since the plan applies, of the teams' own letters.
import { expect, it } from "vitest";
import type { Plan } from "../../../api/contract/plans.ts";
import type { Flow } from "../../../api/contract/workload.ts";
import { latestMonth, monthlyInflow } from "../../../api/forecast/monthly-inflow.ts";

type Row = Flow["rows"][number];
const planFrom = (adoptedFrom: string | null) =>
  ({ adoptedFrom, teams: [{ letter: "A" }, { letter: "B" }] }) as unknown as Plan;
const row = (month: string, unit: string, caseType: string, received: number | null): Row => ({
  ...{ month, unit, caseType, received, investigated: null, openCases: null },
  ...{ daysAssessment: null, daysInvestigation: null, daysWaiting: null },
});
const rows = ["2025-12", "2026-01", "2026-02", "2026-03"].flatMap((month) => [
  row(month, "A", "anmälan", 40),
  row(month, "A", "ansökan", 10),
  row(month, "B", "anmälan", 35),
  row(month, "", "anmälan", 5),
  row(month, "Q", "anmälan", 5),
]);

it("are whole months since the plan applies, before the one that is not ended", () => {
  const { months, received, roundedCounts } = monthlyInflow(rows, planFrom("2026-01-01"), "2026-03");
  expect(months).toEqual(["2026-01", "2026-02"]);
  expect(received).toEqual([
    [50, 35],
    [50, 35],
  ]);
  expect(roundedCounts).toEqual([2, 1]);
  // From the second of a month the month is another division's too.
  expect(monthlyInflow(rows, planFrom("2026-01-02"), "2026-04").months).toEqual(["2026-02", "2026-03"]);
  expect(monthlyInflow(rows, planFrom("2025-12-31"), "2026-04").months).toEqual(["2026-01", "2026-02", "2026-03"]);
  expect(monthlyInflow(rows, planFrom(null), "2026-04").months).toHaveLength(4);
});

it("say nothing where a number is not told, which is no 0", () => {
  const gaps = [row("2026-01", "A", "anmälan", 40), row("2026-02", "A", "anmälan", 40), row("2026-02", "B", "x", null)];
  expect(monthlyInflow(gaps, planFrom("2026-01-01"), "2026-03").received).toEqual([
    [40, null],
    [40, null],
  ]);
});

it("are read until the latest that anything is told of", () => {
  expect(latestMonth(rows)).toBe("2026-03");
  expect(latestMonth([])).toBeNull();
});
