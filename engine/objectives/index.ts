// The registry of soft goals: a new one is a file, a line here, a name in `objectiveNames` and a test.
import type { DistrictingProblem, ObjectiveWeights } from "../problem.ts";
import { balanceDeviation } from "./balance-deviation.ts";
import { borderLength } from "./border-length.ts";
import { change } from "./change.ts";
import { cutEdges } from "./cut-edges.ts";
import { hess, momentOfInertia } from "./moment-of-inertia.ts";
import { travel } from "./travel.ts";

/** A goal that is better when smaller. Areas with team −1 (unassigned) are left out of it. */
export interface Objective {
  /** The goal's value in its own unit, counted from scratch. */
  evaluate(problem: DistrictingProblem, assignment: Int32Array): number;
  /** What the value is divided by before it is weighed: about its size in an ordinary compact plan; never 0. */
  scale(problem: DistrictingProblem): number;
}

export const objectives: Record<keyof ObjectiveWeights, Objective> = {
  balance: balanceDeviation,
  cutEdges,
  borderLength,
  momentOfInertia,
  change,
  travel,
  hess,
};
