// Marginal effects beside counting everything anew, for every area and neighbouring team of random plans and drafts.
import { describe, expect, it } from "vitest";
import { everyMarginalEffect, marginalEffects } from "../../../engine/explain/marginal-effects.ts";
import { objectives } from "../../../engine/objectives/index.ts";
import { type DistrictingProblem, objectiveNames } from "../../../engine/problem.ts";
import { Random } from "../../../engine/random.ts";
import { checkRules, type RuleName, rules } from "../../../engine/rules/index.ts";
import { evaluatePlan, weighedObjective } from "../../../engine/scores.ts";
import { latticeProblem } from "../../support/grids.ts";

/** A lattice with every goal weighed and every rule present, and a plan that may be broken, unfinished or fine. */
function drawn(seed: number): { problem: DistrictingProblem; plan: Int32Array } {
  const random = new Random(seed);
  const areaCount = 12;
  const anywhere = (chance: number, count: number): number[] =>
    Array.from({ length: areaCount }, () => (random.nextInteger(chance) === 0 ? random.nextInteger(count) : -1));
  const problem = latticeProblem(3, 4, 3, {
    diagonals: seed % 2 === 0,
    measures: [
      Array.from({ length: areaCount }, () => random.nextInteger(7)),
      Array.from({ length: areaCount }, () => 0.5 + random.nextFraction()),
    ],
    toleranceFraction: [0.3, 0.5],
    lockedTeam: anywhere(5, 3),
    group: anywhere(3, 3),
    baselineTeam: anywhere(1, 3),
    objective: { balance: 1, cutEdges: 1, borderLength: 1, momentOfInertia: 1, change: 1, travel: 1, hess: 1 },
  });
  const columns = Int32Array.from({ length: areaCount }, (_, area) => Math.min(2, area % 4));
  const plan =
    seed % 3 === 0 ? columns : columns.map((team) => (random.nextInteger(3) === 0 ? random.nextInteger(4) - 1 : team));
  const forbiddenPairs = Int32Array.from([0, 11, 2, 5, 5, 9]);
  const homeArea = Int32Array.of(0, -1, 7);
  return { problem: { ...problem, homeArea, forbiddenPairs, movedWeightLimit: 12 }, plan };
}

/** The amounts of a broken rule: of balance each team's own in each measure, of the others together. */
function amountsOf(problem: DistrictingProblem, plan: Int32Array, rule: RuleName): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const { teamIndexes, measureIndex, amount, ...violation } of checkRules(problem, plan)) {
    if (violation.rule !== rule) continue;
    const whose = rule === "balance" ? `${teamIndexes![0]} ${measureIndex}` : "";
    amounts.set(whose, (amounts.get(whose) ?? 0) + amount);
  }
  return amounts;
}

function isBrokenMore(problem: DistrictingProblem, plan: Int32Array, moved: Int32Array, rule: RuleName): boolean {
  const before = amountsOf(problem, plan, rule);
  return [...amountsOf(problem, moved, rule)].some(([whose, amount]) => amount > (before.get(whose) ?? 0) + 1e-9);
}

describe("marginal effects", () => {
  it("are what counting everything anew says, for every goal, deviation and rule", () => {
    const forbidden = new Map<RuleName, number>();
    let allowed = 0;
    for (let seed = 0; seed < 120; seed++) {
      const { problem, plan } = drawn(seed);
      const before = evaluatePlan(problem, plan);
      for (const effect of everyMarginalEffect(problem, plan)) {
        const moved = plan.slice();
        moved[effect.areaIndex] = effect.toTeam;
        const after = evaluatePlan(problem, moved);
        expect(effect.fromTeam).toBe(plan[effect.areaIndex]);
        for (const name of objectiveNames) {
          const change = objectives[name].evaluate(problem, moved) - objectives[name].evaluate(problem, plan);
          expect(effect.objectiveChange[name], name).toBeCloseTo(change, 8);
        }
        expect(effect.weighedChange).toBeCloseTo(weighedObjective(problem, moved) - weighedObjective(problem, plan), 8);
        for (const { teamIndex, measureIndex, beforeFraction, afterFraction } of effect.deviations) {
          expect(beforeFraction).toBeCloseTo(before.teams[teamIndex]!.measures[measureIndex]!.deviationFraction, 10);
          expect(afterFraction).toBeCloseTo(after.teams[teamIndex]!.measures[measureIndex]!.deviationFraction, 10);
        }
        expect(effect.deviations).toHaveLength(effect.fromTeam < 0 ? 2 : 4);
        const worse = (Object.keys(rules) as RuleName[]).filter((rule) => isBrokenMore(problem, plan, moved, rule));
        expect([...effect.forbiddenBy].sort()).toEqual(worse.sort());
        for (const rule of worse) forbidden.set(rule, (forbidden.get(rule) ?? 0) + 1);
        if (worse.length === 0) allowed++;
      }
    }
    for (const rule of Object.keys(rules) as RuleName[]) expect(forbidden.get(rule) ?? 0, rule).toBeGreaterThan(5);
    expect(allowed).toBeGreaterThan(200);
  });

  it("name every other team beside the area once, and none for an area inside its team", () => {
    const problem = latticeProblem(3, 3, 3);
    const plan = Int32Array.of(0, 0, 1, 0, 0, 1, 2, 2, 2);
    expect(marginalEffects(problem, plan, 4).map(({ toTeam }) => toTeam)).toEqual([1, 2]);
    expect(marginalEffects(problem, plan, 0)).toEqual([]);
    expect(marginalEffects(problem, plan, 2).map(({ fromTeam, toTeam }) => [fromTeam, toTeam])).toEqual([[1, 0]]);
  });

  it("tell six thousand areas in seconds", () => {
    const problem = latticeProblem(60, 100, 20, { objective: { hess: 1, cutEdges: 1 } });
    const plan = Int32Array.from(
      { length: 6000 },
      (_, area) => Math.floor(area / 100 / 15) * 5 + Math.floor((area % 100) / 20),
    );
    expect([...everyMarginalEffect(problem, plan)].length).toBeGreaterThan(1000);
  });
});
