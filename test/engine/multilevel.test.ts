// Coarsening, the levels and the elite pool: nothing is lost or joined that must stay apart, and the best are kept.
import { describe, expect, it } from "vitest";
import { Plan } from "../../engine/plan.ts";
import { Random } from "../../engine/random.ts";
import { makeSearchProblem } from "../../engine/search-problem.ts";
import { coarsen } from "../../engine/solvers/coarsening.ts";
import { ElitePool } from "../../engine/solvers/elite-pool.ts";
import { Hierarchy } from "../../engine/solvers/hierarchy.ts";
import { latticeProblem } from "../support/grids.ts";

const areaCount = 400;
const draws = new Random(3);
const problem = {
  ...latticeProblem(20, 20, 4, {
    diagonals: true,
    measures: [
      Array.from({ length: areaCount }, () => draws.nextInteger(30)),
      Array.from({ length: areaCount }, () => 1 + draws.nextInteger(3)),
    ],
    toleranceFraction: [0.02, 0.05],
    lockedTeam: Array.from({ length: areaCount }, (_, area) => (area % 50 === 0 ? (area / 50) % 4 : -1)),
    baselineTeam: Array.from({ length: areaCount }, (_, area) => Math.floor(area / 100)),
    objective: { cutEdges: 1, borderLength: 0.5, momentOfInertia: 0.2, change: 0.1, balance: 0.1 },
  }),
  forbiddenPairs: Int32Array.from({ length: 80 }, (_, end) => (end % 2 === 0 ? 5 * end : 5 * (end - 1) + 1)),
  movedWeightLimit: 2000,
};
const search = makeSearchProblem(problem)!;

describe("coarsening", () => {
  it("counts every goal and rule of a coarse plan as those of the fine plan it stands for", () => {
    const hierarchy = new Hierarchy(search, new Random(1), 50);
    expect(hierarchy.levels.length).toBeGreaterThan(2);
    expect(hierarchy.levels.at(-1)!.nodeCount).toBeLessThan(120);
    const random = new Random(2);
    const coarsest = hierarchy.levels.at(-1)!;
    let assignment: Int32Array = Int32Array.from({ length: coarsest.nodeCount }, () => random.nextInteger(4));
    const sums = (level: number, teams: Int32Array) => {
      const plan = new Plan(hierarchy.levels[level]!);
      plan.load(teams);
      const exact = [plan.cutLinks, plan.forbiddenTogether, plan.movedWeight, ...plan.teamWeight];
      return { exact, energy: plan.energy() };
    };
    for (let level = hierarchy.levels.length - 1; level > 0; level--) {
      const finer = hierarchy.toFiner(level, assignment);
      const coarse = sums(level, assignment);
      const fine = sums(level - 1, finer);
      expect(fine.exact).toEqual(coarse.exact);
      expect(fine.energy).toBeCloseTo(coarse.energy, 8);
      assignment = finer;
    }
    expect(hierarchy.toCoarsest(assignment)).toHaveLength(coarsest.nodeCount);
  });

  it("joins only neighbours that share label, lock and baseline, and no forbidden pair", () => {
    const labels = Int32Array.from({ length: areaCount }, (_, area) => (area % 20 < 7 ? 1 : 2));
    const { coarseOf, coarse } = coarsen(search, new Random(5), labels);
    const members: number[][] = Array.from({ length: coarse.nodeCount }, () => []);
    for (const [node, of] of coarseOf.entries()) members[of]!.push(node);
    const pairs = members.filter((nodes) => nodes.length > 1);
    expect(pairs.length).toBeGreaterThan(100);
    for (const [first, second, ...more] of pairs as [number, number][]) {
      expect(more).toEqual([]);
      const row = search.adjacencyTarget.subarray(search.adjacencyOffset[first], search.adjacencyOffset[first + 1]);
      expect(row).toContain(second);
      expect(labels[first]).toBe(labels[second]);
      expect(search.lockedTeam[first]).toBe(search.lockedTeam[second]);
      expect(problem.baselineTeam[first]).toBe(problem.baselineTeam[second]);
    }
    for (let p = 0; p < problem.forbiddenPairs.length; p += 2)
      expect(coarseOf[problem.forbiddenPairs[p]!]).not.toBe(coarseOf[problem.forbiddenPairs[p + 1]!]);
  });
});

describe("elite pool", () => {
  const stripes = (width: number): Int32Array =>
    Int32Array.from({ length: areaCount }, (_, area) => Math.min(3, Math.floor((area % 20) / width)));
  const renumbered = (plan: Int32Array): Int32Array => plan.map((team) => 3 - team);

  it("takes a plan once, whatever its teams are numbered, and keeps the better of two alike", () => {
    const pool = new ElitePool(search, 3);
    pool.offer({ assignment: stripes(5), excess: 0, energy: 2 });
    pool.offer({ assignment: renumbered(stripes(5)), excess: 0, energy: 1 });
    pool.offer({ assignment: stripes(5), excess: 0, energy: 3 });
    expect(pool.members.map(({ energy }) => energy)).toEqual([1]);
  });

  it("gives up the most similar of the worse ones, and nothing for a plan worse than all", () => {
    const pool = new ElitePool(search, 2);
    pool.offer({ assignment: stripes(5), excess: 0, energy: 5 });
    pool.offer({ assignment: stripes(3), excess: 0.1, energy: 1 });
    const nearFirst = stripes(5);
    nearFirst[4] = 1;
    pool.offer({ assignment: stripes(4), excess: 0.2, energy: 0 });
    expect(pool.members.map(({ energy }) => energy)).toEqual([5, 1]);
    pool.offer({ assignment: nearFirst, excess: 0, energy: 4 });
    expect(pool.members.map(({ energy }) => energy)).toEqual([4, 1]);
    for (let draw = 0; draw < 20; draw++) expect(pool.members).toContain(pool.tournament(new Random(draw)));
  });
});
