// Stores today's division as a plan with its teams; the same division again changes nothing.
import { type Issue, issue } from "../issues.ts";
import type { LoadContext, LoadOutcome } from "../purposes/purpose.ts";
import type { TeamName } from "../validate/team-names.ts";
import { ensureTeams } from "./teams.ts";

export interface CurrentDivision {
  readonly planName: string;
  readonly status: "draft" | "adopted";
  readonly adoptedFrom: string | null;
  readonly teams: readonly TeamName[];
  /** By area_index; −1 where the file gives no team. */
  readonly teamIndexes: readonly number[];
}

interface StoredPlan {
  readonly id: string;
  readonly status: string;
  readonly revision: number;
  readonly teamIndexes: readonly number[];
  readonly teamIds: readonly string[];
}

async function storedPlan(
  name: string,
  divisionId: string,
  { queryable, municipalityCode }: LoadContext,
): Promise<StoredPlan | null> {
  const { rows } = await queryable.query<StoredPlan>(
    `select plan.id, plan.status, newest.revision, newest.team_indexes as "teamIndexes",
       array(select team.team_id from planning.plan_teams as team
             where team.municipality_code = plan.municipality_code and team.plan_id = plan.id order by team.team_index) as "teamIds"
     from planning.plans as plan
     join lateral (select revision, team_indexes from planning.plan_revisions as each_revision
                   where each_revision.municipality_code = plan.municipality_code and each_revision.plan_id = plan.id
                   order by revision desc limit 1) as newest on true
     where plan.municipality_code = $1 and plan.division_id = $2::uuid and plan.name = $3 and plan.deleted_at is null
     order by plan.created_at desc limit 1`,
    [municipalityCode, divisionId, name],
  );
  return rows[0] ?? null;
}

function isSame(plan: StoredPlan, teamIds: readonly string[], teamIndexes: readonly number[]): boolean {
  const teamOf = (ids: readonly string[], indexes: readonly number[]) =>
    indexes.map((index) => ids[index] ?? "").join();
  return teamOf(plan.teamIds, plan.teamIndexes) === teamOf(teamIds, teamIndexes);
}

async function addPlan(
  division: CurrentDivision,
  teamIds: readonly string[],
  divisionId: string,
  context: LoadContext,
): Promise<void> {
  const { queryable, municipalityCode, userId } = context;
  const { rows } = await queryable.query<{ id: string }>(
    `insert into planning.plans (municipality_code, division_id, name, created_by)
     values ($1, $2::uuid, $3, $4::uuid) returning id`,
    [municipalityCode, divisionId, division.planName, userId],
  );
  const [plan] = rows;
  if (!plan) throw new Error("Expected the id of the new plan, found no row");
  await queryable.query(
    `insert into planning.plan_teams (municipality_code, plan_id, team_index, team_id, investigation_positions, first_line_positions)
     select $1, $2::uuid, member.team_index, member.team_id, team.investigation_positions, team.first_line_positions
     from unnest($3::integer[], $4::uuid[]) as member (team_index, team_id)
     join planning.teams as team on team.municipality_code = $1 and team.id = member.team_id`,
    [municipalityCode, plan.id, teamIds.map((_, index) => index), teamIds],
  );
  await queryable.query(
    `insert into planning.plan_revisions (municipality_code, plan_id, revision, team_indexes, comment, created_by)
     values ($1, $2::uuid, 1, $3::smallint[], 'Inläst från fil', $4::uuid)`,
    [municipalityCode, plan.id, division.teamIndexes, userId],
  );
  if (division.status !== "adopted") return;
  await queryable.query("select planning.adopt_plan($1, $2::uuid, $3::date)", [
    municipalityCode,
    plan.id,
    division.adoptedFrom,
  ]);
}

/** Loads a checked division. A plan of the same name is left as it is: when it differs, the new one is given a number. */
export async function loadCurrentDivision(division: CurrentDivision, context: LoadContext): Promise<LoadOutcome> {
  const { queryable, municipalityCode, division: facts, checkpoint } = context;
  if (!facts) throw new Error("Expected a division for today's teams, found none");
  checkpoint("loading", 0);
  const { ids, addedCount } = await ensureTeams(queryable, municipalityCode, division.teams);
  const loadedCount = division.teamIndexes.filter((index) => index !== -1).length;
  const issues: Issue[] = [];
  let planName = division.planName;
  for (let number = 2; ; number += 1) {
    const present = await storedPlan(planName, facts.id, context);
    if (present === null) break;
    if (isSame(present, ids, division.teamIndexes))
      return { loadedCount, changedCount: addedCount, divisionId: facts.id, issues };
    planName = `${division.planName} (${number})`;
  }
  if (planName !== division.planName) issues.push(issue("team.plan-renamed", { name: planName }));
  await addPlan({ ...division, planName }, ids, facts.id, context);
  return { loadedCount, changedCount: addedCount + 1, divisionId: facts.id, issues };
}
