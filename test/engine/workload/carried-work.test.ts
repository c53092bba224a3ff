// What a position has carried, by hand: cases by type, children, and the middle of the years with what is left out of it.
import { expect, it } from "vitest";
import { carriedLoad, workPerPosition } from "../../../engine/workload/carried-work.ts";
import { balanceLoads, type TeamWork } from "../../../engine/workload/load-balance.ts";

const team = (expectedCases: readonly number[], children: number, investigation = 5, firstLine = 2): TeamWork => ({
  expectedCases,
  children,
  positions: { investigation, firstLine },
  roundedCaseCounts: 0,
  roundedChildCounts: 0,
  unknownCaseAreas: 0,
  unknownChildAreas: 0,
});
const oneYear = { years: 1, typesTogether: false };

it("divides cases by positions in investigation and children by those of the first line, with their margins", () => {
  const { teams, whole } = workPerPosition([team([100, 44], 1000), team([36, 0], 600, 4, 0)], oneYear);
  expect(teams[0]!.cases.amount).toBeCloseTo(144 / 5, 12);
  // A count of 144 varies by 12, one of 100 by 10: both over five positions.
  expect(teams[0]!.cases.margin).toBeCloseTo((1.96 * 12) / 5, 12);
  expect(teams[0]!.caseTypes.map(({ amount }) => amount)).toEqual([20, 8.8]);
  expect(teams[0]!.caseTypes[0]!.margin).toBeCloseTo((1.96 * 10) / 5, 12);
  expect(teams[0]!.children.amount).toBe(500);
  // Nobody works there: unknown, and never nought.
  expect(teams[1]!.children).toEqual({ amount: null, margin: null, unknownAreas: 0 });
  // Nor are its 600 children those of the other team's staff.
  expect(whole.children).toEqual({ amount: null, margin: null, unknownAreas: 0 });
  expect(whole.cases.amount).toBe(20);
  expect(whole.cases.margin).toBeCloseTo((1.96 * Math.sqrt(180)) / 9, 12);
  expect(whole.caseTypes.map(({ amount }) => amount)).toEqual([136 / 9, 44 / 9]);
});

it("tells no types of a period whose types were counted as one, and how much is not known", () => {
  const unknown = { ...team([60, 40], 900), unknownCaseAreas: 2 };
  const { teams, whole } = workPerPosition([team([50, 40], 900), unknown], { years: 1, typesTogether: true });
  expect(teams[0]!.caseTypes).toEqual([]);
  expect(whole.caseTypes).toEqual([]);
  expect(whole.cases).toMatchObject({ amount: 19, unknownAreas: 2 });
});

it("takes the middle of the years of all teams together, and leaves out a year that is not all known", () => {
  const yearOf = (year: string, teams: readonly TeamWork[]) => ({
    year,
    balance: balanceLoads({ perCase: [10], perChild: 1 }, teams, oneYear),
    isTold: true,
  });
  const years = [
    yearOf("2021", [team([50], 1000), team([40], 800)]),
    yearOf("2022", [team([70], 1000), team([40], 800)]),
    yearOf("2023", [team([10], 1000), { ...team([10], 800), unknownCaseAreas: 1 }]),
    yearOf("2024", [team([300], 1000), team([60], 800)]),
  ];
  expect(carriedLoad(years, "investigation")).toEqual({
    years: ["2021", "2022", "2024"],
    leftOut: ["2023"],
    median: 110,
    lowestYear: 90,
    highestYear: 360,
    lowestTeam: 80,
    highestTeam: 600,
  });
  expect(carriedLoad(years, "firstLine")).toMatchObject({ median: 450, leftOut: [] });
  expect(carriedLoad(years.slice(0, 2), "investigation")!.median).toBe(100);
  expect(carriedLoad(years.slice(2, 3), "investigation")).toBeNull();
  expect(carriedLoad([yearOf("2024", [team([9], 9, 0, 0)])], "investigation")).toBeNull();
  // Work that nobody does is not what the others have carried, and a year that another stands in for is none.
  expect(carriedLoad([yearOf("2024", [team([50], 1000), team([40], 800, 0, 2)])], "investigation")).toBeNull();
  const [first, second] = years;
  expect(carriedLoad([first!, { ...second!, isTold: false }], "investigation")).toMatchObject({
    years: ["2021"],
    leftOut: ["2022"],
  });
});
