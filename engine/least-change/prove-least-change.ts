// How little must move within given tolerances, as the frontier and the repair ask it of the proof of change.
import type { DistrictingProblem } from "../problem.ts";
import { prove } from "../proof/index.ts";
import type { MixedIntegerSolver } from "../proof/mixed-integer-solver.ts";
import type { ProofProgress } from "../proof/proof.ts";
import { measureTotals } from "../tallies.ts";

export interface LeastChangeProof {
  /** No plan that keeps every rule moves less; +Infinity when none keeps them. */
  readonly movedWeightBound: number;
  /** The plan that moves least of those known, with what it moves. */
  readonly assignment: Int32Array | undefined;
  readonly movedWeight: number;
  /** The two are equal but for rounding. */
  readonly proven: boolean;
}

/** What a proven plan may move beyond its bound, as a fraction of the whole weight: the solver's own tolerance. */
const provenSlack = 1e-9;

/**
 * Yields the bound after each solve. Deterministic where no limit of time strikes. `assignment` is the best plan known; one
 * that breaks a rule is not used.
 */
export function* proveLeastChange(
  problem: DistrictingProblem,
  assignment: Int32Array | undefined,
  solver: MixedIntegerSolver | undefined,
): Generator<LeastChangeProof, LeastChangeProof> {
  const total = measureTotals(problem)[problem.compactnessMeasure]!;
  const told = ({ bound, plan }: ProofProgress): LeastChangeProof => {
    const movedWeight = plan?.value ?? Number.POSITIVE_INFINITY;
    return {
      movedWeightBound: bound,
      assignment: plan && isSame(plan.assignment, assignment) ? assignment : plan?.assignment,
      movedWeight,
      proven: bound === Number.POSITIVE_INFINITY || movedWeight - bound <= provenSlack * total,
    };
  };
  const proving = prove(problem, "change", {
    ...(assignment ? { plan: assignment } : {}),
    ...(solver ? { solver } : {}),
  });
  let next = proving.next();
  for (; !next.done; next = proving.next()) yield told(next.value);
  return told(next.value);
}

/** Whether it is the plan that was handed in, of which the proof keeps a copy. */
function isSame(found: Int32Array, known: Int32Array | undefined): boolean {
  return known !== undefined && found.every((team, area) => team === known[area]);
}
