// The solver on random ill-shaped problems: it never throws and never claims more than an independent check finds.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../engine/random.ts";
import { solve } from "../../engine/solvers/solve.ts";
import { validateProblem } from "../../engine/validate-problem.ts";
import { latticeProblem, makeProblem } from "../support/grids.ts";
import { checkPlan, everyConnectedPlan } from "../support/plan-checker.ts";

/** A random graph, often in several parts, with locks and groups anywhere and weights that may be zero. */
function hostileProblem(seed: number, areasAtMost = 30, teamsAtMost = 4) {
  const random = new Random(seed);
  const areaCount = 1 + random.nextInteger(areasAtMost);
  const teamCount = 1 + random.nextInteger(teamsAtMost);
  const links: [number, number, number][] = [];
  const sparse = 1 + random.nextInteger(3);
  for (let b = 1; b < areaCount; b++) {
    // A tree with gaps, and some more links.
    if (random.nextInteger(12) > 0) links.push([random.nextInteger(b), b, random.nextInteger(3)]);
    const a = random.nextInteger(b);
    if (random.nextInteger(sparse) === 0 && !links.some(([c, d]) => c === a && d === b)) links.push([a, b, 1]);
  }
  const anywhere = (chance: number, count: number): number[] =>
    Array.from({ length: areaCount }, () => (random.nextInteger(chance) === 0 ? random.nextInteger(count) : -1));
  return makeProblem({
    areaCount,
    teamCount,
    links,
    measures: [Array.from({ length: areaCount }, () => random.nextInteger(4)), Array(areaCount).fill(1.1)],
    toleranceFraction: [0.1 + random.nextInteger(3) * 0.4, 0.2 + random.nextInteger(3) * 0.4],
    xM: Array.from({ length: areaCount }, () => random.nextInteger(5)),
    yM: Array.from({ length: areaCount }, () => random.nextInteger(5)),
    lockedTeam: anywhere(6, teamCount),
    group: anywhere(4, 4),
    baselineTeam: anywhere(2, teamCount),
    objective: { momentOfInertia: 1, change: 1, cutEdges: 1, balance: random.nextInteger(2) },
  });
}

/** A lattice of 3 × 3 for three teams, one small, with a third of the areas locked and one heavy area. */
function lockedLattice(seed: number) {
  const random = new Random(seed);
  const heavy = random.nextInteger(9);
  return latticeProblem(3, 3, 3, {
    measures: [Array.from({ length: 9 }, (_, area) => (area === heavy ? 4 : 1 + random.nextInteger(2)))],
    toleranceFraction: [0.4],
    targetShare: [[0.2, 0.4, 0.4]],
    lockedTeam: Array.from({ length: 9 }, () => (random.nextInteger(3) === 0 ? random.nextInteger(3) : -1)),
  });
}

/** A random tree of eight areas, with a link more in every other one, where much hangs on single areas. */
function branchingProblem(seed: number) {
  const random = new Random(seed);
  const links = Array.from({ length: 7 }, (_, i): [number, number, number] => [random.nextInteger(i + 1), i + 1, 1]);
  if (seed % 2 === 0 && !links.some(([a, b]) => a === 3 && b === 7)) links.push([3, 7, 1]);
  return makeProblem({
    areaCount: 8,
    teamCount: 3,
    links,
    measures: [Array.from({ length: 8 }, () => 1 + random.nextInteger(5))],
    targetShare: [[0.3, 0.4, 0.3]],
    toleranceFraction: [0.1],
    lockedTeam: Array.from({ length: 8 }, () => (random.nextInteger(8) === 0 ? random.nextInteger(3) : -1)),
  });
}

describe("solve on hostile problems", () => {
  it("refuses, finds no plan, names the broken rules, or keeps them all", () => {
    const statuses = new Map<string, number>();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const problem = hostileProblem(seed);
        const run = solve(problem, { seed, stepLimit: 3000 });
        let next = run.next();
        while (!next.done) next = run.next();
        const result = next.value;
        statuses.set(result.status, (statuses.get(result.status) ?? 0) + 1);
        if (!("assignment" in result)) {
          expect(result.issues.length).toBeGreaterThan(0);
          return;
        }
        const { faults } = checkPlan(problem, result.assignment);
        // Whatever else fails, a plan is connected and keeps its locks and groups.
        expect(faults.filter((fault) => !fault.includes("deviates"))).toEqual([]);
        expect(result.status).toBe(faults.length === 0 ? "feasible" : "infeasible");
        expect(result.scores.violations).toHaveLength(faults.length);
      }),
      { numRuns: 1500, seed: 1 },
    );
    expect(statuses.get("refused")).toBeGreaterThan(100);
    expect(statuses.get("feasible")).toBeGreaterThan(100);
    expect(statuses.get("infeasible")).toBeGreaterThan(20);
  });

  it("are refused only where enumeration finds no plan that keeps the rules", () => {
    const refusals = new Map<string, number>();
    for (let seed = 0; seed < 1500; seed++) {
      const problem = hostileProblem(seed, 7, 3);
      const refusal = validateProblem(problem).find((issue) => issue.severity === "error");
      if (!refusal) continue;
      refusals.set(refusal.code, (refusals.get(refusal.code) ?? 0) + 1);
      // An empty measure is refused for want of meaning, not of plans.
      if (refusal.code === "measure-empty") continue;
      const kept = [...everyConnectedPlan(problem)].find(({ plan }) => plan.faults.length === 0);
      expect(kept, `${refusal.code} for seed ${seed}`).toBeUndefined();
    }
    for (const code of [
      "locks-not-connectable",
      "unit-too-heavy",
      "parts-not-servable",
      "group-locked-apart",
      "locks-shut-out",
    ])
      expect(refusals.get(code), code).toBeGreaterThan(2);
  });

  it("are told how much tolerance it would take at least, and no plan by enumeration takes less", () => {
    const told = new Map<string, number>();
    const enoughOfEach = 6;
    for (let seed = 0; seed < 1500; seed++) {
      const problem = [hostileProblem(seed, 7, 3), lockedLattice(seed), branchingProblem(seed)][seed % 3]!;
      for (const { code, numbers, measureIndex } of validateProblem(problem)) {
        const { deviationFraction, toleranceFraction } = numbers ?? {};
        if (deviationFraction === undefined || toleranceFraction === undefined) continue;
        if ((told.get(code) ?? 0) >= enoughOfEach) continue;
        told.set(code, (told.get(code) ?? 0) + 1);
        expect(deviationFraction, `${code} for seed ${seed}`).toBeGreaterThan(toleranceFraction);
        const wider = deviationFraction - toleranceFraction - 1e-6;
        const almost = problem.toleranceFraction.map((tolerance, measure) =>
          measureIndex === undefined || measure === measureIndex ? tolerance + wider : 1e9,
        );
        const plans = everyConnectedPlan({ ...problem, toleranceFraction: almost });
        const kept = [...plans].find(({ plan }) => plan.faults.length === 0);
        expect(kept, `${code} for seed ${seed}`).toBeUndefined();
      }
    }
    for (const code of [
      "unit-too-heavy",
      "locks-too-heavy",
      "parts-not-servable",
      "locks-shut-out",
      "locks-shut-in",
      "cut-area-too-heavy",
    ])
      expect(told.get(code), code).toBeGreaterThan(2);
  }, 120_000);
});
