// Two compared plans with the same teams are judged by the later plan's targets, as that plan's record judges them.
import { expect, it } from "vitest";
import type { Plan, PlanBalance } from "../../api/contract/plans.ts";
import { haveSameTargets, haveSameTeams, judgedBy } from "../../web/compare-page/same-targets.ts";

const planOf = (shares: Record<string, number>) =>
  ({ teams: Object.entries(shares).map(([teamId, targetShare]) => ({ teamId, targetShare })) }) as unknown as Plan;
const balanceOf = (plan: Plan, values: readonly number[], placedTotal: number | null) => {
  const teams = plan.teams.map(({ teamId, targetShare }, place) => {
    const [value, target] = [values[place]!, targetShare * 1000];
    return { teamId, value, target, deviation: value - target, deviationFraction: value / target - 1 };
  });
  return {
    measures: [{ measureKey: "children", placedTotal, teams, largestDeviationFraction: 0 }],
  } as unknown as PlanBalance;
};
const today = planOf({ a: 0.5, b: 0.5 });
const plan = planOf({ b: 0.6, a: 0.4 });

it("takes the targets of the other plan, whatever order its teams stand in", () => {
  for (const placedTotal of [1000, null]) {
    const [measure] = judgedBy(balanceOf(today, [500, 500], placedTotal), today, plan).measures;
    expect(measure!.teams.map(({ teamId, target, deviation }) => [teamId, target, deviation])).toEqual([
      ["a", 400, 100],
      ["b", 600, -100],
    ]);
    expect(measure!.teams[0]!.deviationFraction).toBeCloseTo(0.25, 12);
    expect(measure!.largestDeviationFraction).toBeCloseTo(0.25, 12);
  }
});

it("knows plans that one ruler cannot judge, and those that it need not be told of", () => {
  expect([haveSameTeams(today, plan), haveSameTargets(today, plan), haveSameTargets(today, today)]).toEqual([
    true,
    false,
    true,
  ]);
  expect(haveSameTeams(planOf({ a: 0.5, c: 0.5 }), plan)).toBe(false);
  expect(haveSameTeams(planOf({ a: 0.4, b: 0.3, c: 0.3 }), plan)).toBe(false);
});
