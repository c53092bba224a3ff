// What must hold before a plan is read or changed: it is there and seen, nobody else was first, it is a draft, the areas and teams fit.
import type { Plan } from "../contract/plans.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Caller } from "../http/call.ts";
import { readConflict } from "./plan-conflict.ts";
import { findPlan, findPlanForChange, type PlanSight, type PlanState } from "./plans.store.ts";

export function sightOf(caller: Caller): PlanSight {
  return { drafts: caller.role === "planner" };
}

/** The plan, or 404: also for a draft that the caller may not see. */
export async function requirePlan(
  transaction: Transaction,
  municipality: string,
  id: string,
  sight: PlanSight,
): Promise<Plan> {
  const plan = await findPlan(transaction, municipality, id, sight);
  if (!plan) throw new AppError("not-found");
  return plan;
}

/**
 * Locks the plan until the transaction ends. Throws 412 where its version is not the one that was read, with what somebody
 * else has made of it and how that differs from `wanted`.
 */
export async function requireState(
  transaction: Transaction,
  municipality: string,
  id: string,
  version: number,
  wanted: readonly number[] | null,
): Promise<PlanState> {
  const state = await findPlanForChange(transaction, municipality, id);
  if (!state || state.isDeleted) throw new AppError("not-found");
  if (state.version === version) return state;
  const conflict = await readConflict(transaction, municipality, id, version, wanted);
  throw new AppError("version.changed", { currentVersion: state.version, conflict });
}

export function requireDraft(state: PlanState): void {
  if (state.status !== "draft") throw new AppError("plan.not-draft");
}

export function assertAssignment(areaCount: number, teamCount: number, teamIndexes: readonly number[]): void {
  const found = teamIndexes.length;
  if (found !== areaCount) throw new AppError("plan.assignment-length", { parameters: { expected: areaCount, found } });
  if (teamIndexes.some((teamIndex) => teamIndex >= teamCount)) throw new AppError("plan.unknown-team-index");
}
