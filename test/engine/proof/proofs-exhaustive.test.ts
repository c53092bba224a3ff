// Every proof against plain enumeration on all small lattices: no bound above the optimum, and the optimum found and proven.
import { beforeAll, describe, expect, it } from "vitest";
import { createMixedIntegerSolver } from "../../../api/workers/mixed-integer-solver.ts";
import type { DistrictingProblem } from "../../../engine/problem.ts";
import { prove, provers } from "../../../engine/proof/index.ts";
import type { MixedIntegerSolver } from "../../../engine/proof/mixed-integer-solver.ts";
import type { ProofGoal, ProofOptions, ProofResult } from "../../../engine/proof/proof.ts";
import { Random } from "../../../engine/random.ts";
import { evaluatePlan } from "../../../engine/scores.ts";
import { validateProblem } from "../../../engine/validate-problem.ts";
import { latticeLinks, latticeProblem, type ProblemParts } from "../../support/grids.ts";
import { checkPlan } from "../../support/plan-checker.ts";

const goals = Object.keys(provers) as ProofGoal[];
let solver: MixedIntegerSolver;
beforeAll(async () => {
  solver = await createMixedIntegerSolver();
});

/** Runs a proof to its end and checks every bound on the way. */
function proveAll(problem: DistrictingProblem, goal: ProofGoal, optimum: number, options: ProofOptions): ProofResult {
  const run = prove(problem, goal, options);
  let latest = 0;
  for (;;) {
    const next = run.next();
    expect(next.value.bound).toBeGreaterThanOrEqual(latest);
    latest = next.value.bound;
    if (Number.isFinite(optimum)) expect(latest).toBeLessThanOrEqual(optimum);
    if (next.done) return next.value;
  }
}

/** The least value of each goal over all plans that keep every rule, and a plan that has it. */
function optima(problem: DistrictingProblem): Map<ProofGoal, { value: number; assignment: Int32Array | undefined }> {
  const best = new Map(
    goals.map((goal) => [goal, { value: Infinity, assignment: undefined as Int32Array | undefined }]),
  );
  const assignment = new Int32Array(problem.areaCount);
  const count = problem.teamCount ** problem.areaCount;
  for (let code = 0; code < count; code++) {
    for (let rest = code, area = 0; area < problem.areaCount; area++) {
      assignment[area] = rest % problem.teamCount;
      rest = Math.floor(rest / problem.teamCount);
    }
    if (!balanced(problem, assignment) || checkPlan(problem, assignment).faults.length > 0) continue;
    const scores = evaluatePlan(problem, assignment);
    const values: Record<ProofGoal, number> = {
      hess: scores.hess,
      moi: scores.moi,
      balance: scores.balanceDeviation,
      "cut-edges": scores.cutEdges,
      "border-length": scores.borderLengthM,
      change: scores.movedWeight,
    };
    for (const goal of goals)
      if (values[goal] < best.get(goal)!.value) best.set(goal, { value: values[goal], assignment: assignment.slice() });
  }
  return best;
}

/** A quick sieve before the independent check: the first measure within its tolerance. */
function balanced(problem: DistrictingProblem, assignment: Int32Array): boolean {
  let total = 0;
  const sums = new Float64Array(problem.teamCount);
  for (let area = 0; area < problem.areaCount; area++) {
    total += problem.measures[area]!;
    sums[assignment[area]!]! += problem.measures[area]!;
  }
  return sums.every((sum, team) => {
    const target = total * problem.targetShare[team]!;
    return Math.abs(sum - target) <= target * (problem.toleranceFraction[0]! + 1e-9);
  });
}

function randomLattice(rows: number, columns: number, teamCount: number, seed: number): DistrictingProblem {
  const random = new Random(seed);
  const areaCount = rows * columns;
  const values = (most: number) => Array.from({ length: areaCount }, () => 1 + random.nextInteger(most));
  const parts: Partial<ProblemParts> = {
    measures: seed % 3 === 0 ? [values(20), values(9)] : [values(20)],
    toleranceFraction: seed % 3 === 0 ? [0.25, 0.6] : [seed % 2 === 0 ? 0.1 : 0.35],
    xM: Array.from({ length: areaCount }, (_, area) => 1000 * (area % columns) + random.nextInteger(500)),
    yM: Array.from({ length: areaCount }, (_, area) => 1000 * Math.floor(area / columns) + random.nextInteger(500)),
  };
  if (seed % 4 === 1)
    parts.lockedTeam = Array.from({ length: areaCount }, (_, area) => (area === 1 ? teamCount - 1 : -1));
  // Two areas that do not touch: the group is in pieces, and its team must hold what lies between.
  if (seed % 4 === 2) parts.group = Array.from({ length: areaCount }, (_, area) => (area === 0 || area === 2 ? 0 : -1));
  if (seed % 2 === 1)
    parts.baselineTeam = Array.from({ length: areaCount }, () => random.nextInteger(teamCount + 1) - 1);
  if (seed % 5 === 0) parts.targetShare = parts.measures!.map(() => unequalShares(teamCount));
  return latticeProblem(rows, columns, teamCount, parts);
}

function unequalShares(teamCount: number): number[] {
  return Array.from({ length: teamCount }, (_, team) => (team === 0 ? 1.5 : 1) / (teamCount + 0.5));
}

describe.each([
  [3, 3, 2],
  [3, 3, 3],
  [3, 4, 2],
  [3, 4, 3],
])("lattices of %i × %i areas and %i teams", (rows, columns, teamCount) => {
  it.each([1, 2, 3, 5])(
    "random weights %i: every bound below the optimum, which is found and proven",
    { timeout: 120_000 },
    (seed) => {
      expectProven(randomLattice(rows, columns, teamCount, seed));
    },
  );
});

/** Compares every goal's proof with enumeration; returns whether there is a plan. */
function expectProven(problem: DistrictingProblem): boolean {
  const best = optima(problem);
  const isWhole = problem.measures.every(Number.isInteger);
  for (const goal of goals) {
    const { value, assignment } = best.get(goal)!;
    // Moi has a bound only: where there is no plan it has nothing to say.
    if (goal === "moi" && !assignment) continue;
    const alone = proveAll(problem, goal, value, assignment ? { plan: assignment } : {});
    if (!assignment) expect(alone.status, goal).not.toBe("optimal");
    if (goal === "moi") continue;
    const blind = proveAll(problem, goal, value, { solver });
    if (!assignment) {
      expect(blind.status, goal).toBe("infeasible");
      continue;
    }
    // Between fractional sums the solver's own tolerance is left as a gap.
    if (goal === "balance" && !isWhole) expect(blind.bound).toBeGreaterThan(value - 3e-6);
    else expect(blind.status, goal).toBe("optimal");
    expect(blind.plan!.value, goal).toBeCloseTo(value, 6);
    expect(checkPlan(problem, blind.plan!.assignment).faults, goal).toEqual([]);
    // A claim below the optimum.
    const refuted = proveAll(problem, goal, value, { solver, cutoff: value * 0.98 - 1e-5 });
    expect(refuted.status, goal).toBe(value * 0.98 - 1e-5 <= 0 ? refuted.status : "none-below");
    expect(refuted.plan, goal).toBeUndefined();
  }
  return best.get("cut-edges")!.assignment !== undefined;
}

const weights = [4, 1, 7, 3, 5, 2, 6, 8, 3];
const halves = [0, 0, 0, 0, 0, 1, 1, 1, 1];

/** All kinds of rules at once, each of them in half of the problems; not every one has a plan. */
function ruledLattice(teamCount: number, seed: number): DistrictingProblem {
  const random = new Random(seed);
  const areaCount = 9;
  const isThere = () => random.nextInteger(2) === 0;
  const anyArea = () => random.nextInteger(areaCount);
  // Weights of 0 too, and in some problems weights that are not whole.
  const unit = isThere() ? 1 : 1.1;
  const values = () => Array.from({ length: areaCount }, () => Math.max(0, random.nextInteger(14) - 2) * unit);
  const measures = isThere() ? [values(), values()] : [values()];
  const baselineTeam = Array.from({ length: areaCount }, () => random.nextInteger(teamCount + 1) - 1);
  const group = Array<number>(areaCount).fill(-1);
  const lockedTeam = Array<number>(areaCount).fill(-1);
  if (isThere()) for (let member = 0; member < 3; member++) group[anyArea()] = 0;
  if (isThere()) lockedTeam[anyArea()] = random.nextInteger(teamCount);
  if (isThere()) lockedTeam[anyArea()] = random.nextInteger(teamCount);
  const pairs = isThere() ? [anyArea(), anyArea(), anyArea(), anyArea()] : [];
  const total = measures[0]!.reduce((sum, own) => sum + own, 0);
  return latticeProblem(3, 3, teamCount, {
    measures,
    toleranceFraction: measures.map(() => 0.15 + 0.1 * random.nextInteger(6)),
    baselineTeam,
    group,
    lockedTeam,
    forbiddenPairs: pairs.filter((area, end) => area !== pairs[end % 2 === 0 ? end + 1 : end - 1]),
    ...(isThere() ? { movedWeightLimit: Math.round(total * (0.3 + 0.1 * random.nextInteger(5))) } : {}),
    ...(isThere() ? { targetShare: measures.map(() => unequalShares(teamCount)) } : {}),
    links: latticeLinks(3, 3).map(([from, to]) => [from, to, 100 + random.nextInteger(900)] as const),
  });
}

it.each([
  [2, 24],
  [3, 12],
])(
  "%i teams under mixtures of all rules, %i of them: the optimum is proven",
  { timeout: 240_000 },
  (teamCount, count) => {
    let solvable = 0;
    for (let seed = 1; seed <= count; seed++) {
      const problem = ruledLattice(teamCount, seed);
      if (validateProblem(problem).some(({ severity }) => severity === "error")) continue;
      if (expectProven(problem)) solvable++;
    }
    expect(solvable).toBeGreaterThan(count / 6);
  },
);

describe("every rule is part of the proof", () => {
  it.each<[string, number, number, number, Partial<ProblemParts>]>([
    ["forbidden pairs", 3, 3, 2, { measures: [weights], toleranceFraction: [0.3], forbiddenPairs: [0, 1, 4, 5, 6, 8] }],
    [
      "forbidden pairs with locks and a group",
      3,
      3,
      3,
      {
        measures: [weights],
        toleranceFraction: [0.5],
        forbiddenPairs: [1, 4, 0, 5],
        lockedTeam: [-1, 2, -1, -1, -1, -1, -1, -1, -1],
        group: [-1, -1, 0, -1, -1, 0, -1, -1, -1],
      },
    ],
    ["a limit on moved weight", 3, 3, 2, { measures: [weights], baselineTeam: halves, movedWeightLimit: 9 }],
    [
      "a limit on moved weight with a new team",
      3,
      3,
      3,
      { measures: [weights], toleranceFraction: [0.4], baselineTeam: halves, movedWeightLimit: 15 },
    ],
    ["fractional weights", 3, 3, 2, { measures: [weights.map((own) => own + own / 7)], toleranceFraction: [0.2] }],
    [
      "a graph in two parts",
      3,
      3,
      2,
      {
        measures: [weights],
        toleranceFraction: [0.5],
        links: latticeLinks(3, 3).filter(([from, to]) => from >= 3 || to < 3),
      },
    ],
    ["areas all in one point", 3, 3, 2, { toleranceFraction: [0.2], xM: Array(9).fill(5), yM: Array(9).fill(5) }],
  ])("%s", { timeout: 60_000 }, (_, rows, columns, teamCount, parts) => {
    const loose = { toleranceFraction: [0.25], ...parts };
    expect(expectProven(latticeProblem(rows, columns, teamCount, loose))).toBe(true);
  });

  it("no measure that counts in balance: the least deviation is 0", () => {
    const problem = { ...latticeProblem(3, 3, 2, { toleranceFraction: [0.2] }), balanceWeight: new Float64Array(1) };
    expect(expectProven(problem)).toBe(true);
  });

  it.each<[string, number, number, number, Partial<ProblemParts>]>([
    ["weights", 1, 3, 2, { measures: [[2, 2, 2]], toleranceFraction: [0.2] }],
    ["weights and connection", 1, 4, 2, { measures: [[3, 3, 1, 1]], toleranceFraction: [0.1] }],
    ["three parts and two teams", 1, 4, 2, { toleranceFraction: [1], links: [[0, 1, 1]] }],
    ["forbidden pairs", 1, 3, 2, { toleranceFraction: [1], forbiddenPairs: [0, 1, 1, 2, 0, 2] }],
    [
      "a limit on moved weight",
      3,
      3,
      2,
      { toleranceFraction: [0.2], baselineTeam: [0, 0, 0, 0, 0, 0, 0, 0, 1], movedWeightLimit: 2 },
    ],
    ["locks that cross", 2, 2, 2, { toleranceFraction: [1], lockedTeam: [0, 1, 1, 0] }],
  ])(
    "no plan because of %s: every exact proof says so and ends",
    { timeout: 60_000 },
    (_, rows, columns, count, parts) => {
      expect(expectProven(latticeProblem(rows, columns, count, parts))).toBe(false);
    },
  );
});

it("refuses a plan in pieces and one out of balance, and goes on without them", () => {
  const problem = latticeProblem(3, 3, 2, { toleranceFraction: [0.2] });
  for (const plan of [
    [0, 1, 0, 1, 1, 0, 0, 0, 0],
    [1, 0, 0, 0, 0, 0, 0, 0, 0],
  ]) {
    const result = proveAll(problem, "hess", 10, { plan: Int32Array.from(plan) });
    expect(result.refusedPlan.length).toBeGreaterThan(0);
    expect(result.plan).toBeUndefined();
  }
});
