// The plan's running tallies against a full recount, and the contiguity test against a plain search.
import { describe, expect, it } from "vitest";
import { ContiguityTest } from "../../engine/contiguity.ts";
import { borderLength } from "../../engine/objectives/border-length.ts";
import { cutEdges } from "../../engine/objectives/cut-edges.ts";
import { momentOfInertia } from "../../engine/objectives/moment-of-inertia.ts";
import { Plan } from "../../engine/plan.ts";
import { type DistrictingProblem, noObjective } from "../../engine/problem.ts";
import { Random } from "../../engine/random.ts";
import { weighedObjective } from "../../engine/scores.ts";
import { expandAssignment, makeSearchProblem } from "../../engine/search-problem.ts";
import { latticeProblem } from "../support/grids.ts";
import { checkPlan } from "../support/plan-checker.ts";

const random = new Random(11);
const areaCount = 12 * 13;
const problem: DistrictingProblem = {
  ...latticeProblem(12, 13, 5, {
    diagonals: true,
    measures: [
      Array.from({ length: areaCount }, () => random.nextInteger(40)),
      Array.from({ length: areaCount }, () => 1 + random.nextFraction()),
    ],
    toleranceFraction: [0.05, 0.1],
    targetShare: [
      [0.1, 0.15, 0.2, 0.25, 0.3],
      [0.2, 0.2, 0.2, 0.2, 0.2],
    ],
    group: Array.from({ length: areaCount }, (_, area) => (area % 13 < 2 ? Math.floor(area / 26) : -1)),
    baselineTeam: Array.from({ length: areaCount }, (_, area) => (area % 7) - 1 - (area % 7 > 5 ? 1 : 0)),
    objective: { balance: 1, cutEdges: 0.7, borderLength: 0.4, momentOfInertia: 1, change: 0.5, travel: 0.3 },
  }),
  homeArea: Int32Array.from([3, 50, -1, 90, 140]),
  forbiddenPairs: Int32Array.from({ length: 60 }, (_, end) => (end * 37) % areaCount),
  movedWeightLimit: 1500,
};
const search = makeSearchProblem(problem)!;

function randomAssignment(): Int32Array {
  return Int32Array.from({ length: search.nodeCount }, () => random.nextInteger(problem.teamCount));
}

/** All tallies of a plan in one comparable shape; the boundary as a sorted set. */
function tallies(plan: Plan) {
  return {
    exact: [plan.cutLinks, ...plan.teamSize, ...plan.foreignNeighbours],
    boundary: [...plan.boundary.subarray(0, plan.boundaryCount)].sort((a, b) => a - b),
    rounded: [
      plan.cutLengthM,
      plan.linkCost,
      plan.placementCost,
      plan.energy(),
      plan.excess(),
      plan.movedWeight,
      plan.forbiddenTogether,
      ...plan.teamWeight,
      ...plan.teamMoment,
      ...plan.teamDeviation,
      ...plan.teamExcess,
      ...plan.teamMassX,
    ],
  };
}

function expectSameTallies(plan: Plan, other: Plan): void {
  const found = tallies(plan);
  const expected = tallies(other);
  expect(found.exact).toEqual(expected.exact);
  expect(found.boundary).toEqual(expected.boundary);
  for (const [index, value] of found.rounded.entries()) expect(value).toBeCloseTo(expected.rounded[index]!, 7);
}

describe("Plan", () => {
  it("keeps the same tallies as a recount through 10,000 random flips, half of them undone", () => {
    const plan = new Plan(search);
    plan.load(randomAssignment());
    const recount = new Plan(search);
    for (let flip = 1; flip <= 10000; flip++) {
      const node = random.nextInteger(search.nodeCount);
      const to = (plan.assignment[node]! + 1 + random.nextInteger(problem.teamCount - 1)) % problem.teamCount;
      const energy = plan.energy();
      const excess = plan.excess();
      const energyChange = plan.energyChange(node, to);
      const excessChange = plan.excessChange(node, to);
      plan.flip(node, to);
      expect(plan.energy() - energy).toBeCloseTo(energyChange, 8);
      expect(plan.excess() - excess).toBeCloseTo(excessChange, 8);
      if (random.nextInteger(2) === 0) {
        plan.undo();
        expect(plan.energy()).toBeCloseTo(energy, 8);
      }
      if (flip % 100 > 0) continue;
      recount.load(plan.assignment);
      expectSameTallies(plan, recount);
    }
  });

  it("counts what the goals count from scratch on the areas", () => {
    const plan = new Plan(search);
    plan.load(randomAssignment());
    const assignment = expandAssignment(search, plan.assignment);
    expect(plan.cutLinks).toBe(cutEdges.evaluate(problem, assignment));
    expect(plan.cutLengthM).toBeCloseTo(borderLength.evaluate(problem, assignment), 8);
    expect(plan.teamMoment.reduce((a, b) => a + b)).toBeCloseTo(momentOfInertia.evaluate(problem, assignment), 6);
    const meanShare = (0.001 * 100 * plan.teamDeviation.reduce((a, b) => a + b)) / problem.teamCount;
    expect(plan.energy() - meanShare).toBeCloseTo(weighedObjective(problem, assignment), 9);
    const checked = checkPlan(problem, assignment);
    expect(checked.cutEdges).toBe(plan.cutLinks);
    expect(checked.maxDeviation).toBeCloseTo(Math.max(...plan.teamDeviation), 12);
  });

  it("foresees the excess of an exchange", () => {
    const plan = new Plan(search);
    plan.load(randomAssignment());
    for (let draw = 0; draw < 2000; draw++) {
      const node = random.nextInteger(search.nodeCount);
      const partner = random.nextInteger(search.nodeCount);
      const to = plan.assignment[partner]!;
      const partnerTo = random.nextInteger(problem.teamCount);
      const concerned = search.forbiddenNode.subarray(search.forbiddenOffset[node]!, search.forbiddenOffset[node + 1]!);
      if (to === plan.assignment[node] || partnerTo === to || concerned.includes(partner)) continue;
      const before = plan.excess();
      const foreseen = plan.exchangeExcessChange(node, to, partner, partnerTo);
      const movedBefore = plan.movedWeight;
      plan.flip(node, to);
      plan.flip(partner, partnerTo);
      // Each of the two is judged against the moved weight before both; exact while that is below the limit, or above.
      const limit = search.movedWeightLimit;
      if (movedBefore > limit !== plan.movedWeight > limit) continue;
      expect(plan.excess() - before).toBeCloseTo(foreseen, 8);
    }
  });

  it("follows each team's best centre: never below the true hess, and equal to it after a recount", () => {
    const goal = { ...problem, objective: { ...noObjective, hess: 1 } };
    const hessSearch = makeSearchProblem(goal)!;
    const plan = new Plan(hessSearch);
    const contiguity = new ContiguityTest(hessSearch);
    plan.load(hessSearch.x.map((x) => Math.min(4, Math.max(0, Math.floor(x / 3 + 2.5)))) as unknown as Int32Array);
    for (let flip = 0; flip < 3000; flip++) {
      const node = plan.boundary[random.nextInteger(plan.boundaryCount)]!;
      const link = hessSearch.adjacencyOffset[node]!;
      const to = plan.assignment[hessSearch.adjacencyTarget[link]!]!;
      if (to === plan.assignment[node] || !contiguity.canLeave(plan.assignment, node)) continue;
      const before = plan.energy();
      const foreseen = plan.energyChange(node, to);
      plan.flip(node, to);
      // The walk after a flip may go farther than the one step that was foreseen.
      expect(plan.energy()).toBeLessThanOrEqual(before + foreseen + 1e-9);
      const assignment = expandAssignment(hessSearch, plan.assignment);
      const truly = weighedObjective(goal, assignment);
      expect(plan.energy()).toBeGreaterThan(truly - 1e-9);
      if (flip % 51 === 1) {
        plan.load(plan.assignment.slice());
        expect(plan.energy()).toBeCloseTo(truly, 9);
      }
      if (flip % 3 > 0) continue;
      plan.undo();
      expect(plan.energy()).toBeCloseTo(before, 9);
    }
  });

  it("refuses a flip to the same team and a second undo", () => {
    const plan = new Plan(search);
    plan.load(new Int32Array(search.nodeCount));
    expect(() => plan.flip(0, 0)).toThrow("Node 0 is in team 0 already");
    plan.flip(0, 1);
    plan.undo();
    expect(() => plan.undo()).toThrow("no flip to undo");
  });
});

describe("ContiguityTest", () => {
  it("agrees with a plain search on random walks over lattices with and without diagonals", () => {
    for (const diagonals of [false, true]) {
      const lattice = latticeProblem(9, 9, 3, { diagonals });
      const latticeSearch = makeSearchProblem(lattice)!;
      const contiguity = new ContiguityTest(latticeSearch);
      // Stripes, then flips that keep all connected: snakes and rings come about by themselves.
      const assignment = Int32Array.from({ length: 81 }, (_, area) => Math.floor((area % 9) / 3));
      const seen = { kept: 0, cut: 0 };
      for (let step = 0; step < 6000; step++) {
        const node = random.nextInteger(81);
        const to = random.nextInteger(3);
        const from = assignment[node]!;
        if (from === to) continue;
        const canLeave = contiguity.canLeave(assignment, node);
        assignment[node] = to;
        const faults = checkPlan(lattice, assignment).faults;
        const whole = !faults.some((fault) => fault === `team ${from} in pieces` || fault === `team ${from} empty`);
        expect(canLeave).toBe(whole);
        seen[whole ? "kept" : "cut"]++;
        const joins = !faults.some((fault) => fault === `team ${to} in pieces`);
        if (!whole || !joins) assignment[node] = from;
      }
      expect(Math.min(seen.kept, seen.cut)).toBeGreaterThan(100);
    }
  });
});
