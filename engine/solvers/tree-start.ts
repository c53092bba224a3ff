// A start by recursive splitting: halves the teams and cuts each region by the best spanning-tree link until k remain.
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";
import { allocateTeamsToParts } from "./part-allocation.ts";
import { TreeSplitter } from "./tree-splitter.ts";

const treesPerSplit = 8;

/** Fails (undefined) where the locks allow none of the cuts drawn: then growth from the locks serves better. */
export function* treeStart(search: SearchProblem, random: Random): Generator<number, Int32Array | undefined> {
  const allocation = allocateTeamsToParts(search, random);
  if (!allocation.partOfTeam) return undefined;
  const { partOf, partCount } = allocation.parts;
  const splitter = new TreeSplitter(search, random);
  // A set is numbered by the first of its teams.
  const regions: { teams: Int32Array; start: number }[] = [];
  for (let part = 0; part < partCount; part++) {
    const teams = Int32Array.from([...allocation.partOfTeam.keys()].filter((t) => allocation.partOfTeam![t] === part));
    random.shuffle(teams);
    regions.push({ teams, start: partOf.indexOf(part) });
    for (let node = 0; node < search.nodeCount; node++) if (partOf[node] === part) splitter.setOf[node] = teams[0]!;
  }
  for (let region = regions.pop(); region; region = regions.pop()) {
    const { teams, start } = region;
    if (teams.length === 1) continue;
    const half = teams.length >> 1;
    const first = teams.subarray(0, half);
    const second = teams.subarray(half);
    if (!splitter.split(start, first, second, first[0]!, second[0]!, treesPerSplit)) return undefined;
    for (const side of [first, second]) regions.push({ teams: side, start: splitter.setOf.indexOf(side[0]!) });
    yield Math.ceil((search.nodeCount * treesPerSplit * teams.length) / search.teamCount);
  }
  return splitter.setOf.slice();
}
