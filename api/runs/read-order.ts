// An order for a run with everything it speaks of: teams, counts, baseline, the plan it is about, and the problem made of them.
import { anyBalance } from "../../engine/least-change/change-explorer.ts";
import { problemAtLevel } from "../../engine/least-change/deviation-level.ts";
import type { DrawnLocks } from "../../engine/least-change/drawn-locks.ts";
import { validateProblem } from "../../engine/validate-problem.ts";
import type { Plan, PlanTeam } from "../contract/plans.ts";
import type { RunOrder } from "../contract/runs.ts";
import type { Transaction } from "../db/database.ts";
import { findDivisionHead } from "../divisions/divisions.store.ts";
import { AppError } from "../errors.ts";
import { findPlanLocks } from "../plans/plan-locks.store.ts";
import { findPlan, findPresentPlanId } from "../plans/plans.store.ts";
import { findRuleSetVersion } from "../rules/rule-sets.store.ts";
import type { Origin } from "./change-of-team.ts";
import { readDivisionArrays } from "./division-arrays.ts";
import { drawnLocksOf, withDrawnLocks } from "./drawn-locks.ts";
import { assignmentOf, makeRunProblem, type RunProblem } from "./problem.ts";
import { readPrioritySchools, readTeamsOfRun } from "./runs.store.ts";

/** An order that can be carried out. */
export interface ReadOrder {
  readonly teams: readonly PlanTeam[];
  readonly runProblem: RunProblem;
  /** Code of each area. */
  readonly codes: readonly string[];
  /** The plan it is about as positions in `teams`; null where it is about none. */
  readonly plan: Int32Array | null;
  /** What is locked in the draft that is to be mended; null for other orders. */
  readonly locks: DrawnLocks | null;
  /** What its plans are compared with: today's division and, where it begins from another, that one. */
  readonly origins: readonly Origin[];
}

/** Throws `reference.unknown` (422) naming what does not exist; whether a plan is possible is left to the caller. */
export async function readOrder(transaction: Transaction, municipality: string, order: RunOrder): Promise<ReadOrder> {
  const { rules, divisionId, kind } = order;
  const isAboutPlan = kind === "mend" || kind === "proof" || kind === "prices";
  const plan = isAboutPlan ? await readPlan(transaction, municipality, order) : null;
  const teams = await requireTeams(transaction, municipality, order.teams, plan?.teams ?? []);
  await requireSameRules(transaction, municipality, order);
  if (!(await findDivisionHead(transaction, municipality, divisionId))) throw unknownField("divisionId");
  const keys = rules.balancedMeasures.map((measure) => measure.measureKey);
  const division = await readDivisionArrays(transaction, municipality, divisionId, keys);
  const begun =
    kind === "mend" ? plan : await readBaseline(transaction, municipality, divisionId, rules.baselinePlanId);
  const presentId = await findPresentPlanId(transaction, municipality, divisionId);
  const present = presentId === null ? null : await findPlan(transaction, municipality, presentId, { drafts: true });
  const runProblem = makeRunProblem({
    division,
    teams,
    rules: kind === "mend" ? { ...rules, movedAtMost: null } : rules,
    // Without a plan to begin from teams keep the letters and names of the places they have today.
    baseline: (begun ?? present) && teamIdsOf((begun ?? present)!),
    prioritySchools: await readPrioritySchools(transaction, municipality, divisionId),
  });
  const assignment = plan && assignmentOf(teams, teamIdsOf(plan));
  const locks =
    kind === "mend"
      ? drawnLocksOf(await findPlanLocks(transaction, municipality, plan!.id), division.codes, teams)
      : null;
  return {
    teams,
    codes: division.codes,
    runProblem: locks ? withDrawnLocks(runProblem, assignment!, locks) : ofKind(kind, runProblem),
    plan: assignment,
    locks,
    origins: [
      ...(present ? [{ from: "today" as const, teamIds: teamIdsOf(present) }] : []),
      ...(begun && begun.id !== present?.id ? [{ from: "baseline" as const, teamIds: teamIdsOf(begun) }] : []),
    ],
  };
}

function ofKind(kind: RunOrder["kind"], runProblem: RunProblem): RunProblem {
  return kind === "frontier" ? whateverBalance(runProblem) : runProblem;
}

/** The frontier looks at every balance, so a tolerance that cannot be kept does not stand against it. */
function whateverBalance(runProblem: RunProblem): RunProblem {
  const issues = validateProblem(problemAtLevel(runProblem.problem, anyBalance), runProblem.names);
  const errors = issues.filter(({ severity }) => severity === "error");
  return {
    ...runProblem,
    reasons: errors.map(({ message }) => message),
    remarks: errors.length === 0 ? [...runProblem.remarks, ...runProblem.reasons] : runProblem.remarks,
  };
}

/** A plan may have teams that are retired since; what is about it may speak of them. */
async function requireTeams(
  transaction: Transaction,
  municipality: string,
  ordered: RunOrder["teams"],
  ofPlan: readonly PlanTeam[],
): Promise<PlanTeam[]> {
  const teamIds = ordered.map((team) => team.teamId);
  const known = [...ofPlan, ...(await readTeamsOfRun(transaction, municipality, teamIds))];
  const byId = new Map(known.map((team) => [team.teamId, team]));
  const twice = ordered.length !== new Set(ordered.map((team) => team.teamId)).size;
  const unknown = ordered.flatMap((team, position) => (byId.has(team.teamId) ? [] : [position]));
  if (twice || unknown.length > 0) {
    throw new AppError("reference.unknown", {
      violations: twice
        ? [{ field: "teams", message: { sv: "Ett team är angivet två gånger.", en: "A team is given twice." } }]
        : unknown.map((position) => ({
            field: `teams.${position}.teamId`,
            message: { sv: "Teamet finns inte.", en: "There is no such team." },
          })),
    });
  }
  return ordered.map((team) => ({ ...byId.get(team.teamId)!, ...team }));
}

/** A run is only shown with a rule set whose very rules it was given. */
async function requireSameRules(transaction: Transaction, municipality: string, order: RunOrder): Promise<void> {
  if (order.ruleSet === null) return;
  const { id, version } = order.ruleSet;
  const saved = await findRuleSetVersion(transaction, municipality, id, version);
  if (saved?.divisionId !== order.divisionId) throw unknownField("ruleSet");
  const isSame = JSON.stringify([saved.teams, saved.rules]) === JSON.stringify([order.teams, order.rules]);
  if (isSame) return;
  throw new AppError("reference.unknown", {
    violations: [
      {
        field: "ruleSet",
        message: {
          sv: "Villkoren är inte de som sparades under det namnet.",
          en: "The rules are not those that were saved under that name.",
        },
      },
    ],
  });
}

async function readPlan(transaction: Transaction, municipality: string, order: RunOrder): Promise<Plan> {
  const plan = order.planId && (await findPlan(transaction, municipality, order.planId, { drafts: true }));
  if (!plan || plan.divisionId !== order.divisionId) throw unknownField("planId");
  return plan;
}

async function readBaseline(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  planId: string | null,
): Promise<Plan | null> {
  if (planId === null) return null;
  const plan = await findPlan(transaction, municipality, planId, { drafts: true });
  if (plan?.divisionId !== divisionId) throw unknownField("rules.baselinePlanId");
  return plan;
}

function teamIdsOf(plan: Plan): (string | null)[] {
  return plan.teamIndexes.map((teamIndex) => plan.teams[teamIndex]?.teamId ?? null);
}

function unknownField(field: string): AppError {
  return new AppError("reference.unknown", {
    violations: [{ field, message: { sv: "Finns inte i kommunen.", en: "Does not exist in the municipality." } }],
  });
}
