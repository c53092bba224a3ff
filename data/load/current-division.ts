// Stores a division into teams as a plan; the same division again changes nothing.
import { type Issue, issue } from "../issues.ts";
import type { LoadContext, LoadOutcome } from "../purposes/purpose.ts";
import type { TeamName } from "../validate/team-names.ts";
import { ensureTeams } from "./teams.ts";

/** A team of the division; the file may tell the positions that the plan was made for. */
export interface DivisionTeam extends TeamName {
  readonly positions: { readonly investigation: number; readonly firstLine: number } | null;
}

export interface CurrentDivision {
  readonly planName: string;
  readonly status: "draft" | "adopted";
  readonly adoptedFrom: string | null;
  readonly teams: readonly DivisionTeam[];
  /** By area_index; −1 where the file gives no team. */
  readonly teamIndexes: readonly number[];
  /** Shares of the whole in the order of the teams, null where they follow the positions; null where the file has no column for them. */
  readonly targets: { readonly shares: readonly number[] | null } | null;
}

interface StoredPlan {
  readonly id: string;
  readonly status: string;
  readonly revision: number;
  readonly teamIndexes: readonly number[];
  readonly teams: readonly PlanTeam[];
  /** In the order of its teams; null where they follow the positions. */
  readonly targetShares: readonly number[] | null;
}

interface PlanTeam {
  readonly id: string;
  readonly investigation: number;
  readonly firstLine: number;
}

async function storedPlan(
  name: string,
  divisionId: string,
  { queryable, municipalityCode }: LoadContext,
): Promise<StoredPlan | null> {
  const { rows } = await queryable.query<StoredPlan>(
    `select plan.id, plan.status, newest.revision, newest.team_indexes as "teamIndexes",
       newest.target_shares as "targetShares",
       (select coalesce(jsonb_agg(jsonb_build_object('id', team.team_id, 'investigation', team.investigation_positions,
                                  'firstLine', team.first_line_positions) order by team.team_index), '[]')
        from planning.plan_teams as team
        where team.municipality_code = plan.municipality_code and team.plan_id = plan.id) as teams
     from planning.plans as plan
     join lateral (select revision, team_indexes, target_shares from planning.plan_revisions as each_revision
                   where each_revision.municipality_code = plan.municipality_code and each_revision.plan_id = plan.id
                   order by revision desc limit 1) as newest on true
     where plan.municipality_code = $1 and plan.division_id = $2::uuid and plan.name = $3 and plan.deleted_at is null
     order by plan.created_at desc limit 1`,
    [municipalityCode, divisionId, name],
  );
  return rows[0] ?? null;
}

/**
 * The same team for every area, and the same teams with the same positions and targets, whatever their order. Targets are
 * not compared with a file that has no column for them.
 */
function isSame(plan: StoredPlan, teams: readonly PlanTeam[], { teamIndexes, targets }: CurrentDivision): boolean {
  const teamOf = (of: readonly PlanTeam[], indexes: readonly number[]) =>
    indexes.map((index) => of[index]?.id ?? "").join();
  const listOf = (of: readonly PlanTeam[], shares: readonly number[] | null) =>
    of
      .map(({ id, investigation, firstLine }, index) => `${id} ${investigation}+${firstLine} ${shares?.[index] ?? ""}`)
      .sort()
      .join();
  const ownShares = targets ? plan.targetShares : null;
  return (
    teamOf(plan.teams, plan.teamIndexes) === teamOf(teams, teamIndexes) &&
    listOf(plan.teams, ownShares) === listOf(teams, targets?.shares ?? null)
  );
}

/** The teams with the positions that the file tells, or else their present ones. */
async function teamsOf(division: CurrentDivision, ids: readonly string[], context: LoadContext): Promise<PlanTeam[]> {
  const { rows } = await context.queryable.query<PlanTeam>(
    `select id, investigation_positions::double precision as investigation,
       first_line_positions::double precision as "firstLine"
     from planning.teams where municipality_code = $1 and id = any($2::uuid[])`,
    [context.municipalityCode, ids],
  );
  return ids.map((id, index) => {
    const present = rows.find((row) => row.id === id);
    if (!present) throw new Error(`Expected the team ${id}, found none`);
    return { ...present, ...division.teams[index]?.positions };
  });
}

async function addPlan(
  division: CurrentDivision,
  teams: readonly PlanTeam[],
  divisionId: string,
  context: LoadContext,
): Promise<void> {
  const { queryable, municipalityCode, userId } = context;
  const targetShares = division.targets?.shares ?? null;
  const { rows } = await queryable.query<{ id: string }>(
    `insert into planning.plans (municipality_code, division_id, name, created_by)
     values ($1, $2::uuid, $3, $4::uuid) returning id`,
    [municipalityCode, divisionId, division.planName, userId],
  );
  const [plan] = rows;
  if (!plan) throw new Error("Expected the id of the new plan, found no row");
  await queryable.query(
    `insert into planning.plan_teams (municipality_code, plan_id, team_index, team_id, investigation_positions, first_line_positions)
     select $1, $2::uuid, member.position - 1, member.team_id, member.investigation, member.first_line
     from unnest($3::uuid[], $4::numeric[], $5::numeric[]) with ordinality
       as member (team_id, investigation, first_line, position)`,
    [
      municipalityCode,
      plan.id,
      teams.map(({ id }) => id),
      teams.map(({ investigation }) => investigation),
      teams.map(({ firstLine }) => firstLine),
    ],
  );
  await queryable.query(
    `insert into planning.plan_revisions (municipality_code, plan_id, revision, team_indexes, comment, created_by,
       judged_by, target_shares)
     values ($1, $2::uuid, 1, $3::smallint[], 'Inläst från fil', $4::uuid, $5, $6::double precision[])`,
    [municipalityCode, plan.id, division.teamIndexes, userId, targetShares ? "file" : "usual", targetShares],
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
  const teams = await teamsOf(division, ids, context);
  const loadedCount = division.teamIndexes.filter((index) => index !== -1).length;
  const issues: Issue[] = [];
  let planName = division.planName;
  for (let number = 2; ; number += 1) {
    const present = await storedPlan(planName, facts.id, context);
    if (present === null) break;
    if (isSame(present, teams, division)) {
      if (present.targetShares && !division.targets) issues.push(issue("team.targets-kept", { name: planName }));
      return { loadedCount, changedCount: addedCount, divisionId: facts.id, issues };
    }
    planName = `${division.planName} (${number})`;
  }
  if (planName !== division.planName) issues.push(issue("team.plan-renamed", { name: planName }));
  if (division.targets?.shares) issues.push(issue("team.targets-from-file", { name: planName }));
  await addPlan({ ...division, planName }, teams, facts.id, context);
  return { loadedCount, changedCount: addedCount + 1, divisionId: facts.id, issues };
}
