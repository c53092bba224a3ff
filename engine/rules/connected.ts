// Every team is in one piece, by the neighbours of the problem (with links made by hand).
import { connectedParts } from "../graph.ts";
import { listing } from "../issue.ts";
import type { Rule } from "./index.ts";

/** Amount: parts beyond the first. `areaIndexes` names the lowest area of every part but the one with most areas. */
export const connected: Rule = {
  check(problem, assignment, names) {
    const { partOf, partCount } = connectedParts(problem.adjacencyOffset, problem.adjacencyTarget, assignment);
    const partSize = new Int32Array(partCount);
    const partStart = new Int32Array(partCount);
    for (let area = problem.areaCount - 1; area >= 0; area--) {
      if (partOf[area]! < 0) continue;
      partSize[partOf[area]!]!++;
      partStart[partOf[area]!] = area;
    }
    const partsOfTeam: number[][] = Array.from({ length: problem.teamCount }, () => []);
    for (let part = 0; part < partCount; part++) partsOfTeam[assignment[partStart[part]!]!]!.push(part);
    return partsOfTeam.flatMap((parts, team) => {
      if (parts.length < 2) return [];
      const main = parts.reduce((best, part) => (partSize[part]! > partSize[best]! ? part : best));
      const areaIndexes = parts.filter((part) => part !== main).map((part) => partStart[part]!);
      const list = listing(areaIndexes, names.area);
      return {
        code: "team-disconnected",
        message: {
          sv: `Team ${names.team(team)} ligger i ${parts.length} delar; avskilt vid område ${list.sv}.`,
          en: `Team ${names.team(team)} lies in ${parts.length} parts; cut off at area ${list.en}.`,
        },
        areaIndexes,
        teamIndexes: [team],
        numbers: { parts: parts.length },
        amount: parts.length - 1,
      };
    });
  },
};
