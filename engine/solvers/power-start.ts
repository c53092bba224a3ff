// A start from the best of several balanced power diagrams, grown so that every team is connected.
import { connectedParts } from "../graph.ts";
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";
import { BalancedClusters } from "./balanced-clusters.ts";
import { type Centres, growthFrom } from "./growth-start.ts";
import { Hierarchy } from "./hierarchy.ts";

const trialsAtMost = 12;
/** The diagrams are compared on a coarser level: they are to show where the centres lie, not the borders. */
const nodesPerTeam = 20;

/**
 * Which arrangement of the centres a plan belongs to is decided here, since later moves hardly change it: with many teams
 * the usual start leads to plans 1–3 % worse than the best of a dozen. Only for a municipality in one part.
 */
export function* powerStart(search: SearchProblem, random: Random): Generator<number, Int32Array | undefined> {
  if (connectedParts(search.adjacencyOffset, search.adjacencyTarget).partCount > 1) return undefined;
  const coarse = new Hierarchy(search, random, nodesPerTeam * search.teamCount).levels.at(-1)!;
  const clusters = new BalancedClusters(coarse);
  let best: Centres | undefined;
  let leastMoment = Number.POSITIVE_INFINITY;
  for (let trial = 0; trial < Math.min(trialsAtMost, search.teamCount); trial++) {
    // A node is looked at once for every team.
    for (const visited of clusters.cluster(random)) yield visited * search.teamCount;
    if (clusters.moment >= leastMoment) continue;
    leastMoment = clusters.moment;
    best = {
      centreX: clusters.centreX.slice(),
      centreY: clusters.centreY.slice(),
      handicap: clusters.handicap.slice(),
    };
  }
  return best && (yield* growthFrom(search, random, best));
}
