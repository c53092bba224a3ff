// How large a part of the whole each team of a run is to have.
import type { Run } from "../../api/contract/runs.ts";

/** One weight for each team, in any unit: positions, shares by hand, or all equal. */
export function targetWeights({ teams, rules }: Pick<Run, "teams" | "rules">): number[] {
  const shareOf = new Map(rules.shares.map(({ teamId, share }) => [teamId, share]));
  return teams.map(({ teamId, investigationPositions, firstLinePositions }) => {
    if (rules.targets === "equal") return 1;
    if (rules.targets === "shares") return shareOf.get(teamId) ?? 0;
    return investigationPositions + firstLinePositions;
  });
}
