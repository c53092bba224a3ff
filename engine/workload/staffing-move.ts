// The smallest move of positions that brings every team's load per position into its band.

export interface StaffingMove {
  /** Positions of each team after the move. */
  readonly positions: readonly number[];
  /** How many positions change team. */
  readonly moved: number;
}

/**
 * The fewest positions, in whole steps, that must change team; among those the ones that leave the largest deviation
 * smallest, step by step. Exact: all positions together stay as many, so that each team has a span of positions of its own
 * that its load allows, whatever the others have; teams below their span must be given and teams above must give, and no
 * plan moves less than the larger of the two sums. Null where no move of such steps does it. Throws on a step that is not
 * above 0 and on lengths that differ.
 */
export function smallestStaffingMove(
  loads: readonly number[],
  positions: readonly number[],
  bandFraction: number,
  step: number,
): StaffingMove | null {
  if (loads.length !== positions.length || !(step > 0))
    throw new Error(`${loads.length} loads of ${positions.length} teams in steps of ${step}.`);
  const worked = positions.reduce((sum, own) => sum + own, 0);
  const total = loads.reduce((sum, own) => sum + own, 0);
  if (total === 0 || worked === 0) return null;
  const spans = loads.map((load, team) => {
    const fair = (load / total) * worked;
    const whole = (most: number) => (most - positions[team]!) / step;
    return {
      least: Math.max(Math.ceil(whole(fair / (1 + bandFraction)) - 1e-9), Math.ceil(whole(0) - 1e-9)),
      most: Math.floor(whole(bandFraction < 1 ? fair / (1 - bandFraction) : Number.POSITIVE_INFINITY) + 1e-9),
    };
  });
  if (spans.some(({ least, most }) => least > most)) return null;
  const steps = spans.map(({ least, most }) => Math.max(least, Math.min(0, most)));
  let surplus = steps.reduce((sum, own) => sum + own, 0);
  while (surplus !== 0) {
    const by = surplus > 0 ? -1 : 1;
    const free = spans.flatMap(({ least, most }, team) => {
      const next = steps[team]! + by;
      return next >= least && next <= most ? [team] : [];
    });
    if (free.length === 0) return null;
    const after = (team: number) => loads[team]! / (positions[team]! + (steps[team]! + by) * step);
    // Who must give has the lowest load afterwards, who is given the highest.
    const chosen = free.reduce((best, team) => (by * (after(team) - after(best)) > 0 ? team : best));
    steps[chosen]! += by;
    surplus += by;
  }
  const moved = steps.reduce((sum, own) => sum + Math.max(0, own), 0) * step;
  return { positions: positions.map((own, team) => own + steps[team]! * step), moved };
}
