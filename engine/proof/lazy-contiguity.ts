// Solves a team model again and again, each time with cuts against the pieces that the answer before had.
import { ContiguityCuts } from "./contiguity-cuts.ts";
import type { MixedIntegerSolver } from "./mixed-integer-solver.ts";
import type { TeamModel } from "./team-model.ts";

/** After each answer of the solver. */
export interface ModelRound {
  /** No connected plan of the model costs less. +Infinity: there is none. */
  readonly bound: number;
  readonly rounds: number;
  readonly cutCount: number;
  /** A connected plan of the model, where the answer was one. */
  readonly assignment: Int32Array | undefined;
  /** `solved`: the plan's cost is the least, or there is no plan at all. `stopped`: the host stopped the solver. */
  readonly state: "cut" | "solved" | "stopped";
}

export interface LazyOptions {
  /** Costs are multiplied by this before the solver sees them: some 10⁴ for a whole plan. */
  readonly costScale: number;
  readonly start?: Float64Array;
  readonly onBound?: (bound: number) => void;
}

/** The bound never falls, and holds after every round: only inequalities that connected plans keep are added. */
export function* solveConnected(
  model: TeamModel,
  solver: MixedIntegerSolver,
  options: LazyOptions,
): Generator<ModelRound, void> {
  const cuts = new ContiguityCuts(model);
  let bound = Number.NEGATIVE_INFINITY;
  let cutCount = 0;
  const raise = (scaled: number): number => {
    bound = Math.max(bound, scaled / options.costScale);
    return bound;
  };
  for (let rounds = 1; ; rounds++) {
    const answer = solver.solve(model.build(options.costScale), {
      ...(options.start ? { start: options.start } : {}),
      onBound: (scaled) => options.onBound?.(raise(scaled)),
    });
    if (answer.status === "infeasible") {
      yield { bound: Number.POSITIVE_INFINITY, rounds, cutCount, assignment: undefined, state: "solved" };
      return;
    }
    raise(answer.bound);
    const plans = answer.points.map((point) => model.candidateOfUnit(point));
    const rows = plans.map((plan) => cuts.cutsFor(plan));
    const lastWhole = rows.findLastIndex((found) => found.length === 0);
    const assignment = lastWhole < 0 ? undefined : model.assignment(plans[lastWhole]!);
    const bestIsWhole = rows.length > 0 && lastWhole === rows.length - 1;
    const state = answer.status === "stopped" ? "stopped" : bestIsWhole ? "solved" : "cut";
    if (state === "cut") cutCount += addNewRows(model, rows.flat());
    yield { bound, rounds, cutCount, assignment, state };
    if (state !== "cut") return;
  }
}

function addNewRows(model: TeamModel, rows: ReturnType<ContiguityCuts["cutsFor"]>): number {
  const seen = new Set<string>();
  for (const row of rows) {
    const key = row.columns.join(" ");
    if (seen.has(key)) continue;
    seen.add(key);
    model.addRow(row);
  }
  return seen.size;
}
