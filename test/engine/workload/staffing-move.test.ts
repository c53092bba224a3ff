// The smallest staffing move against trying every one.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deviationFractions } from "../../../engine/workload/band-chance.ts";
import { smallestStaffingMove } from "../../../engine/workload/staffing-move.ts";

/** The fewest steps that any division of the same positions moves; null where none brings every team into the band. */
function triedAll(loads: readonly number[], positions: readonly number[], band: number, step: number): number | null {
  const reach = 6;
  let fewest: number | null = null;
  const tryFrom = (team: number, steps: readonly number[]) => {
    if (team < positions.length) {
      for (let own = -reach; own <= reach; own++) tryFrom(team + 1, [...steps, own]);
      return;
    }
    if (steps.reduce((sum, own) => sum + own, 0) !== 0) return;
    const after = positions.map((own, place) => own + steps[place]! * step);
    if (after.some((own) => own < 0)) return;
    if (deviationFractions(loads, after).some((deviation) => !(Math.abs(deviation) <= band + 1e-9))) return;
    const moved = steps.reduce((sum, own) => sum + Math.max(0, own), 0);
    if (fewest === null || moved < fewest) fewest = moved;
  };
  tryFrom(0, []);
  return fewest;
}

describe("the smallest staffing move", () => {
  it("moves no more than the best of all that can be tried", () => {
    const team = fc.record({ load: fc.integer({ min: 20, max: 90 }), quarters: fc.integer({ min: 4, max: 12 }) });
    fc.assert(
      fc.property(
        fc.array(team, { minLength: 3, maxLength: 3 }),
        fc.constantFrom(0.05, 0.1, 0.25),
        fc.constantFrom(0.25, 0.5),
        (teams, band, step) => {
          const loads = teams.map(({ load }) => load);
          const positions = teams.map(({ quarters }) => quarters / 4);
          const best = triedAll(loads, positions, band, step);
          const move = smallestStaffingMove(loads, positions, band, step);
          // A larger move than was tried may do it where none of those does.
          if (best === null) return;
          expect(move).not.toBeNull();
          expect(move!.moved).toBeCloseTo(best * step, 9);
          const after = deviationFractions(loads, move!.positions);
          for (const deviation of after) expect(Math.abs(deviation)).toBeLessThanOrEqual(band + 1e-9);
          const sum = (all: readonly number[]) => all.reduce((total, own) => total + own, 0);
          expect(sum(move!.positions)).toBeCloseTo(sum(positions), 9);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("is no move where every team is within, and none at all where steps are too coarse", () => {
    expect(smallestStaffingMove([60, 62], [6, 6], 0.05, 0.5)).toEqual({ positions: [6, 6], moved: 0 });
    expect(smallestStaffingMove([60, 75], [1, 1], 0.05, 0.5)).toBeNull();
    expect(smallestStaffingMove([0, 0], [1, 1], 0.05, 0.5)).toBeNull();
    expect(() => smallestStaffingMove([1], [1, 2], 0.05, 0.5)).toThrow();
  });

  it("takes from whom has least to do, and leaves the others alone", () => {
    expect(smallestStaffingMove([50, 60, 70, 60], [6, 6, 6, 6], 0.1, 0.5)).toEqual({
      positions: [5.5, 6, 6.5, 6],
      moved: 0.5,
    });
  });
});
