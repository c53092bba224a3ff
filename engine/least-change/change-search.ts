// The search for the plan that moves least within given tolerances: annealing near the baseline, then sending areas home.
import { ContiguityTest } from "../contiguity.ts";
import { Plan } from "../plan.ts";
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";
import { LocalSearch } from "../solvers/local-search.ts";

const proposalsPerYield = 4096;
const coolingLevels = 30;
/** 0.85³⁰ = 0.008. */
const coolingFactor = 0.85;
/** First temperature in usual changes: enough to exchange border areas, not enough to lose the baseline's shape. */
const firstHeat = 0.5;

/**
 * Anneals from a connected plan (N teams) for about `proposals` proposals and yields the proposals made since the last
 * yield. Returns the plan that moves least of those that keep every rule, after `sendHome`; undefined when none did. The
 * search problem's only goal must be least change; `homes` are the nodes' `preferredTeams`.
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
  const usual = local.sampleChanges(200);
  const unit = usual.energy > 0 ? usual.energy : 1;
  local.temperature = firstHeat * unit;
  local.penalty = usual.excess > 0 ? (2 * unit) / usual.excess : unit;
  const perLevel = Math.ceil(proposals / coolingLevels);
  for (let level = 0; level < coolingLevels; level++) {
    for (let done = 0; done < perLevel; ) {
      const chunk = Math.min(proposalsPerYield, perLevel - done);
      local.run(chunk);
      done += chunk;
      yield chunk;
    }
    local.temperature *= coolingFactor;
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
