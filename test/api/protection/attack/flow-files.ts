// Monthly flow for two worlds: exact counts and days that differ wherever what is told leaves room, told alike.
import { keyFromText } from "../../../../data/mapping/headings.ts";
import { largestRoundingError, roundByOffset, roundingOffset } from "../../../../engine/disclosure/keyed-rounding.ts";
import { Random } from "../../../../engine/random.ts";
import { testKeyedHash } from "../../../support/keyed-hash.ts";
import { type ClientFile, municipality } from "./world.ts";

const months = Array.from(
  { length: 14 },
  (_, place) => `${2024 + Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, "0")}`,
);
const kinds = ["inkomna", "till-utredning", "oppna"] as const;
const types = ["orosanmälan", "ansökan"] as const;
const leastCasesForDays = 10;

/** Another count that is rounded to the same, the nearest to that many more; the same where there is none. */
function twinOf(count: number, offset: number): number {
  const told = roundByOffset(count, offset);
  const alike = Array.from({ length: 2 * largestRoundingError + 1 }, (_, step) => count - largestRoundingError + step);
  return alike.find((other) => other >= 0 && other !== count && roundByOffset(other, offset) === told) ?? count;
}

/** The same rows in both worlds' files but for every number; `differing` tells how many counts are not the same. */
export function flowFiles(): { readonly files: readonly [ClientFile, ClientFile]; readonly differing: number } {
  const random = new Random(61);
  const rows: [string, string][] = [];
  let differing = 0;
  for (const month of months) {
    for (const unit of ["A", "B", "C", ""]) {
      for (const type of types) {
        // Small ones too, of which days must not be told.
        const counts = [random.nextInteger(40), random.nextInteger(20), random.nextInteger(60)];
        const offsets = kinds.map((kind) => {
          const measure = `${kind}|${keyFromText(type)}`;
          return roundingOffset(testKeyedHash, { family: "flode", division: municipality, area: unit, measure });
        });
        const twins = counts.map((count, place) => twinOf(count, offsets[place]!));
        differing += twins.filter((count, place) => count !== counts[place]).length;
        const told = counts.map((count, place) => roundByOffset(count, offsets[place]!));
        // Told days are whole, so that their decimals may differ; untold ones may be anything.
        const days = [told[0]!, told[1]!].map((cases) =>
          cases < leastCasesForDays ? ["3,0", "61,0"] : ["20,4", "19,6"],
        );
        const line = (own: readonly number[], world: 0 | 1) =>
          [month, unit, type, ...own, days[0]![world], days[1]![world]].join(";");
        rows.push([line(counts, 0), line(twins, 1)]);
      }
    }
  }
  const file = (name: string, world: 0 | 1): ClientFile => {
    const header =
      "Månad;Team;Ärendetyp;Inkomna;Till utredning;Öppna ärenden;Dagar i förhandsbedömning;Dagar i utredning";
    return { name, bytes: new TextEncoder().encode([header, ...rows.map((both) => both[world])].join("\r\n")) };
  };
  return { files: [file("flode.csv", 0), file("flode 2.csv", 1)], differing };
}
