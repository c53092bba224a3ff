// Of plans that move nearly as little, the one with the shortest borders: takes the arms off a plan of least change.
import { type DistrictingProblem, noObjective } from "../problem.ts";
import type { Random } from "../random.ts";
import { expandAssignment, makeSearchProblem, nodeAssignment } from "../search-problem.ts";
import { LocalSearch } from "../solvers/local-search.ts";
import { coolDown } from "./cool-down.ts";

/**
 * A plan moves nearly as little as the least when it moves at most this share more. Measured on the demonstration's
 * repair: 362 km of border at the least change, 94–108 at 2 %, 92–97 at 5 %, 90–94 at 10 %.
 */
export const nearlyFraction = 0.05;
/** In usual changes: enough to carry an arm back through a dearer plan. */
const heat = 1;
/** Many short coolings from the best so far: on the same repair three long ones ended at 100–110 km. */
const rounds = 12;

/**
 * Searches from a plan (n teams) that keeps every rule for one that moves at most `movedWeightLimit` (compactness
 * weight), keeps every rule too and has shorter borders; yields the proposals made since the last yield. Returns the
 * plan with the shortest borders that was met, the one it began with where that is it.
 */
export function* shortenBorders(
  problem: DistrictingProblem,
  random: Random,
  assignment: Int32Array,
  movedWeightLimit: number,
  proposals: number,
): Generator<number, Int32Array> {
  const objective = { ...noObjective, borderLength: 1 };
  const search = makeSearchProblem({ ...problem, objective, movedWeightLimit });
  const start = search && nodeAssignment(search, assignment);
  if (!start) return assignment;
  const local = new LocalSearch(search, random);
  local.load(start);
  for (let round = 0; round < rounds; round++) {
    local.load(local.incumbent.assignment);
    yield* coolDown(local, proposals / rounds, heat);
  }
  return local.incumbent.excess > 0 ? assignment : expandAssignment(search, local.incumbent.assignment);
}
