// The frontier from moving nothing to the best balance.
import { leastChangeFrontier } from "../../../engine/least-change/frontier.ts";
import { type Analysis, nothingFound } from "./analysis.ts";
import { foundPoint } from "./found-point.ts";

export const frontier: Analysis = function* ({ problem, order, solver }) {
  const run = leastChangeFrontier(problem, {
    seed: order.seed,
    solver,
    pointCount: order.count,
    ...(order.stepsPerSearch === null ? {} : { stepsPerLevel: order.stepsPerSearch }),
  });
  let next = run.next();
  for (; !next.done; next = run.next()) {
    const { steps, stage, points } = next.value;
    yield { ...nothingFound, steps, stage, solutions: points.map(foundPoint) };
  }
  const result = next.value;
  if (result.status !== "done") return { findings: nothingFound, issues: result.issues };
  const findings = {
    ...nothingFound,
    steps: result.steps,
    stage: "proof" as const,
    solutions: result.points.map(foundPoint),
  };
  return { findings, issues: [] };
};
