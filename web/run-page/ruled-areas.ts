// The areas that rules hold: locked ones, and each group that is kept together, by area_index.
import { keptGroups } from "../proposals/kept-groups.ts";

export interface RuledAreas {
  readonly locked: readonly number[];
  readonly together: readonly (readonly number[])[];
}

/** As typed in the form, or of a run. */
type HoldingRules = NonNullable<Parameters<typeof keptGroups>[0]> & {
  readonly locks: readonly { readonly areaCode: string }[];
};

/** Codes that are no areas of the division are left out; catchments are kept of priority schools alone. */
export function ruledAreas(
  rules: HoldingRules,
  arenas: Parameters<typeof keptGroups>[1],
  divisionId: string,
  areaIndexByCode: ReadonlyMap<string, number>,
): RuledAreas {
  return {
    locked: rules.locks.flatMap(({ areaCode }) => areaIndexByCode.get(areaCode) ?? []),
    together: keptGroups(rules, arenas, divisionId, areaIndexByCode)
      .filter(({ isRuled }) => isRuled)
      .map(({ areas }) => areas),
  };
}
