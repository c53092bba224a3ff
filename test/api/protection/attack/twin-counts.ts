// Finds other exact counts that are told by the very same protected values: what a reader must not be able to tell apart.
import { completePeriods } from "../../../../engine/disclosure/case-type-periods.ts";
import { protectClientCount } from "../../../../engine/disclosure/keyed-rounding.ts";
import { Random } from "../../../../engine/random.ts";
import { testKeyedHash } from "../../../support/keyed-hash.ts";
import {
  type Counts,
  caseTypes,
  cellOf,
  cells,
  childrenOf,
  clientCodes,
  rareCaseType,
  years,
} from "./made-up-municipality.ts";

/** Area code → the publication area that its clients are told in. */
export type ToldTogether = ReadonlyMap<string, string>;

const periods = completePeriods(years);

/** One told number: what is counted, and the exact sum of the cells under it. */
interface Series {
  readonly family: "klienter" | "problem";
  readonly measure: string;
  readonly years: readonly number[];
  readonly caseTypes: readonly string[];
}

/** The key that the design gives a case type in the message to the keyed hash. */
const keyOf = (caseType: string) =>
  caseType
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();

const everyType = [...caseTypes, rareCaseType];
export const series: readonly Series[] = [
  ...years.map((year): Series => ({ family: "klienter", measure: "total", years: [year], caseTypes: everyType })),
  ...periods.flatMap(({ firstYear, lastYear }) =>
    caseTypes.map(
      (caseType): Series => ({
        family: "problem",
        measure: keyOf(caseType),
        years: years.filter((year) => year >= firstYear && year <= lastYear),
        caseTypes: [caseType],
      }),
    ),
  ),
];

/** The exact sum of a series in a publication area. */
export function exactOf(counts: Counts, together: ToldTogether, area: string, one: Series): number {
  let sum = 0;
  for (const code of clientCodes) {
    if (together.get(code) !== area) continue;
    for (const year of one.years) {
      for (const caseType of one.caseTypes) sum += counts.get(cellOf(code, year, caseType)) ?? 0;
    }
  }
  return sum;
}

function childrenOfArea(together: ToldTogether, area: string): number {
  return clientCodes.reduce((sum, code) => sum + (together.get(code) === area ? childrenOf[code]! : 0), 0);
}

/**
 * Changes one cell at a time by a few people and keeps what no told number shows. The changes lean upwards, so that the
 * sums over the municipality differ too.
 */
export function twinOf(counts: Counts, together: ToldTogether, division: string): Counts {
  const twin = new Map(counts);
  const random = new Random(20);
  const toldOf = (area: string, one: Series, exact: number) =>
    protectClientCount(
      testKeyedHash,
      { family: one.family, division, area, measure: one.measure },
      exact,
      childrenOfArea(together, area),
    );
  for (let step = 0; step < 8_000; step++) {
    const { code, year, caseType } = cells[random.nextInteger(cells.length)]!;
    const cell = cellOf(code, year, caseType);
    const before = twin.get(cell)!;
    const change = [-2, -1, 1, 1, 2, 3][random.nextInteger(6)]!;
    if (before + change < 0) continue;
    const area = together.get(code)!;
    const unseen = series.every((one) => {
      if (!one.years.includes(year) || !one.caseTypes.includes(caseType)) return true;
      const exact = exactOf(twin, together, area, one);
      return toldOf(area, one, exact) === toldOf(area, one, exact + change);
    });
    if (unseen) twin.set(cell, before + change);
  }
  return twin;
}
