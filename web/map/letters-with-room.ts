// Where the teams' letters stand at a zoom, so that none lies over another: in the team's own land, as near its middle as there is room.
import { type AreaGeography, labelPointOf, regionsOf } from "./topology.ts";

/** The map's plane as every map in Web Mercator has it: the whole world is a square of side 1, y goes down. */
type PlanePoint = readonly [number, number];

/** A connected part of a team, which is told by the team's letter. */
export interface LetteredPart {
  readonly team: number;
  /** A team's largest part always has its letter; any other where there is room for it. */
  readonly isLargest: boolean;
  /** In any unit: what has less land has less room to give way in. */
  readonly surface: number;
  /** Where the letter should stand, in the map's plane. */
  readonly middle: PlanePoint;
  /** Where it may stand: in each of the part's areas. */
  readonly places: readonly PlanePoint[];
}

export interface PlacedLetter {
  readonly part: LetteredPart;
  /** In the map's plane. */
  readonly at: PlanePoint;
  readonly size: LetterSize;
  /** Where there is no room in its own land: the place there that a line leads to. */
  readonly leadsTo: PlanePoint | null;
}

/** Of the plate round a letter, its rim counted, in pixels. */
export const plateRadiusPx = { usual: 17, small: 12 } as const;
export type LetterSize = keyof typeof plateRadiusPx;
/** Left between two plates. */
const gapPx = 1;
/** MapLibre's world is this wide at zoom 0. */
const worldPx = 512;
/** A letter outside its land is looked a place for in rings round it. */
const [ringStepPx, ringPlaces, mostRings] = [7, 24, 40];

/** Longitude and latitude in degrees to the map's plane. */
export function toPlane([longitude, latitude]: readonly [number, number]): PlanePoint {
  const north = Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
  return [longitude / 360 + 0.5, 0.5 - north / (2 * Math.PI)];
}

/** The map's plane to longitude and latitude in degrees. */
export function fromPlane([x, y]: PlanePoint): [number, number] {
  return [(x - 0.5) * 360, (360 / Math.PI) * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - 90];
}

/**
 * The connected parts of each team of a division, in the order they are given their places: each team's largest, those
 * with the least land first, since the others have more to give way in; then the rest, the largest first.
 */
export function letteredParts(geography: AreaGeography, teamIndexes: ArrayLike<number>): LetteredPart[] {
  const seen = new Set<number>();
  const parts = regionsOf(geography, teamIndexes).map(({ team, areas }): LetteredPart => {
    const isLargest = !seen.has(team);
    seen.add(team);
    return {
      team,
      isLargest,
      surface: areas.reduce((sum, area) => sum + geography.properties[area]!.areaM2, 0),
      middle: toPlane(labelPointOf(geography, areas)),
      places: areas.map((area) => toPlane(geography.properties[area]!.labelPoint)),
    };
  });
  return parts.sort(
    (a, b) =>
      Number(b.isLargest) - Number(a.isLargest) || (a.isLargest ? a.surface - b.surface : b.surface - a.surface),
  );
}

/**
 * A place for each letter at a zoom, none over another: the free one nearest the middle in its own land, else with a
 * smaller plate, else beside its land with a line to it. A part that is not its team's largest has none then.
 */
export function lettersWithRoom(parts: readonly LetteredPart[], zoom: number): PlacedLetter[] {
  const pxPerUnit = worldPx * 2 ** zoom;
  const placed: PlacedLetter[] = [];
  const isFree = (x: number, y: number, size: LetterSize) =>
    placed.every(({ at, size: other }) => {
      const apart = plateRadiusPx[size] + plateRadiusPx[other] + gapPx;
      return Math.hypot(at[0] - x, at[1] - y) * pxPerUnit >= apart;
    });
  const inOwnLand = ({ middle, places }: LetteredPart, size: LetterSize): PlanePoint | null => {
    let best: PlanePoint | null = null;
    let leastDistance = Infinity;
    for (const place of places) {
      const distance = Math.hypot(place[0] - middle[0], place[1] - middle[1]);
      if (distance < leastDistance && isFree(...place, size)) [best, leastDistance] = [place, distance];
    }
    return best;
  };
  for (const part of parts) {
    const found = (["usual", "small"] as const).some((size) => {
      const at = inOwnLand(part, size);
      if (at) placed.push({ part, at, size, leadsTo: null });
      return at !== null;
    });
    const at = found || !part.isLargest ? null : besideLand(part.middle, pxPerUnit, (x, y) => isFree(x, y, "small"));
    if (at) placed.push({ part, at, size: "small", leadsTo: part.middle });
  }
  return placed;
}

/** Zooming out, letters are given their places anew at every half zoom. */
const stepsPerZoom = 2;

/**
 * The zoom whose places are shown while one zooms, so that the letters stand still: those that are shown, which have room
 * nearer too, where everything is farther apart; farther out those of the next lower step, which have room down to it.
 * @param shown the zoom whose places are shown now; null where none are.
 */
export function zoomWhileZooming(shown: number | null, zoom: number): number {
  return shown !== null && shown <= zoom ? shown : Math.floor(zoom * stepsPerZoom) / stepsPerZoom;
}

/** The nearest free place in rings round a point; null where there are letters all round. */
function besideLand(
  [x, y]: PlanePoint,
  pxPerUnit: number,
  isFree: (x: number, y: number) => boolean,
): PlanePoint | null {
  for (let ring = 1; ring <= mostRings; ring++) {
    const radius = (ring * ringStepPx) / pxPerUnit;
    for (let place = 0; place < ringPlaces; place++) {
      const angle = (2 * Math.PI * place) / ringPlaces;
      const [atX, atY] = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
      if (isFree(atX, atY)) return [atX, atY];
    }
  }
  return null;
}
