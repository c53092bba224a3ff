// What the proofs ask of a solver for mixed-integer linear programmes; the host hands one in, engine/ imports none.

/** Minimise cost · x with rowLower ≤ A·x ≤ rowUpper and columnLower ≤ x ≤ columnUpper; A in compressed rows. */
export interface MixedIntegerModel {
  readonly columnCount: number;
  readonly rowCount: number;
  readonly cost: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  /** 1 where a column takes whole numbers only. */
  readonly isInteger: Uint8Array;
  /** ±Infinity where a side is open. */
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** rows + 1. */
  readonly rowStart: Int32Array;
  readonly columnIndex: Int32Array;
  readonly coefficient: Float64Array;
}

export interface MixedIntegerOptions {
  /** The solve may end when its bound has reached this: no point that costs less is of interest then. */
  readonly enough: number;
  /** Called now and then with the proven lower bound so far. */
  readonly onBound?: (bound: number) => void;
}

export interface MixedIntegerAnswer {
  /** `enough`: the bound has reached it. `stopped`: a limit of the host came first; the bound holds all the same. */
  readonly status: "optimal" | "infeasible" | "enough" | "stopped";
  /** No feasible point costs less, to the solver's own tolerance; −Infinity where nothing is known. */
  readonly bound: number;
  /** The best point found, and the ones it improved on, latest last; empty where there is none. */
  readonly points: readonly Float64Array[];
}

/** Deterministic for a model when no limit of time stops it. Blocks until it has an answer. */
export interface MixedIntegerSolver {
  solve(model: MixedIntegerModel, options: MixedIntegerOptions): MixedIntegerAnswer;
}
