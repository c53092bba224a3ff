// Reads what areas are called together, once somebody searches or takes whole higher areas.
import { useMemo } from "react";
import type { Division } from "../../api/contract/divisions.ts";
import type { Rules } from "../../api/contract/rules.ts";
import type { SearchablePlace } from "../components/find-places.ts";
import type { AreaGeography } from "../map/topology.ts";
import { useProfileList } from "../state/profiles.ts";
import { useAreaGroups, useRuleSets } from "../state/proposals.ts";
import { widePlaces } from "./wide-places.ts";

const nothing: readonly SearchablePlace[] = [];

/** @param isWanted false until somebody searches or takes whole higher areas: nothing is asked before. @param rules those the plan was made by. */
export function useWidePlaces(
  division: Division,
  geography: AreaGeography,
  isPlanner: boolean,
  rules: Rules | null,
  isWanted: boolean,
): readonly SearchablePlace[] {
  const profiles = useProfileList(isWanted ? division.id : null).data;
  const ofPlanner = isWanted && isPlanner ? division.id : null;
  const groups = useAreaGroups(ofPlanner).data;
  const ruleSets = useRuleSets(ofPlanner).data;
  return useMemo(() => {
    if (!isWanted) return nothing;
    const together = [rules, ...(ruleSets ?? []).map((own) => own.rules)].flatMap((own) => own?.keepTogether ?? []);
    return widePlaces(division.kind, geography.properties, profiles?.profiles ?? [], {
      group: groups ?? [],
      together,
    });
  }, [division, geography, profiles, groups, ruleSets, rules, isWanted]);
}
