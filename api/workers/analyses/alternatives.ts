// Plans that keep the same rules and really differ.
import { type Alternative, findAlternatives } from "../../../engine/alternatives/find-alternatives.ts";
import { planDifference } from "../../../engine/alternatives/plan-difference.ts";
import type { DistrictingProblem } from "../../../engine/problem.ts";
import type { AnalysisFindings } from "../analysis-protocol.ts";
import { type Analysis, nothingFound } from "./analysis.ts";

const leastSteps = 500_000;
const stepsPerArea = 2_000;
/** For each plan that is wanted so many are made. */
const searchesPerPlan = 5;

export const alternatives: Analysis = function* ({ problem, order }) {
  const run = findAlternatives(problem, {
    seed: order.seed,
    count: order.count,
    stepsPerPlan: order.stepsPerSearch ?? Math.max(leastSteps, stepsPerArea * problem.areaCount),
    searches: searchesPerPlan * order.count,
  });
  const tell = teller(problem);
  let next = run.next();
  for (; !next.done; next = run.next()) yield tell(next.value.steps, next.value.chosen);
  const result = next.value;
  if (result.status !== "done") return { findings: nothingFound, issues: result.issues };
  return { findings: tell(result.steps, result.chosen), issues: [] };
};

/** Compares the plans only when they have changed. */
function teller(problem: DistrictingProblem) {
  let told: readonly Alternative[] = [];
  let findings = nothingFound;
  return (steps: number, chosen: readonly Alternative[]): AnalysisFindings => {
    if (chosen === told) return { ...findings, steps };
    told = chosen;
    findings = {
      ...nothingFound,
      solutions: chosen.map(({ assignment }) => ({ assignment, movedAtLeast: null, proven: false })),
      differences: chosen.map((one) =>
        chosen.map((other) => (one === other ? 0 : planDifference(problem, one.assignment, other.assignment))),
      ),
    };
    return { ...findings, steps };
  };
}
