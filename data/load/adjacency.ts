// Computes the neighbours of a stored division and stores them, with what was found in its borders.
import { type AdjacencyEdge, type AreaShape, computeAdjacency, type GeometryFinding } from "../adjacency.ts";
import type { LoadContext } from "../purposes/purpose.ts";
import type { Queryable } from "../queryable.ts";
import { type BulkColumn, bulkWrite } from "./bulk.ts";

const areasPerQuery = 500;

const edgeColumns: readonly BulkColumn<AdjacencyEdge>[] = [
  { type: "integer", value: ({ areaIndexA }) => areaIndexA },
  { type: "integer", value: ({ areaIndexB }) => areaIndexB },
  { type: "double precision", value: ({ sharedLengthM }) => sharedLengthM },
  { type: "double precision", value: ({ largestGapM }) => largestGapM },
];

const findingColumns: readonly BulkColumn<GeometryFinding & { readonly number: number }>[] = [
  { type: "integer", value: ({ number }) => number },
  { type: "text", value: ({ kind }) => kind },
  { type: "integer", value: ({ areaIndexA }) => areaIndexA },
  { type: "integer", value: ({ areaIndexB }) => areaIndexB },
  { type: "double precision", value: ({ amountM2 }) => amountM2 },
  { type: "text", value: ({ geometry }) => (geometry === null ? null : JSON.stringify(geometry)) },
];

/** The stored polygons in index order, so that what was repaired is measured as it was repaired. */
async function storedShapes(queryable: Queryable, municipalityCode: string, divisionId: string): Promise<AreaShape[]> {
  const shapes: AreaShape[] = [];
  for (;;) {
    const { rows } = await queryable.query<{ areaIndex: number; text: string }>(
      `select area_index as "areaIndex", st_asgeojson(geometry, 9) as text from geography.areas
       where municipality_code = $1 and division_id = $2::uuid and area_index >= $3 and area_index < $4 order by area_index`,
      [municipalityCode, divisionId, shapes.length, shapes.length + areasPerQuery],
    );
    shapes.push(...rows.map(({ areaIndex, text }) => ({ areaIndex, geometry: JSON.parse(text) })));
    if (rows.length < areasPerQuery) return shapes;
  }
}

/** Replaces a division's computed neighbours and findings. Links made by hand are not touched. */
export async function storeAdjacency(divisionId: string, toleranceM: number, context: LoadContext): Promise<void> {
  const { queryable, municipalityCode, checkpoint, signal } = context;
  const shapes = await storedShapes(queryable, municipalityCode, divisionId);
  const { edges, findings } = computeAdjacency(shapes, {
    toleranceM,
    signal,
    onProgress: (fraction) => checkpoint("adjacency", fraction * 0.9),
  });
  const fixed = [municipalityCode, divisionId];
  const progress = (fraction: number) => checkpoint("adjacency", 0.9 + fraction * 0.1);
  for (const table of ["geography.adjacencies", "geography.geometry_findings"]) {
    await queryable.query(`delete from ${table} where municipality_code = $1 and division_id = $2::uuid`, fixed);
  }
  await bulkWrite(
    queryable,
    edges,
    {
      text: `insert into geography.adjacencies
               (municipality_code, division_id, area_index_a, area_index_b, shared_length_m, largest_gap_m)
             select $1, $2::uuid, incoming.* from {rows} as incoming`,
      fixed,
      columns: edgeColumns,
    },
    progress,
  );
  await bulkWrite(
    queryable,
    findings.map((finding, index) => ({ ...finding, number: index + 1 })),
    {
      text: `insert into geography.geometry_findings
               (municipality_code, division_id, finding_number, kind, area_index_a, area_index_b, amount_m2, geometry)
             select $1, $2::uuid, incoming.number, incoming.kind, incoming.a, incoming.b, incoming.amount_m2,
               st_setsrid(st_geomfromgeojson(incoming.text), 3006)
             from {rows} as incoming (number, kind, a, b, amount_m2, text)`,
      fixed,
      columns: findingColumns,
    },
    progress,
  );
}
