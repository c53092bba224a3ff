// Groups of areas that belong together and pairs that do not, and which of them the drawing divides or joins: kept up to date area by area.

/** Areas that one would not part: a school's catchment, or what rules keep together; or a pair that they keep apart. */
export interface KeptGroup {
  readonly kind: "catchment" | "group" | "apart";
  readonly name: string;
  /** By area_index; two or more. */
  readonly areas: readonly number[];
  /** Whether the rules of the plan keep it together; else it is only told. */
  readonly isRuled: boolean;
}

/** A group that is divided, or a pair to be kept apart that shares a team. */
export interface DividedGroup {
  readonly group: KeptGroup;
  /** The teams that have areas of it, ascending; areas without a team divide and join nothing, as the rules have it. */
  readonly teams: readonly number[];
}

const inNoGroup: readonly number[] = [];

export class GroupTally {
  private readonly groups: readonly KeptGroup[];
  private readonly groupsOf: ReadonlyMap<number, readonly number[]>;
  private readonly teams: Int16Array;
  /** By group: how many of its areas each team has, and how many teams have any. */
  private readonly held: readonly Map<number, number>[];
  private known: readonly DividedGroup[] = [];
  private isUnsure = true;

  constructor(groups: readonly KeptGroup[], teamIndexes: ArrayLike<number>) {
    this.groups = groups;
    const groupsOf = new Map<number, number[]>();
    for (const [place, { areas }] of groups.entries()) {
      for (const area of new Set(areas)) {
        const before = groupsOf.get(area);
        if (before) before.push(place);
        else groupsOf.set(area, [place]);
      }
    }
    this.groupsOf = groupsOf;
    this.held = groups.map(() => new Map());
    this.teams = Int16Array.from({ length: teamIndexes.length }, () => -1);
    for (let area = 0; area < teamIndexes.length; area++) this.flip(area, teamIndexes[area]!);
  }

  /** Moves an area to a team (−1 = none). Costs as much as there are groups that it is in. */
  flip(area: number, to: number): void {
    const from = this.teams[area]!;
    if (from === to) return;
    this.teams[area] = to;
    for (const place of this.groupsOf.get(area) ?? inNoGroup) {
      const held = this.held[place]!;
      const left = (held.get(from) ?? 0) - 1;
      if (left > 0) held.set(from, left);
      else held.delete(from);
      if (to >= 0) held.set(to, (held.get(to) ?? 0) + 1);
      this.isUnsure = true;
    }
  }

  /** Groups in more than one team and pairs in one, in the order they were given; another list only where it differs. */
  get divided(): readonly DividedGroup[] {
    if (!this.isUnsure) return this.known;
    this.isUnsure = false;
    const found = this.groups.flatMap((group, place) => {
      const held = this.held[place]!;
      return isBroken(group, held) ? [{ group, teams: [...held.keys()].sort((a, b) => a - b) }] : [];
    });
    if (!isSame(found, this.known)) this.known = found;
    return this.known;
  }

  /** The divided ones that some of these areas belong to. */
  dividedAmong(areas: Iterable<number>): readonly DividedGroup[] {
    if (this.divided.length === 0) return this.divided;
    const touched = new Set<KeptGroup>();
    for (const area of areas) {
      for (const place of this.groupsOf.get(area) ?? inNoGroup) touched.add(this.groups[place]!);
    }
    return this.divided.filter(({ group }) => touched.has(group));
  }
}

function isBroken({ kind, areas }: KeptGroup, held: ReadonlyMap<number, number>): boolean {
  if (kind !== "apart") return held.size > 1;
  const [count] = held.values();
  return held.size === 1 && count === areas.length;
}

function isSame(one: readonly DividedGroup[], other: readonly DividedGroup[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ group, teams }, place) => group === other[place]!.group && teams.join() === other[place]!.teams.join())
  );
}
