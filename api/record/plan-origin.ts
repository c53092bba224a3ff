// Where a plan comes from and what judges it: the run's plan that it began as, and the rules with the problem they make.

import { decodeProblem, encodeProblem } from "../../engine/problem.ts";
import type { Plan, PlanJudge, PlanTeam } from "../contract/plans.ts";
import type { Rules } from "../contract/rules.ts";
import type { Run, RunScores, SolutionScores } from "../contract/runs.ts";
import { NewRun } from "../contract/runs.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import { isJudgedByFile, readOwnRules } from "../plans/plan-rules.ts";
import { readOrder } from "../runs/read-order.ts";
import { findProblem, findRun, findSolution } from "../runs/runs.store.ts";
import type { RuledProblem } from "./plan-bound.ts";

/** The run's plan that another one began as. */
export interface Origin {
  readonly run: Run;
  /** As it was stored with the run. */
  readonly problem: ArrayBuffer;
  /** In the run's teams; null where the run has lost it. */
  readonly teamIndexes: number[] | null;
  readonly scores: RunScores | null;
  /** What the run moved and what it showed that any plan as even has to move; null where it did not ask. */
  readonly leastChange: LeastChange | null;
  /** Whether the same search gives the same plan each time. */
  readonly isRepeatable: boolean;
}

/** Of the first balanced measure of the run's rules, from the plan that the run began with. */
export interface LeastChange {
  readonly movedWeight: number;
  readonly movedAtLeast: number;
  /** Whether no plan with deviations as small moves less. */
  readonly proven: boolean;
}

/** Whose rules judge a plan. */
export interface Judge {
  readonly judgedBy: PlanJudge;
  /** Null where it has none of its own. */
  readonly rules: Rules | null;
  /** Chosen rules on today's counts; null where they are the run's, there are none, or they speak of what is no longer there. */
  readonly problem: ArrayBuffer | null;
}

interface Assigned {
  readonly teams: readonly Pick<PlanTeam, "teamId">[];
  readonly teamIndexes: readonly number[];
}

/** Areas with another team in the one plan than in the other. */
export function movedAreaIndexes(plan: Assigned, other: Assigned): number[] {
  return plan.teamIndexes.flatMap((teamIndex, areaIndex) =>
    plan.teams[teamIndex]?.teamId === other.teams[other.teamIndexes[areaIndex]!]?.teamId ? [] : [areaIndex],
  );
}

/** Areas that have been moved by hand since the run. */
export function handMoves(plan: Assigned, { run, teamIndexes }: Origin): number[] {
  return teamIndexes ? movedAreaIndexes(plan, { teams: run.teams, teamIndexes }) : [];
}

/** Null for a plan that was drawn by hand or read from a file. */
export async function readOrigin(
  transaction: Transaction,
  municipality: string,
  { runId, runSolution = null }: Pick<Plan, "runId" | "runSolution">,
): Promise<Origin | null> {
  const run = runId ? await findRun(transaction, municipality, runId) : null;
  const bytes = run && (await findProblem(transaction, municipality, run.id));
  if (!run || !bytes) return null;
  const begun = runSolution === null ? run : await findSolution(transaction, municipality, run.id, runSolution);
  return {
    run,
    problem: Uint8Array.from(bytes).buffer,
    teamIndexes: begun?.teamIndexes ?? null,
    scores: begun && scoresOf(begun),
    leastChange: begun && leastChangeOf(begun),
    isRepeatable: run.kind === "division" && run.steps !== null && runSolution === null && run.teamIndexes !== null,
  };
}

function leastChangeOf(begun: Run | SolutionScores): LeastChange | null {
  if (!("movedAtLeast" in begun) || begun.movedAtLeast === null) return null;
  const { movedWeight, movedAtLeast, proven } = begun;
  return { movedWeight, movedAtLeast, proven };
}

/** A solution's scores are the run's and what it moves. */
function scoresOf(begun: Pick<Run, "scores"> | RunScores): RunScores | null {
  const scores = "scores" in begun ? begun.scores : begun;
  if (!scores) return null;
  const { largestDeviationFractions, cutEdges, cutBorderLengthM, feasible, violations } = scores;
  return { largestDeviationFractions, cutEdges, cutBorderLengthM, feasible, violations };
}

/** The rules that the plan carries, and for chosen ones the problem that they make of today's counts. */
export async function readJudge(transaction: Transaction, municipality: string, plan: Plan): Promise<Judge> {
  const own = await readOwnRules(transaction, municipality, plan);
  if (!own) {
    const kind = (await isJudgedByFile(transaction, municipality, plan)) ? "file" : "usual";
    return { judgedBy: { kind, ruleSet: null }, rules: null, problem: null };
  }
  const isChosen = own.judgedBy.kind === "rule-set";
  return { ...own, problem: isChosen ? await readProblem(transaction, municipality, plan, own.rules) : null };
}

/** The problem that judges; null for a plan without rules of its own. */
export function ruledProblem({ judgedBy, rules, problem }: Judge, origin: Origin | null): RuledProblem | null {
  if (judgedBy.kind === "run" && rules && origin) {
    return { kind: "run", rules, problem: decodeProblem(origin.problem), proven: origin.run.bounds };
  }
  if (judgedBy.kind !== "rule-set" || !rules || !problem) return null;
  return { kind: "rule-set", rules, problem: decodeProblem(problem), proven: [] };
}

async function readProblem(
  transaction: Transaction,
  municipality: string,
  plan: Plan,
  rules: Rules,
): Promise<ArrayBuffer | null> {
  const teams = plan.teams.map(({ teamId, investigationPositions, firstLinePositions }) => ({
    ...{ teamId, investigationPositions, firstLinePositions },
  }));
  const order = NewRun.parse({ kind: "proof", divisionId: plan.divisionId, planId: plan.id, teams, rules });
  try {
    return encodeProblem((await readOrder(transaction, municipality, order)).runProblem.problem);
  } catch (error) {
    // A measure without counts any more, or a plan to count change from that has been deleted.
    if (error instanceof AppError && error.code === "reference.unknown") return null;
    throw error;
  }
}
