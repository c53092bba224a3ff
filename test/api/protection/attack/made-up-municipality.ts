// A made-up municipality to attack: squares with many and with few children, and clients by area, year and case type, as files.
import { Random } from "../../../../engine/random.ts";
import { areasFile, csv, type Square } from "../../../data/import/synthetic.ts";

const [columns, rows] = [5, 4];
export const areaCodes: readonly string[] = Array.from(
  { length: columns * rows },
  (_, area) => `0${1 + Math.floor(area / columns)}0${1 + (area % columns)}`,
);
/** People without a place: enough children that their numbers are told. */
export const restCode = "99";
export const clientCodes: readonly string[] = [...areaCodes, restCode];

/** Children 0–17; those with fewer than 50 are told together with a neighbour. */
export const childrenOf: Readonly<Record<string, number>> = Object.fromEntries([
  ...areaCodes.map((code, area): [string, number] => [code, area % 6 === 2 ? 21 + area : 55 + ((area * 37) % 140)]),
  [restCode, 70],
]);

export const years = [2020, 2021, 2022, 2023, 2024, 2025, 2026] as const;
export const caseTypes = ["Våld", "Missbruk", "Skolfrånvaro"] as const;
/** Occurs in too few areas to be told. */
export const rareCaseType = "Tvångsgifte";
const rareAreas = areaCodes.slice(3, 6);

/** Clients by "area|year|case type"; what is left out is 0. */
export type Counts = ReadonlyMap<string, number>;
export const cellOf = (code: string, year: number, caseType: string): string => `${code}|${year}|${caseType}`;

/** Which cells may be above 0. */
export const cells: readonly { readonly code: string; readonly year: number; readonly caseType: string }[] =
  years.flatMap((year) => [
    ...clientCodes.flatMap((code) => caseTypes.map((caseType) => ({ code, year, caseType }))),
    ...rareAreas.map((code) => ({ code, year, caseType: rareCaseType })),
  ]);

/** Small numbers, many of them 0, one in forty large: where the cap of the children bites. */
export function drawCounts(seed: number): Counts {
  const random = new Random(seed);
  return new Map(
    cells.map(({ code, year, caseType }) => {
      const usual = Math.floor(random.nextFraction() * random.nextFraction() * (2 + childrenOf[code]! / 15));
      const clients = random.nextInteger(40) === 0 ? usual + childrenOf[code]! : usual;
      return [cellOf(code, year, caseType), clients];
    }),
  );
}

export function areas(): Uint8Array {
  return areasFile(areaCodes.map((code, area): Square => ({ code, at: [area % columns, Math.floor(area / columns)] })));
}

export function population(): Uint8Array {
  return csv(
    ["NYKO", "Datum", "Ålder", "Antal"],
    ...clientCodes.flatMap((code) => {
      const children = childrenOf[code]!;
      const small = Math.floor(children / 3);
      const parts: [string, number][] = [
        ["0-5", small],
        ["6-12", small],
        ["13-17", children - 2 * small],
        ["18-", 4 * children],
      ];
      return parts.map(([ages, people]) => [code, "2024-12-31", ages, people]);
    }),
  );
}

/** How many have answered, and how many of a hundred are safe: few answer in every fifth area. */
const usualAnswers = (area: number) =>
  area % 5 === 4 ? { answers: 17 + area, safe: 40 } : { answers: 110 + 3 * area, safe: 40 };

/**
 * Measures that anybody may see and that have nothing to do with clients. `together` makes the other world's, in which
 * what is not told of the answers differs: who of those told together has answered, and all where few have.
 */
export function indicators(together: ReadonlyMap<string, string> | null = null): Uint8Array {
  const groupOf = (code: string) => areaCodes.filter((one) => together?.get(one) === together?.get(code));
  const answersOf = (code: string, area: number) => {
    const usual = usualAnswers(area);
    if (together === null) return usual;
    const group = groupOf(code);
    if (group.length === 1) return usual.answers < 50 ? { answers: 45 - area, safe: 70 } : usual;
    const moved = code === group[0] ? 5 : code === group.at(-1) ? -5 : 0;
    return { ...usual, answers: usual.answers + moved };
  };
  return csv(
    ["NYKO", "År", "Disponibel inkomst", "Andel trygga", "Andel trygga bas"],
    ...areaCodes.map((code, area) => {
      const { answers, safe } = answersOf(code, area);
      return [code, 2024, 210 + ((area * 53) % 97), safe, answers];
    }),
  );
}

export interface ClientsFile {
  /** Null keeps the order of the cells. */
  readonly shuffleSeed: number | null;
  /** Whether rows that say 0 are in the file. */
  readonly withZeros: boolean;
  readonly ofYears?: readonly number[];
}

export function clients(counts: Counts, { shuffleSeed, withZeros, ofYears = years }: ClientsFile): Uint8Array {
  const wanted = cells.filter(
    ({ code, year, caseType }) =>
      ofYears.includes(year) && (withZeros || counts.get(cellOf(code, year, caseType))! > 0),
  );
  const order = Int32Array.from(wanted.keys());
  if (shuffleSeed !== null) new Random(shuffleSeed).shuffle(order);
  const lines = [...order].map((position) => {
    const { code, year, caseType } = wanted[position]!;
    return [code, year, caseType, counts.get(cellOf(code, year, caseType))!];
  });
  return csv(["NYKO", "År", "Ärendetyp", "Antal klienter"], ...lines);
}
