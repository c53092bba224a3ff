// Gathers everything a decision record tells, in one transaction, as far as the reader may be told of it.
import { readEdits } from "../adjacency/adjacency.store.ts";
import { listArenas } from "../arenas/arenas.store.ts";
import type { AdjacencyEdit, Division } from "../contract/divisions.ts";
import type { Import } from "../contract/imports.ts";
import type { PlanComment } from "../contract/plan-life.ts";
import type { Plan, PlanBalance } from "../contract/plans.ts";
import type { Run } from "../contract/runs.ts";
import type { Arena } from "../contract/teams.ts";
import type { Transaction } from "../db/database.ts";
import { findDivision } from "../divisions/divisions.store.ts";
import { AppError } from "../errors.ts";
import type { Caller } from "../http/call.ts";
import { listImports } from "../imports/imports.store.ts";
import { planBalance, targetShares } from "../plans/plan-balance.ts";
import { listPlanComments } from "../plans/plan-discussion.ts";
import { requirePlan, sightOf } from "../plans/plan-preconditions.ts";
import { readTargets } from "../plans/plan-rules.ts";
import { findPlan } from "../plans/plans.store.ts";
import { type DivisionGeometry, readDivisionGeometry } from "../runs/division-arrays.ts";
import { bareProblem } from "../runs/problem.ts";
import { findRun } from "../runs/runs.store.ts";
import { type MeasureValues, readMeasures } from "../statistics/measures.ts";
import { bundleText } from "./bundle.ts";
import { type HistoryLine, readHistoryLines } from "./history-lines.ts";
import { type BoundFact, boundOf } from "./plan-bound.ts";
import type { MapArea } from "./plan-map.ts";
import { type Judge, type Origin, readJudge, readOrigin, ruledProblem } from "./plan-origin.ts";
import { findComparedPlanId, findLatestRunAbout, readMapAreas } from "./record.store.ts";

/** What belongs to the planners alone, and is not made from protected numbers. */
export interface PlannerFacts {
  /** The run's plan that it began as; null for one that was drawn by hand or read from a file. */
  readonly origin: Origin | null;
  readonly judge: Judge;
  /** The plan that the run's change is counted from; null where its rules name none or it has been deleted since. */
  readonly baseline: Pick<Plan, "name" | "status" | "isPresent" | "supersededFrom"> | null;
  readonly bound: BoundFact;
  /** The latest proof of how good the plan is, and of what its rules cost, where somebody has asked. */
  readonly proof: Run | null;
  readonly prices: Run | null;
  /** Oldest first. */
  readonly history: readonly HistoryLine[];
  readonly comments: readonly PlanComment[];
  readonly imports: readonly Omit<Import, "issues">[];
  readonly madeBy: string;
  /** The text of the bundle that proves the numbers. */
  readonly bundle: string;
}

/** Today's division, or what applied before the plan where the plan is today's itself. */
export interface ComparedPlan {
  readonly plan: Plan;
  readonly isToday: boolean;
  readonly balance: PlanBalance;
  /** Whose targets its deviations are from: the record's plan's where both have the same teams, else its own. */
  readonly targetsOf: "plan" | "itself";
}

export interface RecordFacts {
  readonly municipalityName: string;
  readonly plan: Plan;
  readonly balance: PlanBalance;
  readonly compared: ComparedPlan | null;
  readonly division: Division;
  readonly geometry: DivisionGeometry;
  readonly mapAreas: readonly MapArea[];
  /** Exact for the planners' own record, else protected. */
  readonly measures: readonly MeasureValues[];
  readonly edits: readonly AdjacencyEdit[];
  readonly arenas: readonly Arena[];
  /** Null in a record with protected numbers: scores, runs and free text could tell more than those. */
  readonly planner: PlannerFacts | null;
  readonly madeOn: string;
}

/** What a record tells to everybody who may read it, without a count of people. */
type Surroundings = Omit<RecordFacts, "balance" | "compared" | "measures" | "planner" | "madeOn"> & {
  readonly compared: Pick<ComparedPlan, "plan" | "isToday"> | null;
};

/** `madeOn` is the day the record is made. Throws `not-found` for a plan that the caller may not see. */
export async function readRecordFacts(
  transaction: Transaction,
  caller: Caller,
  planId: string,
  isExact: boolean,
  madeOn: string,
): Promise<RecordFacts> {
  return factsAmong(transaction, caller, await readSurroundings(transaction, caller, planId), isExact, madeOn);
}

/** The facts of both audiences' records, of which only what is counted differs. For planners alone. */
export async function readFactsOfBoth(
  transaction: Transaction,
  caller: Caller,
  planId: string,
  madeOn: string,
): Promise<Readonly<Record<"exact" | "protected", RecordFacts>>> {
  const surroundings = await readSurroundings(transaction, caller, planId);
  return {
    exact: await factsAmong(transaction, caller, surroundings, true, madeOn),
    protected: await factsAmong(transaction, caller, surroundings, false, madeOn),
  };
}

async function readSurroundings(transaction: Transaction, caller: Caller, planId: string): Promise<Surroundings> {
  const municipality = caller.municipalityCode;
  const plan = await requirePlan(transaction, municipality, planId, sightOf(caller));
  const { divisionId } = plan;
  const division = await findDivision(transaction, municipality, divisionId);
  if (!division) throw new AppError("not-found");
  const comparedId = await findComparedPlanId(transaction, municipality, divisionId, planId);
  const other = comparedId && (await findPlan(transaction, municipality, comparedId.id, { drafts: false }));
  return {
    municipalityName: caller.municipalityName,
    plan,
    compared: other && { plan: other, isToday: comparedId.isToday },
    division,
    geometry: await readDivisionGeometry(transaction, municipality, divisionId),
    mapAreas: await readMapAreas(transaction, municipality, divisionId),
    edits: await readEdits(transaction, municipality, divisionId),
    arenas: await listArenas(transaction, municipality),
  };
}

async function factsAmong(
  transaction: Transaction,
  caller: Caller,
  surroundings: Surroundings,
  isExact: boolean,
  madeOn: string,
): Promise<RecordFacts> {
  const { plan, division, geometry, compared: other } = surroundings;
  const municipality = caller.municipalityCode;
  // A planner reads what managers are told, so that a record for others is made from the protected table alone.
  const measures = await readMeasures(transaction, isExact ? "planner" : "manager", municipality, division.id, null);
  const alike = other && withTargetsOf(other.plan, plan);
  const compared: ComparedPlan | null = other && {
    ...other,
    balance: planBalance(alike ?? other.plan, geometry, measures, null),
    targetsOf: alike ? "plan" : "itself",
  };
  const told = { plan, division, geometry, measures, compared };
  return {
    ...surroundings,
    ...told,
    balance: planBalance(plan, geometry, measures, null),
    planner: isExact ? await readPlannerFacts(transaction, caller, told) : null,
    madeOn,
  };
}

/** The plan as if its teams had another plan's shares; null where the teams are not the same. */
function withTargetsOf(other: Plan, { teams }: Pick<Plan, "teams">): Plan | null {
  if (other.teams.length !== teams.length) return null;
  const shareOf = new Map(teams.map(({ teamId, targetShare }) => [teamId, targetShare]));
  const judged = other.teams.flatMap((team) => {
    const targetShare = shareOf.get(team.teamId);
    return targetShare === undefined ? [] : [{ ...team, targetShare }];
  });
  return judged.length === teams.length ? { ...other, teams: judged } : null;
}

async function readPlannerFacts(
  transaction: Transaction,
  caller: Caller,
  told: Pick<RecordFacts, "plan" | "division" | "geometry" | "measures" | "compared">,
): Promise<PlannerFacts> {
  const { plan, geometry, measures } = told;
  const municipality = caller.municipalityCode;
  const origin = await readOrigin(transaction, municipality, plan);
  const judge = await readJudge(transaction, municipality, plan);
  const targets = await readTargets(transaction, municipality, plan);
  const compared = told.compared && {
    plan: told.compared.plan,
    targets: await readTargets(transaction, municipality, told.compared.plan),
  };
  const ownProblem = bareProblem({ ...geometry, measures }, measures, targetShares(plan));
  const areas = geometry.codes.map((code, areaIndex) => ({ code, name: geometry.names[areaIndex]! }));
  const latestRunAbout = async (kind: "proof" | "prices") => {
    const id = await findLatestRunAbout(transaction, municipality, plan.id, kind);
    return id === null ? null : findRun(transaction, municipality, id);
  };
  const baselineId = judge.rules?.baselinePlanId ?? null;
  const bound = boundOf(plan, ruledProblem(judge, origin), ownProblem, areas, measures);
  return {
    origin,
    judge,
    baseline: baselineId === null ? null : await findPlan(transaction, municipality, baselineId, { drafts: true }),
    bound,
    proof: await latestRunAbout("proof"),
    prices: await latestRunAbout("prices"),
    bundle: bundleText({ ...told, targets, compared, municipalityCode: municipality, judge, origin, bound }),
    history: await readHistoryLines(transaction, municipality, plan.id),
    comments: await listPlanComments(transaction, municipality, plan.id),
    imports: (await listImports(transaction, municipality)).filter(
      ({ status, divisionId }) => status === "loaded" && (divisionId === null || divisionId === plan.divisionId),
    ),
    madeBy: caller.displayName,
  };
}
