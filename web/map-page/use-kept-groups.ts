// The groups that the drawing is watched for: what the plan's rules keep together or apart, and priority schools' catchments.
import { useMemo } from "react";
import type { Rules } from "../../api/contract/rules.ts";
import type { Arena } from "../../api/contract/teams.ts";
import type { KeptGroup } from "../drawing/kept-groups.ts";
import type { AreaGeography } from "../map/topology.ts";
import { keptGroups, pairsApart } from "../proposals/kept-groups.ts";

/** @param rules those that judge the plan; null until they have been read. */
export function useKeptGroups(
  rules: Rules | null,
  arenas: readonly Arena[],
  divisionId: string,
  geography: AreaGeography,
): readonly KeptGroup[] {
  return useMemo(() => {
    const areaIndexByCode = new Map(geography.properties.map(({ code }, areaIndex) => [code, areaIndex]));
    const keeping = rules && {
      keepTogether: rules.keepTogether,
      keepCatchments: rules.keepCatchmentsOfPrioritySchools,
    };
    const nameOf = (areaIndex: number) => {
      const { code, name } = geography.properties[areaIndex]!;
      return name === code ? code : `${code} ${name}`;
    };
    return [
      ...keptGroups(keeping, arenas, divisionId, areaIndexByCode),
      ...pairsApart(rules?.keepApart ?? [], areaIndexByCode, nameOf),
    ];
  }, [rules, arenas, divisionId, geography]);
}
