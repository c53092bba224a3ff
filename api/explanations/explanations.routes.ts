// Operations that explain a plan: why each area lies where it lies, and what binds each team, the draft's locks too. Exact counts, so planners only.
import { explainedPlan, summariseArea, tellMove } from "../../engine/explain/area-sentences.ts";
import { bindingRules } from "../../engine/explain/binding-rules.ts";
import { marginalEffects } from "../../engine/explain/marginal-effects.ts";
import { tellTeam } from "../../engine/explain/team-sentences.ts";
import { type DrawnLocks, noDrawnLocks } from "../../engine/least-change/drawn-locks.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import { recordAct } from "../audit/record-act.ts";
import type { AreaExplanation } from "../contract/explanations.ts";
import type { Plan } from "../contract/plans.ts";
import { NewRun } from "../contract/runs.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { findPlanLocks } from "../plans/plan-locks.store.ts";
import { requirePlan } from "../plans/plan-preconditions.ts";
import { requirePlanRules } from "../plans/plan-rules.ts";
import { drawnLocksOf } from "../runs/drawn-locks.ts";
import { type ReadOrder, readOrder } from "../runs/read-order.ts";

/** Explanations hold exact counts, so whoever asks is a planner and sees drafts. */
const planner = { drafts: true };

type ExplanationOperations = "explainPlan" | "explainArea";

export function explanationHandlers(): Pick<Handlers, ExplanationOperations> {
  return {
    explainPlan: async (transaction, { params }) => {
      const { plan, rules, order, locks } = await readExplained(transaction, params.municipality, params.plan);
      const { problem, names } = order.runProblem;
      const { feasible, violations } = evaluatePlan(problem, order.plan!, names);
      const bindings = bindingRules(problem, order.plan!, locks);
      const explained = explainedPlan(problem, order.plan!, locks);
      return {
        status: 200,
        body: {
          planId: plan.id,
          version: plan.version,
          rulesFrom: rules.sentence,
          feasible,
          violations: violations.map(({ message }) => message),
          teams: bindings.map((binding) => ({
            teamId: order.teams[binding.teamIndex]!.teamId,
            sentences: tellTeam(explained, binding, names),
          })),
        },
      };
    },
    explainArea: async (transaction, { params }) => {
      const { plan, order, locks } = await readExplained(transaction, params.municipality, params.plan);
      const areaIndex = order.codes.indexOf(params.code);
      if (areaIndex < 0) throw new AppError("not-found");
      return { status: 200, body: explanationOf(plan, order, locks, areaIndex) };
    },
  };
}

/** A plan under its rules, and while it is a draft under what is locked in it; reading it is reading exact counts. */
async function readExplained(transaction: Transaction, municipality: string, planId: string) {
  const plan = await requirePlan(transaction, municipality, planId, planner);
  const rules = await requirePlanRules(transaction, municipality, plan);
  const order = await readOrder(
    transaction,
    municipality,
    NewRun.parse({ kind: "proof", divisionId: plan.divisionId, planId, teams: rules.teams, rules: rules.rules }),
  );
  await recordAct(transaction, "counts.read", "plan", plan.id, { version: plan.version }, plan);
  const locks: DrawnLocks =
    plan.status === "draft"
      ? drawnLocksOf(await findPlanLocks(transaction, municipality, plan.id), order.codes, order.teams)
      : noDrawnLocks;
  return { plan, rules, order, locks };
}

function explanationOf(
  plan: Plan,
  { runProblem, plan: assignment, teams, codes }: ReadOrder,
  locks: DrawnLocks,
  areaIndex: number,
) {
  const { problem, names } = runProblem;
  const effects = marginalEffects(problem, assignment!, areaIndex, locks);
  const explained = explainedPlan(problem, assignment!, locks);
  // The plan's own numbers of teams, which the page knows them by.
  const ofPlan = (teamIndex: number): number =>
    plan.teams.findIndex(({ teamId }) => teamId === teams[teamIndex]?.teamId);
  const body: AreaExplanation = {
    areaIndex,
    code: codes[areaIndex]!,
    teamIndex: ofPlan(assignment![areaIndex]!),
    summary: summariseArea(assignment![areaIndex]!, effects, names),
    moves: effects.map((effect) => {
      const told = tellMove(explained, effect, names);
      return {
        toTeamIndex: ofPlan(effect.toTeam),
        allowed: effect.forbiddenBy.length === 0,
        better: effect.weighedChange < 0,
        effects: [...told.effects],
        hindrances: [...told.hindrances],
      };
    }),
  };
  return body;
}
