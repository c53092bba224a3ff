// Stores a division with its areas in index order, its higher levels, its neighbours and what was found in its geometry.
import { type Issue, issue } from "../issues.ts";
import type { LoadContext, LoadOutcome } from "../purposes/purpose.ts";
import type { Queryable } from "../queryable.ts";
import type { AreaRecord, DivisionRecord } from "../validate/area-records.ts";
import { storeAdjacency } from "./adjacency.ts";

/** The division a file becomes: what the layer tells, and what the person has answered. */
export interface NewDivision extends DivisionRecord {
  readonly key: string;
  readonly name: string;
  readonly edition: string;
  readonly source: string;
  readonly validFrom: string | null;
  readonly toleranceM: number;
}

const areasPerStatement = 200;

async function insertDivision(
  division: NewDivision,
  { queryable, municipalityCode, userId }: LoadContext,
): Promise<string> {
  const { rows } = await queryable.query<{ id: string }>(
    `insert into geography.divisions
       (municipality_code, key, name, kind, level, edition, source, source_epsg, valid_from, tolerance_m, content_hash, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::date, $10, $11, $12::uuid)
     returning id`,
    [
      municipalityCode,
      division.key,
      division.name,
      division.kind,
      division.level,
      division.edition,
      division.source,
      division.sourceEpsg,
      division.validFrom,
      division.toleranceM,
      division.contentHash,
      userId,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error("Expected the id of the new division, found no row");
  return row.id;
}

async function insertPlaced(
  areas: readonly AreaRecord[],
  firstIndex: number,
  divisionId: string,
  context: LoadContext,
): Promise<void> {
  const { queryable, municipalityCode } = context;
  const { affectedCount } = await queryable.query(
    `with given as materialized (
       select code, name, parent_code, area_index,
         geography.polygons_only(st_setsrid(st_geomfromgeojson(text), 3006)) as geometry
       from unnest($3::text[], $4::text[], $5::text[], $6::integer[], $7::text[])
         as asked (code, name, parent_code, area_index, text)
     )
     insert into geography.areas
       (municipality_code, division_id, code, area_index, kind, parent_code, name, geometry, label_point, area_m2, perimeter_m)
     select $1, $2::uuid, code, area_index, 'placed', parent_code, name, geometry,
       (select st_pointonsurface(part.geom) from st_dump(given.geometry) as part order by st_area(part.geom) desc limit 1),
       st_area(geometry), st_perimeter(geometry)
     from given`,
    [
      municipalityCode,
      divisionId,
      areas.map(({ code }) => code),
      areas.map(({ name }) => name),
      areas.map(({ parentCode }) => parentCode),
      areas.map((_, position) => firstIndex + position),
      areas.map(({ geometry }) => JSON.stringify(geometry)),
    ],
  );
  if (affectedCount !== areas.length) throw new Error(`Expected ${areas.length} stored areas, found ${affectedCount}`);
}

async function insertAround(
  division: NewDivision,
  divisionId: string,
  { queryable, municipalityCode }: LoadContext,
): Promise<void> {
  const unplaced = division.areas.filter(({ geometry }) => geometry === null);
  await queryable.query(
    `insert into geography.areas (municipality_code, division_id, code, kind, name)
     select $1, $2::uuid, rest.code, 'unplaced', rest.name from unnest($3::text[], $4::text[]) as rest (code, name)`,
    [municipalityCode, divisionId, unplaced.map(({ code }) => code), unplaced.map(({ name }) => name)],
  );
  await queryable.query(
    `insert into geography.parent_areas (municipality_code, division_id, code, level, name)
     select $1, $2::uuid, parent.* from unnest($3::text[], $4::integer[], $5::text[]) as parent (code, level, name)`,
    [
      municipalityCode,
      divisionId,
      division.parents.map(({ code }) => code),
      division.parents.map(({ level }) => level),
      division.parents.map(({ name }) => name),
    ],
  );
}

async function recordRepairs(
  division: NewDivision,
  divisionId: string,
  { queryable, municipalityCode }: LoadContext,
): Promise<void> {
  const placed = division.areas.filter(({ geometry }) => geometry !== null);
  const repaired = placed.flatMap(({ repairChangeM2 }, index) =>
    repairChangeM2 === null ? [] : [{ index, amountM2: Math.abs(repairChangeM2) }],
  );
  await queryable.query(
    `insert into geography.geometry_findings (municipality_code, division_id, finding_number, kind, area_index_a, amount_m2, geometry)
     select $1, $2::uuid,
       coalesce((select max(finding_number) from geography.geometry_findings
                 where municipality_code = $1 and division_id = $2::uuid), 0) + row_number() over (order by repaired.area_index),
       'repaired', repaired.area_index, repaired.amount_m2, areas.geometry
     from unnest($3::integer[], $4::double precision[]) as repaired (area_index, amount_m2)
     join geography.areas on areas.municipality_code = $1 and areas.division_id = $2::uuid and areas.area_index = repaired.area_index`,
    [municipalityCode, divisionId, repaired.map(({ index }) => index), repaired.map(({ amountM2 }) => amountM2)],
  );
}

async function findingIssues(queryable: Queryable, municipalityCode: string, divisionId: string): Promise<Issue[]> {
  const { rows } = await queryable.query<{
    kind: string;
    code: string | null;
    other: string | null;
    amountM2: number | null;
  }>(
    `select finding.kind, a.code, b.code as other, finding.amount_m2 as "amountM2"
     from geography.geometry_findings as finding
     left join geography.areas as a on a.municipality_code = $1 and a.division_id = $2::uuid and a.area_index = finding.area_index_a
     left join geography.areas as b on b.municipality_code = $1 and b.division_id = $2::uuid and b.area_index = finding.area_index_b
     where finding.municipality_code = $1 and finding.division_id = $2::uuid and finding.kind in ('overlap', 'island', 'separate-part')
     order by finding.amount_m2 desc nulls last, finding.finding_number`,
    [municipalityCode, divisionId],
  );
  return rows.map(({ kind, code, other, amountM2 }) => {
    const area = code ?? "";
    if (kind === "overlap") return issue("area.overlap", { area, otherArea: other ?? "", overlapM2: amountM2 ?? 0 });
    return kind === "island" ? issue("area.island", { area }) : issue("area.separate-part", { area });
  });
}

/** The stored division with a key, if there is one. */
export async function divisionWithKey(queryable: Queryable, municipalityCode: string, key: string) {
  const { rows } = await queryable.query<{ id: string; name: string; contentHash: string }>(
    `select id, name, content_hash as "contentHash" from geography.divisions where municipality_code = $1 and key = $2`,
    [municipalityCode, key],
  );
  return rows[0] ?? null;
}

/** Stores a checked division. One that is already there under its key changes nothing. */
export async function loadAreas(division: NewDivision, context: LoadContext): Promise<LoadOutcome> {
  const { queryable, municipalityCode, checkpoint } = context;
  const present = await divisionWithKey(queryable, municipalityCode, division.key);
  if (present) return { loadedCount: division.areas.length, changedCount: 0, divisionId: present.id, issues: [] };
  const divisionId = await insertDivision(division, context);
  const placed = division.areas.filter(({ geometry }) => geometry !== null);
  for (let start = 0; start < placed.length; start += areasPerStatement) {
    checkpoint("loading", start / placed.length);
    await insertPlaced(placed.slice(start, start + areasPerStatement), start, divisionId, context);
  }
  await insertAround(division, divisionId, context);
  checkpoint("adjacency", 0);
  await storeAdjacency(divisionId, division.toleranceM, context);
  await recordRepairs(division, divisionId, context);
  const issues = await findingIssues(queryable, municipalityCode, divisionId);
  return { loadedCount: division.areas.length, changedCount: division.areas.length + 1, divisionId, issues };
}
