// The bound on balance is never above the best plan there is.
import { describe, expect, it } from "vitest";
import { balanceLowerBound } from "../../engine/bounds/balance-bound.ts";
import { Random } from "../../engine/random.ts";
import { latticeProblem } from "../support/grids.ts";
import { everyConnectedPlan } from "../support/plan-checker.ts";

describe("balanceLowerBound", () => {
  it("is at most the least largest deviation by enumeration, with shares, locks and groups, and often equal to it", () => {
    const random = new Random(21);
    const counts = { equal: 0, positive: 0, compared: 0 };
    for (let draw = 0; draw < 60; draw++) {
      const teamCount = 2 + (draw % 2);
      const heavy = draw % 3 === 0 ? 60 : 1;
      const share = Array.from({ length: teamCount }, () => 1 + random.nextInteger(3));
      const total = share.reduce((a, b) => a + b);
      const problem = latticeProblem(2, 4, teamCount, {
        measures: [Array.from({ length: 8 }, (_, i) => (2 + random.nextInteger(9)) * (i === 3 ? heavy : 1) * 2)],
        toleranceFraction: [100],
        targetShare: [share.map((part) => part / total)],
        ...(draw % 4 === 0 ? { lockedTeam: [0, 0, 0, 0, -1, -1, -1, -1] } : {}),
        ...(draw % 5 === 0 ? { group: [-1, 3, 3, -1, -1, -1, 3, -1] } : {}),
      });
      let least = Number.POSITIVE_INFINITY;
      for (const { plan } of everyConnectedPlan(problem)) {
        if (plan.faults.every((fault) => fault.includes("deviates"))) least = Math.min(least, plan.maxDeviation);
      }
      if (least === Number.POSITIVE_INFINITY) continue;
      const bound = balanceLowerBound(problem);
      expect(bound.deviationFraction).toBeLessThanOrEqual(least + 1e-12);
      counts.compared++;
      if (bound.deviationFraction > 0) counts.positive++;
      if (Math.abs(bound.deviationFraction - least) < 1e-12) counts.equal++;
    }
    expect(counts.compared).toBeGreaterThan(40);
    expect(counts.positive).toBeGreaterThan(20);
    expect(counts.equal).toBeGreaterThan(5);
  });

  it("names its argument", () => {
    const weights = (heavy: number): number[][] => [[heavy, 1, 1, 1, 1, 1]];
    const row = (heavy: number, lockedTeam?: number[]) =>
      latticeProblem(1, 6, 2, { measures: weights(heavy), ...(lockedTeam ? { lockedTeam } : {}) });
    expect(balanceLowerBound(row(1))).toMatchObject({ deviationFraction: 0, method: "none" });
    expect(balanceLowerBound(row(2))).toMatchObject({ method: "whole-numbers" });
    expect(balanceLowerBound(row(15))).toMatchObject({ deviationFraction: 0.5, method: "heaviest-unit" });
    expect(balanceLowerBound(row(1, [0, 0, 0, 0, -1, -1]))).toMatchObject({ method: "locked-weight" });
  });
});
