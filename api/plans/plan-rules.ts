// The rules that judge a plan wherever it is judged: its run's, those a planner chose for it, or the usual ones, perhaps with a file's targets.
import { usualToleranceFraction } from "../../engine/tolerance.ts";
import type { PlanRules } from "../contract/explanations.ts";
import type { Plan, PlanJudge } from "../contract/plans.ts";
import { Rules, type RunTeam } from "../contract/rules.ts";
import type { Run } from "../contract/runs.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import { lowerFirst } from "../record/swedish-text.ts";
import { type Targets, targetsByPositions, teamShares } from "../runs/problem.ts";
import { listExactMeasures } from "../statistics/exact-measures.store.ts";
import { type Judgement, judgeColumn, judgementOf } from "./plans.store.ts";

type RuledPlan = Pick<Plan, "id" | "divisionId" | "teams" | "revision">;

/** A plan that begins as a run's result, or as one of its solutions, keeps that run's rules. */
export function beginningAsRun(run: Pick<Run, "id" | "teams" | "rules">, runSolution: number | null) {
  return { runId: run.id, runSolution, judgement: judgedByRun(run), branchedFrom: null };
}

/** By the rules of the run that it came from. */
export function judgedByRun({ teams, rules }: Pick<Run, "teams" | "rules">): Judgement {
  return { by: { kind: "run" }, targetShares: sharesBeside(teams, rules) };
}

/** Null where the rules' shares follow the positions, which the plan has itself. */
export function sharesBeside(teams: readonly RunTeam[], rules: Rules): number[] | null {
  return rules.targets === "positions" ? null : teamShares(teams, rules);
}

/** The rules that the plan carries, with whose they are; null where it has none of its own. */
export async function readOwnRules(
  transaction: Transaction,
  municipality: string,
  plan: Pick<Plan, "id" | "revision">,
): Promise<{ readonly judgedBy: PlanJudge; readonly rules: Rules } | null> {
  const found = await transaction.maybeOne<{ judgedBy: PlanJudge; rules: object }>(
    `select ${judgeColumn("w")} as "judgedBy", w.rules from planning.plan_rules w
     where w.municipality_code = $1 and w.plan_id = $2 and w.revision = $3 and w.rules is not null`,
    [municipality, plan.id, plan.revision],
  );
  return found && { judgedBy: found.judgedBy, rules: Rules.parse(found.rules) };
}

/** What the plan's targets follow from: its rules, the file that it was read from, or the positions. */
export async function readTargets(
  transaction: Transaction,
  municipality: string,
  plan: Pick<Plan, "id" | "revision" | "teams">,
): Promise<Targets> {
  const own = await readOwnRules(transaction, municipality, plan);
  if (own) return { targets: own.rules.targets, shares: own.rules.shares };
  return (await isJudgedByFile(transaction, municipality, plan))
    ? { targets: "told", shares: sharesOf(plan) }
    : targetsByPositions;
}

export async function isJudgedByFile(
  transaction: Transaction,
  municipality: string,
  { id, revision }: Pick<Plan, "id" | "revision">,
): Promise<boolean> {
  return (await judgementOf(transaction, municipality, id, revision)).by.kind === "file";
}

function sharesOf({ teams }: Pick<Plan, "teams">): Rules["shares"] {
  return teams.map(({ teamId, targetShare }) => ({ teamId, share: targetShare }));
}

/** The targets that a plan brought from its file, as rules tell them. */
function targetsOfFile(plan: Pick<Plan, "teams">): Pick<Rules, "targets" | "shares"> {
  const isEqual = plan.teams.every(({ targetShare }) => targetShare === 1 / plan.teams.length);
  return isEqual ? { targets: "equal", shares: [] } : { targets: "shares", shares: sharesOf(plan) };
}

/**
 * Always with the plan's own teams and positions. Throws `plan.no-counts` (409) where there is nothing to balance: the
 * division has no counts, and the plan no rules of its own.
 */
export async function requirePlanRules(
  transaction: Transaction,
  municipality: string,
  plan: RuledPlan,
): Promise<PlanRules> {
  const teams = plan.teams.map(
    ({ teamId, investigationPositions, firstLinePositions }): RunTeam => ({
      teamId,
      investigationPositions,
      firstLinePositions,
    }),
  );
  const own = await readOwnRules(transaction, municipality, plan);
  if (own) return { ...own, teams, sentence: sentenceOf(own.judgedBy) };
  const measures = await listExactMeasures(transaction, municipality, plan.divisionId);
  const measure = measures.find(({ kind }) => kind === "population") ?? measures[0];
  if (!measure) throw new AppError("plan.no-counts");
  const balancedMeasures = [{ measureKey: measure.key, toleranceFraction: usualToleranceFraction }];
  if (await isJudgedByFile(transaction, municipality, plan)) {
    return {
      judgedBy: { kind: "file", ruleSet: null },
      teams,
      rules: Rules.parse({ balancedMeasures, ...targetsOfFile(plan) }),
      sentence: {
        sv: `Inga villkor är valda för förslaget; här räknas ${lowerFirst(measure.nameSv)} inom ±1 % av målen i filen som det lästes in från.`,
        en: `No rules are chosen for the plan; here ${lowerFirst(measure.nameEn)} is counted within ±1% of the targets of the file that it was read from.`,
      },
    };
  }
  return {
    judgedBy: { kind: "usual", ruleSet: null },
    teams,
    rules: Rules.parse({ balancedMeasures }),
    sentence: {
      sv: `Inga villkor är valda för förslaget; här räknas ${lowerFirst(measure.nameSv)} inom ±1 % av målen efter tjänster.`,
      en: `No rules are chosen for the plan; here ${lowerFirst(measure.nameEn)} is counted within ±1% of the targets by positions.`,
    },
  };
}

function sentenceOf({ kind, ruleSet }: PlanJudge): PlanRules["sentence"] {
  const name = ruleSet ? `${ruleSet.name}, version ${ruleSet.version}` : "";
  if (kind === "rule-set") {
    return {
      sv: `Villkoren är de som är valda för förslaget: ${name}.`,
      en: `The rules are those chosen for the plan: ${name}.`,
    };
  }
  const ofRun = name === "" ? "" : ` (${name})`;
  return {
    sv: `Villkoren är de som körningen bakom förslaget hade${ofRun}.`,
    en: `The rules are those of the run behind the plan${ofRun}.`,
  };
}
