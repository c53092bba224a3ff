// Every measure is within its tolerance of the target in every team.
import { percent } from "../issue.ts";
import { deviationFraction, measureTotals, roundingSlack, teamMeasureSums } from "../tallies.ts";
import type { Rule } from "./index.ts";

/** Amount: the part of |sum / target − 1| that lies beyond the tolerance. */
export const balance: Rule = {
  check(problem, assignment, names) {
    const totals = measureTotals(problem);
    const sums = teamMeasureSums(problem, assignment);
    const found = [];
    for (let measure = 0; measure < problem.measureCount; measure++) {
      for (let team = 0; team < problem.teamCount; team++) {
        const place = measure * problem.teamCount + team;
        const deviation = deviationFraction(sums[place]!, problem.targetShare[place]! * totals[measure]!);
        const tolerance = problem.toleranceFraction[measure]!;
        const amount = Math.abs(deviation) - tolerance;
        if (amount <= roundingSlack) continue;
        const size = percent(Math.abs(deviation), tolerance);
        const allowed = percent(tolerance, Math.abs(deviation));
        found.push({
          code: deviation > 0 ? "team-above-tolerance" : "team-below-tolerance",
          message: {
            sv: `Team ${names.team(team)} ligger ${size.sv} ${deviation > 0 ? "över" : "under"} sitt mål i mått ${names.measure(measure)}; högst ${allowed.sv} är tillåtet.`,
            en: `Team ${names.team(team)} is ${size.en} ${deviation > 0 ? "above" : "below"} its target in measure ${names.measure(measure)}; at most ${allowed.en} is allowed.`,
          },
          teamIndexes: [team],
          measureIndex: measure,
          numbers: { deviationFraction: deviation, toleranceFraction: tolerance },
          amount,
        });
      }
    }
    return found;
  },
};
