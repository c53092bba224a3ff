// A locked area lies in the team it is locked to.
import { listing } from "../issue.ts";
import type { Rule } from "./index.ts";

/** Amount: the number of areas in another team than their lock says; unplaced areas are `complete`'s concern. */
export const locks: Rule = {
  check(problem, assignment, names) {
    const areaIndexes: number[] = [];
    for (let area = 0; area < problem.areaCount; area++) {
      const locked = problem.lockedTeam[area]!;
      if (locked >= 0 && assignment[area]! >= 0 && assignment[area] !== locked) areaIndexes.push(area);
    }
    if (areaIndexes.length === 0) return [];
    const list = listing(areaIndexes, (area) => `${names.area(area)} (${names.team(problem.lockedTeam[area]!)})`);
    return [
      {
        code: "lock-broken",
        message: {
          sv: `Låst till ett annat team: område ${list.sv}.`,
          en: `Locked to another team: area ${list.en}.`,
        },
        areaIndexes,
        amount: areaIndexes.length,
      },
    ];
  },
};
