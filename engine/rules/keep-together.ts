// The areas of a keep-together group lie in one team.
import { listing } from "../issue.ts";
import type { Rule } from "./index.ts";

/** Amount: how many placed areas of the group lie outside the team that has most of them. */
export const keepTogether: Rule = {
  check(problem, assignment, names) {
    const members = new Map<number, number[]>();
    for (let area = 0; area < problem.areaCount; area++) {
      const group = problem.group[area]!;
      if (group < 0 || assignment[area]! < 0) continue;
      const list = members.get(group);
      if (list) list.push(area);
      else members.set(group, [area]);
    }
    return [...members].flatMap(([group, areaIndexes]) => {
      const perTeam = new Int32Array(problem.teamCount);
      for (const area of areaIndexes) perTeam[assignment[area]!]!++;
      const amount = areaIndexes.length - perTeam.reduce((a, b) => Math.max(a, b));
      if (amount === 0) return [];
      const teamIndexes = [...perTeam.keys()].filter((team) => perTeam[team]! > 0);
      const areas = listing(areaIndexes, names.area);
      const teams = listing(teamIndexes, names.team);
      return {
        code: "group-divided",
        message: {
          sv: `Områdena ${areas.sv} ska hållas ihop men är delade mellan team ${teams.sv}.`,
          en: `Areas ${areas.en} are to be kept together but are divided between teams ${teams.en}.`,
        },
        areaIndexes,
        teamIndexes,
        numbers: { group },
        amount,
      };
    });
  },
};
