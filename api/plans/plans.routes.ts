// Operations on plans.
import { recordAct } from "../audit/record-act.ts";
import type { NewAssignment, Plan, PlanChange } from "../contract/plans.ts";
import type { Transaction } from "../db/database.ts";
import { findDivisionHead } from "../divisions/divisions.store.ts";
import { AppError } from "../errors.ts";
import type { Call, Caller, Handlers } from "../http/call.ts";
import { assertSameVersion } from "../http/versions.ts";
import { findRun } from "../runs/runs.store.ts";
import { listTeams } from "../teams/teams.store.ts";
import { readPlanBalance } from "./plan-balance.ts";
import {
  deletePlan,
  findPlan,
  findPlanForChange,
  insertPlan,
  insertRevision,
  listPlans,
  type PlanDraft,
  type PlanSight,
  type PlanState,
  updatePlan,
} from "./plans.store.ts";

type PlanOperations =
  | "listPlans"
  | "createPlan"
  | "readPlan"
  | "changePlan"
  | "assignPlan"
  | "deletePlan"
  | "readPlanBalance";

export function planHandlers(): Pick<Handlers, PlanOperations> {
  return {
    listPlans: async (transaction, { params, query, caller }) => ({
      status: 200,
      body: { plans: await listPlans(transaction, params.municipality, query.divisionId ?? null, sightOf(caller)) },
    }),
    createPlan: async (transaction, { params, body, caller }) => {
      const draft = await draftOf(transaction, params.municipality, body);
      const id = await insertPlan(transaction, params.municipality, draft, caller.userId);
      await recordAct(transaction, "plan.created", "plan", id, { from: body.from.kind }, draft);
      const plan = await requirePlan(transaction, params.municipality, id, sightOf(caller));
      return { status: 201, body: plan, version: plan.version };
    },
    readPlan: async (transaction, { params, caller }) => {
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      return { status: 200, body: plan, version: plan.version };
    },
    changePlan: async (transaction, { params, body, version, caller }) => {
      const state = await requireState(transaction, params.municipality, params.plan, version);
      assertStatusOrder(state, body);
      await updatePlan(transaction, params.municipality, params.plan, body);
      await recordAct(transaction, actOfChange(state.status, body.status), "plan", params.plan);
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      const isPublished = plan.status !== "draft";
      return { status: 200, body: plan, version: plan.version, durable: isPublished };
    },
    assignPlan: async (transaction, { params, body, version, caller }) => {
      const { municipality, plan: id } = params;
      requireDraft(await requireState(transaction, municipality, id, version));
      const before = await requirePlan(transaction, municipality, id, sightOf(caller));
      assertAssignment(before, body);
      await insertRevision(transaction, municipality, id, body.teamIndexes, body.comment ?? "", caller.userId);
      await updatePlan(transaction, municipality, id, {});
      await recordAct(transaction, "plan.assigned", "plan", id, { revision: before.revision + 1 }, before);
      const plan = await requirePlan(transaction, municipality, id, sightOf(caller));
      return { status: 200, body: plan, version: plan.version };
    },
    deletePlan: async (transaction, { params, version }) => {
      requireDraft(await requireState(transaction, params.municipality, params.plan, version));
      await deletePlan(transaction, params.municipality, params.plan);
      await recordAct(transaction, "plan.deleted", "plan", params.plan);
      return { status: 204 };
    },
    readPlanBalance: async (transaction, { params, caller }) => {
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      const balance = await readPlanBalance(transaction, caller, plan);
      if (caller.role === "planner") {
        await recordAct(transaction, "counts.read", "plan", plan.id, { version: plan.version }, plan);
      }
      return { status: 200, body: balance };
    },
  };
}

function sightOf(caller: Caller): PlanSight {
  return { drafts: caller.role === "planner" };
}

async function requirePlan(
  transaction: Transaction,
  municipality: string,
  id: string,
  sight: PlanSight,
): Promise<Plan> {
  const plan = await findPlan(transaction, municipality, id, sight);
  if (!plan) throw new AppError("not-found");
  return plan;
}

async function requireState(
  transaction: Transaction,
  municipality: string,
  id: string,
  version: number,
): Promise<PlanState> {
  const state = await findPlanForChange(transaction, municipality, id);
  if (!state) throw new AppError("not-found");
  assertSameVersion(state.version, version);
  return state;
}

function requireDraft(state: PlanState): void {
  if (state.status !== "draft") throw new AppError("plan.not-draft");
}

const nextStatuses: Record<Plan["status"], readonly Plan["status"][]> = {
  draft: ["proposed"],
  proposed: ["draft", "adopted"],
  adopted: ["superseded"],
  superseded: [],
};

/** Publishing and withdrawing are told apart from other changes, so that they can be looked for. */
function actOfChange(before: Plan["status"], after: Plan["status"] | undefined) {
  if (after === undefined || after === before) return "plan.changed";
  return (
    {
      draft: "plan.withdrawn",
      proposed: "plan.proposed",
      adopted: "plan.adopted",
      superseded: "plan.superseded",
    } as const
  )[after];
}

function assertStatusOrder(state: PlanState, change: PlanChange): void {
  const status = change.status ?? state.status;
  if (status !== state.status && !nextStatuses[state.status].includes(status)) throw new AppError("plan.status-order");
  const adoptedFrom = change.adoptedFrom === undefined ? state.adoptedFrom : change.adoptedFrom;
  if (status === "adopted" && adoptedFrom === null) throw new AppError("plan.adopted-from-missing");
}

function assertAssignment(plan: Plan, { teamIndexes }: NewAssignment): void {
  const expected = plan.teamIndexes.length;
  const found = teamIndexes.length;
  if (found !== expected) throw new AppError("plan.assignment-length", { parameters: { expected, found } });
  if (teamIndexes.some((teamIndex) => teamIndex >= plan.teams.length)) {
    throw new AppError("plan.unknown-team-index");
  }
}

async function draftOf(
  transaction: Transaction,
  municipality: string,
  { name, description, from }: Call<"createPlan">["body"],
): Promise<PlanDraft> {
  if (from.kind === "plan") {
    const source = await findPlan(transaction, municipality, from.planId, { drafts: true });
    if (!source) throw unknownReference("from.planId");
    return { ...source, runId: source.runId ?? null, name, description };
  }
  if (from.kind === "run") {
    const run = await findRun(transaction, municipality, from.runId);
    if (!run) throw unknownReference("from.runId");
    if (!run.teamIndexes) throw new AppError("run.not-finished");
    return { ...run, teamIndexes: run.teamIndexes, name, description, runId: run.id };
  }
  const division = await findDivisionHead(transaction, municipality, from.divisionId);
  if (!division) throw unknownReference("from.divisionId");
  const known = new Map((await listTeams(transaction, municipality)).map((team) => [team.id, team]));
  const teams = from.teamIds.map((teamId, position) => {
    const team = known.get(teamId);
    if (!team || from.teamIds.indexOf(teamId) !== position) throw unknownReference(`from.teamIds.${position}`);
    return { ...team, teamId };
  });
  const teamIndexes = new Array<number>(division.areaCount).fill(-1);
  return { divisionId: division.id, name, description, runId: null, teams, teamIndexes };
}

function unknownReference(field: string): AppError {
  return new AppError("reference.unknown", {
    violations: [{ field, message: { sv: "Finns inte i kommunen.", en: "Does not exist in the municipality." } }],
  });
}
