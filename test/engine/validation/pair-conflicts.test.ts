// Areas that must not share a team, beside trying every way to place them: named exactly when there is none, and none too many.
import { expect, it } from "vitest";
import { groupUnits } from "../../../engine/contraction.ts";
import type { DistrictingProblem } from "../../../engine/problem.ts";
import { Random } from "../../../engine/random.ts";
import { crowdedUnits } from "../../../engine/validation/pair-conflicts.ts";
import { latticeProblem } from "../../support/grids.ts";

const areaCount = 8;

/** Whether the areas of `of` can be placed in every way that pairs and locks ask for. */
function isPlaceable({ teamCount, lockedTeam, forbiddenPairs }: DistrictingProblem, of: ReadonlySet<number>): boolean {
  const team = new Int32Array(areaCount);
  for (let code = 0; code < teamCount ** areaCount; code++) {
    for (let rest = code, area = 0; area < areaCount; area++) {
      team[area] = rest % teamCount;
      rest = Math.floor(rest / teamCount);
    }
    const keepsLocks = team.every((own, area) => !of.has(area) || lockedTeam[area]! < 0 || lockedTeam[area] === own);
    const pairs = forbiddenPairs!;
    const keepsPairs = pairs.every(
      (area, end) => end % 2 === 1 || !of.has(area) || !of.has(pairs[end + 1]!) || team[area] !== team[pairs[end + 1]!],
    );
    if (keepsLocks && keepsPairs) return true;
  }
  return false;
}

function randomPairs(teamCount: number, seed: number): DistrictingProblem {
  const random = new Random(seed);
  const pairs: number[] = [];
  const lockedTeam = Array.from({ length: areaCount }, () =>
    random.nextInteger(4) === 0 ? random.nextInteger(teamCount) : -1,
  );
  for (let area = 0; area < areaCount; area++)
    for (let other = area + 1; other < areaCount; other++) {
      const areLockedTogether = lockedTeam[area]! >= 0 && lockedTeam[area] === lockedTeam[other];
      if (!areLockedTogether && random.nextInteger(6) < teamCount) pairs.push(area, other);
    }
  return latticeProblem(2, 4, teamCount, { lockedTeam, forbiddenPairs: pairs });
}

it.each([2, 3])("with %i teams", { timeout: 60_000 }, (teamCount) => {
  const all = new Set(Array(areaCount).keys());
  const found = { crowded: 0, placeable: 0 };
  for (let seed = 1; seed <= 120; seed++) {
    const problem = randomPairs(teamCount, seed);
    const crowded = crowdedUnits(problem, groupUnits(problem));
    if (!crowded) {
      expect(isPlaceable(problem, all), `seed ${seed}`).toBe(true);
      found.placeable++;
      continue;
    }
    found.crowded++;
    expect(isPlaceable(problem, new Set(crowded)), `seed ${seed}`).toBe(false);
    for (const area of crowded)
      expect(isPlaceable(problem, new Set(crowded.filter((own) => own !== area))), `seed ${seed} without ${area}`).toBe(
        true,
      );
  }
  expect(Math.min(found.crowded, found.placeable)).toBeGreaterThan(10);
});

it("gives up on thousands of pairs rather than take long", () => {
  const random = new Random(3);
  const pairs = Int32Array.from({ length: 40_000 }, () => random.nextInteger(4000));
  const problem = latticeProblem(50, 80, 7, {});
  const different = [...pairs.keys()].filter((end) => end % 2 === 0 && pairs[end] !== pairs[end + 1]);
  const forbiddenPairs = Int32Array.from(different.flatMap((end) => [pairs[end]!, pairs[end + 1]!]));
  expect(crowdedUnits({ ...problem, forbiddenPairs }, groupUnits(problem))).toBeUndefined();
});
