// Balanced clusters: shares met exactly, locks kept, and moments that are those of the best arrangement on known cases.
import { describe, expect, it } from "vitest";
import { Random } from "../../engine/random.ts";
import { makeSearchProblem } from "../../engine/search-problem.ts";
import { BalancedClusters } from "../../engine/solvers/balanced-clusters.ts";
import { latticeProblem } from "../support/grids.ts";

function leastMoment(clusters: BalancedClusters, trials: number): number {
  const random = new Random(7);
  let least = Number.POSITIVE_INFINITY;
  for (let trial = 0; trial < trials; trial++) {
    for (const _ of clusters.cluster(random));
    least = Math.min(least, clusters.moment);
  }
  return least;
}

describe("balanced clusters", () => {
  it("find the four quadrants of a square", () => {
    const problem = latticeProblem(12, 12, 4, { objective: { hess: 1 } });
    const search = makeSearchProblem(problem)!;
    const clusters = new BalancedClusters(search);
    // A 6 × 6 square about its middle: 36 × 2 × (6² − 1) / 12 squared steps.
    const stepM = Math.abs(problem.xM[1]! - problem.xM[0]!) || Math.abs(problem.yM[1]! - problem.yM[0]!);
    const quadrants = (4 * 36 * 2 * 35) / 12;
    expect(leastMoment(clusters, 10) / stepM ** 2).toBeCloseTo(quadrants, 6);
  });

  it("fill unequal shares exactly, dividing nodes where they must", () => {
    const targetShare = [[0.5, 0.3, 0.2]];
    const weights = Array.from({ length: 100 }, (_, area) => 1 + ((area * 37) % 11));
    const problem = latticeProblem(10, 10, 3, { targetShare, measures: [weights], objective: { hess: 1 } });
    const clusters = new BalancedClusters(makeSearchProblem(problem)!);
    for (let seed = 0; seed < 20; seed++) {
      for (const _ of clusters.cluster(new Random(seed)));
      for (const [team, share] of targetShare[0]!.entries())
        expect(Math.abs(clusters.shareOf(team) - share)).toBeLessThan(2e-4);
    }
  });

  it("give no less a moment when a lock must be kept, and end when shares cannot be met", () => {
    const free = latticeProblem(8, 8, 2, { objective: { hess: 1 } });
    const lockedTeam = new Int32Array(64).fill(-1);
    lockedTeam[0] = 0;
    lockedTeam[63] = 0;
    const bound = leastMoment(new BalancedClusters(makeSearchProblem(free)!), 10);
    const locked = latticeProblem(8, 8, 2, { lockedTeam, objective: { hess: 1 } });
    expect(leastMoment(new BalancedClusters(makeSearchProblem(locked)!), 10)).toBeGreaterThan(bound);
    const full = latticeProblem(8, 8, 2, { lockedTeam: new Int32Array(64), objective: { hess: 1 } });
    expect(leastMoment(new BalancedClusters(makeSearchProblem(full)!), 1)).toBeGreaterThan(bound);
  });
});
