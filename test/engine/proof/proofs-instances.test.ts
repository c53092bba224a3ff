// Proofs on real and municipality-sized instances, with the literature's and the shared README's optima as judges.
import { describe, expect, it } from "vitest";
import { createMixedIntegerSolver } from "../../../api/workers/mixed-integer-solver.ts";
import type { DistrictingProblem } from "../../../engine/problem.ts";
import { prove } from "../../../engine/proof/index.ts";
import type { ProofGoal, ProofOptions, ProofResult } from "../../../engine/proof/proof.ts";
import { evaluatePlan } from "../../../engine/scores.ts";
import { instanceProblem, latticeProblem, readInstance } from "../../support/grids.ts";
import { checkPlan } from "../../support/plan-checker.ts";
import { hasSharedInstances } from "../../support/shared-data.ts";
import { solveSteps } from "../../support/solving.ts";

function finish(problem: DistrictingProblem, goal: ProofGoal, options: ProofOptions, yieldLimit = Infinity) {
  const run = prove(problem, goal, options);
  for (let yields = 0; ; yields++) {
    const next = run.next();
    if (next.done || yields >= yieldLimit) return next.value;
  }
}

it("bounds hess in the plane where there are too many centres to choose among", { timeout: 120_000 }, () => {
  const side = 50;
  const problem = latticeProblem(side, side, 4, { toleranceFraction: [0.05] });
  const quarters = Int32Array.from({ length: side * side }, (_, area) => {
    const isLower = Math.floor(area / side) >= side / 2;
    return (isLower ? 2 : 0) + (area % side >= side / 2 ? 1 : 0);
  });
  const { hess } = evaluatePlan(problem, quarters);
  const run = prove(problem, "hess", { plan: quarters });
  let { value } = run.next();
  while (value.bound < 0.5 * hess) ({ value } = run.next());
  expect(value.method).toBe("lagrangian-in-the-plane");
  expect(value.bound).toBeLessThanOrEqual(hess);
});

describe.skipIf(!hasSharedInstances)("shared instances (skipped where ../shared is absent)", () => {
  const compact = { objective: { momentOfInertia: 1 } };

  it("finds and proves Sundsvall's optimum from an ordinary plan", { timeout: 120_000 }, async () => {
    const problem = instanceProblem(readInstance("sundsvall-deso-k4"), compact);
    const { assignment } = solveSteps(problem, 200_000);
    const solver = await createMixedIntegerSolver();
    const result = finish(problem, "hess", { plan: assignment, solver }) as ProofResult;
    expect(result.status).toBe("optimal");
    expect(result.plan!.value / 1e6).toBeCloseTo(2_139_002.402, 2);
    expect(result.bound / result.plan!.value).toBeGreaterThan(1 - 1e-7);
    expect(checkPlan(problem, result.plan!.assignment).faults).toEqual([]);
  });

  it("shows that nothing lies below a value that is claimed too low, and never calls it an optimum", async () => {
    const problem = instanceProblem(readInstance("sundsvall-deso-k4"), compact);
    const solver = await createMixedIntegerSolver();
    const result = finish(problem, "hess", { cutoff: 2_135_000e6, solver }) as ProofResult;
    expect(result.status).toBe("none-below");
    expect(result.plan).toBeUndefined();
    expect(result.bound).toBeLessThanOrEqual(2_135_000e6);
  }, 120_000);

  it.each([
    ["nh-tracts-k2", 2_692_679_166.82, 0.005],
    ["ia-counties-k4", 17_785_886_213.91, 0.025],
  ])(
    "bounds %s without a solver, near and never above the proven optimum",
    (name, optimumKm2, gap) => {
      const problem = instanceProblem(readInstance(name), compact);
      const { assignment } = solveSteps(problem, 1_000_000);
      const { bound } = finish(problem, "hess", { plan: assignment });
      expect(bound / 1e6).toBeLessThanOrEqual(optimumKm2);
      expect(bound / 1e6).toBeGreaterThan(optimumKm2 * (1 - gap));
    },
    120_000,
  );

  it.each([
    ["ia-counties-k4", 33, 24],
    ["nh-tracts-k2", 26, 12],
  ])(
    "bounds the cut links of %s below the proven optimum",
    (name, optimum, atLeast) => {
      const problem = instanceProblem(readInstance(name), { objective: { cutEdges: 1 } });
      const { bound } = finish(problem, "cut-edges", {}, 130);
      expect(bound).toBeLessThanOrEqual(optimum);
      expect(bound).toBeGreaterThanOrEqual(atLeast);
    },
    120_000,
  );

  it("bounds the moment about the teams' own centroids within two per cent", { timeout: 120_000 }, () => {
    const problem = instanceProblem(readInstance("sundsvall-deso-k4"), compact);
    const { assignment } = solveSteps(problem, 1_000_000);
    const { bound } = finish(problem, "moi", { plan: assignment }, 800);
    const { moi } = evaluatePlan(problem, assignment);
    expect(bound).toBeLessThanOrEqual(moi);
    expect(bound).toBeGreaterThan(moi * 0.98);
  });
});
