// Areas that rules keep together, as the engine's groups.

export interface AreaGroups {
  /** n: areas with the same number ≥ 0 stay in one team; −1 alone. */
  readonly group: Int32Array;
  /** The names of everything that made the group. */
  readonly nameOfGroup: (group: number) => string;
}

/** Groups that share an area become one (disjoint sets). Codes that are no areas are left out. */
export function groupAreas(
  areaCount: number,
  together: readonly { readonly name: string; readonly areaCodes: readonly string[] }[],
  areaIndexByCode: ReadonlyMap<string, number>,
): AreaGroups {
  const parent = Array.from({ length: areaCount }, (_, areaIndex) => areaIndex);
  const root = (areaIndex: number): number => {
    let at = areaIndex;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  for (const { areaCodes } of together) {
    const indexes = areaCodes.flatMap((code) => areaIndexByCode.get(code) ?? []);
    for (const areaIndex of indexes) {
      const [one, other] = [root(indexes[0]!), root(areaIndex)];
      parent[Math.max(one, other)] = Math.min(one, other);
    }
  }
  const sizes = new Map<number, number>();
  for (const areaIndex of parent.keys()) sizes.set(root(areaIndex), (sizes.get(root(areaIndex)) ?? 0) + 1);
  const group = Int32Array.from(parent, (_parent, areaIndex) =>
    sizes.get(root(areaIndex))! > 1 ? root(areaIndex) : -1,
  );
  const nameOfGroup = (number: number): string =>
    together
      .filter(({ areaCodes }) => areaCodes.some((code) => group[areaIndexByCode.get(code) ?? -1] === number))
      .map(({ name }) => name)
      .join(" + ");
  return { group, nameOfGroup };
}
