// Protected numbers of people: as imported where an area has many children, rounded by the secret where it has few.
import type { Queryable } from "../../data/queryable.ts";
import { type KeyedHash, roundByOffset, roundingOffset } from "../../engine/disclosure/keyed-rounding.ts";
import { hasEnoughChildren } from "../../engine/disclosure/publication-areas.ts";
import { protectAges } from "./protect-ages.ts";
import { type ProtectedMeasure, type ProtectedValue, replaceProtectedValues } from "./protected-values.ts";
import { type PublicationArea, unplacedPublicationArea } from "./publication-areas.ts";

interface CountedRow {
  readonly measureKey: string;
  readonly period: string;
  readonly areaCode: string;
  readonly people: number | null;
  readonly missingReason: ProtectedValue["missingReason"];
  readonly estimated: boolean;
}

/**
 * Every measure of people at every date. Numbers of people are published statistics with their source's own protection, so
 * they are not changed; only areas that had fewer than 50 children when the publication areas were drawn are rounded,
 * since there a few people could be one household.
 */
export async function protectPopulation(
  queryable: Queryable,
  keyedHash: KeyedHash,
  municipality: string,
  division: { readonly id: string; readonly name: string },
  areas: readonly PublicationArea[],
): Promise<void> {
  const measures = await queryable.query<ProtectedMeasure>(
    `select key, name_sv as "nameSv", name_en as "nameEn", position
     from statistics.measures where municipality_code = $1 and kind = 'population'`,
    [municipality],
  );
  const { rows } = await queryable.query<CountedRow>(
    `select measures.key as "measureKey", dates.reference_date::text as period, counted.area_code as "areaCode",
       counted.people, counted.missing_reason as "missingReason", counted.estimated
     from (select distinct reference_date from exact.population_counts
           where municipality_code = $1 and division_id = $2::uuid) as dates
     cross join statistics.measures
     cross join lateral exact.people_in_span($1, $2::uuid, dates.reference_date, measures.age_from, measures.age_to) as counted
     where measures.municipality_code = $1 and measures.kind = 'population'`,
    [municipality, division.id],
  );
  const small = new Set(
    areas.flatMap((area) => area.areas).flatMap(({ code, children }) => (hasEnoughChildren(children) ? [] : [code])),
  );
  const known = new Set(areas.flatMap((area) => area.areas).map(({ code }) => code));
  const values = rows
    .filter(({ areaCode }) => known.has(areaCode))
    .map(({ people, ...row }): ProtectedValue => {
      const rounded = small.has(row.areaCode) && people !== null;
      const subject = { family: "befolkning", division: division.name, area: row.areaCode, measure: row.measureKey };
      const value = rounded ? roundByOffset(Math.round(people), roundingOffset(keyedHash, subject)) : people;
      return { ...row, value, rounded, atCap: false };
    });
  await replaceProtectedValues(queryable, municipality, division.id, "population", measures.rows, values);
  const asImported = areas
    .filter(({ name }) => name !== unplacedPublicationArea)
    .flatMap((area) => area.areas.flatMap(({ code }) => (small.has(code) ? [] : [code])));
  await protectAges(queryable, municipality, division.id, asImported);
}
