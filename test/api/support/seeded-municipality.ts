// Two small municipalities for tests of the service: a grid of squares with people, clients, arenas and teams, and an empty one.

import { roles } from "../../../api/contract/primitives.ts";
import type { OwnerConnection } from "../../../api/db/owner.ts";

export const gridMunicipality = "9998";
export const otherMunicipality = "9997";
export const realMunicipality = "9996";
const side = 6;
export const areaCount = side * side;

/** Ids that tests refer to, the same in every database. */
export const ids = {
  division: "11111111-1111-4111-8111-111111111111",
  otherDivision: "11111111-1111-4111-8111-222222222222",
  teams: [1, 2, 3, 4].map((number) => `22222222-2222-4222-8222-00000000000${number}`),
  otherTeam: "22222222-2222-4222-8222-999999999999",
  school: "33333333-3333-4333-8333-000000000001",
  absent: "99999999-9999-4999-8999-999999999999",
} as const;

/** "0101" … "0606": row and column. */
export function codeOf(areaIndex: number): string {
  const row = Math.floor(areaIndex / side) + 1;
  const column = (areaIndex % side) + 1;
  return `0${row}0${column}`;
}

/** Children 0–9 and 10–19 of an area; the last area's are suppressed. Numbers that occur nowhere else. */
export function childrenOf(areaIndex: number): number {
  return 4001 + 7 * areaIndex;
}
export const suppressedArea = areaCount - 1;
export const unplacedChildren = 4999;

/** Fills an empty, migrated database. */
export async function seedMunicipalities(owner: OwnerConnection): Promise<void> {
  await owner.query(
    `insert into geography.municipalities (code, name, synthetic) values
       ($1, 'Rutköping', true), ($2, 'Grannköping', true), ($3, 'Riktköping', false)`,
    [gridMunicipality, otherMunicipality, realMunicipality],
  );
  await seedGrid(owner);
  await seedCounts(owner);
  await seedTeams(owner);
  await seedPeople(owner);
}

async function seedGrid(owner: OwnerConnection): Promise<void> {
  await owner.query(
    `insert into geography.divisions (municipality_code, id, key, name, kind, level, edition, source, source_epsg, content_hash)
     values ($1, $2, 'rutor', 'Rutor', 'nyko', 4, '2026', 'test', 3006, 'a0b1c2d3e4f5a0b1c2d3e4f5a0b1c2d3'),
       ($3, $4, 'rutor', 'Rutor', 'nyko', 4, '2026', 'test', 3006, 'b0b1c2d3e4f5a0b1c2d3e4f5a0b1c2d3')`,
    [gridMunicipality, ids.division, otherMunicipality, ids.otherDivision],
  );
  await owner.query(
    `insert into geography.areas (municipality_code, division_id, code, area_index, kind, parent_code, name, geometry,
       label_point, area_m2, perimeter_m)
     select $1, $2, '0' || (cell / ${side} + 1) || '0' || (cell % ${side} + 1), cell, 'placed', '0' || (cell / ${side} + 1),
       'Ruta ' || (cell + 1), st_multi(box), st_centroid(box), st_area(box), st_perimeter(box)
     from generate_series(0, ${areaCount - 1}) as cell
     cross join lateral (
       select st_makeenvelope(600000 + 1000 * (cell % ${side}), 6900000 - 1000 * (cell / ${side}),
         601000 + 1000 * (cell % ${side}), 6901000 - 1000 * (cell / ${side}), 3006) as box) shape`,
    [gridMunicipality, ids.division],
  );
  await owner.query(
    `insert into geography.areas (municipality_code, division_id, code, kind, name) values ($1, $2, '99', 'unplaced', 'Restkod')`,
    [gridMunicipality, ids.division],
  );
  await owner.query(
    `insert into geography.parent_areas (municipality_code, division_id, code, level, name)
     select $1, $2, '0' || row, 2, 'Rad ' || row from generate_series(1, ${side}) as row`,
    [gridMunicipality, ids.division],
  );
  await owner.query(
    `insert into geography.adjacencies (municipality_code, division_id, area_index_a, area_index_b, shared_length_m)
     select $1, $2, a, b, 1000 from generate_series(0, ${areaCount - 1}) as a
     cross join generate_series(0, ${areaCount - 1}) as b
     where (b = a + 1 and b % ${side} <> 0) or b = a + ${side}`,
    [gridMunicipality, ids.division],
  );
}

async function seedCounts(owner: OwnerConnection): Promise<void> {
  await owner.query(
    `insert into statistics.measures (municipality_code, key, name_sv, name_en, kind, age_from, age_to, case_types, years)
     values ($1, 'children-0-19', 'Barn 0–19 år', 'Children 0–19', 'population', 0, 19, null, null),
       ($1, 'clients-all', 'Klienter', 'Clients', 'clients', null, null, null, 3)`,
    [gridMunicipality],
  );
  const areas = Array.from({ length: areaCount }, (_, areaIndex) => areaIndex);
  await owner.query(
    `insert into exact.population_counts (municipality_code, division_id, area_code, reference_date, age_from, age_to, sex, people, missing_reason)
     select $1, $2, code, date '2025-12-31', 0, 19, 'T', people, case when people is null then 'suppressed' end
     from unnest($3::text[], $4::integer[]) as counted (code, people)`,
    [
      gridMunicipality,
      ids.division,
      [...areas.map(codeOf), "99"],
      [...areas.map((areaIndex) => (areaIndex === suppressedArea ? null : childrenOf(areaIndex))), unplacedChildren],
    ],
  );
  await owner.query(
    `insert into exact.client_counts (municipality_code, division_id, area_code, year, case_type, clients)
     select $1, $2, code, year, 'barn', 3 from unnest($3::text[]) as code cross join generate_series(2023, 2025) as year`,
    [gridMunicipality, ids.division, areas.map(codeOf)],
  );
  await owner.query(
    `insert into statistics.indicators (municipality_code, key, name, unit, source) values ($1, 'low-income', 'Låg inkomst', '%', 'SCB')`,
    [gridMunicipality],
  );
  await owner.query(
    `insert into statistics.indicator_values (municipality_code, indicator_key, division_id, area_code, period, value)
     select $1, 'low-income', $2, '0' || row, 2024, row * 1.5 from generate_series(1, ${side}) as row`,
    [gridMunicipality, ids.division],
  );
}

async function seedTeams(owner: OwnerConnection): Promise<void> {
  await owner.query(
    `insert into geography.arenas (municipality_code, id, source, external_id, name, kind, priority, priority_reason, point)
     values ($1, $2, 'test', '1', 'Rutskolan', 'school', true, 'Högt behov', st_setsrid(st_makepoint(600500, 6900500), 3006))`,
    [gridMunicipality, ids.school],
  );
  await owner.query(
    `insert into geography.catchments (municipality_code, arena_id, division_id, area_code) values ($1, $2, $3, '0101'), ($1, $2, $3, '0102')`,
    [gridMunicipality, ids.school, ids.division],
  );
  await owner.query(
    `insert into planning.teams (municipality_code, id, letter, name, colour_index, investigation_positions, first_line_positions)
     select $1, id, chr(64 + position::integer), 'Team ' || position, position - 1, 6, 2
     from unnest($2::uuid[]) with ordinality as team (id, position)`,
    [gridMunicipality, ids.teams],
  );
  await owner.query(
    `insert into planning.teams (municipality_code, id, letter, name, colour_index) values ($1, $2, 'X', 'Grannteam', 0)`,
    [otherMunicipality, ids.otherTeam],
  );
}

async function seedPeople(owner: OwnerConnection): Promise<void> {
  for (const municipality of [gridMunicipality, otherMunicipality]) {
    for (const role of roles) {
      await owner.query(
        `with person as (
           insert into access.users (municipality_code, subject, display_name)
           values ($1, 'demonstration:' || $2, $2 || ' (demo)') returning id),
         bound as (
           insert into access.user_teams (municipality_code, user_id, team_id, granted_by)
           select $1, person.id, team.id, 'administrator' from person, (
             select id from planning.teams where municipality_code = $1 order by letter limit 1) as team
           where $2 = 'team')
         insert into access.user_roles (municipality_code, user_id, role, granted_by)
         select $1, id, $2, 'administrator' from person`,
        [municipality, role],
      );
    }
  }
}
