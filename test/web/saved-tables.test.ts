// What the forecast's and the load's tables are as files: every year and both spans, with what the numbers rest on.
import type { TFunction } from "i18next";
import { expect, it } from "vitest";
import type { LoadLimits, WatchFinding } from "../../api/contract/forecast.ts";
import type { Plan, PlanTeam } from "../../api/contract/plans.ts";
import type { PlanWorkload } from "../../api/contract/workload.ts";
import { fitForecast, weightsFor } from "../../engine/workload/forecast-teams.ts";
import { outlookOf } from "../../web/forecast-page/outlook.ts";
import {
  backTestTable,
  forecastTable,
  planOutlooksTable,
  watchTable,
  whatIfTable,
} from "../../web/forecast-page/saved-tables.ts";
import { balancesOf, type WeightValues } from "../../web/workload-page/balances.ts";
import { loadOverTimeTable, overviewTable, perPositionTable } from "../../web/workload-page/saved-loads.ts";

/** Words by their keys. */
const t = ((key: string) => key) as unknown as TFunction;
const team = (letter: string, investigationPositions: number, firstLinePositions = 2): PlanTeam => ({
  ...{ teamId: `id-${letter}`, letter, name: `Team ${letter}`, colourIndex: 0 },
  ...{ investigationPositions, firstLinePositions },
});
const teams = [team("A", 5), team("B", 4)];
const years = [2023, 2024, 2025];
const areas = [0, 1, 2, 3];
const model = fitForecast({
  toldWith: areas,
  children: { years, classes: [{ from: 0, to: 17 }], people: years.map(() => [areas.map(() => 500)]), totals: null },
  cases: { years, counts: years.map(() => areas.map((area) => 40 + 5 * area)) },
  caseTypes: { firstYear: 2023, lastYear: 2025, types: [] },
  countVariance: 4,
});
if (typeof model === "string") throw new Error(model);
const limits = { bandFraction: 0.05, capacityPerPosition: 900, firstLineCapacityPerPosition: null } as LoadLimits;
const sideOf = (own: readonly PlanTeam[], weightsVersion: number | null) => ({
  plan: { name: "Dagens", version: 3 },
  teams: own,
  outlook: outlookOf(
    model,
    weightsFor(model.history, { perCase: [], otherCase: 20, perChild: 0.5 }),
    { teams: own, teamIndexes: [0, 0, 1, 1] },
    limits.bandFraction,
    3,
  ),
  weightsVersion,
});

it("of what is tried has both sides, all coming years, children, cases and both spans", () => {
  const { kind, headings, rows } = whatIfTable(
    t,
    { today: sideOf(teams, 1), tried: sideOf([team("A", 4.5), team("B", 4.5)], null) },
    limits,
  );
  expect(kind).toBe("what-if");
  expect(rows).toHaveLength(2 * 2 * 3);
  for (const row of rows) expect(row).toHaveLength(headings.length);
  const column = (name: string) => rows.map((row) => row[headings.indexOf(name)]);
  expect(column("forecast.year")).toEqual([2026, 2027, 2028, 2026, 2027, 2028, 2026, 2027, 2028, 2026, 2027, 2028]);
  expect(column("forecast.savedSide").slice(5, 7)).toEqual(["forecast.sides.today", "forecast.sides.tried"]);
  expect(column("workload.positions, forecast.kinds.investigation")).toEqual(
    [5, 4, 4.5, 4.5].flatMap((own) => [own, own, own]),
  );
  for (const count of column("forecast.columns.children")) expect(Number(count)).toBeCloseTo(1000, 6);
  expect(column("forecast.savedWeights").slice(5, 7)).toEqual([1, "workload.notSaved"]);
  const [low95, high95] = ["forecast.savedCases 95 % –", "– forecast.savedCases 95 %"].map((name) => column(name)[0]);
  expect(Number(low95)).toBeLessThan(Number(high95));
});

it("of a forecast and of divisions weighed has a row for each year", () => {
  const side = sideOf(teams, 2);
  const { headings, rows } = forecastTable(t, side, limits);
  expect(rows).toHaveLength(2 * 4);
  for (const row of rows) expect(row).toHaveLength(headings.length);
  const weighed = planOutlooksTable(t, [{ plan: side.plan, years: side.outlook.slice(1) }], 2, 0.05);
  expect(weighed.rows).toHaveLength(3);
  for (const row of weighed.rows) {
    expect(row).toHaveLength(weighed.headings.length);
    const [, , , atLeast, atMost] = row.map(Number);
    expect(atLeast).toBeLessThanOrEqual(atMost!);
  }
});

it("of the watch has each year's ± and the sum, and then what is expected now", () => {
  const finding = {
    ...{ planName: "Dagens", planVersion: 3, weightsVersion: 0, bandFraction: 0.05 },
    kinds: [
      {
        kind: "investigation",
        teams: [
          {
            ...{ ...teams[0]!, positions: 5, expectedDeviation: 0.12, expectedMargin: 0.06, untoldAreas: 2 },
            years: [
              { year: 2024, deviation: 0.02, chance: 0.03, above: 0, below: 0 },
              { year: 2025, deviation: 0.3, chance: 0.03, above: 7.8, below: 0 },
            ],
            signal: { side: "above", since: 2025 },
          },
        ],
      },
    ],
  } as unknown as WatchFinding;
  const { headings, rows } = watchTable(t, "2026-11", finding);
  for (const row of rows) expect(row).toHaveLength(headings.length);
  const above = "forecast.savedSides.above";
  expect(rows.map((row) => row.slice(2, 8))).toEqual([
    [2024, 0.02, 1.96 * 0.03, 0, null, null],
    [2025, 0.3, 1.96 * 0.03, 7.8, above, null],
    ["forecast.savedNow", 0.12, 0.06, null, above, 2],
  ]);
});

it("of loads has every team and single year, and of the overview the period first", () => {
  const workOf = (period: string, typesTogether: boolean): PlanWorkload["periods"][number] => ({
    ...{ period, years: typesTogether ? 1 : 3, typesTogether, typesFrom: null, childrenDate: "2025-12-31" },
    ratesPerThousand: [50],
    teams: teams.map(({ teamId }, place) => ({
      ...{ teamId, expectedCases: [50 + 10 * place], children: 1000 + 200 * place },
      ...{ roundedCaseCounts: 2, roundedChildCounts: 0, unknownCaseAreas: 0, unknownChildAreas: 0 },
      ...{ untoldAreas: 0, cappedAreas: 0 },
    })),
    unplaced: { clientsAYear: 3, children: null },
    unassigned: { areaCount: 0, expectedCases: [0], children: 0 },
  });
  const workload = {
    caseTypes: [{ key: "clients-all", nameSv: "Klienter", nameEn: "Clients" }],
    periods: [workOf("2023-2025", false), workOf("2025", true), workOf("2024", true)],
  } as unknown as PlanWorkload;
  const weights: WeightValues = { unit: "hours", perCase: [], otherCase: 20, perChild: 0.5 };
  const plan = { name: "Dagens", version: 3, teams } as unknown as Plan;
  const shown = { plan, balances: balancesOf(workload, teams, weights), weights, version: 1 };
  const overTime = loadOverTimeTable(t, shown, "firstLine");
  expect(overTime.rows.map((row) => [row[0], row[2]])).toEqual([
    ["A Team A", "2024"],
    ["B Team B", "2024"],
    ["A Team A", "2025"],
    ["B Team B", "2025"],
  ]);
  const overview = overviewTable(t, shown);
  expect(overview.name).toBe("oversikt-2023-2025");
  expect(overview.rows.map((row) => row[2]).filter((period) => period === "2023-2025")).toHaveLength(4);
  expect(overview.rows).toHaveLength(3 * 2 * 2);
  // 0.5 · 1,000 on 2 positions, beside the margin that stands on the page.
  const own = shown.balances[0]!.balance.teams[0]!.firstLine;
  const row = overview.rows[1]!;
  expect(row).toHaveLength(overview.headings.length);
  expect(row.slice(8, 11)).toEqual([250, own.deviation, own.chanceMargin]);
  // Per position: each type of the three years, and then all together of every period and all teams.
  const perPosition = perPositionTable(t, { ...shown, caseTypeNames: ["utredning"] });
  for (const one of perPosition.rows) expect(one).toHaveLength(perPosition.headings.length);
  expect(perPosition.rows).toHaveLength(3 * (3 + 2 + 2));
  expect(perPosition.rows.slice(0, 3).map((one) => [one[0], one[1], one[3], one[6]])).toEqual([
    ["2023-2025", "A Team A", 10, 5],
    ["2023-2025", "A Team A", 10, 5],
    ["2023-2025", "A Team A", 500, 2],
  ]);
  expect(perPosition.rows.at(-2)!.slice(0, 4)).toEqual([
    ...["2024", "workload.whole", "workload.carried.allCases", 110 / 9],
  ]);
});

it("of one year of children has no span, risk or chance of the first line: empty cells and never a certainty", () => {
  const one = fitForecast({
    ...model.history,
    children: { ...model.history.children, years: [2025], people: model.history.children.people.slice(-1) },
  });
  if (typeof one === "string") throw new Error(one);
  const full = { ...limits, firstLineCapacityPerPosition: 10 };
  const weights = weightsFor(one.history, { perCase: [], otherCase: 20, perChild: 0.5 });
  const outlook = outlookOf(one, weights, { teams, teamIndexes: [0, 0, 1, 1] }, 0.05, 2);
  const side = { plan: { name: "Dagens", version: 3 }, teams, outlook: outlook.slice(1), weightsVersion: 1 };
  const { headings, rows } = forecastTable(t, side, full);
  const column = (name: string) => rows.map((row) => row[headings.indexOf(name)]);
  const [low, risk] = ["forecast.columns.children 80 % –", "forecast.columns.chanceOver.firstLine"].map(column);
  expect([...low!, ...risk!]).toEqual(Array(8).fill(null));
  expect(Number(column("forecast.columns.chanceOver.investigation")[0])).toBeGreaterThan(0);
  const [chance] = planOutlooksTable(t, [{ plan: side.plan, years: outlook.slice(1) }], 1, 0.05).rows;
  expect(chance!.slice(3, 7)).toEqual([0, chance![5], expect.any(Number), null]);
});

it("of the back-test has a row for each thing foretold, and none of what has too few years", () => {
  const summary = {
    count: 12,
    error: 0.06,
    errorOfSameAsLast: 0.046,
    verdict: "alike" as const,
    inside80: 0.75,
    inside95: 1,
  };
  const { kind, headings, rows } = backTestTable(t, [
    { name: "casesByTeam", summary },
    { name: "childrenByTeam", summary: null },
    { name: "casesByArea", summary: { ...summary, count: 600 } },
  ]);
  expect(kind).toBe("back-test");
  expect(headings).toEqual([
    "forecast.tested",
    ...["count", "error", "sameAsLast", "inside80", "inside95"].map((column) => `forecast.backTestColumns.${column}`),
  ]);
  expect(rows).toEqual([
    ["forecast.backTestRows.casesByTeam", 12, 0.06, 0.046, 0.75, 1],
    ["forecast.backTestRows.casesByArea", 600, 0.06, 0.046, 0.75, 1],
  ]);
});
