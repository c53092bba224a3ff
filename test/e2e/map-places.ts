// Where areas are on the screen when the map shows the whole municipality: worked out as any map in Web Mercator does it.
import type { Page } from "playwright-core";
import type { Topology } from "topojson-specification";
import type { Plan } from "../../api/contract/plans.ts";
import { fromPlane, letteredParts, lettersWithRoom, plateRadiusPx } from "../../web/map/letters-with-room.ts";
import { directionOfKey, neighbourInDirection } from "../../web/map/neighbour-in-direction.ts";
import { type AreaGeography, boundsAround, decodeAreas } from "../../web/map/topology.ts";

/** Pixels round the municipality, as `web/map/area-map.ts` leaves. */
const fitPadding = 28;

const mercator = ([longitude, latitude]: readonly [number, number]): [number, number] => [
  longitude / 360,
  -Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI),
];

export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** A function from a place to its point in the window. The map must show the whole municipality. */
export async function projection(
  page: Page,
  geography: AreaGeography,
): Promise<(at: readonly [number, number]) => ScreenPoint> {
  const box = await page.locator(".map-canvas").boundingBox();
  if (!box) throw new Error("There is no map on the page.");
  const [west, south, east, north] = boundsAround(geography);
  const [left, top] = mercator([west, north]);
  const [right, bottom] = mercator([east, south]);
  const scale = Math.min((box.width - 2 * fitPadding) / (right - left), (box.height - 2 * fitPadding) / (bottom - top));
  return (at) => {
    const [x, y] = mercator(at);
    return {
      x: box.x + box.width / 2 + (x - (left + right) / 2) * scale,
      y: box.y + box.height / 2 + (y - (top + bottom) / 2) * scale,
    };
  };
}

/** Of the plate that the map draws round a team's letter; `radius` to its outer edge. */
export interface LetterPlate extends ScreenPoint {
  readonly team: number;
  readonly radius: number;
}

/** Where the teams' letters should stand in the window. The map must show the whole municipality. */
export async function letterPlates(
  page: Page,
  geography: AreaGeography,
  teamIndexes: readonly number[],
): Promise<LetterPlate[]> {
  const point = await projection(page, geography);
  const pxRoundTheEarth = point([180, 0]).x - point([-180, 0]).x;
  const placed = lettersWithRoom(letteredParts(geography, teamIndexes), Math.log2(pxRoundTheEarth / 512));
  return placed.map(({ part: { team }, at, size }) => ({ team, radius: plateRadiusPx[size], ...point(fromPlane(at)) }));
}

/** Two large areas on either side of a team border, and the arrow key that leads from the one to the other. */
export interface BorderPair {
  readonly inside: number;
  readonly outside: number;
  readonly key: string;
}

/** The pair with the largest smaller area, so that a pointer finds both. */
export function largestBorderPair(geography: AreaGeography, plan: Plan, gains: number, loses: number): BorderPair {
  const found: { pair: BorderPair; size: number }[] = [];
  for (const [inside, team] of plan.teamIndexes.entries()) {
    if (team !== gains) continue;
    for (const [key, direction] of Object.entries(directionOfKey)) {
      const outside = neighbourInDirection(geography, inside, direction);
      if (outside === null || plan.teamIndexes[outside] !== loses || !geography.neighbours[inside]!.includes(outside))
        continue;
      const size = Math.min(geography.properties[inside]!.areaM2, geography.properties[outside]!.areaM2);
      found.push({ pair: { inside, outside, key }, size });
    }
  }
  const best = found.sort((a, b) => b.size - a.size)[0];
  if (!best) throw new Error(`Teams ${gains} and ${loses} have no border that an arrow key crosses.`);
  return best.pair;
}

/** A new draft from the first adopted plan of the demonstration, and the areas it divides. */
export async function newDraft(page: Page, name: string): Promise<{ plan: Plan; geography: AreaGeography }> {
  const made = await page.evaluate(async (name) => {
    const municipality = (await (await fetch("/api/session")).json()).municipality.code;
    const base = `/api/${municipality}`;
    const { plans } = await (await fetch(`${base}/plans`)).json();
    const adopted = plans.find((plan: { status: string }) => plan.status === "adopted");
    const answer = await fetch(`${base}/plans`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-requested-with": "omradeslinjen" },
      body: JSON.stringify({ name, from: { kind: "plan", planId: adopted.id } }),
    });
    if (answer.status !== 201) throw new Error(await answer.text());
    const plan = await answer.json();
    const areas = await fetch(`${base}/divisions/${plan.divisionId}/areas?format=topojson`);
    return { plan, topology: await areas.json() };
  }, name);
  return { plan: made.plan as Plan, geography: decodeAreas(made.topology as Topology) };
}
