// The areas that rules hold: locked ones, and each group that is kept together, by area_index.
import type { Arena } from "../../api/contract/teams.ts";

export interface RuledAreas {
  readonly locked: readonly number[];
  readonly together: readonly (readonly number[])[];
}

/** As typed in the form, or of a run. */
interface HoldingRules {
  readonly locks: readonly { readonly areaCode: string }[];
  readonly keepTogether: readonly { readonly areaCodes: readonly string[] }[];
  /** Of priority schools. */
  readonly keepCatchments: boolean;
}

/** Codes that are no areas of the division are left out; catchments are kept of priority schools alone. */
export function ruledAreas(
  rules: HoldingRules,
  arenas: readonly Pick<Arena, "kind" | "priority" | "catchments">[],
  divisionId: string,
  areaIndexByCode: ReadonlyMap<string, number>,
): RuledAreas {
  const indexes = (codes: readonly string[]) => codes.flatMap((code) => areaIndexByCode.get(code) ?? []);
  const catchments = rules.keepCatchments
    ? arenas
        .filter(({ kind, priority }) => kind === "school" && priority)
        .map((own) => own.catchments[divisionId] ?? [])
    : [];
  const groups = [...rules.keepTogether.map(({ areaCodes }) => areaCodes), ...catchments].map(indexes);
  return {
    locked: indexes(rules.locks.map(({ areaCode }) => areaCode)),
    together: groups.filter((areas) => areas.length > 1),
  };
}
