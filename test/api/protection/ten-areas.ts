// Ten made-up areas with their files of population and clients, for tests of the protected base table.
import { csv, type Square } from "../../data/import/synthetic.ts";

/** Ten areas in two rows; children decide what is told together, in this order. */
export const childrenOfArea = [80, 60, 20, 90, 70, 30, 120, 65, 75, 100];
export const codes = childrenOfArea.map((_children, area) => `0${1 + Math.floor(area / 5)}0${1 + (area % 5)}`);
export const squares: readonly Square[] = codes.map((code, area) => ({ code, at: [area % 5, Math.floor(area / 5)] }));
const caseTypes = ["Våld", "Missbruk"] as const;
export const years = [2023, 2024, 2025] as const;

/** Clients of an area, year and case type: small numbers that vary. */
export const clientsOf = (area: number, year: number, type: number) => (area * 7 + year * 3 + type * 5) % 9;

export function populationFile(children: readonly number[], date: string, rest = 12): Uint8Array {
  return csv(
    ["NYKO", "Datum", "Ålder", "Antal"],
    ...codes.flatMap((code, area) => [
      [code, date, "0-17", children[area]!],
      [code, date, "18-", 500],
    ]),
    ["99", date, "0-17", rest],
    ["99", date, "18-", 40],
  );
}

export function clientsFile(ofYears: readonly number[] = years, more = 0): Uint8Array {
  return csv(
    ["NYKO", "År", "Ärendetyp", "Antal klienter"],
    ...codes.flatMap((code, area) =>
      ofYears.flatMap((year) =>
        caseTypes.map((type, index) => [code, year, type, clientsOf(area, year, index) + (area === 0 ? more : 0)]),
      ),
    ),
    ["99", ofYears[0]!, "Våld", 4],
  );
}
