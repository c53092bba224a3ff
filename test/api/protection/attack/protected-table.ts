// The protected table as its owner sees it: which areas are told together, and every told value.
import type { ToldTogether } from "./twin-counts.ts";
import type { World } from "./world.ts";

export async function toldTogetherIn(world: Pick<World, "asOwner" | "divisionId">): Promise<ToldTogether> {
  const { rows } = await world.asOwner((owner) =>
    owner.query<{ code: string; name: string }>(
      `select area_code as code, publication_area as name from protected.publication_areas where division_id = $1::uuid`,
      [world.divisionId],
    ),
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** Everything of the schema that anybody is told from, without ids and times. */
export async function toldTable(world: Pick<World, "asOwner" | "divisionId">) {
  return world.asOwner(async (owner) => {
    const many = async (text: string) => (await owner.query(text, [world.divisionId])).rows;
    return {
      areas: await many(
        `select area_code, publication_area, children, told from protected.publication_areas where division_id = $1::uuid order by 1`,
      ),
      measures: await many(
        `select key, kind, name_sv, name_en, position from protected.measures where division_id = $1::uuid order by 1`,
      ),
      values: await many(
        `select measure_key, period, area_code, value, missing_reason, estimated, rounded
         from protected.area_values where division_id = $1::uuid order by 1, 2, 3`,
      ),
      ages: await many(
        `select reference_date::text, age, people from protected.age_totals where division_id = $1::uuid order by 1, 2`,
      ),
      means: await many(
        `select measure_key, period, mean, area_count from protected.means where division_id = $1::uuid order by 1, 2`,
      ),
      indicators: await many(
        `select indicator_key, period, area_code, value, missing_reason, joined, people, low, high
         from protected.indicator_values where division_id = $1::uuid order by 1, 2, 3`,
      ),
      indicatorMeans: await many(
        `select indicator_key, period, mean, people, low, high
         from protected.indicator_means where division_id = $1::uuid order by 1, 2`,
      ),
    };
  });
}
