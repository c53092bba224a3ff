// The engine's mixed-integer solver over HiGHS in WebAssembly (https://highs.dev, MIT), with the host's limits.
import highsModule, { type Highs, type Model } from "highs";
import type {
  MixedIntegerAnswer,
  MixedIntegerModel,
  MixedIntegerOptions,
  MixedIntegerSolver,
} from "../../engine/proof/mixed-integer-solver.ts";

/** What may end a solve before its answer is proven. */
export interface SolverLimits {
  /** Asked at every checkpoint of the branch and bound, from inside the blocking call. */
  readonly shouldStop?: () => boolean;
  /** Seconds left for the next solve; asked when it begins, because the root is not interrupted between checkpoints. */
  readonly secondsLeft?: () => number;
  /**
   * Iterations of the linear programs of all solves together. HiGHS makes the same ones on every machine, so that where no
   * other limit strikes the answers are the same too.
   */
  readonly iterations?: number;
}

/** A solve counts as so many iterations at least: building and presolving it take their time too. */
const leastIterationsPerSolve = 250;

// The package declares its ES module as CommonJS, so the compiler takes the loader for a namespace that holds it.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** At most this many of the points that a solve passed are kept. */
const keptPoints = 20;

/**
 * Loads HiGHS (about 50 ms). Single-threaded, and the call blocks: use it in a worker. The bound is HiGHS's own dual
 * bound, with a gap of 0 asked for; feasibility and integrality are to 10⁻⁶ of a row, as HiGHS defines them.
 */
export async function createMixedIntegerSolver(limits: SolverLimits = {}): Promise<MixedIntegerSolver> {
  const highs = await loadHighs();
  let left = limits.iterations ?? Number.POSITIVE_INFINITY;
  return {
    solve(model, options) {
      if (left <= 0) return { status: "stopped", bound: Number.NEGATIVE_INFINITY, points: [] };
      const solved = solveWith(highs, limits, left, model, options);
      left -= Math.max(solved.iterations, leastIterationsPerSolve);
      return solved.answer;
    },
  };
}

function solveWith(
  highs: Highs,
  limits: SolverLimits,
  iterationsLeft: number,
  source: MixedIntegerModel,
  options: MixedIntegerOptions,
): { readonly answer: MixedIntegerAnswer; readonly iterations: number } {
  return highs.withModel((model) => {
    load(highs, model, source);
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-6, random_seed: 1 });
    const secondsLeft = limits.secondsLeft?.();
    if (secondsLeft !== undefined) model.options.set({ time_limit: Math.max(0.01, secondsLeft) });
    const points: Float64Array[] = [];
    // Before the root and at the very end HiGHS tells infinite bounds; what is proven then comes with the status.
    let told = Number.NEGATIVE_INFINITY;
    let reached = false;
    let iterations = 0;
    const { mipInterrupt, mipImprovingSolution, simplexInterrupt } = highs.constants.callbackType;
    model.run({
      [mipInterrupt](event) {
        const bound = event.data.mip_dual_bound ?? Number.NaN;
        if (Number.isFinite(bound) && bound > told) {
          told = bound;
          options.onBound?.(told);
        }
        reached ||= told >= options.enough;
        iterations = Math.max(iterations, Number(event.data.mip_total_lp_iterations ?? 0));
        if (reached || iterations >= iterationsLeft || limits.shouldStop?.()) event.interrupt();
        return undefined;
      },
      [simplexInterrupt](event) {
        if (limits.shouldStop?.()) event.interrupt();
        return undefined;
      },
      [mipImprovingSolution](event) {
        if (event.data.mip_solution) points.push(event.data.mip_solution.slice());
        return undefined;
      },
    });
    return { answer: answerOf(highs, model, points, told, reached), iterations };
  });
}

function load(highs: Highs, model: Model, source: MixedIntegerModel): void {
  const { continuous, integer } = highs.constants.variableType;
  model.passModel({
    numCols: source.columnCount,
    numRows: source.rowCount,
    colCost: source.cost,
    colLower: source.columnLower,
    colUpper: source.columnUpper,
    rowLower: source.rowLower,
    rowUpper: source.rowUpper,
    integrality: Int32Array.from(source.isInteger, (whole) => (whole ? integer : continuous)),
    matrix: {
      format: "csr",
      numRows: source.rowCount,
      numCols: source.columnCount,
      starts: source.rowStart,
      indices: source.columnIndex,
      values: source.coefficient,
    },
  });
}

function answerOf(
  highs: Highs,
  model: Model,
  points: Float64Array[],
  told: number,
  reached: boolean,
): MixedIntegerAnswer {
  const { optimal, infeasible, timeLimit, interrupted, solutionLimit, iterationLimit } = highs.constants.modelStatus;
  const status = model.getModelStatus();
  if (status === infeasible) return { status: "infeasible", bound: Number.POSITIVE_INFINITY, points: [] };
  const final = Number(model.info.get("mip_dual_bound"));
  const bound = Number.isFinite(final) ? Math.max(told, final) : told;
  if (status === optimal) {
    points.push(model.getSolution().colValue);
    return { status: "optimal", bound, points: points.slice(-keptPoints) };
  }
  if ([timeLimit, interrupted, solutionLimit, iterationLimit].every((limit) => limit !== status))
    throw new Error(`HiGHS ended with status ${status}, expected optimal, infeasible or a limit.`);
  return {
    status: reached ? "enough" : "stopped",
    bound,
    points: points.slice(-keptPoints),
  };
}
