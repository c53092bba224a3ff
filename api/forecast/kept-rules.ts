// The rules in force that today's division itself keeps, as the engine's arrays: what a mend of it must keep too.
import type { DistrictingProblem } from "../../engine/problem.ts";
import type { WatchFinding } from "../contract/forecast.ts";
import type { Plan } from "../contract/plans.ts";
import { groupAreas } from "../runs/area-groups.ts";
import type { RulesInForce } from "./rules-in-force.store.ts";

export type RespectedRules = NonNullable<NonNullable<WatchFinding["boundary"]>["rules"]>;

export interface KeptRules {
  readonly arrays: Pick<DistrictingProblem, "lockedTeam" | "group" | "forbiddenPairs">;
  /** Null where no rules are in force. */
  readonly told: RespectedRules | null;
}

/** A rule that today's division breaks, or that speaks of areas or teams it has not, is counted as broken and left out. */
export function keptRules(rules: RulesInForce | null, plan: Plan, codes: readonly string[]): KeptRules {
  const areaIndexByCode = new Map(codes.map((code, areaIndex) => [code, areaIndex]));
  const indexesOf = (areaCodes: readonly string[]) => areaCodes.map((code) => areaIndexByCode.get(code) ?? -1);
  const teamOf = (areaIndex: number) => plan.teamIndexes[areaIndex] ?? -1;
  const teamsOf = (areaCodes: readonly string[]) => indexesOf(areaCodes).map(teamOf);
  const isWhole = (areaCodes: readonly string[]) => {
    const teams = teamsOf(areaCodes);
    return teams.every((team) => team >= 0 && team === teams[0]);
  };
  const isApart = (areaCodes: readonly string[]) => {
    const [one = -1, other = -1] = teamsOf(areaCodes);
    return one >= 0 && other >= 0 && one !== other;
  };
  const { locks = [], keepTogether = [], keepApart = [], catchments = [] } = rules ?? {};
  const heldLocks = locks.filter(
    ({ areaCode, teamId }) => plan.teams[teamOf(areaIndexByCode.get(areaCode) ?? -1)]?.teamId === teamId,
  );
  const wholeGroups = keepTogether.filter(isWhole);
  const wholeCatchments = catchments.filter(isWhole);
  const heldPairs = keepApart.filter(isApart);
  const lockedTeam = new Int32Array(codes.length).fill(-1);
  for (const areaIndex of indexesOf(heldLocks.map(({ areaCode }) => areaCode)))
    lockedTeam[areaIndex] = teamOf(areaIndex);
  const together = [...wholeGroups, ...wholeCatchments].map((areaCodes) => ({ name: "", areaCodes }));
  const given = locks.length + keepTogether.length + catchments.length + keepApart.length;
  const held = heldLocks.length + together.length + heldPairs.length;
  return {
    arrays: {
      lockedTeam,
      group: groupAreas(codes.length, together, areaIndexByCode).group,
      forbiddenPairs: Int32Array.from(heldPairs.flatMap(indexesOf)),
    },
    told: rules && {
      source: rules.source,
      locks: heldLocks.length,
      groups: wholeGroups.length,
      catchments: wholeCatchments.length,
      pairs: heldPairs.length,
      brokenToday: given - held,
    },
  };
}
