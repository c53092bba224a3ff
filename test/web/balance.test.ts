// Sums over teams: nobody is lost, targets follow the positions.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumTeams } from "../../web/state/balance.ts";

describe("sumTeams", () => {
  it("shares the placed total by the weights", () => {
    const { teams, unassigned } = sumTeams([10, 20, null, 40, 30], [0, 1, 1, 0, -1], [1, 3]);
    expect(teams).toEqual([
      { areaCount: 2, value: 50, target: 25, deviation: 25, deviationFraction: 1 },
      { areaCount: 2, value: 20, target: 75, deviation: -55, deviationFraction: -55 / 75 },
    ]);
    expect(unassigned).toEqual({ areaCount: 1, value: 30 });
  });

  it("loses nobody and no area, and its targets make the total", () => {
    const areas = fc.array(fc.tuple(fc.option(fc.nat(2000), { nil: null }), fc.integer({ min: -1, max: 3 })));
    fc.assert(
      fc.property(areas, fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }), (list, weights) => {
        const values = list.map(([value]) => value);
        const { teams, unassigned, placedTotal } = sumTeams(
          values,
          list.map(([, team]) => team),
          weights,
        );
        const known = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
        expect(placedTotal).toBe(known);
        expect(unassigned.value + teams.reduce((sum, team) => sum + team.value, 0)).toBe(known);
        expect(unassigned.areaCount + teams.reduce((sum, team) => sum + team.areaCount, 0)).toBe(list.length);
        expect(teams.reduce((sum, team) => sum + team.target, 0)).toBeCloseTo(known, 6);
      }),
    );
  });
});
