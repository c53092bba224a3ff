// Stores the municipality's mean of each indicator and year, made from what is told: what everybody's profile compares with.
import type { Queryable } from "../../data/queryable.ts";
import { baseAsTold } from "../profiles/indicator-bases.ts";

/**
 * Writes the division's means over what was there, so that no profile has to reckon them. Needs the protected numbers of
 * people and indicators; areas and the levels above them come with the division and stay. Acts as a planner.
 */
export async function storeIndicatorMeans(
  queryable: Queryable,
  municipality: string,
  divisionId: string,
): Promise<void> {
  const { rows: indicators } = await queryable.query<{ key: string; unit: string; hasPeople: boolean }>(
    `select indicators.key, indicators.unit, count(told.people) > 0 as "hasPeople"
     from protected.indicator_values as told
     join statistics.indicators on indicators.municipality_code = told.municipality_code
       and indicators.key = told.indicator_key
     where told.municipality_code = $1 and told.division_id = $2::uuid
     group by indicators.key, indicators.unit`,
    [municipality, divisionId],
  );
  await queryable.query(
    "delete from protected.indicator_means where municipality_code = $1 and division_id = $2::uuid",
    [municipality, divisionId],
  );
  await queryable.query(
    `insert into protected.indicator_means
       (municipality_code, division_id, indicator_key, period, mean, people, low, high)
     select $1, $2::uuid, weighted.indicator_key, weighted.period, weighted.mean, weighted.people, weighted.low, weighted.high
     from protected.weighted_indicator_means($2::uuid, $3::text[], $4::text[]) as weighted`,
    [
      municipality,
      divisionId,
      indicators.map(({ key }) => key),
      indicators.map(({ hasPeople, ...indicator }) => baseAsTold(indicator, hasPeople)),
    ],
  );
}
