// The registry of proofs: a new goal is a file, a line here, a name in `ProofGoal` and a test.
import type { DistrictingProblem } from "../problem.ts";
import {
  Proof,
  type ProofGoal,
  type ProofOptions,
  type ProofProgress,
  type ProofResult,
  type Prover,
} from "./proof.ts";
import { proveBalance } from "./prove-balance.ts";
import { proveChange } from "./prove-change.ts";
import { proveBorderLength, proveCutEdges } from "./prove-cut.ts";
import { proveHess } from "./prove-hess.ts";
import { proveMoi } from "./prove-moi.ts";

export const provers: Record<ProofGoal, Prover> = {
  hess: proveHess,
  moi: proveMoi,
  balance: proveBalance,
  "cut-edges": proveCutEdges,
  "border-length": proveBorderLength,
  change: proveChange,
};

/**
 * Proves how good any plan can be. Yields some tens of times a second with the bound so far; the host stops by not asking
 * for more, and the latest bound holds. A better plan may be handed in at any yield (`next(plan)`): it is checked, and the
 * proof goes on with it. Expects a problem that `validateProblem` has passed. Deterministic but for the moment at which a
 * host stops the solver.
 */
export function* prove(
  problem: DistrictingProblem,
  goal: ProofGoal,
  options: ProofOptions = {},
): Generator<ProofProgress, ProofResult, Int32Array | undefined> {
  const proof = new Proof(problem, goal, options);
  const stopped = yield* provers[goal](proof);
  return proof.result(stopped);
}
