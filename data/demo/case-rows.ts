// The client history of one year in its other form: one row per invented case, with a code or a coordinate, no names or numbers.
import { toSweref } from "./borders.ts";
import { drawClients } from "./clients.ts";
import type { DemonstrationArea, Municipality } from "./municipality.ts";
import { createRandom, type SeededRandom } from "./random.ts";
import { type Cell, withComma } from "./text-files.ts";

/** Heading of the case file. */
export const caseHeader = ["Inkommen", "Ärendetyp", "NYKO", "N", "E"] as const;

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function drawDate(year: number, random: SeededRandom): string {
  const month = random.integer(12);
  const day = 1 + random.integer(daysOfMonth[month]!);
  return `${year}-${String(month + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** A row's place: most have the code, some the coordinate of a property, some both. */
function drawPlace({ mesh }: Municipality, area: DemonstrationArea, random: SeededRandom): Cell[] {
  const kind = random.uniform();
  const point = random.pick(area.points);
  if (kind < 0.6) return [area.code, null, null];
  const [east, north] = toSweref(mesh.x[point]!, mesh.y[point]!);
  return [kind < 0.85 ? null : area.code, withComma(north), withComma(east)];
}

/** Rows of every case of one year, by date; counted by area and type they give that year's rows of the client file. */
export function drawCaseRows(municipality: Municipality, year: number): Cell[][] {
  const random = createRandom(municipality.seed, `cases ${year}`);
  const areaOfCode = new Map(municipality.areas.map((area) => [area.code, area]));
  const rows: Cell[][] = [];
  for (const { code, year: countYear, caseType, count } of drawClients(municipality)) {
    if (countYear !== year) continue;
    const area = areaOfCode.get(code);
    for (let i = 0; i < count; i++) {
      const place = area ? drawPlace(municipality, area, random) : [code, null, null];
      rows.push([drawDate(year, random), caseType, ...place]);
    }
  }
  return rows
    .map((row, order) => ({ row, order }))
    .sort((a, b) => (a.row[0]! < b.row[0]! ? -1 : a.row[0]! > b.row[0]! ? 1 : a.order - b.order))
    .map(({ row }) => row);
}
