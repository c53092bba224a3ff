// Which area of a division a point lies in, asked of the database for many points at once; nothing is stored.
import type { Queryable } from "../queryable.ts";
import type { Point } from "./points.ts";

const pointsPerQuery = 5_000;

/** Code of the area each point lies in (on a border: the one with the lower area_index); null outside all areas. */
export async function areasOfPoints(
  queryable: Queryable,
  municipalityCode: string,
  divisionId: string,
  points: readonly Point[],
): Promise<(string | null)[]> {
  const codes: (string | null)[] = points.map(() => null);
  for (let start = 0; start < points.length; start += pointsPerQuery) {
    const chunk = points.slice(start, start + pointsPerQuery);
    const { rows } = await queryable.query<{ position: number; code: string | null }>(
      `select asked.position, found.code
       from unnest($3::integer[], $4::double precision[], $5::double precision[]) as asked (position, east, north)
       left join lateral (
         select area.code from geography.areas as area
         where area.municipality_code = $1 and area.division_id = $2::uuid and area.kind = 'placed'
           and st_intersects(area.geometry, st_setsrid(st_makepoint(asked.east, asked.north), 3006))
         order by area.area_index limit 1
       ) as found on true`,
      [
        municipalityCode,
        divisionId,
        chunk.map((_, index) => index),
        chunk.map(([east]) => east),
        chunk.map(([, north]) => north),
      ],
    );
    if (rows.length !== chunk.length)
      throw new Error(`Expected ${chunk.length} answers for points in areas, found ${rows.length}`);
    for (const { position, code } of rows) codes[start + position] = code;
  }
  return codes;
}
