// Indicators as all but planners are told them: as published, but where people are few one value for areas told together, made from rounded numbers of people.
import { type BulkColumn, bulkWrite } from "../../data/load/bulk.ts";
import type { Queryable } from "../../data/queryable.ts";
import { saysCertainty } from "../../engine/disclosure/indicator-certainty.ts";
import {
  type KeyedHash,
  largestRoundingError,
  roundByOffset,
  roundingOffset,
} from "../../engine/disclosure/keyed-rounding.ts";
import { baseOf, isMean, peopleOf } from "../profiles/indicator-bases.ts";
import { type ToldCertainty, tellCertainty, toldUncertain } from "./indicator-certainty.ts";
import {
  type ImportedValue,
  inDecimals,
  isLevelAbove,
  type Knowledge,
  meanOver,
  type People,
  type Place,
  sumOf,
} from "./indicator-places.ts";
import { isToldAsImported, type PublicationArea } from "./publication-areas.ts";

interface ToldValue extends ToldCertainty {
  readonly key: string;
  readonly code: string;
  readonly period: number;
  readonly value: number | null;
  readonly reason: string | null;
  readonly joined: boolean;
}

/** Reckoned first: with it the people of working age are known. */
const shareOfOldKey = "share-65-plus";
/** People in contact with social services: rounded everywhere, as numbers of clients are. */
const alwaysRounded = new Set(["economic-assistance"]);

/**
 * Writes every indicator of the division over what was there. A share becomes a number of people, is rounded by the secret
 * as all numbers of people are, and is told as a share of the people told; a mean is weighed by them. Told as published is
 * what stands on numbers of people that are themselves told as imported, and what is told so coarsely that it leaves more
 * possible numbers of people than the rounding does. Withheld is what is neither a known share nor a known mean, unless the
 * file says how many people it rests on (`indicator-certainty.ts`). Needs the protected numbers of people, and acts as a
 * planner.
 */
export async function protectIndicators(
  queryable: Queryable,
  keyedHash: KeyedHash,
  municipality: string,
  division: { readonly id: string; readonly name: string },
  areas: readonly PublicationArea[],
): Promise<void> {
  const imported = await readImported(queryable, municipality, division.id);
  const knowledge: Knowledge = {
    places: placesOf(areas, await readLevelsAbove(queryable, municipality, division.id)),
    exact: await readExactPeople(queryable, municipality, division.id),
    told: await readToldPeople(queryable, municipality, division.id),
    round: (people, area, measure) =>
      roundByOffset(people, roundingOffset(keyedHash, { family: "indikator", division: division.name, area, measure })),
  };
  const series = new Map<string, ImportedValue[]>();
  for (const value of imported) {
    const name = `${value.key} ${value.period}`;
    const own = series.get(name) ?? [];
    series.set(name, own);
    own.push(value);
  }
  const values: ToldValue[] = [];
  for (const own of series.values()) {
    const told = tellSeries(own, knowledge);
    values.push(...told);
    // The newest year comes last.
    if (own[0]!.key !== shareOfOldKey) continue;
    noteOld(knowledge.exact, own);
    noteOld(knowledge.told, told);
  }
  await replaceValues(queryable, municipality, division.id, values);
}

/** One indicator of one period. */
function tellSeries(series: readonly ImportedValue[], knowledge: Knowledge): ToldValue[] {
  const values = new Map(series.map((one) => [one.code, one.value]));
  const toldAt = new Map<Place, number | null>();
  const { key: indicator, unit } = series[0]!;
  // Of what the program knows the people of, a file's own word is not used.
  const mayBeCertain = baseOf({ key: indicator, unit }) === null && !alwaysRounded.has(indicator);
  const certain = mayBeCertain && series.some(saysCertainty) ? tellCertainty(series, knowledge) : null;
  return series.map((one) => {
    const { key, code, period, value, reason } = one;
    const place = knowledge.places.get(code);
    const telling = certain?.get(code);
    if (telling && telling.kind !== "as-before") {
      const { value: told, joined, people, low, high } = telling;
      return {
        ...{ key, code, period, value: told, joined, people, low, high },
        reason: told === null ? "protected" : null,
      };
    }
    const isRounded = telling !== undefined || place?.rounded || alwaysRounded.has(key);
    const asPublished = place === undefined || !isRounded;
    if (asPublished || value === null) return { key, code, period, value, reason, joined: false, ...toldUncertain };
    if (!toldAt.has(place)) toldAt.set(place, tellPlace(place, one, values, knowledge));
    const told = toldAt.get(place)!;
    const reasonTold = told === null ? "protected" : null;
    return { key, code, period, value: told, reason: reasonTold, joined: true, ...toldUncertain };
  });
}

function tellPlace(
  place: Place,
  { key, unit, code, decimals, value }: ImportedValue,
  values: ReadonlyMap<string, number | null>,
  { exact, told, round }: Knowledge,
): number | null {
  const factor = 10 ** decimals;
  const inOwnDecimals = (number: number | null) => (number === null ? null : inDecimals(number, decimals));
  /** Whether the last decimal of a share of so many people leaves more possible numbers of them than the rounding does. */
  const isCoarse = (people: number) => people / 100 / factor / 2 >= largestRoundingError;
  // A level above has a value of its own; areas told together are told of those that have one.
  const isLevel = isLevelAbove(place, code);
  const codes = isLevel ? place.codes : place.codes.filter((one) => typeof values.get(one) === "number");
  const own = isLevel ? value : meanOver(codes, values, exact);
  if (own === null) return null;
  const base = baseOf({ key, unit });
  if (base === null && isMean(key)) return inOwnDecimals(isLevel ? own : meanOver(codes, values, told));
  // Of an unknown kind: as published where even a share of the children is coarse.
  if (base === null) return isCoarse(childrenOf(codes, told)) ? inOwnDecimals(own) : null;
  const [people, toldPeople] = [peopleOf(base, sumOf(codes, exact)), peopleOf(base, sumOf(codes, told))];
  if (people === null || toldPeople === null) return null;
  if (isCoarse(people)) return inOwnDecimals(own);
  const count = round(Math.round((own / 100) * people), place.name, key);
  return inOwnDecimals(Math.min(100, (100 * count) / toldPeople));
}

/** Those told; nobody where not. */
function childrenOf(codes: readonly string[], people: ReadonlyMap<string, People>): number {
  return codes.reduce((sum, code) => sum + (people.get(code)?.children0To19 ?? 0), 0);
}

function noteOld(
  people: Map<string, People>,
  shares: readonly { readonly code: string; readonly value: number | null }[],
): void {
  for (const { code, value } of shares) {
    const known = people.get(code);
    if (!known || known.everybody === null) continue;
    people.set(code, { ...known, old: value === null ? null : (known.everybody * value) / 100 });
  }
}

/** By code of any level. Areas told together are one place; a level above is one with the areas in it. */
function placesOf(
  areas: readonly PublicationArea[],
  levels: readonly { readonly code: string; readonly codes: readonly string[] }[],
): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const area of areas) {
    const codes = area.areas.map(({ code }) => code);
    for (const code of codes) places.set(code, { name: area.name, codes, rounded: !isToldAsImported(area) });
    const place = places.get(codes[0]!)!;
    for (const code of codes) places.set(code, place);
  }
  for (const { code, codes } of levels) {
    if (places.has(code)) continue;
    places.set(code, { name: code, codes, rounded: codes.some((one) => places.get(one)?.rounded ?? true) });
  }
  return places;
}

/** The share of those of 65 and over first, then by year. */
async function readImported(queryable: Queryable, municipality: string, divisionId: string): Promise<ImportedValue[]> {
  const { rows } = await queryable.query<ImportedValue>(
    `select indicators.key, indicators.unit, indicators.decimals, stored.area_code as code, stored.period, stored.value,
       stored.missing_reason as reason, stored.base, stored.standard_error as "standardError",
       stored.interval_low as low, stored.interval_high as high
     from statistics.indicator_values as stored
     join statistics.indicators on indicators.municipality_code = stored.municipality_code
       and indicators.key = stored.indicator_key
     where stored.municipality_code = $1 and stored.division_id = $2::uuid and stored.sex = 'T'
     order by indicators.key = $3 desc, indicators.key, stored.period, stored.area_code`,
    [municipality, divisionId, shareOfOldKey],
  );
  return rows;
}

async function readLevelsAbove(
  queryable: Queryable,
  municipality: string,
  divisionId: string,
): Promise<{ code: string; codes: string[] }[]> {
  const { rows } = await queryable.query<{ code: string; codes: string[] }>(
    `select parents.code, array_agg(areas.code order by areas.code) as codes
     from (select distinct area_code as code from statistics.indicator_values
           where municipality_code = $1 and division_id = $2::uuid) as parents
     join geography.divisions on divisions.municipality_code = $1 and divisions.id = $2::uuid
     join geography.areas on areas.municipality_code = $1 and areas.division_id = $2::uuid and areas.kind = 'placed'
       and areas.code <> parents.code
       and (areas.parent_code = parents.code or (divisions.kind = 'nyko' and starts_with(areas.code, parents.code)))
     group by parents.code`,
    [municipality, divisionId],
  );
  return rows;
}

async function readExactPeople(
  queryable: Queryable,
  municipality: string,
  divisionId: string,
): Promise<Map<string, People>> {
  const { rows } = await queryable.query<{ code: string; everybody: number | null; children: number | null }>(
    `select everybody.area_code as code, everybody.people as everybody, children.people as children
     from (select max(reference_date) as date from exact.population_counts
           where municipality_code = $1 and division_id = $2::uuid) as newest
     cross join lateral exact.people_in_span($1, $2::uuid, newest.date, 0, null) as everybody
     join lateral exact.people_in_span($1, $2::uuid, newest.date, 0, 19) as children
       on children.area_code = everybody.area_code
     where newest.date is not null`,
    [municipality, divisionId],
  );
  return new Map(
    rows.map(({ code, everybody, children }) => [code, { everybody, children0To19: children, old: null }]),
  );
}

async function readToldPeople(
  queryable: Queryable,
  municipality: string,
  divisionId: string,
): Promise<Map<string, People>> {
  const { rows } = await queryable.query<{ code: string; everybody: number | null; children: number | null }>(
    `select told.area_code as code,
       max(told.value) filter (where told.measure_key = 'population-total') as everybody,
       max(told.value) filter (where told.measure_key = 'children-0-19') as children
     from protected.area_values as told
     where told.municipality_code = $1 and told.division_id = $2::uuid
       and told.measure_key in ('population-total', 'children-0-19')
       and told.period = (
         select max(reference_date)::text from exact.population_counts
         where municipality_code = $1 and division_id = $2::uuid)
     group by told.area_code`,
    [municipality, divisionId],
  );
  return new Map(
    rows.map(({ code, everybody, children }) => [code, { everybody, children0To19: children, old: null }]),
  );
}

const columns: readonly BulkColumn<ToldValue>[] = [
  { type: "text", value: ({ key }) => key },
  { type: "text", value: ({ code }) => code },
  { type: "integer", value: ({ period }) => period },
  { type: "double precision", value: ({ value }) => value },
  { type: "text", value: ({ reason }) => reason },
  { type: "boolean", value: ({ joined }) => joined },
  { type: "double precision", value: ({ people }) => people },
  { type: "double precision", value: ({ low }) => low },
  { type: "double precision", value: ({ high }) => high },
];

async function replaceValues(
  queryable: Queryable,
  municipality: string,
  divisionId: string,
  values: readonly ToldValue[],
): Promise<void> {
  await queryable.query(
    "delete from protected.indicator_values where municipality_code = $1 and division_id = $2::uuid",
    [municipality, divisionId],
  );
  await bulkWrite(
    queryable,
    values,
    {
      text: `insert into protected.indicator_values
               (municipality_code, division_id, indicator_key, area_code, period, value, missing_reason, joined, people, low, high)
             select $1, $2::uuid, incoming.* from {rows} as incoming`,
      fixed: [municipality, divisionId],
      columns,
    },
    () => {},
  );
}
