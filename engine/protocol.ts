// Every message that may cross between a host and a solver in a worker: the request beside its answers.
import type { EngineIssue } from "./issue.ts";
import type { SolverProgress, SolverResult } from "./solvers/solve.ts";

/** From the host. The buffer (`encodeProblem`) may be transferred. */
export type SolverRequest =
  | {
      readonly type: "solve";
      readonly runId: string;
      readonly problem: ArrayBuffer;
      readonly options: {
        readonly seed: number;
        /** For a result that does not depend on the machine's speed; without it the host ends the run. */
        readonly stepLimit?: number;
        /** The worker's own clock ends the run after this long; the engine knows no clock. */
        readonly timeLimitMs?: number;
      };
    }
  /** Ends a run; answered by `cancelled` with the best plan so far. */
  | { readonly type: "cancel"; readonly runId: string };

/** To the host. A run ends by exactly one of `finished`, `cancelled` and `failed`. Being cancelled is not a failure. */
export type SolverResponse =
  | { readonly type: "progress"; readonly runId: string; readonly progress: SolverProgress }
  | { readonly type: "finished"; readonly runId: string; readonly result: SolverResult; readonly engineVersion: string }
  | { readonly type: "cancelled"; readonly runId: string; readonly last: SolverProgress | undefined }
  | {
      readonly type: "failed";
      readonly runId: string;
      /** `bad-problem`: the buffer could not be read. `out-of-time`: no plan before the limit. `bug`: anything else. */
      readonly code: "bad-problem" | "out-of-time" | "bug";
      readonly message: EngineIssue["message"];
    };
