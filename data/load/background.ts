// Stores the background map as GeoJSON in degrees, six decimals (about a decimetre).
import { createHash } from "node:crypto";
import type { Geometry } from "geojson";
import type { LoadContext, LoadOutcome } from "../purposes/purpose.ts";

export interface BackgroundRecords {
  readonly features: readonly { readonly kind: string; readonly name: string; readonly geometry: Geometry }[];
  readonly attribution: string;
}

const featuresPerQuery = 500;

/** Loads a checked background. An equal one changes nothing. */
export async function loadBackground(
  { features, attribution }: BackgroundRecords,
  context: LoadContext,
): Promise<LoadOutcome> {
  const { queryable, municipalityCode, checkpoint } = context;
  const drawn: unknown[] = [];
  for (let start = 0; start < features.length; start += featuresPerQuery) {
    checkpoint("loading", start / features.length);
    const chunk = features.slice(start, start + featuresPerQuery);
    const { rows } = await queryable.query<{ text: string }>(
      `select st_asgeojson(st_transform(st_setsrid(st_geomfromgeojson(asked.text), 3006), 4326), 6) as text
       from unnest($1::integer[], $2::text[]) as asked (position, text) order by asked.position`,
      [chunk.map((_, index) => index), chunk.map(({ geometry }) => JSON.stringify(geometry))],
    );
    if (rows.length !== chunk.length)
      throw new Error(`Expected ${chunk.length} background features, found ${rows.length}`);
    chunk.forEach(({ kind, name }, index) => {
      drawn.push({ type: "Feature", properties: { kind, name }, geometry: JSON.parse(rows[index]?.text ?? "null") });
    });
  }
  const text = JSON.stringify({ type: "FeatureCollection", features: drawn });
  const { affectedCount } = await queryable.query(
    `insert into geography.backgrounds (municipality_code, features, attribution, content_hash)
     values ($1, $2::jsonb, $3, $4)
     on conflict (municipality_code) do update
     set features = excluded.features, attribution = excluded.attribution, content_hash = excluded.content_hash
     where (backgrounds.content_hash, backgrounds.attribution) is distinct from (excluded.content_hash, excluded.attribution)`,
    [municipalityCode, text, attribution, createHash("sha256").update(text).digest("hex")],
  );
  return { loadedCount: features.length, changedCount: affectedCount, divisionId: null, issues: [] };
}
