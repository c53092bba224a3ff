// Operations on plans.
import { isDeepStrictEqual } from "node:util";
import { recordAct } from "../audit/record-act.ts";
import type { Plan, PlanChange } from "../contract/plans.ts";
import type { Database, Transaction } from "../db/database.ts";
import { findDivisionHead } from "../divisions/divisions.store.ts";
import { AppError } from "../errors.ts";
import type { Call, Handlers } from "../http/call.ts";
import { changeKeepingRecord, type Occasion } from "../record/keep-record.ts";
import { findRun, findSolution } from "../runs/runs.store.ts";
import { listTeams } from "../teams/teams.store.ts";
import { readPlanBalance } from "./plan-balance.ts";
import { type PlanFaults, readPlanFaults } from "./plan-faults.ts";
import { findRevision } from "./plan-history.store.ts";
import { copyPlanLocks } from "./plan-locks.store.ts";
import { assertAssignment, requireDraft, requirePlan, requireState, sightOf } from "./plan-preconditions.ts";
import { beginningAsRun } from "./plan-rules.ts";
import {
  adoptPlan,
  endAdoption,
  findPlan,
  findPlanForChange,
  insertPlan,
  insertRevision,
  judgedAsUsual,
  judgementOf,
  keepAcceptedFaults,
  keepRenaming,
  listPlans,
  markDeleted,
  type NewRevision,
  type PlanDraft,
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
  | "undeletePlan"
  | "readPlanBalance";

export function planHandlers(database: Database): Pick<Handlers, PlanOperations> {
  return {
    listPlans: async (transaction, { params, query, caller }) => ({
      status: 200,
      body: {
        plans: await listPlans(
          transaction,
          params.municipality,
          { divisionId: query.divisionId ?? null, deleted: query.deleted === "true" },
          sightOf(caller),
        ),
      },
    }),
    createPlan: async (transaction, { params, body, caller }) => {
      const draft = await draftOf(transaction, params.municipality, body);
      const id = await insertPlan(transaction, params.municipality, draft, caller.userId);
      if (body.from.kind === "plan") {
        await copyPlanLocks(transaction, params.municipality, body.from.planId, id, caller.userId);
      }
      await recordAct(transaction, "plan.created", "plan", id, { from: body.from.kind }, draft);
      const plan = await requirePlan(transaction, params.municipality, id, sightOf(caller));
      return { status: 201, body: plan, version: plan.version };
    },
    readPlan: async (transaction, { params, caller }) => {
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      return { status: 200, body: plan, version: plan.version };
    },
    changePlan: {
      outside: async ({ params, body, version, caller }) => {
        const { municipality, plan: id } = params;
        let before: PlanState["status"] = "draft";
        const plan = await changeKeepingRecord(database, caller, {
          planId: id,
          isDecision: body.status === "proposed" || body.status === "adopted" || body.adoptedFrom !== undefined,
          change: async (transaction) => {
            const state = await requireState(transaction, municipality, id, version, null);
            await changePlan(transaction, municipality, id, state, body, caller.userId);
            before = state.status;
            return occasionOf(state, body);
          },
          finish: async (transaction, kept) => {
            const told = kept === null ? {} : { kept };
            await recordAct(transaction, actOfChange(before, body.status), "plan", id, told);
            return requirePlan(transaction, municipality, id, sightOf(caller));
          },
        });
        if (plan.status !== "draft") await database.sync();
        return { status: 200, body: plan, version: plan.version };
      },
    },
    assignPlan: async (transaction, { params, body, version, caller }) => {
      const { municipality, plan: id } = params;
      requireDraft(await requireState(transaction, municipality, id, version, body.teamIndexes));
      const before = await requirePlan(transaction, municipality, id, sightOf(caller));
      assertAssignment(before.teamIndexes.length, before.teams.length, body.teamIndexes);
      const { teamIndexes, comment, fromRun, setAside } = body;
      if (fromRun) await requireSolutionAbout(transaction, municipality, id, fromRun);
      const planVersion = before.version + 1;
      const add = (revision: NewRevision) => insertRevision(transaction, municipality, id, revision, caller.userId);
      await add({ teamIndexes, comment, planVersion, fromRun, setAside });
      if (setAside) await add({ teamIndexes: before.teamIndexes, planVersion, restoredFrom: before.revision });
      await updatePlan(transaction, municipality, id, {});
      const act = setAside ? "plan.set-aside" : "plan.assigned";
      await recordAct(transaction, act, "plan", id, { revision: before.revision + 1 }, before);
      const plan = await requirePlan(transaction, municipality, id, sightOf(caller));
      return { status: 200, body: plan, version: plan.version };
    },
    deletePlan: async (transaction, { params, version, caller }) => {
      requireDraft(await requireState(transaction, params.municipality, params.plan, version, null));
      await markDeleted(transaction, params.municipality, params.plan, true, caller.userId);
      await recordAct(transaction, "plan.deleted", "plan", params.plan);
      return { status: 204 };
    },
    undeletePlan: async (transaction, { params, caller }) => {
      const { municipality, plan: id } = params;
      const state = await findPlanForChange(transaction, municipality, id);
      if (!state) throw new AppError("not-found");
      if (!state.isDeleted) throw new AppError("plan.not-deleted");
      await markDeleted(transaction, municipality, id, false, caller.userId);
      await recordAct(transaction, "plan.undeleted", "plan", id);
      const plan = await requirePlan(transaction, municipality, id, sightOf(caller));
      return { status: 200, body: plan, version: plan.version };
    },
    readPlanBalance: async (transaction, { params, caller }) => {
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      const balance = await readPlanBalance(transaction, caller, plan);
      if (caller.role === "planner") {
        const seen = { version: plan.version, measures: balance.measures.length };
        await recordAct(transaction, "counts.read", "plan", plan.id, seen, plan);
      }
      return { status: 200, body: balance };
    },
  };
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

/** What a board decides on: that a plan is put forward or adopted, or that an adopted one is to apply from another day. */
function occasionOf(before: PlanState, { status = before.status, adoptedFrom }: PlanChange): Occasion {
  if (status === "proposed" && before.status === "draft") return "proposed";
  if (status !== "adopted") return null;
  const isMoved = adoptedFrom !== undefined && adoptedFrom !== before.adoptedFrom;
  return before.status !== "adopted" || isMoved ? "adopted" : null;
}

async function changePlan(
  transaction: Transaction,
  municipality: string,
  id: string,
  state: PlanState,
  { status, acceptsFaults, ...change }: PlanChange,
  userId: string | null,
): Promise<void> {
  const after = status ?? state.status;
  const date = change.adoptedFrom === undefined ? state.adoptedFrom : change.adoptedFrom;
  if (after !== state.status && !nextStatuses[state.status].includes(after)) throw new AppError("plan.status-order");
  if (after === "superseded" && change.adoptedFrom !== undefined) throw new AppError("plan.status-order");
  if (after === "adopted" && date === null) throw new AppError("plan.adopted-from-missing");
  const accept = () => acceptFaults(transaction, municipality, id, acceptsFaults ?? false, userId);
  if (after === "adopted" && state.status !== "adopted") {
    await requireEveryAreaAssigned(transaction, municipality, id);
    await accept();
  }
  // Before the status: a draft has accepted nothing.
  if (after === "draft" && state.status === "proposed")
    await keepAcceptedFaults(transaction, municipality, id, null, userId);
  await keepRenaming(transaction, municipality, id, change, userId);
  const isOwnStatus = status === "draft" || status === "proposed";
  await updatePlan(transaction, municipality, id, { ...change, ...(isOwnStatus ? { status } : {}) });
  if (after === "proposed" && state.status === "draft") await accept();
  if (after === "adopted") await adoptPlan(transaction, municipality, id, date!);
  if (after === "superseded" && state.status === "adopted") await endAdoption(transaction, municipality, id);
}

/**
 * Throws `plan.falls-apart` (409), naming what is not whole or breaks a rule, where that was not accepted, now or before;
 * else it is kept with the plan. Judged anew when a plan is adopted: counts may have come since it was put forward.
 */
async function acceptFaults(
  transaction: Transaction,
  municipality: string,
  id: string,
  isAccepted: boolean,
  userId: string | null,
): Promise<void> {
  const plan = await requirePlan(transaction, municipality, id, { drafts: true });
  const { told, violations } = await readPlanFaults(transaction, municipality, plan);
  const isWhole = violations.length === 0;
  if (isWhole ? !plan.acceptedFaults : isAcceptedAlready(plan.acceptedFaults, told)) return;
  if (!isWhole && !isAccepted) throw new AppError("plan.falls-apart", { violations });
  await keepAcceptedFaults(transaction, municipality, id, isWhole ? null : told, userId);
}

function isAcceptedAlready(
  accepted: Plan["acceptedFaults"],
  { apart, unassignedCount, brokenRules }: PlanFaults["told"],
): boolean {
  return (
    isDeepStrictEqual(accepted?.apart, apart) &&
    accepted?.unassignedCount === unassignedCount &&
    isDeepStrictEqual(accepted.brokenRules, brokenRules)
  );
}

async function requireEveryAreaAssigned(transaction: Transaction, municipality: string, id: string): Promise<void> {
  const { teamIndexes } = await requirePlan(transaction, municipality, id, { drafts: true });
  const count = teamIndexes.filter((teamIndex) => teamIndex < 0).length;
  if (count > 0) throw new AppError("plan.unassigned-areas", { parameters: { count } });
}

async function draftOf(
  transaction: Transaction,
  municipality: string,
  { name, description, from }: Call<"createPlan">["body"],
): Promise<PlanDraft> {
  if (from.kind === "plan") return { ...(await branchOf(transaction, municipality, from)), name, description };
  if (from.kind === "run") {
    const run = await findRun(transaction, municipality, from.runId);
    if (!run) throw unknownReference("from.runId");
    const own = from.solution === null ? run : await findSolution(transaction, municipality, run.id, from.solution);
    if (!own) throw unknownReference("from.solution");
    if (!own.teamIndexes) throw new AppError("run.not-finished");
    return { ...run, teamIndexes: own.teamIndexes, name, description, ...beginningAsRun(run, from.solution) };
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
  const origin = { runId: null, runSolution: null, judgement: judgedAsUsual, branchedFrom: null };
  return { divisionId: division.id, name, description, ...origin, teams, teamIndexes };
}

/** A copy of a plan's newest or another revision, or with another assignment of the same areas and teams. */
async function branchOf(
  transaction: Transaction,
  municipality: string,
  from: Extract<Call<"createPlan">["body"]["from"], { kind: "plan" }>,
): Promise<Omit<PlanDraft, "name" | "description">> {
  const source = await findPlan(transaction, municipality, from.planId, { drafts: true });
  if (!source) throw unknownReference("from.planId");
  const revision = from.revision ?? source.revision;
  const copied = await findRevision(transaction, municipality, source.id, revision);
  if (!copied) throw unknownReference("from.revision");
  const teamIndexes = from.teamIndexes ?? copied.teamIndexes;
  assertAssignment(source.teamIndexes.length, source.teams.length, teamIndexes);
  if (from.fromRun) await requireSolutionAbout(transaction, municipality, source.id, from.fromRun, "from.fromRun");
  return {
    divisionId: source.divisionId,
    // What is placed otherwise than by the run is told as moved by hand, as in a plan that is redrawn in place.
    runId: source.runId ?? null,
    runSolution: source.runSolution ?? null,
    judgement: await judgementOf(transaction, municipality, source.id, revision),
    branchedFrom: { planId: source.id, revision },
    teams: source.teams,
    teamIndexes,
    fromRun: from.fromRun,
  };
}

/** Throws `reference.unknown` for a run that is about another plan, or began from one, or has no such solution. */
async function requireSolutionAbout(
  transaction: Transaction,
  municipality: string,
  planId: string,
  { runId, solution }: NonNullable<Call<"assignPlan">["body"]["fromRun"]>,
  field = "fromRun",
): Promise<void> {
  const run = await findRun(transaction, municipality, runId);
  if (!run || (run.planId ?? run.rules.baselinePlanId) !== planId) throw unknownReference(`${field}.runId`);
  const found = solution === null ? run : await findSolution(transaction, municipality, runId, solution);
  if (!found?.teamIndexes) throw unknownReference(`${field}.solution`);
}

function unknownReference(field: string): AppError {
  return new AppError("reference.unknown", {
    violations: [{ field, message: { sv: "Finns inte i kommunen.", en: "Does not exist in the municipality." } }],
  });
}
