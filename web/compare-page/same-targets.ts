// Two plans' deviations by one ruler: where they have the same teams both are judged by the later plan's targets, as in its record.
import type { MeasureBalance, Plan, PlanBalance } from "../../api/contract/plans.ts";
import { deviationFraction } from "../../engine/tallies.ts";

type Shares = Pick<Plan, "teams">;

/** Whether the plans have the same teams, so that one's targets can judge both. */
export function haveSameTeams(one: Shares, other: Shares): boolean {
  const teamIds = new Set(one.teams.map(({ teamId }) => teamId));
  return teamIds.size === other.teams.length && other.teams.every(({ teamId }) => teamIds.has(teamId));
}

/** Whether each team has the same share of every total in both. */
export function haveSameTargets(one: Shares, other: Shares): boolean {
  const shareOf = new Map(one.teams.map(({ teamId, targetShare }) => [teamId, targetShare]));
  return haveSameTeams(one, other) && other.teams.every((team) => shareOf.get(team.teamId) === team.targetShare);
}

/**
 * The balance of `plan` as if its teams had the shares of `judge`, which has the same teams. What is placed on the map is the
 * same in both, since the division is.
 */
export function judgedBy(balance: PlanBalance, plan: Shares, judge: Shares): PlanBalance {
  const ownShare = new Map(plan.teams.map(({ teamId, targetShare }) => [teamId, targetShare]));
  const shareOf = new Map(judge.teams.map(({ teamId, targetShare }) => [teamId, targetShare]));
  const judged = (measure: MeasureBalance): MeasureBalance => {
    const teams = measure.teams.map((team) => {
      // A team is not told the total, but its own target is its share of it.
      const placed = measure.placedTotal ?? team.target / ownShare.get(team.teamId)!;
      if (!Number.isFinite(placed)) return team;
      const target = shareOf.get(team.teamId)! * placed;
      const deviation = team.value - target;
      return { ...team, target, deviation, deviationFraction: deviationFraction(team.value, target) };
    });
    const largest = Math.max(0, ...teams.map((team) => Math.abs(team.deviationFraction)));
    return { ...measure, teams, largestDeviationFraction: largest };
  };
  return { ...balance, measures: balance.measures.map(judged) };
}
