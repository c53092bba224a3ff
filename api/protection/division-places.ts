// Where a division's areas lie and which share a border, by area index: computed from geometry alone, without links made by hand.
import type { Queryable } from "../../data/queryable.ts";
import type { PublicationInput } from "../../engine/disclosure/publication-areas.ts";

export async function readDivisionPlaces(
  queryable: Queryable,
  municipality: string,
  divisionId: string,
): Promise<Omit<PublicationInput, "children">> {
  const centroids = await queryable.query<{ xM: number; yM: number }>(
    `select st_x(st_centroid(geometry)) as "xM", st_y(st_centroid(geometry)) as "yM"
     from geography.areas where municipality_code = $1 and division_id = $2::uuid and kind = 'placed' order by area_index`,
    [municipality, divisionId],
  );
  const borders = await queryable.query<PublicationInput["borders"][number]>(
    `select area_index_a as "areaA", area_index_b as "areaB", shared_length_m as "lengthM"
     from geography.adjacencies where municipality_code = $1 and division_id = $2::uuid order by 1, 2`,
    [municipality, divisionId],
  );
  return {
    xM: centroids.rows.map(({ xM }) => xM),
    yM: centroids.rows.map(({ yM }) => yM),
    borders: borders.rows,
  };
}
