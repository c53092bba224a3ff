// Every start of the registry: connected plans that keep the locks, or an honest undefined.
import { describe, expect, it } from "vitest";
import { Random } from "../../engine/random.ts";
import { expandAssignment, makeSearchProblem } from "../../engine/search-problem.ts";
import { starts } from "../../engine/solvers/index.ts";
import { allocateTeamsToParts } from "../../engine/solvers/part-allocation.ts";
import { latticeLinks, latticeProblem, makeProblem } from "../support/grids.ts";
import { checkPlan } from "../support/plan-checker.ts";

function run<T>(making: Generator<number, T>): T {
  let next = making.next();
  while (!next.done) next = making.next();
  return next.value;
}

const { baseline, ...startsFromNothing } = starts;

describe("start by baseline", () => {
  const today = Int32Array.from({ length: 64 }, (_, area) => (area % 8 < 4 ? 0 : area < 32 ? 1 : 2));

  it("keeps today's division, and gives what it leaves open or in pieces to a neighbouring team", () => {
    const baselineTeam = today.slice();
    for (const area of [0, 1, 63]) baselineTeam[area] = -1;
    baselineTeam[55] = 0;
    const problem = latticeProblem(8, 8, 3, { baselineTeam, toleranceFraction: [1] });
    const made = run(baseline(makeSearchProblem(problem)!, new Random(1)))!;
    expect(checkPlan(problem, made).faults).toEqual([]);
    expect(made).toEqual(today);
  });

  it("is not made without a baseline, or when a team has no part in it", () => {
    for (const baselineTeam of [undefined, today.map((team) => Math.min(team, 1))]) {
      const search = makeSearchProblem(latticeProblem(8, 8, 3, { ...(baselineTeam && { baselineTeam }) }))!;
      expect(run(baseline(search, new Random(1)))).toBeUndefined();
    }
  });

  it("keeps locks and connection whenever it gives a plan", () => {
    let plans = 0;
    for (let seed = 0; seed < 30; seed++) {
      const random = new Random(seed);
      const lockedTeam = new Int32Array(64).fill(-1);
      for (let lock = 0; lock < 4; lock++) lockedTeam[random.nextInteger(64)] = lock % 3;
      const problem = latticeProblem(8, 8, 3, { lockedTeam, baselineTeam: today, toleranceFraction: [10] });
      const made = run(baseline(makeSearchProblem(problem)!, random));
      if (!made) continue;
      plans++;
      expect(checkPlan(problem, made).faults).toEqual([]);
    }
    expect(plans).toBeGreaterThan(5);
  });
});

for (const [name, start] of Object.entries(startsFromNothing)) {
  describe(`start by ${name}`, () => {
    it("is connected and within a third of the targets on an even lattice, for every seed", () => {
      const problem = latticeProblem(15, 15, 6, { diagonals: true, toleranceFraction: [0.34] });
      const search = makeSearchProblem(problem)!;
      for (let seed = 0; seed < 20; seed++) {
        const made = run(start(search, new Random(seed)))!;
        expect(checkPlan(problem, expandAssignment(search, made)).faults).toEqual([]);
      }
    });

    it("keeps locks and connection whenever it gives a plan", () => {
      let plans = 0;
      for (let seed = 0; seed < 30; seed++) {
        const random = new Random(seed);
        const lockedTeam = new Int32Array(100).fill(-1);
        for (let lock = 0; lock < 6; lock++) lockedTeam[random.nextInteger(100)] = lock % 3;
        const problem = latticeProblem(10, 10, 3, { diagonals: true, lockedTeam, toleranceFraction: [10] });
        const search = makeSearchProblem(problem)!;
        const made = run(start(search, random));
        if (!made) continue;
        plans++;
        expect(checkPlan(problem, expandAssignment(search, made)).faults).toEqual([]);
      }
      expect(plans).toBeGreaterThan(5);
    });
  });
}

describe("allocateTeamsToParts", () => {
  const islands = makeProblem({
    areaCount: 22,
    teamCount: 4,
    links: [...latticeLinks(2, 5), ...latticeLinks(2, 6).map(([a, b]) => [a + 10, b + 10, 1] as const)],
    targetShare: [[5 / 22, 6 / 22, 5 / 22, 6 / 22]],
    toleranceFraction: [0.01],
  });

  it("finds the only shares that make up both parts", () => {
    const { partOfTeam, parts } = allocateTeamsToParts(makeSearchProblem(islands)!, new Random(1));
    expect(parts.partCount).toBe(2);
    expect([...partOfTeam!]).toEqual([0, 1, 0, 1]);
  });

  it("says that there is none after trying all", () => {
    const targetShare = Float64Array.of(0.25, 0.25, 0.25, 0.25);
    expect(allocateTeamsToParts(makeSearchProblem({ ...islands, targetShare })!)).toMatchObject({
      partOfTeam: undefined,
      exhaustive: true,
    });
  });
});
