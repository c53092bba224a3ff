// Runs as they are stored: the order, the encoded problem, what was found and the plans.
import type { PlanTeam } from "../contract/plans.ts";
import type { Sentence } from "../contract/primitives.ts";
import { Rules } from "../contract/rules.ts";
import type {
  Run,
  RunFindings,
  RunKind,
  RunLabel,
  RunLabelInput,
  RunScores,
  Solution,
  SolutionScores,
} from "../contract/runs.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

/** What the column `rules` holds: the order as it was given, with the teams' positions of that day. */
export interface StoredOrder {
  readonly rules: Rules;
  readonly teams: readonly PlanTeam[];
  readonly remarks: readonly Sentence[];
}

type ListedRun = Omit<Run, "teamIndexes" | "solutions" | "prices" | "differences">;
type RunRow = Omit<ListedRun, "rules" | "teams" | "remarks" | "ruleSet" | keyof RunFindings> & {
  readonly order: StoredOrder;
  readonly ruleSetId: string | null;
  readonly ruleSetVersion: number | null;
  readonly ruleSetName: string | null;
  readonly findings: RunFindings | null;
};

/** What earlier versions stored of a solution lacks how many change team. */
type StoredSolution = SolutionScores & Partial<Pick<Solution, "changes">>;

const listedColumns = `
  r.id, r.name, r.removed_at is not null as removed, r.version, r.kind, r.division_id as "divisionId", r.plan_id as "planId", r.status, r.rules as "order",
  r.rule_set_id as "ruleSetId", r.rule_set_version as "ruleSetVersion",
  (select s.name from planning.rule_sets s where s.municipality_code = r.municipality_code and s.id = r.rule_set_id
     and s.version = r.rule_set_version) as "ruleSetName",
  r.seed::double precision as seed, r.steps::double precision as steps,
  r.step_limit::double precision as "stepLimit", r.seconds_limit as "secondsLimit",
  r.engine_version as "engineVersion", r.problem_hash as "problemHash", r.scores, r.findings, r.failure,
  ${timestampText("r.created_at")} as "createdAt", ${timestampText("r.finished_at")} as "finishedAt"`;
const columns = `${listedColumns}, r.team_indexes as "teamIndexes"`;

export const noFindings: RunFindings = { changes: [], bounds: [], prices: [], differences: [] };

/** Rules stored by an earlier version lack what came later: they are read through the contract, which knows what that means. */
function runOf<Row extends RunRow>({ order, ruleSetId, ruleSetVersion, ruleSetName, findings, ...row }: Row) {
  return {
    ...row,
    ...noFindings,
    ...findings,
    ruleSet:
      ruleSetId === null ? null : { id: ruleSetId, version: ruleSetVersion as number, name: ruleSetName as string },
    rules: Rules.parse(order.rules),
    teams: [...order.teams],
    remarks: [...order.remarks],
  };
}

const listedRuns = 100;

export async function listRuns(transaction: Transaction, municipality: string): Promise<ListedRun[]> {
  const rows = await transaction.many<RunRow>(
    `select ${listedColumns} from jobs.runs r where municipality_code = $1 and removed_at is null
     order by created_at desc, id limit ${listedRuns}`,
    [municipality],
  );
  return rows.map((row) => {
    const { prices, differences, ...listed } = runOf(row);
    return listed;
  });
}

export async function findRun(transaction: Transaction, municipality: string, id: string): Promise<Run | null> {
  const row = await transaction.maybeOne<RunRow & Pick<Run, "teamIndexes">>(
    `select ${columns} from jobs.runs r where municipality_code = $1 and id = $2`,
    [municipality, id],
  );
  return row && { ...runOf(row), solutions: await listSolutions(transaction, municipality, id) };
}

/** Waits for others who change it. */
export function findRunLabelForChange(
  transaction: Transaction,
  municipality: string,
  id: string,
): Promise<(Pick<RunLabel, "version"> & Pick<Run, "status" | "divisionId">) | null> {
  return transaction.maybeOne(
    `select version, status, division_id as "divisionId" from jobs.runs
     where municipality_code = $1 and id = $2 for update`,
    [municipality, id],
  );
}

export function labelRun(
  transaction: Transaction,
  municipality: string,
  id: string,
  { name, removed }: RunLabelInput,
): Promise<RunLabel> {
  return transaction.one(
    `update jobs.runs set name = $3, removed_at = case when $4 then coalesce(removed_at, now()) end, version = version + 1
     where municipality_code = $1 and id = $2
     returning id, name, removed_at is not null as removed, version`,
    [municipality, id, name, removed],
  );
}

async function listSolutions(transaction: Transaction, municipality: string, runId: string): Promise<Solution[]> {
  const rows = await transaction.many<{ solution: number; scores: StoredSolution }>(
    `select solution, scores from jobs.run_solutions where municipality_code = $1 and run_id = $2 order by solution`,
    [municipality, runId],
  );
  return rows.map(({ solution, scores }) => ({ changes: [], ...scores, solution }));
}

/** One of the plans a run found; null where there is no such. */
export async function findSolution(
  transaction: Transaction,
  municipality: string,
  runId: string,
  solution: number,
): Promise<(Solution & { readonly teamIndexes: number[] }) | null> {
  const row = await transaction.maybeOne<{ scores: StoredSolution; teamIndexes: number[] }>(
    `select scores, team_indexes as "teamIndexes" from jobs.run_solutions
     where municipality_code = $1 and run_id = $2 and solution = $3`,
    [municipality, runId, solution],
  );
  return row && { changes: [], ...row.scores, solution, teamIndexes: row.teamIndexes };
}

export interface NewRunRow {
  readonly kind: RunKind;
  readonly divisionId: string;
  readonly planId: string | null;
  readonly ruleSet: { readonly id: string; readonly version: number } | null;
  readonly order: StoredOrder;
  readonly problem: Uint8Array;
  readonly problemHash: string;
  readonly seed: number;
  readonly stepLimit: number | null;
  readonly secondsLimit: number | null;
  readonly engineVersion: string;
}

export async function insertRun(
  transaction: Transaction,
  municipality: string,
  run: NewRunRow,
  userId: string | null,
): Promise<Run> {
  const { id } = await transaction.one<{ id: string }>(
    `insert into jobs.runs (municipality_code, kind, division_id, plan_id, rule_set_id, rule_set_version, rules, team_ids,
       problem, problem_hash, seed, step_limit, seconds_limit, engine_version, created_by)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::uuid[], $9, $10, $11, $12, $13, $14, $15) returning id`,
    [
      municipality,
      run.kind,
      run.divisionId,
      run.planId,
      run.ruleSet?.id ?? null,
      run.ruleSet?.version ?? null,
      JSON.stringify(run.order),
      run.order.teams.map((team) => team.teamId),
      run.problem,
      run.problemHash,
      run.seed,
      run.stepLimit,
      run.secondsLimit,
      run.engineVersion,
      userId,
    ],
  );
  return (await findRun(transaction, municipality, id))!;
}

export async function markRunning(transaction: Transaction, municipality: string, id: string): Promise<void> {
  await transaction.affected(
    `update jobs.runs set status = 'running' where municipality_code = $1 and id = $2 and status = 'queued'`,
    [municipality, id],
  );
}

/** A plan that a run found, with its account. */
export interface FoundPlan {
  readonly scores: Omit<Solution, "solution">;
  readonly teamIndexes: readonly number[];
}

export interface RunEnd {
  readonly status: "finished" | "stopped" | "failed";
  readonly steps: number | null;
  /** The plan that counts as the run's own; null where it found none. */
  readonly plan: { readonly scores: RunScores; readonly teamIndexes: readonly number[] } | null;
  readonly findings: RunFindings;
  readonly solutions: readonly FoundPlan[];
  readonly failure: Run["failure"];
}

export async function markEnded(transaction: Transaction, municipality: string, id: string, end: RunEnd): Promise<Run> {
  const { plan, findings, failure } = end;
  await transaction.affected(
    `update jobs.runs set status = $3, steps = $4, scores = $5::jsonb, feasible = $6, team_indexes = $7::smallint[],
       findings = $8::jsonb, failure = $9::jsonb, finished_at = now()
     where municipality_code = $1 and id = $2`,
    [
      municipality,
      id,
      end.status,
      end.steps,
      plan && JSON.stringify(plan.scores),
      plan?.scores.feasible ?? null,
      plan?.teamIndexes ?? null,
      JSON.stringify(findings),
      failure && JSON.stringify(failure),
    ],
    1,
  );
  for (const [solution, found] of end.solutions.entries()) {
    await transaction.affected(
      `insert into jobs.run_solutions (municipality_code, run_id, solution, team_indexes, scores)
       values ($1, $2, $3, $4::smallint[], $5::jsonb)`,
      [municipality, id, solution, found.teamIndexes, JSON.stringify(found.scores)],
      1,
    );
  }
  return (await findRun(transaction, municipality, id))!;
}

/** After a crash: what was queued or running will never end by itself. Answers how many there were. */
export function failInterruptedRuns(transaction: Transaction): Promise<number> {
  const failure: NonNullable<Run["failure"]> = {
    code: "service-stopped",
    reasons: [
      { sv: "Tjänsten stoppades innan körningen var klar.", en: "The service stopped before the run had finished." },
    ],
  };
  return transaction.affected(
    `update jobs.runs set status = 'failed', failure = $1::jsonb, finished_at = now()
     where status in ('queued', 'running')`,
    [JSON.stringify(failure)],
  );
}

/** The encoded problem as it was stored with the run; null where there is no such run. */
export async function findProblem(
  transaction: Transaction,
  municipality: string,
  id: string,
): Promise<Uint8Array | null> {
  const row = await transaction.maybeOne<{ problem: Uint8Array }>(
    `select problem from jobs.runs where municipality_code = $1 and id = $2`,
    [municipality, id],
  );
  return row?.problem ?? null;
}

/** Priority schools with the areas of their catchment. */
export function readPrioritySchools(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<{ name: string; areaCodes: string[] }[]> {
  return transaction.many(
    `select r.name, array_agg(c.area_code order by c.area_code) as "areaCodes"
     from geography.arenas r
     join geography.catchments c on c.municipality_code = r.municipality_code and c.arena_id = r.id
     where r.municipality_code = $1 and c.division_id = $2 and r.kind = 'school' and r.priority
     group by r.id, r.name order by r.name, r.id`,
    [municipality, divisionId],
  );
}

/** Letters, names and colours of the teams that are named; those that do not exist or are retired are left out. */
export function readTeamsOfRun(
  transaction: Transaction,
  municipality: string,
  teamIds: readonly string[],
): Promise<Pick<PlanTeam, "teamId" | "letter" | "name" | "colourIndex">[]> {
  return transaction.many(
    `select id as "teamId", letter, name, colour_index as "colourIndex" from planning.teams
     where municipality_code = $1 and id = any($2::uuid[]) and retired_at is null`,
    [municipality, teamIds],
  );
}
