// Indicators as all but planners are told them: as published, but where people are few one value for areas told together, made from rounded numbers of people.
import { type BulkColumn, bulkWrite } from "../../data/load/bulk.ts";
import type { Queryable } from "../../data/queryable.ts";
import {
  type KeyedHash,
  largestRoundingError,
  roundByOffset,
  roundingOffset,
} from "../../engine/disclosure/keyed-rounding.ts";
import { baseOf, isMean, peopleOf, type ToldPeople } from "../profiles/indicator-bases.ts";
import { isToldAsImported, type PublicationArea } from "./publication-areas.ts";

interface ImportedValue {
  readonly key: string;
  readonly unit: string;
  readonly decimals: number;
  readonly code: string;
  readonly period: number;
  readonly value: number | null;
  readonly reason: string | null;
}

interface ToldValue {
  readonly key: string;
  readonly code: string;
  readonly period: number;
  readonly value: number | null;
  readonly reason: string | null;
  readonly joined: boolean;
}

/** People of one area by the newest numbers; null where not known. `old` are those of 65 and over. */
interface People {
  readonly everybody: number | null;
  readonly children0To19: number | null;
  readonly old: number | null;
}

/** Areas that a value is told of, and whether some of them have rounded numbers of people. */
interface Place {
  readonly name: string;
  readonly codes: readonly string[];
  readonly rounded: boolean;
}

/** Reckoned first: with it the people of working age are known. */
const shareOfOldKey = "share-65-plus";
/** People in contact with social services: rounded everywhere, as numbers of clients are. */
const alwaysRounded = new Set(["economic-assistance"]);

/**
 * Writes every indicator of the division over what was there. A share becomes a number of people, is rounded by the secret
 * as all numbers of people are, and is told as a share of the people told; a mean is weighed by them. Told as published is
 * what stands on numbers of people that are themselves told as imported, and what is told so coarsely that it leaves more
 * possible numbers of people than the rounding does. Withheld is what is neither a known share nor a known mean. Needs the
 * protected numbers of people, and acts as a planner.
 */
export async function protectIndicators(
  queryable: Queryable,
  keyedHash: KeyedHash,
  municipality: string,
  division: { readonly id: string; readonly name: string },
  areas: readonly PublicationArea[],
): Promise<void> {
  const imported = await readImported(queryable, municipality, division.id);
  const places = placesOf(areas, await readLevelsAbove(queryable, municipality, division.id));
  const exact = await readExactPeople(queryable, municipality, division.id);
  const told = await readToldPeople(queryable, municipality, division.id);
  const series = new Map<string, ImportedValue[]>();
  for (const value of imported) {
    const name = `${value.key} ${value.period}`;
    series.set(name, [...(series.get(name) ?? []), value]);
  }
  const values: ToldValue[] = [];
  for (const own of series.values()) {
    const toldOwn = tellSeries(own, places, exact, told, keyedHash, division.name);
    values.push(...toldOwn);
    // The newest year comes last.
    if (own[0]!.key !== shareOfOldKey) continue;
    noteOld(exact, own);
    noteOld(told, toldOwn);
  }
  await replaceValues(queryable, municipality, division.id, values);
}

function tellSeries(
  series: readonly ImportedValue[],
  places: ReadonlyMap<string, Place>,
  exact: ReadonlyMap<string, People>,
  told: ReadonlyMap<string, People>,
  keyedHash: KeyedHash,
  division: string,
): ToldValue[] {
  const byCode = new Map(series.map((one) => [one.code, one.value]));
  const values = new Map<Place, number | null>();
  const valueOf = (place: Place, one: ImportedValue): number | null => {
    // A level above has a value of its own; areas told together are told of those that have one.
    const isLevel = place.name === one.code && !place.codes.includes(one.code);
    const codes = isLevel ? place.codes : place.codes.filter((code) => typeof byCode.get(code) === "number");
    const own = isLevel ? one.value! : meanOver(codes, byCode, exact);
    if (own === null) return null;
    const factor = 10 ** one.decimals;
    const inDecimals = (value: number) => Math.round(value * factor) / factor;
    const base = baseOf(one);
    if (base === null) {
      // Of an unknown kind: as published where even a share of the children is told coarsely enough.
      if (!isMean(one.key)) return leastChildren(codes, told) / 100 / factor / 2 >= largestRoundingError ? own : null;
      const mean = isLevel ? own : meanOver(codes, byCode, told);
      return mean === null ? null : inDecimals(mean);
    }
    const [people, toldPeople] = [peopleOf(base, sumOf(codes, exact)), peopleOf(base, sumOf(codes, told))];
    if (people === null || toldPeople === null) return null;
    if (people / 100 / factor / 2 >= largestRoundingError) return inDecimals(own);
    const subject = { family: "indikator", division, area: place.name, measure: one.key };
    const count = roundByOffset(Math.round((own / 100) * people), roundingOffset(keyedHash, subject));
    return inDecimals(Math.min(100, (100 * count) / toldPeople));
  };
  return series.map((one) => {
    const { key, code, period, value, reason } = one;
    const place = places.get(code);
    const asPublished = place === undefined || !(place.rounded || alwaysRounded.has(key));
    if (asPublished || value === null) return { key, code, period, value, reason, joined: false };
    if (!values.has(place)) values.set(place, valueOf(place, one));
    const toldValue = values.get(place)!;
    return { key, code, period, value: toldValue, reason: toldValue === null ? "protected" : null, joined: true };
  });
}

/** Weighed by everybody; null where somebody's number is not known, or there is nobody. */
function meanOver(
  codes: readonly string[],
  values: ReadonlyMap<string, number | null>,
  people: ReadonlyMap<string, People>,
): number | null {
  if (codes.length === 1) return values.get(codes[0]!) ?? null;
  const { everybody } = sumOf(codes, people);
  if (everybody === null || everybody <= 0) return null;
  return codes.reduce((sum, code) => sum + (values.get(code) ?? 0) * people.get(code)!.everybody!, 0) / everybody;
}

function sumOf(codes: readonly string[], people: ReadonlyMap<string, People>): ToldPeople {
  const sum = (member: keyof People) =>
    codes.reduce<number | null>((all, code) => {
      const one = people.get(code)?.[member] ?? null;
      return all === null || one === null ? null : all + one;
    }, 0);
  const [everybody, children0To19, old] = [sum("everybody"), sum("children0To19"), sum("old")];
  const share65Percent = old === null || everybody === null || everybody <= 0 ? null : (100 * old) / everybody;
  return { everybody, children0To19, share65Percent };
}

function leastChildren(codes: readonly string[], people: ReadonlyMap<string, People>): number {
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
       stored.missing_reason as reason
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
               (municipality_code, division_id, indicator_key, area_code, period, value, missing_reason, joined)
             select $1, $2::uuid, incoming.* from {rows} as incoming`,
      fixed: [municipality, divisionId],
      columns,
    },
    () => {},
  );
}
