// The groups of areas that rules keep together and the pairs they keep apart, and the catchments of priority schools, by area_index.
import type { Arena } from "../../api/contract/teams.ts";
import type { KeptGroup } from "../drawing/kept-groups.ts";

interface KeepingRules {
  readonly keepTogether: readonly { readonly name?: string; readonly areaCodes: readonly string[] }[];
  /** Whether no priority school's catchment may be divided. */
  readonly keepCatchments: boolean;
}

type School = Pick<Arena, "name" | "kind" | "priority" | "catchments">;

/** Codes that are no areas of the division are left out, and groups of fewer than two areas. Null: no rules. */
export function keptGroups(
  rules: KeepingRules | null,
  arenas: readonly School[],
  divisionId: string,
  areaIndexByCode: ReadonlyMap<string, number>,
): KeptGroup[] {
  const indexes = (codes: readonly string[]) => codes.flatMap((code) => areaIndexByCode.get(code) ?? []);
  const together = (rules?.keepTogether ?? []).map(
    ({ name = "", areaCodes }): KeptGroup => ({ kind: "group", name, areas: indexes(areaCodes), isRuled: true }),
  );
  const catchments = arenas
    .filter(({ kind, priority }) => kind === "school" && priority)
    .map(
      ({ name, catchments: own }): KeptGroup => ({
        kind: "catchment",
        name,
        areas: indexes(own[divisionId] ?? []),
        isRuled: rules?.keepCatchments ?? false,
      }),
    );
  return [...together, ...catchments].filter(({ areas }) => areas.length > 1);
}

/**
 * Pairs that rules keep apart; one with a code that is no area of the division is left out.
 * @param nameOf an area's name, by area_index.
 */
export function pairsApart(
  keepApart: readonly { readonly areaCodes: readonly string[] }[],
  areaIndexByCode: ReadonlyMap<string, number>,
  nameOf: (areaIndex: number) => string,
): KeptGroup[] {
  return keepApart.flatMap(({ areaCodes }) => {
    const areas = areaCodes.flatMap((code) => areaIndexByCode.get(code) ?? []);
    return areas.length === 2 ? [{ kind: "apart", name: areas.map(nameOf).join(" – "), areas, isRuled: true }] : [];
  });
}
