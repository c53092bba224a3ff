// The measures that counts make possible: children in the usual age spans, everybody, and clients by case type.
import type { AgeClass } from "../mapping/age-classes.ts";
import { coversExactly, openAge } from "../mapping/age-classes.ts";
import { keyFromText } from "../mapping/headings.ts";
import type { Queryable } from "../queryable.ts";

interface Measure {
  readonly key: string;
  readonly nameSv: string;
  readonly nameEn: string;
  readonly kind: "population" | "clients";
  readonly ageFrom: number | null;
  readonly ageTo: number | null;
  readonly caseTypes: readonly string[] | null;
  readonly years: number | null;
  readonly position: number;
}

/** How many of the latest years client measures sum: enough for small areas, recent enough for planning. */
const clientYears = 3;

function children(from: number, to: number, position: number): Measure {
  return {
    key: `children-${from}-${to}`,
    nameSv: `Barn ${from}–${to} år`,
    nameEn: `Children ${from}–${to} years`,
    kind: "population",
    ageFrom: from,
    ageTo: to,
    caseTypes: null,
    years: null,
    position,
  };
}

const everybody: Measure = {
  key: "population-total",
  nameSv: "Hela befolkningen",
  nameEn: "Whole population",
  kind: "population",
  ageFrom: 0,
  ageTo: null,
  caseTypes: null,
  years: null,
  position: 90,
};

const finerSpans = [
  [0, 5],
  [6, 12],
  [13, 17],
] as const;

/**
 * Measures that age classes allow. Children 0–19 and 0–17 whenever the classes reach that far: where a class must be cut (15–19
 * at 17) values are estimated and marked so. The finer spans 0–5, 6–12, 13–17 only when they are exact.
 */
export function populationMeasures(classes: readonly AgeClass[]): Measure[] {
  const measures: Measure[] = [];
  const bounded = classes.filter(({ to }) => to !== openAge);
  const reaches = (age: number) => bounded.some(({ to }) => to >= age && coversExactly(bounded, 0, to));
  const isExact17 = coversExactly(classes, 0, 17);
  if (reaches(17)) measures.push(children(0, 17, isExact17 ? 0 : 11));
  if (reaches(19)) measures.push(children(0, 19, 10));
  finerSpans.forEach(([from, to], index) => {
    if (coversExactly(classes, from, to)) measures.push(children(from, to, 20 + index));
  });
  if (coversExactly(classes, 0, openAge)) measures.push(everybody);
  return measures;
}

/** Measures that client counts allow: all case types together, and each by itself, over the latest three years. */
export function clientMeasures(caseTypes: readonly string[]): Measure[] {
  const base = { kind: "clients", ageFrom: null, ageTo: null, years: clientYears } as const;
  const all: Measure = {
    ...base,
    key: "clients-all",
    nameSv: "Klienter, alla ärendetyper (3 år)",
    nameEn: "Clients, all case types (3 years)",
    caseTypes: null,
    position: 100,
  };
  if (caseTypes.length < 2) return [all];
  const each = caseTypes.map(
    (caseType, index): Measure => ({
      ...base,
      key: keyFromText(`clients-${caseType}`),
      nameSv: `Klienter, ${caseType} (3 år)`,
      nameEn: `Clients, ${caseType} (3 years)`,
      caseTypes: [caseType],
      position: 101 + index,
    }),
  );
  return [all, ...each];
}

/** Adds the measures the municipality does not have yet; never changes one. Answers how many were added. */
export async function addMeasures(
  queryable: Queryable,
  municipalityCode: string,
  measures: readonly Measure[],
): Promise<number> {
  let added = 0;
  for (const { key, nameSv, nameEn, kind, ageFrom, ageTo, caseTypes, years, position } of measures) {
    const { affectedCount } = await queryable.query(
      `insert into statistics.measures
         (municipality_code, key, name_sv, name_en, kind, age_from, age_to, case_types, years, position)
       values ($1, $2, $3, $4, $5, $6, $7, $8::text[], $9, $10)
       on conflict (municipality_code, key) do nothing`,
      [municipalityCode, key, nameSv, nameEn, kind, ageFrom, ageTo, caseTypes, years, position],
    );
    added += affectedCount;
  }
  return added;
}
