// The solver on problems small enough to know the answer: optimal, repeatable, and true to every rule.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeProblem, encodeProblem } from "../../engine/problem.ts";
import { Random } from "../../engine/random.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import { makeSearchProblem } from "../../engine/search-problem.ts";
import { solve } from "../../engine/solvers/solve.ts";
import { latticeLinks, latticeProblem, makeProblem } from "../support/grids.ts";
import { checkPlan, everyConnectedPlan } from "../support/plan-checker.ts";
import { solveSteps } from "../support/solving.ts";

const small = [
  { rows: 3, columns: 3, teamCount: 2 },
  { rows: 3, columns: 3, teamCount: 3 },
  { rows: 3, columns: 4, teamCount: 2 },
  { rows: 3, columns: 4, teamCount: 3 },
];
const weightDraws = new Random(5);

describe("solve beside exhaustive enumeration", () => {
  for (const { rows, columns, teamCount } of small) {
    const areaCount = rows * columns;
    const weights = Array.from({ length: areaCount }, () => 1 + weightDraws.nextInteger(20));

    it(`finds the least cut of balanced plans on ${rows} × ${columns} for ${teamCount} teams`, () => {
      const toleranceFraction = [0.35];
      const problem = latticeProblem(rows, columns, teamCount, {
        measures: [weights],
        toleranceFraction,
        objective: { cutEdges: 1 },
      });
      let least = Number.POSITIVE_INFINITY;
      for (const { plan } of everyConnectedPlan(problem)) {
        if (plan.faults.length === 0) least = Math.min(least, plan.cutEdges);
      }
      const result = solveSteps(problem, 60000);
      expect(checkPlan(problem, result.assignment)).toMatchObject({ faults: [], cutEdges: least });
      expect(result.status).toBe("feasible");
    });

    it(`finds the least largest deviation on ${rows} × ${columns} for ${teamCount} teams, never below its bound`, () => {
      const problem = latticeProblem(rows, columns, teamCount, {
        measures: [weights],
        toleranceFraction: [10],
        objective: { balance: 1 },
      });
      let least = Number.POSITIVE_INFINITY;
      for (const { plan } of everyConnectedPlan(problem)) least = Math.min(least, plan.maxDeviation);
      const result = solveSteps(problem, 60000);
      expect(checkPlan(problem, result.assignment).maxDeviation).toBeCloseTo(least, 12);
      expect(result.balanceBound.deviationFraction).toBeLessThanOrEqual(least + 1e-12);
    });
  }
});

describe("solve repeated", () => {
  const problem = latticeProblem(10, 11, 4, {
    measures: [Array.from({ length: 110 }, (_, i) => 3 + ((i * 7) % 11))],
    objective: { cutEdges: 1, momentOfInertia: 0.5 },
  });

  it("gives the same plan for the same seed and steps, also through the encoding and however it is polled", () => {
    const first = solveSteps(problem, 50000, 42);
    const second = solveSteps(decodeProblem(encodeProblem(problem)), 50000, 42);
    expect(second.assignment).toEqual(first.assignment);
    expect(second.scores).toEqual(first.scores);
    expect(second.steps).toBe(first.steps);
  });

  it("walks another way with another seed", () => {
    const few = [1, 2, 3, 4].map((seed) => solveSteps(problem, 3000, seed).assignment.join());
    expect(new Set(few).size).toBeGreaterThan(1);
  });

  it("never gets worse, and its progress is a whole plan that may be kept", () => {
    let objective = Number.POSITIVE_INFINITY;
    let wasFeasible = false;
    const kept: { assignment: Int32Array; copy: Int32Array }[] = [];
    for (const progress of solve(problem, { seed: 3, stepLimit: 200000 })) {
      if (!progress.assignment || !progress.scores) continue;
      if (wasFeasible) {
        expect(progress.feasible).toBe(true);
        expect(progress.scores.objective).toBeLessThanOrEqual(objective);
      }
      if (progress.feasible) expect(checkPlan(problem, progress.assignment).faults).toEqual([]);
      wasFeasible = progress.feasible;
      objective = progress.scores.objective;
      kept.push({ assignment: progress.assignment, copy: progress.assignment.slice() });
    }
    expect(kept.length).toBeGreaterThan(10);
    for (const { assignment, copy } of kept) expect(assignment).toEqual(copy);
  });

  it("can be stopped at any time", () => {
    const run = solve(problem, { seed: 1 });
    run.next();
    expect(run.return(undefined as never).done).toBe(true);
    expect(run.next().done).toBe(true);
  });
});

describe("solve with keep-together groups in pieces", () => {
  /** A lattice of nine areas with one or two groups whose areas lie anywhere. */
  function scattered(seed: number) {
    const random = new Random(seed);
    const group = Array(9).fill(-1);
    for (let draw = 0; draw < 5; draw++) group[random.nextInteger(9)] = random.nextInteger(2);
    return latticeProblem(3, 3, 2, {
      measures: [Array.from({ length: 9 }, () => 1 + random.nextInteger(6))],
      toleranceFraction: [0.15],
      group,
      objective: { momentOfInertia: 1 },
    });
  }

  it("finds the best of all plans that keep them, also where the shortest ways between the pieces allow none", {
    timeout: 120_000,
  }, () => {
    const best = { narrowed: 0, barred: 0 };
    for (let seed = 1; seed <= 60; seed++) {
      const problem = scattered(seed);
      const search = makeSearchProblem(problem);
      if (search && !search.isNarrowed) continue;
      const kept = [...everyConnectedPlan(problem)].filter(({ plan }) => plan.faults.length === 0);
      if (kept.length === 0) continue;
      best.narrowed++;
      const divides = (assignment: readonly number[]): boolean =>
        search?.nodeOfArea.some((node, area) => assignment[area] !== assignment[search.nodeOfArea.indexOf(node)]) ??
        true;
      if (kept.every(({ assignment }) => divides(assignment))) best.barred++;
      const result = solveSteps(problem, 1_500_000, seed);
      expect(checkPlan(problem, result.assignment).faults, `seed ${seed}`).toEqual([]);
      const least = Math.min(
        ...kept.map(({ assignment }) => evaluatePlan(problem, Int32Array.from(assignment)).objective),
      );
      expect(result.scores.objective, `seed ${seed}`).toBeCloseTo(least, 9);
    }
    expect(best.narrowed).toBeGreaterThan(10);
    expect(best.barred).toBeGreaterThan(1);
  });

  it("repeats to the bit for a seed and a number of steps, and says so where the groups cannot but cross", () => {
    const problem = scattered(4);
    expect(makeSearchProblem(problem)?.isNarrowed).toBe(true);
    expect(solveSteps(problem, 200_000, 5)).toEqual(solveSteps(problem, 200_000, 5));
    const run = solve(latticeProblem(2, 2, 2, { group: [0, 1, 1, 0] }), { seed: 1 });
    let next = run.next();
    while (!next.done) next = run.next();
    expect(next.value).toMatchObject({ status: "no-plan", issues: [{}, {}, { code: "no-connected-plan" }] });
  });
});

describe("solve under rules", () => {
  it("keeps locks, groups and shares by positions on random lattices, as an independent check sees it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100000 }), fc.integer({ min: 2, max: 5 }), (seed, teamCount) => {
        const random = new Random(seed);
        const rows = 9 + random.nextInteger(4);
        const columns = 9 + random.nextInteger(4);
        const areaCount = rows * columns;
        const positions = Array.from({ length: teamCount }, () => 5 + random.nextInteger(6));
        const allPositions = positions.reduce((a, b) => a + b);
        const lockedTeam = new Int32Array(areaCount).fill(-1);
        for (let team = 0; team < teamCount; team++) lockedTeam[random.nextInteger(areaCount)] = team;
        const problem = latticeProblem(rows, columns, teamCount, {
          diagonals: true,
          measures: [Array.from({ length: areaCount }, () => 1 + random.nextInteger(9))],
          toleranceFraction: [0.03],
          targetShare: [positions.map((count) => count / allPositions)],
          lockedTeam,
          group: Array.from({ length: areaCount }, (_, i) => {
            const member = i % 5 === 0 || i % 5 === 1;
            return member && i % columns > 0 && lockedTeam[i]! < 0 ? Math.floor(i / 5) : -1;
          }),
          objective: { borderLength: 1 },
        });
        const result = solveSteps(problem, 150000, seed);
        expect(checkPlan(problem, result.assignment).faults).toEqual([]);
        expect(result.scores.violations).toEqual([]);
      }),
      { numRuns: 25, seed: 4 },
    );
  });

  it("keeps forbidden pairs apart and the moved weight within its limit", () => {
    const areaCount = 144;
    const random = new Random(8);
    for (let draw = 0; draw < 4; draw++) {
      const forbiddenPairs = Int32Array.from({ length: 12 }, () => random.nextInteger(areaCount));
      for (let p = 0; p < 12; p += 2) forbiddenPairs[p + 1] = (forbiddenPairs[p]! + 13) % areaCount;
      const problem = {
        ...latticeProblem(12, 12, 4, {
          diagonals: true,
          measures: [Array.from({ length: areaCount }, () => 1 + random.nextInteger(9))],
          toleranceFraction: [0.03],
          baselineTeam: Array.from({ length: areaCount }, (_, area) => (area % 12 < 6 ? 0 : 1) + (area < 60 ? 0 : 2)),
          objective: { cutEdges: 1 },
        }),
        forbiddenPairs,
        movedWeightLimit: 200,
      };
      const { assignment, scores } = solveSteps(problem, 300000, draw);
      expect(checkPlan(problem, assignment).faults).toEqual([]);
      for (let p = 0; p < 12; p += 2)
        expect(assignment[forbiddenPairs[p]!]).not.toBe(assignment[forbiddenPairs[p + 1]!]);
      let moved = 0;
      for (let i = 0; i < areaCount; i++) if (assignment[i] !== problem.baselineTeam[i]) moved += problem.measures[i]!;
      expect(moved).toBeLessThanOrEqual(200);
      expect(scores).toMatchObject({ feasible: true, movedWeight: moved });
    }
  });

  it("names the clash, with the amount, when a limit on moves leaves no balanced plan", () => {
    // Today 6 and 12 areas; within 10 % at least three must move.
    const baselineTeam = Array.from({ length: 18 }, (_, area) => (area < 6 ? 0 : 1));
    const problem = {
      ...latticeProblem(6, 3, 2, { baselineTeam, toleranceFraction: [0.1], objective: { cutEdges: 1 } }),
      movedWeightLimit: 1,
    };
    expect(solve(problem, { seed: 1 }).next()).toMatchObject({
      done: true,
      value: { status: "refused", issues: [{ code: "moved-limit-too-low", numbers: { least: 3, limit: 1 } }] },
    });
    expect(solveSteps({ ...problem, movedWeightLimit: 3 }, 60000).status).toBe("feasible");
  });

  it("gives each part of a divided municipality its own teams", () => {
    // A mainland of 2/3 and an island of 1/3 of the weight, without a bridge, for three teams.
    const island = latticeLinks(3, 6).map(([a, b, lengthM]) => [36 + a, 36 + b, lengthM] as const);
    const problem = makeProblem({
      areaCount: 54,
      teamCount: 3,
      links: [...latticeLinks(6, 6), ...island],
      xM: Array.from({ length: 54 }, (_, i) => (i % 6) + (i >= 36 ? 20 : 0)),
      yM: Array.from({ length: 54 }, (_, i) => Math.floor((i % 36) / 6)),
      objective: { cutEdges: 1 },
    });
    const result = solveSteps(problem, 30000);
    expect(checkPlan(problem, result.assignment).faults).toEqual([]);
    expect(result.issues.map((issue) => issue.code)).toEqual(["several-parts"]);
  });

  it("holds a group in pieces together by the areas in between", () => {
    const group = Array(25).fill(-1);
    group[0] = 7;
    group[4] = 7;
    const problem = latticeProblem(5, 5, 2, { group, toleranceFraction: [0.05], objective: { cutEdges: 1 } });
    const result = solveSteps(problem, 20000);
    expect(checkPlan(problem, result.assignment).faults).toEqual([]);
    expect(result.issues.map((issue) => issue.code)).toEqual(["group-in-pieces"]);
  });

  it("says by how much each rule is broken when no plan within the tolerance is found", () => {
    // A ring of 2, 3, 2, 3, 2 in two teams: 5 + 7 at best, and no check by weights and cut areas can see it.
    const problem = makeProblem({
      areaCount: 5,
      teamCount: 2,
      links: [0, 1, 2, 3, 4].map((i) => [i, (i + 1) % 5, 1] as const),
      measures: [[2, 3, 2, 3, 2]],
      xM: [0, 1, 2, 3, 4],
    });
    const result = solveSteps(problem, 20000);
    expect(result.status).toBe("infeasible");
    expect(result.scores.violations.map((violation) => violation.code).sort()).toEqual([
      "team-above-tolerance",
      "team-below-tolerance",
    ]);
    for (const violation of result.scores.violations) expect(violation.amount).toBeCloseTo(1 / 6 - 0.01, 12);
  });

  it("refuses an impossible problem at once, with reasons", () => {
    const problem = latticeProblem(2, 2, 5);
    expect(solve(problem, { seed: 1 }).next()).toMatchObject({
      done: true,
      value: { status: "refused", issues: [{ code: "more-teams-than-areas" }] },
    });
  });

  it("ends by itself with one team, where there is nothing to choose", () => {
    const run = solve(latticeProblem(4, 4, 1, { objective: { momentOfInertia: 1 } }), { seed: 1 });
    let next = run.next();
    for (let polls = 0; !next.done && polls < 100; polls++) next = run.next();
    expect(next).toMatchObject({ done: true, value: { status: "feasible" } });
  });
});
