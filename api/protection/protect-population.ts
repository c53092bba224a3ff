// Protected numbers of people: as imported where an area has many children, rounded by the secret where it has few or is joined.
import type { Queryable } from "../../data/queryable.ts";
import { type KeyedHash, roundByOffset } from "../../engine/disclosure/keyed-rounding.ts";
import { areSpansAmbiguous, isNestedFromBirth } from "../../engine/disclosure/nested-spans.ts";
import { protectAges } from "./protect-ages.ts";
import { type ProtectedMeasure, type ProtectedValue, replaceProtectedValues } from "./protected-values.ts";
import { isToldAsImported, type PublicationArea, unplacedPublicationArea } from "./publication-areas.ts";
import { peopleOffset } from "./told-children.ts";

interface SpanMeasure extends ProtectedMeasure {
  readonly ageFrom: number;
  readonly ageTo: number | null;
}

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
 * since there a few people could be one household, and those joined with them. Where an area's spans, which lie in each
 * other and add up, would together narrow a rounded number, those that do not begin at birth are withheld.
 */
export async function protectPopulation(
  queryable: Queryable,
  keyedHash: KeyedHash,
  municipality: string,
  division: { readonly id: string; readonly name: string },
  areas: readonly PublicationArea[],
): Promise<void> {
  const measures = await queryable.query<SpanMeasure>(
    `select key, name_sv as "nameSv", name_en as "nameEn", position, age_from as "ageFrom", age_to as "ageTo"
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
  const spans = new Map(measures.rows.map((measure) => [measure.key, measure]));
  const asImported = new Set(areas.filter(isToldAsImported).flatMap((area) => area.areas.map(({ code }) => code)));
  const known = new Set(areas.flatMap((area) => area.areas).map(({ code }) => code));
  const values = rows
    .filter(({ areaCode }) => known.has(areaCode))
    .map(({ people, ...row }): ProtectedValue => {
      if (people === null || asImported.has(row.areaCode))
        return { ...row, value: people, rounded: false, atCap: false };
      const offset = peopleOffset(keyedHash, division.name, row.areaCode, spans.get(row.measureKey)!);
      return { ...row, value: roundByOffset(Math.round(people), offset), rounded: true, atCap: false };
    });
  const told = withholdWhatNarrows(withoutUntoldDates(values), spans);
  await replaceProtectedValues(queryable, municipality, division.id, "population", measures.rows, told);
  const codes = areas
    .filter((area) => area.name !== unplacedPublicationArea && isToldAsImported(area))
    .flatMap((area) => area.areas.map(({ code }) => code));
  await protectAges(queryable, municipality, division.id, codes);
}

/** A measure has no date at which no area's number is known. */
function withoutUntoldDates(values: readonly ProtectedValue[]): ProtectedValue[] {
  const dateOf = ({ measureKey, period }: ProtectedValue) => `${measureKey} ${period}`;
  const known = new Set(values.filter(({ value }) => value !== null).map(dateOf));
  return values.filter((one) => known.has(dateOf(one)));
}

/** See `areSpansAmbiguous`. An area's spans are withheld at all dates, as one date tells of the offsets of the others. */
function withholdWhatNarrows(
  values: readonly ProtectedValue[],
  spans: ReadonlyMap<string, SpanMeasure>,
): ProtectedValue[] {
  const periods = [...new Set(values.map(({ period }) => period))];
  const toldOfArea = new Map<string, Map<string, (number | null)[]>>();
  for (const { areaCode, measureKey, period, value, rounded } of values) {
    if (!rounded) continue;
    const told = toldOfArea.get(areaCode) ?? new Map<string, (number | null)[]>();
    toldOfArea.set(areaCode, told);
    const atDates = told.get(measureKey) ?? new Array<number | null>(periods.length).fill(null);
    told.set(measureKey, atDates);
    atDates[periods.indexOf(period)] = value;
  }
  const narrow = new Set<string>();
  for (const [areaCode, told] of toldOfArea) {
    const counts = Array.from(told, ([key, protectedCounts]) => ({ ...spans.get(key)!, protectedCounts }));
    if (!areSpansAmbiguous(counts)) narrow.add(areaCode);
  }
  return values.map((one) =>
    narrow.has(one.areaCode) && !isNestedFromBirth(spans.get(one.measureKey)!)
      ? { ...one, value: null, missingReason: "protected", estimated: false, rounded: false }
      : one,
  );
}
