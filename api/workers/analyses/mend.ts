// The smallest repair of a draft.
import { withoutNeedlessMoves } from "../../../engine/explain/move-flows.ts";
import { mendDraft } from "../../../engine/least-change/mend.ts";
import { type Analysis, nothingFound } from "./analysis.ts";
import { foundPoint } from "./found-point.ts";

export const mend: Analysis = function* ({ problem, order, solver }) {
  const run = mendDraft(problem, order.plan!, {
    seed: order.seed,
    solver,
    ...(order.locks ? { locks: order.locks } : {}),
    ...(order.stepsPerSearch === null ? {} : { stepsPerLevel: order.stepsPerSearch }),
  });
  let next = run.next();
  for (; !next.done; next = run.next()) {
    const { steps, repair } = next.value;
    yield { ...nothingFound, steps, solutions: repair ? [foundPoint(repair)] : [] };
  }
  const result = next.value;
  if (result.status !== "mended") return { findings: nothingFound, issues: result.issues };
  const found = foundPoint(result.repair);
  const solution = order.neededMovesOnly
    ? { ...found, assignment: withoutNeedlessMoves({ ...problem, baselineTeam: order.plan! }, found.assignment) }
    : found;
  return { findings: { ...nothingFound, steps: result.steps, solutions: [solution] }, issues: [] };
};
