// Sums of one measure over the teams of any assignment, for what the service has not (yet) a balance of: a run at work.
export interface TeamSum {
  readonly areaCount: number;
  readonly value: number;
  readonly target: number;
  readonly deviation: number;
  /** value / target − 1; 0 where both are 0, 1 where only the target is. */
  readonly deviationFraction: number;
}
export interface AssignmentSums {
  readonly teams: readonly TeamSum[];
  /** On the map but in no team. */
  readonly unassigned: { readonly areaCount: number; readonly value: number };
  /** Known values of areas: teams and unassigned together. */
  readonly placedTotal: number;
}

/**
 * @param values one per area; null (unknown) counts as nothing and is told elsewhere.
 * @param teamIndexes team of each area, −1 = none.
 * @param weights one per team: positions, or all equal. Targets are the placed total shared by them.
 */
export function sumTeams(
  values: readonly (number | null)[],
  teamIndexes: readonly number[],
  weights: readonly number[],
): AssignmentSums {
  const sums = weights.map(() => ({ areaCount: 0, value: 0 }));
  const unassigned = { areaCount: 0, value: 0 };
  teamIndexes.forEach((team, area) => {
    const sum = sums[team] ?? unassigned;
    sum.areaCount++;
    sum.value += values[area] ?? 0;
  });
  const placedTotal = unassigned.value + sums.reduce((total, sum) => total + sum.value, 0);
  const weightTotal = weights.reduce((total, weight) => total + weight, 0);
  const teams = sums.map((sum, team) => {
    const share = weightTotal > 0 ? weights[team]! / weightTotal : 1 / weights.length;
    const target = placedTotal * share;
    const deviation = sum.value - target;
    const deviationFraction = target > 0 ? deviation / target : sum.value > 0 ? 1 : 0;
    return { ...sum, target, deviation, deviationFraction };
  });
  return { teams, unassigned, placedTotal };
}
