// Solves a team model again and again, each time with cuts against the pieces that the answer before had.
import type { ContiguityCuts } from "./contiguity-cuts.ts";
import type { MixedIntegerSolver } from "./mixed-integer-solver.ts";
import type { ModelRow, TeamModel } from "./team-model.ts";

/** After each answer of the solver. */
export interface ModelRound {
  /** No connected plan of the model costs less. +Infinity: there is none. */
  readonly bound: number;
  /** Connected plans of the model that the solver came upon, the latest last. */
  readonly assignments: readonly Int32Array[];
  /** `solved`: the last plan costs the least, or nothing below `enough` does. `stopped`: the host stopped the solver. */
  readonly state: "cut" | "solved" | "stopped";
}

export interface LazyOptions {
  /** Costs are multiplied by this before the solver sees them: some 10⁴ for a whole plan. */
  readonly costScale: number;
  /** A bound that suffices. */
  readonly enough: number;
  readonly onBound?: (bound: number) => void;
}

/** So that a plan of exactly the value that suffices stays possible in spite of rounding. */
const costLimitSlack = 1e-7;

/** The bound never falls, and holds after every round: only inequalities that connected plans keep are added. */
export function* solveConnected(
  model: TeamModel,
  cuts: ContiguityCuts,
  solver: MixedIntegerSolver,
  options: LazyOptions,
): Generator<ModelRound, void> {
  const { costScale, enough } = options;
  for (const row of cuts.rowsFor(model)) model.addRow(row);
  if (Number.isFinite(enough)) model.addCostLimit(enough * (1 + costLimitSlack), costScale);
  let bound = Number.NEGATIVE_INFINITY;
  const raise = (scaled: number): number => {
    bound = Math.max(bound, scaled / costScale);
    return bound;
  };
  for (;;) {
    const answer = solver.solve(model.build(costScale), {
      enough: enough * costScale,
      onBound: (scaled) => options.onBound?.(raise(scaled)),
    });
    raise(answer.bound);
    const found = judge(model, cuts, answer.points);
    let state: ModelRound["state"] = found.lastIsWhole ? "solved" : "cut";
    if (answer.status === "stopped") state = "stopped";
    if (answer.status === "infeasible" || answer.status === "enough" || bound >= enough) state = "solved";
    if (state === "cut" && found.rows.length === 0)
      throw new Error("A plan in pieces was found, and no cut against it.");
    for (const row of found.rows) model.addRow(row);
    yield { bound, assignments: found.assignments, state };
    if (state !== "cut") return;
  }
}

function judge(model: TeamModel, cuts: ContiguityCuts, points: readonly Float64Array[]) {
  const rows: ModelRow[] = [];
  const assignments: Int32Array[] = [];
  let lastIsWhole = false;
  for (const point of points) {
    const plan = model.candidateOfUnit(point);
    const found = cuts.separate(model, plan);
    lastIsWhole = found === undefined;
    if (found) rows.push(...found);
    else assignments.push(model.assignment(plan));
  }
  return { rows, assignments, lastIsWhole };
}
