// The search for the plan that moves least within given tolerances: annealing near the baseline, then sending areas home.
import { ContiguityTest } from "../contiguity.ts";
import { Plan } from "../plan.ts";
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";
import { LocalSearch } from "../solvers/local-search.ts";
import { coolDown } from "./cool-down.ts";

/** The first cycle cools slowly from few exchanges, for plans that must change much; it has this share of the proposals. */
const firstShare = 0.25;
const firstHeat = 0.5;
/** Then short cycles, which find the odd sums that tight windows ask for: measured best of 15 to 400 proposals a node. */
const shortCyclePerNode = 30;
const shortHeat = 1;

/**
 * Anneals from a connected plan (N teams) for about `proposals` proposals and yields the proposals made since the last
 * yield. Returns the plan that moves least of those that keep every rule, after `sendHome`; undefined when none did. The
 * search problem's only goal must be least change; `homes` are the nodes' `homeTeams`.
 */
export function* searchLeastChange(
  search: SearchProblem,
  random: Random,
  homes: Int32Array,
  start: Int32Array,
  proposals: number,
): Generator<number, Int32Array | undefined> {
  const local = new LocalSearch(search, random);
  local.load(start);
  yield* coolDown(local, firstShare * proposals, firstHeat);
  const cycle = shortCyclePerNode * search.nodeCount;
  for (let rest = (1 - firstShare) * proposals, fromBest = true; rest > 0; rest -= cycle, fromBest = !fromBest) {
    // Every other cycle goes on from where the last one ended, so that the search also leaves the best plan's surroundings.
    if (fromBest) local.load(local.incumbent.excess === 0 ? local.incumbent.assignment : start);
    yield* coolDown(local, Math.min(cycle, rest), shortHeat);
  }
  return local.incumbent.excess === 0 ? sendHome(search, homes, local.incumbent.assignment) : undefined;
}

/**
 * Moves nodes back to where they cost least as long as every rule stays kept, dearest first; nodes without weight too,
 * which the search has no reason to bring home. The plan must keep every rule.
 */
function sendHome(search: SearchProblem, homes: Int32Array, assignment: Int32Array): Int32Array {
  const plan = new Plan(search);
  plan.load(assignment);
  const contiguity = new ContiguityTest(search);
  const away = Int32Array.from({ length: search.nodeCount }, (_, node) => node)
    .filter((node) => homes[node]! >= 0 && search.lockedTeam[node]! < 0)
    .sort((a, b) => search.mass[b]! - search.mass[a]! || a - b);
  for (let sent = true; sent; ) {
    sent = false;
    for (const node of away) {
      const home = homes[node]!;
      if (plan.assignment[node] === home || !touches(search, plan.assignment, node, home)) continue;
      if (plan.excessChange(node, home) > 0 || !contiguity.canLeave(plan.assignment, node)) continue;
      plan.flip(node, home);
      sent = true;
    }
  }
  return plan.assignment.slice();
}

function touches(search: SearchProblem, assignment: Int32Array, node: number, team: number): boolean {
  for (let e = search.adjacencyOffset[node]!; e < search.adjacencyOffset[node + 1]!; e++)
    if (assignment[search.adjacencyTarget[e]!] === team) return true;
  return false;
}
