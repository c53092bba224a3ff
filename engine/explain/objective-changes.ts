// What moving one area does to each goal, from the plan's sums and the area's neighbourhood.
import type { ObjectiveWeights } from "../problem.ts";
import type { Move, PlanAccount, TeamSums } from "./plan-account.ts";

/** The goal's value after the move less its value before, in the goal's own unit. */
type ObjectiveChange = (account: PlanAccount, move: Move) => number;

/** Every goal of `objectives/`; the compiler asks for a new one here. */
export const objectiveChanges: Record<keyof ObjectiveWeights, ObjectiveChange> = {
  balance(account, move) {
    const largest = (after?: Move): number => {
      const { measureCount, teamCount, balanceWeight } = account.problem;
      let deviation = 0;
      for (let measure = 0; measure < measureCount; measure++) {
        for (let team = 0; team < teamCount; team++)
          deviation = Math.max(deviation, balanceWeight[measure]! * Math.abs(account.deviation(team, measure, after)));
      }
      return deviation;
    };
    return largest(move) - largest();
  },
  cutEdges: (account, move) => cutChange(account, move, () => 1),
  borderLength: (account, move) => cutChange(account, move, (link) => account.problem.borderLengthM[link]!),
  momentOfInertia(account, { area, from, to }) {
    let change = 0;
    for (const [team, sign] of [[from, -1] as const, [to, 1] as const]) {
      if (team < 0) continue;
      const before = account.teams[team]!;
      change += momentOf(account.withArea(before, area, sign)) - momentOf(before);
    }
    return change;
  },
  change(account, { area, from, to }) {
    const today = account.problem.baselineTeam[area]!;
    if (today < 0) return 0;
    return account.weight(area) * (Number(to !== today) - Number(from >= 0 && from !== today));
  },
  travel(account, { area, from, to }) {
    const { homeArea, xM, yM } = account.problem;
    const distance = (team: number): number => {
      const home = team >= 0 ? homeArea[team]! : -1;
      if (home < 0) return 0;
      const dx = xM[area]! - xM[home]!;
      const dy = yM[area]! - yM[home]!;
      return Math.sqrt(dx * dx + dy * dy);
    };
    return account.weight(area) * (distance(to) - distance(from));
  },
  hess(account, { area, from, to }) {
    let change = 0;
    for (const [team, sign] of [[from, -1] as const, [to, 1] as const]) {
      if (team < 0) continue;
      const before = account.teams[team]!;
      const areas = account.areasOfTeam[team]!;
      const areasAfter = sign === 1 ? [...areas, area] : areas.filter((other) => other !== area);
      change += hessOf(account, account.withArea(before, area, sign), areasAfter) - hessOf(account, before, areas);
    }
    return change;
  },
};

function cutChange(
  { problem, assignment }: PlanAccount,
  { area, from, to }: Move,
  price: (link: number) => number,
): number {
  let change = 0;
  for (let link = problem.adjacencyOffset[area]!; link < problem.adjacencyOffset[area + 1]!; link++) {
    const team = assignment[problem.adjacencyTarget[link]!]!;
    if (team < 0) continue;
    change += price(link) * (Number(team !== to) - Number(from >= 0 && team !== from));
  }
  return change;
}

/** Σ weight × squared distance to the centroid; 0 without weight. */
function momentOf({ weight, x, y, square }: TeamSums): number {
  return weight > 0 ? Math.max(0, square - (x * x + y * y) / weight) : 0;
}

/** The same to the best of the team's own areas (parallel axes). */
function hessOf(account: PlanAccount, sums: TeamSums, areas: readonly number[]): number {
  const { weight, x, y } = sums;
  if (!(weight > 0) || areas.length === 0) return 0;
  let nearest = Number.POSITIVE_INFINITY;
  for (const area of areas) {
    const dx = account.x[area]! - x / weight;
    const dy = account.y[area]! - y / weight;
    nearest = Math.min(nearest, dx * dx + dy * dy);
  }
  return momentOf(sums) + weight * nearest;
}
