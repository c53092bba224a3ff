// Locks that cross: the search finds no plan, and says whose locks stand in whose way.
import { describe, expect, it } from "vitest";
import { namedNoPlan } from "../../../engine/explain/no-plan.ts";
import { type SolverResult, solve } from "../../../engine/solvers/solve.ts";
import { latticeProblem } from "../../support/grids.ts";

const side = 7;
const at = (row: number, column: number): number => row * side + column;

/** A lattice whose teams are locked to pairs of areas. */
function lockedPairs(pairs: readonly (readonly number[])[]) {
  const lockedTeam = new Int32Array(side * side).fill(-1);
  for (const [team, areas] of pairs.entries()) for (const area of areas) lockedTeam[area] = team;
  return latticeProblem(side, side, pairs.length, { lockedTeam, toleranceFraction: [0.9] });
}

function resultOf(problem: ReturnType<typeof lockedPairs>): SolverResult {
  const run = solve(problem, { seed: 1, stepLimit: 100_000 });
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

const names = { area: String, team: (team: number) => "ABC"[team]!, measure: String };
const acrossTheMiddle = [at(3, 0), at(3, 6)];
const down = [at(0, 3), at(6, 3)];

describe("a search without any plan", () => {
  it("names the teams whose locks cross, each of which may give way", () => {
    const result = resultOf(lockedPairs([down, acrossTheMiddle]));
    if (result.status !== "no-plan") throw new Error(result.status);
    expect(result.issues.at(-1)).toMatchObject({ code: "no-connected-plan", teamIndexes: [0, 1] });
    expect(namedNoPlan(result.issues.at(-1)!, names).message.sv).toBe(
      "Ingen indelning med sammanhängande team hittades: låsen till team A och B står i varandras väg. Släpps ett av dessa teams lås går det att binda samman övriga.",
    );
  });

  it("names only the team that stands in the way of two others", () => {
    const result = resultOf(lockedPairs([down, [at(1, 0), at(1, 6)], [at(5, 0), at(5, 6)]]));
    if (result.status !== "no-plan") throw new Error(result.status);
    expect(result.issues.at(-1)).toMatchObject({ teamIndexes: [0] });
    expect(namedNoPlan(result.issues.at(-1)!, names).message.en).toContain(
      "the locks to team A stand in other teams' way",
    );
  });

  it("has nothing to say where locks go past each other", () => {
    expect(resultOf(lockedPairs([acrossTheMiddle, [at(1, 0), at(1, 6)]])).status).toBe("feasible");
  });
});
