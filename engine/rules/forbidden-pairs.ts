// Two areas that must not share a team lie in different teams.
import type { Rule } from "./index.ts";

/** Amount: 1 for each pair in one team; a pair with an unplaced area keeps the rule. */
export const forbiddenPairs: Rule = {
  check(problem, assignment, names) {
    const pairs = problem.forbiddenPairs ?? new Int32Array(0);
    const found = [];
    for (let p = 0; p < pairs.length; p += 2) {
      const first = pairs[p]!;
      const second = pairs[p + 1]!;
      const team = assignment[first]!;
      if (team < 0 || team !== assignment[second]) continue;
      found.push({
        code: "forbidden-pair-together",
        message: {
          sv: `Områdena ${names.area(first)} och ${names.area(second)} får inte ligga i samma team men ligger båda i team ${names.team(team)}.`,
          en: `Areas ${names.area(first)} and ${names.area(second)} must not share a team but both lie in team ${names.team(team)}.`,
        },
        areaIndexes: [first, second],
        teamIndexes: [team],
        amount: 1,
      });
    }
    return found;
  },
};
