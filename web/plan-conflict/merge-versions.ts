// Two versions of one drawing that began from the same: what each moved, where they clash, and both together.

export interface VersionDifference {
  /** Areas that one's own version moved, and those that the other's did. */
  readonly ownCount: number;
  readonly theirCount: number;
  /** Areas that both moved, to different teams. */
  readonly clashes: readonly number[];
  /** Areas that the two versions place differently. */
  readonly differing: readonly number[];
  /** Both together: where only one has moved an area that one's team, and where they clash one's own. */
  readonly merged: readonly number[];
}

/** All three by area_index. Throws where they are of different areas. */
export function compareVersions(
  base: readonly number[],
  own: readonly number[],
  theirs: readonly number[],
): VersionDifference {
  if (base.length !== own.length || base.length !== theirs.length) {
    throw new Error(
      `Expected three versions of the same areas, found ${base.length}, ${own.length}, ${theirs.length}.`,
    );
  }
  let ownCount = 0;
  let theirCount = 0;
  const clashes: number[] = [];
  const differing: number[] = [];
  const merged = own.map((ownTeam, area) => {
    const theirTeam = theirs[area]!;
    const isOwn = ownTeam !== base[area];
    const isTheirs = theirTeam !== base[area];
    if (isOwn) ownCount += 1;
    if (isTheirs) theirCount += 1;
    if (ownTeam !== theirTeam) {
      differing.push(area);
      if (isOwn && isTheirs) clashes.push(area);
    }
    return isOwn ? ownTeam : theirTeam;
  });
  return { ownCount, theirCount, clashes, differing, merged };
}
