// Draws publication areas: areas with few children are joined with neighbours until they have enough, from population alone.

/** A publication area has at least this many children, or nothing of it is told. */
export const leastChildren = 50;

/** Areas by index; `borders` lists each pair of neighbours with the length they share. */
export interface PublicationInput {
  readonly children: ArrayLike<number>;
  readonly xM: ArrayLike<number>;
  readonly yM: ArrayLike<number>;
  readonly borders: readonly { readonly areaA: number; readonly areaB: number; readonly lengthM: number }[];
}

/**
 * The publication area of each area, named by the lowest index in it. The one with fewest children (ties: the lowest
 * index) joins the neighbour that it shares the longest border with (ties: the lowest index), until each has 50. One
 * without a neighbour, an island, joins the nearest by its areas' centroids. A division of fewer than 50 children ends
 * as one, which has too few: `hasEnoughChildren` tells.
 */
export function drawPublicationAreas(input: PublicationInput): Int32Array {
  const groups = startingGroups(input);
  const small = () => {
    let smallest: Group | undefined;
    for (const group of groups.values()) {
      if (group.children >= leastChildren) continue;
      if (smallest === undefined || group.children < smallest.children) smallest = group;
    }
    return smallest;
  };
  for (let group = small(); group !== undefined && groups.size > 1; group = small()) {
    const other = longestNeighbour(group, groups) ?? nearest(group, groups, input);
    join(groups, group, other);
  }
  const publicationArea = new Int32Array(input.children.length);
  for (const { name, areas } of groups.values()) for (const area of areas) publicationArea[area] = name;
  return publicationArea;
}

/** Whether so many children are enough for anything to be told. */
export function hasEnoughChildren(children: number): boolean {
  return children >= leastChildren;
}

interface Group {
  /** Lowest index of its areas. */
  readonly name: number;
  readonly areas: number[];
  children: number;
  /** Name of a neighbouring group → metres shared. */
  readonly borders: Map<number, number>;
}

/** One group per area, in index order; the map keeps that order, so that the first found is the lowest. */
function startingGroups({ children, borders }: PublicationInput): Map<number, Group> {
  const groups = new Map<number, Group>();
  for (let area = 0; area < children.length; area++) {
    const count = children[area]!;
    if (!(count >= 0)) throw new Error(`Area ${area} has ${count} children, expected a number from 0.`);
    groups.set(area, { name: area, areas: [area], children: count, borders: new Map() });
  }
  for (const { areaA, areaB, lengthM } of borders) {
    if (areaA === areaB || !groups.has(areaA) || !groups.has(areaB)) {
      throw new Error(
        `A border between areas ${areaA} and ${areaB}, expected two different ones of ${children.length}.`,
      );
    }
    addBorder(groups.get(areaA)!, areaB, lengthM);
    addBorder(groups.get(areaB)!, areaA, lengthM);
  }
  return groups;
}

function addBorder(group: Group, other: number, lengthM: number): void {
  group.borders.set(other, (group.borders.get(other) ?? 0) + lengthM);
}

function longestNeighbour(group: Group, groups: ReadonlyMap<number, Group>): Group | null {
  let best: { name: number; lengthM: number } | null = null;
  for (const [name, lengthM] of group.borders) {
    const isBetter = best === null || lengthM > best.lengthM || (lengthM === best.lengthM && name < best.name);
    if (isBetter) best = { name, lengthM };
  }
  return best === null ? null : groups.get(best.name)!;
}

function nearest(group: Group, groups: ReadonlyMap<number, Group>, { xM, yM }: PublicationInput): Group {
  let best: { other: Group; distance: number } | null = null;
  for (const other of groups.values()) {
    if (other === group) continue;
    for (const one of group.areas) {
      for (const another of other.areas) {
        const [eastM, northM] = [xM[one]! - xM[another]!, yM[one]! - yM[another]!];
        const distance = eastM * eastM + northM * northM;
        if (best === null || distance < best.distance) best = { other, distance };
      }
    }
  }
  return best!.other;
}

/** The group with the higher name goes into the one with the lower, so that names stay the lowest index. */
function join(groups: Map<number, Group>, one: Group, other: Group): void {
  const [kept, gone] = one.name < other.name ? [one, other] : [other, one];
  kept.areas.push(...gone.areas);
  kept.children += gone.children;
  kept.borders.delete(gone.name);
  for (const [name, lengthM] of gone.borders) {
    if (name === kept.name) continue;
    addBorder(kept, name, lengthM);
    const neighbour = groups.get(name)!;
    neighbour.borders.delete(gone.name);
    addBorder(neighbour, kept.name, lengthM);
  }
  groups.delete(gone.name);
}
