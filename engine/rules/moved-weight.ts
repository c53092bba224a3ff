// No more weight than allowed has another team than today's.
import { change } from "../objectives/change.ts";
import { roundingSlack } from "../tallies.ts";
import type { Rule } from "./index.ts";

/** Amount: moved weight beyond the limit, in the compactness measure. */
export const movedWeight: Rule = {
  check(problem, assignment, names) {
    const limit = problem.movedWeightLimit ?? Number.POSITIVE_INFINITY;
    const moved = change.evaluate(problem, assignment);
    const amount = moved - limit;
    if (!(amount > roundingSlack * Math.max(1, limit))) return [];
    const measure = names.measure(problem.compactnessMeasure);
    const rounded = (value: number): string => String(Math.round(value * 10) / 10);
    return [
      {
        code: "too-much-moved",
        message: {
          sv: `${rounded(moved).replace(".", ",")} i mått ${measure} byter team; högst ${rounded(limit).replace(".", ",")} är tillåtet.`,
          en: `${rounded(moved)} in measure ${measure} changes team; at most ${rounded(limit)} is allowed.`,
        },
        measureIndex: problem.compactnessMeasure,
        numbers: { moved, limit },
        amount,
      },
    ];
  },
};
