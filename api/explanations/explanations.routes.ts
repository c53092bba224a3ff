// Operations that explain a plan: why each area lies where it lies, and what binds each team. Exact counts, so planners only.
import { explainedPlan, summariseArea, tellMove } from "../../engine/explain/area-sentences.ts";
import { bindingRules } from "../../engine/explain/binding-rules.ts";
import { marginalEffects } from "../../engine/explain/marginal-effects.ts";
import { tellTeam } from "../../engine/explain/team-sentences.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import { recordAct } from "../audit/record-act.ts";
import type { AreaExplanation } from "../contract/explanations.ts";
import type { Plan } from "../contract/plans.ts";
import { NewRun } from "../contract/runs.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { requirePlan } from "../plans/plan-preconditions.ts";
import { requirePlanRules } from "../plans/plan-rules.ts";
import { type ReadOrder, readOrder } from "../runs/read-order.ts";

/** Explanations hold exact counts, so whoever asks is a planner and sees drafts. */
const planner = { drafts: true };

type ExplanationOperations = "explainPlan" | "explainArea";

export function explanationHandlers(): Pick<Handlers, ExplanationOperations> {
  return {
    explainPlan: async (transaction, { params }) => {
      const { plan, rules, order } = await readExplained(transaction, params.municipality, params.plan);
      const { problem, names } = order.runProblem;
      const { feasible, violations } = evaluatePlan(problem, order.plan!, names);
      const bindings = bindingRules(problem, order.plan!);
      const explained = explainedPlan(problem, order.plan!);
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
      const { plan, order } = await readExplained(transaction, params.municipality, params.plan);
      const areaIndex = order.codes.indexOf(params.code);
      if (areaIndex < 0) throw new AppError("not-found");
      return { status: 200, body: explanationOf(plan, order, areaIndex) };
    },
  };
}

/** A plan under its rules; reading it is reading exact counts. */
async function readExplained(transaction: Transaction, municipality: string, planId: string) {
  const plan = await requirePlan(transaction, municipality, planId, planner);
  const rules = await requirePlanRules(transaction, municipality, plan);
  const order = await readOrder(
    transaction,
    municipality,
    NewRun.parse({ kind: "proof", divisionId: plan.divisionId, planId, teams: rules.teams, rules: rules.rules }),
  );
  await recordAct(transaction, "counts.read", "plan", plan.id, { version: plan.version }, plan);
  return { plan, rules, order };
}

function explanationOf(plan: Plan, { runProblem, plan: assignment, teams, codes }: ReadOrder, areaIndex: number) {
  const { problem, names } = runProblem;
  const effects = marginalEffects(problem, assignment!, areaIndex);
  const explained = explainedPlan(problem, assignment!);
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
