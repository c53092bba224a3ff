// What an area profile is about: the areas behind its key, as the role may know of them.
import type { Transaction } from "../db/database.ts";
import type { Person } from "../http/call.ts";

export interface ProfileSubject {
  readonly key: string;
  readonly kind: "team" | "area" | "neighbourhood";
  readonly name: string;
  readonly letter: string | null;
  readonly divisionId: string;
  /** Of an area's own code, of any level. */
  readonly code: string | null;
  readonly plan: { readonly id: string; readonly name: string; readonly isPresent: boolean } | null;
  readonly teamId: string | null;
  readonly neighbourhood: { readonly id: string; readonly version: number; readonly retired: boolean } | null;
  /** By area_index, ascending; for a team its own areas only. */
  readonly areaIndexes: readonly number[];
  /** Areas that a team is not told of. */
  readonly outsideCount: number;
  readonly mayKeep: boolean;
}

type SubjectRow = Omit<ProfileSubject, "areaIndexes" | "outsideCount" | "mayKeep" | "key">;

const subjectQueries: Readonly<Record<ProfileSubject["kind"], string>> = {
  team: `select 'team' as kind, t.name, t.letter, p.division_id as "divisionId", null as code,
      jsonb_build_object('id', p.id, 'name', p.name, 'isPresent', n.plan_id is not null) as plan, t.id as "teamId",
      null as neighbourhood
    from planning.plan_teams pt
    join planning.plans p on p.municipality_code = pt.municipality_code and p.id = pt.plan_id and p.deleted_at is null
    join planning.teams t on t.municipality_code = pt.municipality_code and t.id = pt.team_id
    left join planning.present_plans n on n.municipality_code = p.municipality_code and n.plan_id = p.id
    where pt.municipality_code = $1 and pt.plan_id::text = $2 and pt.team_id::text = $3`,
  area: `select 'area' as kind, found.name, null as letter, d.id as "divisionId", $3 as code, null as plan,
      null as "teamId", null as neighbourhood
    from geography.divisions d
    cross join lateral (
      select coalesce(display_name, name) as name from geography.areas
      where municipality_code = d.municipality_code and division_id = d.id and code = $3 and kind = 'placed'
      union all
      select name from geography.parent_areas
      where municipality_code = d.municipality_code and division_id = d.id and code = $3
      limit 1) found
    where d.municipality_code = $1 and d.id::text = $2`,
  neighbourhood: `select 'neighbourhood' as kind, name, null as letter, division_id as "divisionId", null as code,
      null as plan, null as "teamId",
      jsonb_build_object('id', id, 'version', version, 'retired', retired_at is not null) as neighbourhood
    from planning.neighbourhoods where municipality_code = $1 and id::text = $2 and $3::text is null`,
};

/** Null where there is no such profile, or none that the person may open: for a team, any but its own. */
export async function findSubject(
  transaction: Transaction,
  { municipalityCode, role }: Pick<Person, "municipalityCode" | "role">,
  key: string,
): Promise<ProfileSubject | null> {
  const [kind, first, ...rest] = key.split(".");
  const row = await transaction.maybeOne<SubjectRow>(subjectQueries[kind as ProfileSubject["kind"]], [
    municipalityCode,
    first,
    rest.length === 0 ? null : rest.join("."),
  ]);
  if (!row) return null;
  const isTeam = role === "team";
  const { areaIndexes, isOwn } = await transaction.one<{ areaIndexes: number[]; isOwn: boolean }>(
    `select coalesce(array_agg(a.area_index order by a.area_index), '{}') as "areaIndexes",
       ${isTeam ? "planning.is_own_profile($1)" : "true"} as "isOwn"
     from planning.profile_areas($1) c
     join geography.areas a on a.municipality_code = $2 and a.division_id = c.division_id and a.code = c.area_code`,
    [key, municipalityCode],
  );
  if (!isOwn) return null;
  const told = isTeam ? await ownAmong(transaction, municipalityCode, row.divisionId, areaIndexes) : areaIndexes;
  return {
    ...row,
    key,
    areaIndexes: told,
    outsideCount: areaIndexes.length - told.length,
    mayKeep: role !== "manager",
  };
}

async function ownAmong(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  areaIndexes: readonly number[],
): Promise<number[]> {
  const own = new Set(await readOwnAreaIndexes(transaction, municipality, divisionId));
  return areaIndexes.filter((areaIndex) => own.has(areaIndex));
}

/** The present team's own areas of the division. */
export async function readOwnAreaIndexes(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<number[]> {
  const { indexes } = await transaction.one<{ indexes: number[] }>(
    `select coalesce(array_agg(a.area_index order by a.area_index), '{}') as indexes from geography.areas a
     where a.municipality_code = $1 and a.division_id = $2 and a.code = any (protected.own_area_codes($2))`,
    [municipality, divisionId],
  );
  return indexes;
}
