// What is told of every area of a division, read once for a role and kept in arrays: people by age and date, indicators by year.

import type { ProfileIndicator } from "../contract/profiles.ts";
import type { Indicator } from "../contract/statistics.ts";
import type { Transaction } from "../db/database.ts";
import { listIndicators } from "../statistics/indicators.store.ts";
import { readToldWith } from "../workload/protected-series.store.ts";
import { baseAsTold, type IndicatorBase, numbersOfPeople, peopleOf, type ToldPeople } from "./indicator-bases.ts";

export interface PopulationMeasure {
  readonly key: string;
  readonly nameSv: string;
  readonly nameEn: string;
  /** Oldest first. Values by area_index; null where not told. */
  readonly dates: readonly {
    readonly period: string;
    readonly values: readonly (number | null)[];
    readonly rounded: readonly boolean[];
    /** Sum of what is told of the municipality's areas. */
    readonly municipality: number | null;
  }[];
}

/** How certain a value is by what came with the file, as it is told: people it rests on, and its 95 % interval. */
export interface Certainty {
  readonly people: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export const uncertain: Certainty = { people: null, low: null, high: null };

export interface IndicatorFacts extends Indicator {
  readonly base: ProfileIndicator["base"];
  /** Oldest first. */
  readonly years: readonly {
    readonly period: string;
    /** As published, by code of any level. */
    readonly byCode: ReadonlyMap<string, number | null>;
    /** What applies to each area: its own value, or that of the smallest level above it. */
    readonly values: readonly (number | null)[];
    /** Codes whose value is made from rounded numbers of people. */
    readonly roundedCodes: ReadonlySet<string>;
    /** By area: which rounding its value is made from, the same for all areas that it applies to; null where none is. */
    readonly roundings: readonly (string | null)[];
    /** By code of any level. */
    readonly certaintyByCode: ReadonlyMap<string, Certainty>;
    /** By area; null where the value is that of a level above, which says nothing of how certain it is of the area. */
    readonly certainty: readonly (Certainty | null)[];
    readonly municipality: number | null;
    readonly municipalityCertainty: Certainty;
  }[];
}

export interface DivisionFacts {
  readonly divisionId: string;
  readonly name: string;
  /** By area_index. */
  readonly areas: readonly { readonly code: string; readonly parentCode: string | null; readonly name: string }[];
  /** The levels above, the largest first. */
  readonly parents: readonly { readonly code: string; readonly level: number; readonly name: string }[];
  /** Whether an area belongs to a code of a higher level. */
  readonly isWithin: (areaIndex: number, code: string) => boolean;
  readonly population: readonly PopulationMeasure[];
  readonly indicators: readonly IndicatorFacts[];
  /** The people that means over several areas are weighed by. */
  readonly weights: PopulationMeasure | null;
  /** The people that an indicator's year is of. */
  readonly peopleOfYear: (indicatorKey: string, period: string) => PeopleOfYear;
}

export interface PeopleOfYear {
  /** The day that they were counted; null where nobody was. */
  readonly countedAt: string | null;
  readonly peopleIn: (base: IndicatorBase, areaIndex: number) => number | null;
  readonly peopleInMunicipality: (base: IndicatorBase) => number | null;
  /** How many rounded numbers an area's people are made from. */
  readonly roundedPeopleIn: (base: IndicatorBase, areaIndex: number) => number;
  /** What a mean is weighed by where the base is not known. */
  readonly weightIn: (areaIndex: number) => number | null;
}

interface AreaRow {
  readonly code: string;
  readonly parentCode: string | null;
  readonly name: string;
}

/** Null where the municipality has no such division. What is not told to the transaction's role is null. */
export async function readDivisionFacts(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<DivisionFacts | null> {
  const division = await transaction.maybeOne<{ name: string; kind: string }>(
    "select name, kind from geography.divisions where municipality_code = $1 and id = $2",
    [municipality, divisionId],
  );
  if (!division) return null;
  const areas = await transaction.many<AreaRow>(
    `select code, parent_code as "parentCode", coalesce(display_name, name) as name from geography.areas
     where municipality_code = $1 and division_id = $2 and kind = 'placed' order by area_index`,
    [municipality, divisionId],
  );
  const parents = await transaction.many<DivisionFacts["parents"][number]>(
    `select code, level, name from geography.parent_areas where municipality_code = $1 and division_id = $2
     order by level, code`,
    [municipality, divisionId],
  );
  const isWithin = (areaIndex: number, code: string) => {
    const area = areas[areaIndex]!;
    return area.code === code || area.parentCode === code || (division.kind === "nyko" && area.code.startsWith(code));
  };
  const population = await readPopulation(transaction, municipality, divisionId, areas.length);
  const levels = parents.map(({ code }) => code).reverse();
  const toldWith = await readToldWith(transaction, municipality, divisionId);
  const indicators = await readIndicators(transaction, municipality, divisionId, areas, toldWith, (areaIndex) =>
    levels.filter((code) => isWithin(areaIndex, code)),
  );
  return {
    divisionId,
    name: division.name,
    areas,
    parents,
    isWithin,
    population,
    indicators,
    weights: weightsOf(population),
    peopleOfYear: peopleFrom(population, indicators),
  };
}

function weightsOf(population: readonly PopulationMeasure[]): PopulationMeasure | null {
  return population.find(({ key }) => key === "population-total") ?? population[0] ?? null;
}

/** A date in the first half of a year tells of the end of the year before. */
function yearOf(date: string): number {
  const [year, month] = date.split("-").map(Number);
  return month! <= 6 ? year! - 1 : year!;
}

/**
 * Of an indicator's newest year the newest people; of an earlier one those counted for it, or the newest where nobody was.
 * The same rule is written in `protected.dates_of_people`.
 */
function dateOfYear<Dated extends { readonly period: string }>(
  dates: readonly Dated[] | undefined,
  year: string,
  isNewest: boolean,
): Dated | undefined {
  const own = isNewest ? undefined : dates?.findLast(({ period }) => yearOf(period) === Number(year));
  return own ?? dates?.at(-1);
}

function peopleFrom(
  population: readonly PopulationMeasure[],
  indicators: readonly IndicatorFacts[],
): DivisionFacts["peopleOfYear"] {
  const datesOf = (key: string) => population.find((measure) => measure.key === key)?.dates;
  const ages = indicators.find(({ key }) => key === "share-65-plus")?.years;
  return (indicatorKey, period) => {
    const newest = indicators.find(({ key }) => key === indicatorKey)?.years.at(-1)?.period;
    const isNewest = newest === undefined || newest === period;
    const everybody = dateOfYear(datesOf("population-total"), period, isNewest);
    const children = datesOf("children-0-19")?.find((own) => own.period === everybody?.period);
    const old = (isNewest ? undefined : ages?.find((own) => own.period === period)) ?? ages?.at(-1);
    const weights = dateOfYear(weightsOf(population)?.dates, period, isNewest);
    const told = (
      pick: (of: { values: readonly (number | null)[]; municipality: number | null } | undefined) => number | null,
    ): ToldPeople => ({ everybody: pick(everybody), children0To19: pick(children), share65Percent: pick(old) });
    return {
      countedAt: everybody?.period ?? null,
      peopleIn: (base, areaIndex) =>
        peopleOf(
          base,
          told((of) => of?.values[areaIndex] ?? null),
        ),
      peopleInMunicipality: (base) =>
        peopleOf(
          base,
          told((of) => of?.municipality ?? null),
        ),
      roundedPeopleIn: (base, areaIndex) => (everybody?.rounded[areaIndex] ? numbersOfPeople[base] : 0),
      weightIn: (areaIndex) => weights?.values[areaIndex] ?? null,
    };
  };
}

async function readPopulation(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  areaCount: number,
): Promise<PopulationMeasure[]> {
  const rows = await transaction.many<{
    key: string;
    nameSv: string;
    nameEn: string;
    period: string;
    municipality: number;
    indexes: number[] | null;
    values: (number | null)[] | null;
    rounded: boolean[] | null;
  }>(
    `select m.key, m.name_sv as "nameSv", m.name_en as "nameEn", p.period, p.mean * p.area_count as municipality,
       v.indexes, v.told as values, v.rounded
     from protected.measures m
     join protected.means p on p.municipality_code = m.municipality_code and p.division_id = m.division_id
       and p.measure_key = m.key
     left join (
       select v.measure_key, v.period, array_agg(a.area_index order by a.area_index) as indexes,
         array_agg(v.value order by a.area_index) as told, array_agg(v.rounded order by a.area_index) as rounded
       from protected.area_values v
       join geography.areas a on a.municipality_code = v.municipality_code and a.division_id = v.division_id
         and a.code = v.area_code and a.kind = 'placed'
       where v.municipality_code = $1 and v.division_id = $2
       group by v.measure_key, v.period) v on v.measure_key = m.key and v.period = p.period
     where m.municipality_code = $1 and m.division_id = $2 and m.kind = 'population'
     order by m.position, m.key, p.period`,
    [municipality, divisionId],
  );
  const measures = new Map<string, PopulationMeasure & { dates: PopulationMeasure["dates"][number][] }>();
  for (const { key, nameSv, nameEn, period, municipality: all, indexes, values, rounded } of rows) {
    const measure = measures.get(key) ?? { key, nameSv, nameEn, dates: [] };
    measures.set(key, measure);
    const byArea = new Array<number | null>(areaCount).fill(null);
    const roundedByArea = new Array<boolean>(areaCount).fill(false);
    for (const [place, areaIndex] of (indexes ?? []).entries()) {
      byArea[areaIndex] = values![place]!;
      roundedByArea[areaIndex] = rounded![place]!;
    }
    measure.dates.push({ period, values: byArea, rounded: roundedByArea, municipality: all });
  }
  return [...measures.values()];
}

async function readIndicators(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  areas: readonly AreaRow[],
  toldWith: readonly number[],
  levelsAbove: (areaIndex: number) => readonly string[],
): Promise<IndicatorFacts[]> {
  const rows = await transaction.many<{
    key: string;
    period: number;
    codes: string[];
    values: (number | null)[];
    rounded: boolean[];
    people: (number | null)[] | null;
    lows: (number | null)[] | null;
    highs: (number | null)[] | null;
  }>(
    `select indicator_key as key, period, array_agg(area_code order by area_code) as codes,
       array_agg(value order by area_code) as values, array_agg(joined order by area_code) as rounded,
       case when count(people) > 0 then array_agg(people order by area_code) end as people,
       case when count(low) > 0 then array_agg(low order by area_code) end as lows,
       case when count(high) > 0 then array_agg(high order by area_code) end as highs
     from protected.indicator_values
     where municipality_code = $1 and division_id = $2
     group by indicator_key, period order by indicator_key, period`,
    [municipality, divisionId],
  );
  const indicators = (await listIndicators(transaction, municipality, divisionId)).map((indicator) => {
    const own = rows.filter(({ key }) => key === indicator.key);
    const hasPeople = own.some(({ people }) => people !== null);
    return { ...indicator, base: baseAsTold(indicator, hasPeople), own };
  });
  const means = await transaction.many<{ key: string; period: number; mean: number } & Certainty>(
    `select indicator_key as key, period, mean, people, low, high from protected.indicator_means
     where municipality_code = $1 and division_id = $2`,
    [municipality, divisionId],
  );
  const meanOf = new Map(means.map((mean) => [`${mean.key} ${mean.period}`, mean]));
  const above = areas.map((_area, areaIndex) => levelsAbove(areaIndex));
  return indicators.map(({ own, ...indicator }) => ({
    ...indicator,
    years: own.map(({ period, codes, values, rounded, people, lows, highs }) => {
      const byCode = new Map(codes.map((code, place) => [code, values[place]!]));
      const roundedCodes = new Set(codes.filter((_code, place) => rounded[place]));
      const certaintyByCode = new Map<string, Certainty>();
      if (people !== null || lows !== null) {
        for (const [place, code] of codes.entries()) {
          const [low, high] = [lows?.[place] ?? null, highs?.[place] ?? null];
          certaintyByCode.set(code, { people: people?.[place] ?? null, low, high });
        }
      }
      const applied = areas.map(({ code, parentCode }, areaIndex) =>
        applyingCode(byCode, [code, ...(parentCode === null ? [] : [parentCode]), ...above[areaIndex]!]),
      );
      const mean = meanOf.get(`${indicator.key} ${period}`);
      return {
        period: String(period),
        byCode,
        values: applied.map((code) => (code === null ? null : byCode.get(code)!)),
        roundedCodes,
        // Areas told together have one value of one rounding.
        roundings: applied.map((code, areaIndex) => {
          if (code === null || !roundedCodes.has(code)) return null;
          return code === areas[areaIndex]!.code ? areas[toldWith[areaIndex]!]!.code : code;
        }),
        certaintyByCode,
        certainty: areas.map(({ code }) => certaintyByCode.get(code) ?? null),
        municipality: mean?.mean ?? null,
        municipalityCertainty: mean ?? uncertain,
      };
    }),
  }));
}

/** The first code that there is a row of, as the map shows it; null where there is none. */
function applyingCode(byCode: ReadonlyMap<string, number | null>, codes: readonly string[]): string | null {
  return codes.find((each) => byCode.has(each)) ?? null;
}
