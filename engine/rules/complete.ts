// Every area lies in a team and every team has an area.
import { listing } from "../issue.ts";
import type { Rule } from "./index.ts";

/** Amount: the number of unplaced areas; 1 for an empty team. */
export const complete: Rule = {
  check(problem, assignment, names) {
    const areaIndexes: number[] = [];
    const size = new Int32Array(problem.teamCount);
    for (let area = 0; area < problem.areaCount; area++) {
      if (assignment[area]! < 0) areaIndexes.push(area);
      else size[assignment[area]!]!++;
    }
    const found = [];
    if (areaIndexes.length > 0) {
      const list = listing(areaIndexes, names.area);
      found.push({
        code: "areas-unassigned",
        message: { sv: `Utan team: område ${list.sv}.`, en: `Without a team: area ${list.en}.` },
        areaIndexes,
        amount: areaIndexes.length,
      });
    }
    for (let team = 0; team < problem.teamCount; team++) {
      if (size[team]! > 0) continue;
      found.push({
        code: "team-empty",
        message: { sv: `Team ${names.team(team)} har inget område.`, en: `Team ${names.team(team)} has no area.` },
        teamIndexes: [team],
        amount: 1,
      });
    }
    return found;
  },
};
