// Runs as they are stored: the order, the encoded problem and the result.
import type { PlanTeam, Rules, Run, RunScores } from "../contract/plans.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

/** What the column `rules` holds: the order as it was given, with the teams' positions of that day. */
export interface StoredOrder {
  readonly rules: Rules;
  readonly teams: readonly PlanTeam[];
  readonly remarks: readonly Sentence[];
}

type RunRow = Omit<Run, "rules" | "teams" | "remarks"> & { readonly order: StoredOrder };

const columnsWithoutAssignment = `
  id, division_id as "divisionId", status, rules as "order", seed::double precision as seed,
  steps::double precision as steps, step_limit::double precision as "stepLimit", seconds_limit as "secondsLimit",
  engine_version as "engineVersion", problem_hash as "problemHash", scores, failure,
  ${timestampText("created_at")} as "createdAt", ${timestampText("finished_at")} as "finishedAt"`;
const columns = `${columnsWithoutAssignment}, team_indexes as "teamIndexes"`;

function runOf<Row extends Omit<RunRow, "teamIndexes">>({ order, ...row }: Row) {
  return { ...row, rules: order.rules, teams: [...order.teams], remarks: [...order.remarks] };
}

const listedRuns = 100;

export async function listRuns(transaction: Transaction, municipality: string): Promise<Omit<Run, "teamIndexes">[]> {
  const rows = await transaction.many<Omit<RunRow, "teamIndexes">>(
    `select ${columnsWithoutAssignment} from jobs.runs where municipality_code = $1
     order by created_at desc, id limit ${listedRuns}`,
    [municipality],
  );
  return rows.map(runOf);
}

export async function findRun(transaction: Transaction, municipality: string, id: string): Promise<Run | null> {
  const row = await transaction.maybeOne<RunRow>(
    `select ${columns} from jobs.runs where municipality_code = $1 and id = $2`,
    [municipality, id],
  );
  return row && runOf(row);
}

export interface NewRunRow {
  readonly divisionId: string;
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
  const row = await transaction.one<RunRow>(
    `insert into jobs.runs (municipality_code, division_id, rules, team_ids, problem, problem_hash, seed, step_limit,
       seconds_limit, engine_version, created_by)
     values ($1, $2, $3::jsonb, $4::uuid[], $5, $6, $7, $8, $9, $10, $11) returning ${columns}`,
    [
      municipality,
      run.divisionId,
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
  return runOf(row);
}

export async function markRunning(transaction: Transaction, municipality: string, id: string): Promise<void> {
  await transaction.affected(
    `update jobs.runs set status = 'running' where municipality_code = $1 and id = $2 and status = 'queued'`,
    [municipality, id],
  );
}

export type RunEnd =
  | {
      readonly status: "finished" | "stopped";
      readonly steps: number;
      readonly scores: RunScores;
      readonly teamIndexes: readonly number[];
    }
  | { readonly status: "failed"; readonly steps: number | null; readonly failure: NonNullable<Run["failure"]> };

export async function markEnded(transaction: Transaction, municipality: string, id: string, end: RunEnd): Promise<Run> {
  const plan = end.status === "failed" ? null : end;
  const row = await transaction.one<RunRow>(
    `update jobs.runs set status = $3, steps = $4, scores = $5::jsonb, feasible = $6, team_indexes = $7::smallint[],
       failure = $8::jsonb, finished_at = now()
     where municipality_code = $1 and id = $2 returning ${columns}`,
    [
      municipality,
      id,
      end.status,
      end.steps,
      plan && JSON.stringify(plan.scores),
      plan?.scores.feasible ?? null,
      plan?.teamIndexes ?? null,
      end.status === "failed" ? JSON.stringify(end.failure) : null,
    ],
  );
  return runOf(row);
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
