// Mending a draft with locks: beside enumeration, and the lock that makes a repair impossible is named.
import { expect, it } from "vitest";
import { createMixedIntegerSolver } from "../../../api/workers/mixed-integer-solver.ts";
import type { Names } from "../../../engine/issue.ts";
import { checkDrawnLocks, type DrawnLocks, namedBarringLocks } from "../../../engine/least-change/drawn-locks.ts";
import { type MendResult, mendDraft } from "../../../engine/least-change/mend.ts";
import { nearlyFraction } from "../../../engine/least-change/shorten-borders.ts";
import type { DistrictingProblem } from "../../../engine/problem.ts";
import { Random } from "../../../engine/random.ts";
import { latticeProblem } from "../../support/grids.ts";
import { everyConnectedPlan } from "../../support/plan-checker.ts";

const solver = await createMixedIntegerSolver();
const names: Names = {
  area: (area) => `område ${area}`,
  team: (team) => "ABCD"[team]!,
  measure: () => "barn",
  group: () => "Ängsskolan",
};

function mend(problem: DistrictingProblem, draft: Int32Array, locks: DrawnLocks): MendResult {
  const run = mendDraft(problem, draft, { seed: 3, solver, locks, stepsPerLevel: 20_000 });
  let next = run.next();
  while (!next.done) next = run.next();
  return next.value;
}

it("leaves locked areas and teams as they are drawn, and else moves as little as it can", () => {
  const random = new Random(11);
  let mended = 0;
  for (let round = 0; round < 16; round++) {
    const weights = Array.from({ length: 9 }, () => 1 + random.nextInteger(5));
    const problem = latticeProblem(3, 3, 3, { measures: [weights], toleranceFraction: [0.4] });
    // A team a column, with one area given away: team A or none is locked, and two areas besides.
    const draft = Int32Array.from({ length: 9 }, (_, area) => area % 3);
    draft[4] = 2;
    const locks = { teams: round % 2 === 0 ? [0] : [], areas: [random.nextInteger(9), random.nextInteger(9)] };
    const keeps = (assignment: ArrayLike<number>) =>
      [...draft.keys()].every((area) => {
        const stays = assignment[area] === draft[area];
        if (locks.areas.includes(area)) return stays;
        return stays || locks.teams.every((team) => draft[area] !== team && assignment[area] !== team);
      });
    const repairs = [...everyConnectedPlan(problem)].filter(
      ({ assignment, plan }) => plan.faults.length === 0 && keeps(assignment),
    );
    const moved = ({ assignment }: { assignment: ArrayLike<number> }): number =>
      weights.reduce((sum, weight, area) => sum + (draft[area] === assignment[area] ? 0 : weight), 0);
    const result = mend(problem, draft, locks);
    if (repairs.length === 0) {
      expect(result.status, `round ${round}`).not.toBe("mended");
      continue;
    }
    if (result.status !== "mended") throw new Error(`Round ${round}: ${result.status}, expected a repair.`);
    expect(keeps(result.repair.assignment)).toBe(true);
    expect(result.repair.movedWeight).toBeLessThanOrEqual((1 + nearlyFraction) * Math.min(...repairs.map(moved)));
    mended++;
  }
  expect(mended).toBeGreaterThan(5);
});

it("names the lock that stands against the rules, before anything is searched for", () => {
  const draft = Int32Array.of(0, 0, 0, 1, 2, 2, 2, 1);
  const problem = latticeProblem(2, 4, 4, {
    measures: [[1, 1, 1, 1, 1, 1, 1, 1]],
    toleranceFraction: [0.2],
    targetShare: [[0.25, 0.25, 0.25, 0.25]],
    lockedTeam: Int32Array.of(-1, -1, 1, -1, -1, -1, -1, -1),
    group: Int32Array.of(-1, -1, 5, 5, -1, -1, -1, -1),
  });
  const told = (locks: DrawnLocks) => checkDrawnLocks(problem, draft, locks, names).map(({ message }) => message.sv);
  expect(told({ teams: [], areas: [2] })).toEqual([
    expect.stringMatching(/^Villkoren låser område 2 till team B, men i utkastet ligger det i ett annat team/),
  ]);
  expect(told({ teams: [0], areas: [] })).toEqual([
    expect.stringContaining("Villkoren låser område 2 till team B"),
    expect.stringMatching(
      /^Team A är låst i utkastet och ligger 50,0\u00a0% över sitt mål i mått barn; toleransen är 20,0\u00a0%/,
    ),
    expect.stringMatching(/^Ängsskolan ska hållas ihop men ligger delvis i team A, som är låst i utkastet/),
  ]);
  expect(told({ teams: [3], areas: [] })).toEqual([expect.stringContaining("Team D är låst i utkastet och har inget")]);
  expect(told({ teams: [], areas: [0, 7] })).toEqual([]);
  const inParts = Int32Array.of(0, 1, 2, 0, 1, 1, 2, 2);
  expect(checkDrawnLocks(problem, inParts, { teams: [0], areas: [] }, names)[0]!.message.sv).toContain("i 2 delar");
});

it("says which lock has to be opened where a search finds no repair with it", () => {
  // A row of six: A has too little and can only grow through B, which is as large as it should be.
  const problem = latticeProblem(1, 6, 3, { measures: [[1, 2, 2, 2, 2, 3]], toleranceFraction: [0.3] });
  const draft = Int32Array.of(0, 1, 1, 2, 2, 2);
  const result = mend(problem, draft, { teams: [1], areas: [5] });
  if (result.status === "mended") throw new Error("Mended what cannot be.");
  const [issue] = result.issues;
  expect(namedBarringLocks(issue!, names).message.sv).toBe(
    "Ingen lagning hittades med utkastets lås. Öppnas låset av team B går utkastet att laga.",
  );
  expect(mend(problem, draft, { teams: [], areas: [5] }).status).toBe("mended");
});
