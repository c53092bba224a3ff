// Operations on the rules that judge a plan: reading them, and choosing others.
import { recordAct } from "../audit/record-act.ts";
import type { NewPlanJudge, Plan } from "../contract/plans.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { findRuleSetVersion } from "../rules/rule-sets.store.ts";
import { findRun } from "../runs/runs.store.ts";
import { requirePlan, requireState, sightOf } from "./plan-preconditions.ts";
import { judgedByRun, requirePlanRules, sharesBeside } from "./plan-rules.ts";
import { findSharesOfFile, insertRevision, type Judgement, judgedAsUsual, updatePlan } from "./plans.store.ts";

export function planRuleHandlers(): Pick<Handlers, "readPlanRules" | "choosePlanRules"> {
  return {
    readPlanRules: async (transaction, { params, caller }) => {
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      return { status: 200, body: await requirePlanRules(transaction, params.municipality, plan) };
    },
    choosePlanRules: async (transaction, { params, body, version, caller }) => {
      const { municipality, plan: id } = params;
      await requireState(transaction, municipality, id, version, null);
      const before = await requirePlan(transaction, municipality, id, sightOf(caller));
      requireOpenRules(before, body);
      const judgement = await judgementFor(transaction, municipality, before, body);
      const revision = { teamIndexes: before.teamIndexes, judgement, planVersion: version + 1 };
      await insertRevision(transaction, municipality, id, revision, caller.userId);
      await updatePlan(transaction, municipality, id, {});
      const plan = await requirePlan(transaction, municipality, id, sightOf(caller));
      const details = { revision: plan.revision, kind: body.kind };
      await recordAct(transaction, "plan.rules-chosen", "plan", id, details, plan);
      return { status: 200, body: plan, version: plan.version, durable: plan.status !== "draft" };
    },
  };
}

/**
 * A draft's rules are chosen freely. A plan put forward keeps those it was asked about, until it is a draft again. An
 * adopted one keeps those it was decided by, but one that never had any, as a file's, may be given its first.
 */
function requireOpenRules({ status, judgedBy }: Plan, wanted: NewPlanJudge): void {
  if (status === "draft") return;
  if (status === "proposed") throw new AppError("plan.rules-proposed");
  const hasNone = judgedBy?.kind === "usual" || judgedBy?.kind === "file";
  const isFirst = hasNone && (wanted.kind === "rule-set" || wanted.kind === "run");
  if (status === "superseded" || !isFirst) throw new AppError("plan.rules-decided");
}

/** Throws `reference.unknown` for rules or a run that are not there, `plan.rules-of-other-teams` for rules of others. */
async function judgementFor(
  transaction: Transaction,
  municipality: string,
  plan: Plan,
  wanted: NewPlanJudge,
): Promise<Judgement> {
  if (wanted.kind === "usual") return judgedAsUsual;
  if (wanted.kind === "run") {
    const run = plan.runId ? await findRun(transaction, municipality, plan.runId) : null;
    if (!run) throw unknownReference("kind");
    return judgedByRun(run);
  }
  if (wanted.kind === "file") {
    const targetShares = await findSharesOfFile(transaction, municipality, plan.id);
    if (!targetShares) throw unknownReference("kind");
    return { by: wanted, targetShares };
  }
  const saved = await findRuleSetVersion(transaction, municipality, wanted.id, wanted.version);
  if (!saved) throw unknownReference("id");
  const isForTeams =
    saved.teams.length === plan.teams.length &&
    plan.teams.every(({ teamId }) => saved.teams.some((own) => own.teamId === teamId));
  if (saved.divisionId !== plan.divisionId || !isForTeams) throw new AppError("plan.rules-of-other-teams");
  return { by: wanted, targetShares: sharesBeside(plan.teams, saved.rules) };
}

function unknownReference(field: string): AppError {
  return new AppError("reference.unknown", {
    violations: [{ field, message: { sv: "Finns inte i kommunen.", en: "Does not exist in the municipality." } }],
  });
}
