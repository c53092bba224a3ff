// One cooling of a local search, from a heat measured in the size of its usual changes.
import type { LocalSearch } from "../solvers/local-search.ts";

const proposalsPerYield = 4096;
const coolingLevels = 30;
/** 0.85³⁰ = 0.008. */
const coolingFactor = 0.85;

/** Cools from `heat` × the size of a usual change, and yields the proposals made since the last yield. */
export function* coolDown(local: LocalSearch, proposals: number, heat: number): Generator<number, void> {
  const usual = local.sampleChanges(100);
  const unit = usual.energy > 0 ? usual.energy : 1;
  local.temperature = heat * unit;
  local.penalty = usual.excess > 0 ? (2 * unit) / usual.excess : unit;
  const perLevel = Math.ceil(proposals / coolingLevels);
  for (let level = 0; level < coolingLevels; level++) {
    for (let done = 0; done < perLevel; done += proposalsPerYield) {
      const chunk = Math.min(proposalsPerYield, perLevel - done);
      local.run(chunk);
      yield chunk;
    }
    local.temperature *= coolingFactor;
  }
}
