// The part of the record's map that is enlarged beside it, where areas that change team are specks on the whole map.
import type { Position } from "geojson";
import type { MapArea } from "./plan-map.ts";

/** In metres of EPSG:3006. */
export interface MapWindow {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface MapDetail {
  readonly window: MapWindow;
  /** How many of the areas that change team lie whole within. */
  readonly shownCount: number;
}

/** In units of the whole map: a smaller area has no room for a letter, and hardly for the hatching. */
const speckUnits2 = 600;
/** A window is first sought this many times narrower than the map, and then drawn in to what it shows. */
const seekingZoom = 3;
const mostZoom = 25;
/** Of what is shown, on each side. */
const margin = 0.15;
const heightByWidth = 0.75;
const mostCandidates = 400;

/**
 * The window with the most areas that change team and are specks; null where none is. `changed` is by area_index,
 * `metresPerUnit` that of the whole map.
 */
export function findMapDetail(
  areas: readonly MapArea[],
  changed: readonly boolean[],
  metresPerUnit: number,
): MapDetail | null {
  const changedWindows = areas.flatMap((area, areaIndex) => {
    if (!changed[areaIndex]) return [];
    return [{ window: extentOf([area]), isSpeck: area.areaM2 / metresPerUnit ** 2 < speckUnits2 }];
  });
  const specks = changedWindows.filter(({ isSpeck }) => isSpeck).map(({ window }) => window);
  if (specks.length === 0) return null;
  const whole = extentOf(areas);
  const wholeWidth = Math.max(whole.east - whole.west, (whole.north - whole.south) / heightByWidth);
  const step = Math.ceil(specks.length / mostCandidates);
  let shown: readonly MapWindow[] = [];
  for (let at = 0; at < specks.length; at += step) {
    const sought = windowAround(specks[at]!, wholeWidth / seekingZoom);
    const within = specks.filter((speck) => isWithin(speck, sought));
    if (within.length > shown.length) shown = within;
  }
  if (shown.length === 0) return null;
  const drawnIn = joined(shown);
  const needed = Math.max(drawnIn.east - drawnIn.west, (drawnIn.north - drawnIn.south) / heightByWidth);
  const window = windowAround(drawnIn, Math.max(needed * (1 + 2 * margin), wholeWidth / mostZoom));
  return { window, shownCount: changedWindows.filter((own) => isWithin(own.window, window)).length };
}

/** The smallest window with all of the areas. */
export function extentOf(areas: readonly Pick<MapArea, "geometry">[]): MapWindow {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry } of areas) {
    for (const [x, y] of geometry.coordinates.flat(2) as [number, number][]) {
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
  }
  return { west, south, east, north };
}

/** What of the areas lies in the window, each with its index; those outside are left out. */
export function areasWithin(
  areas: readonly MapArea[],
  window: MapWindow,
): readonly { readonly areaIndex: number; readonly area: MapArea }[] {
  return areas.flatMap((area, areaIndex) => {
    const coordinates = area.geometry.coordinates.flatMap((rings) => {
      const clipped = rings.map((ring) => clipRing(ring, window)).filter((ring) => ring.length >= 4);
      // Without its outer ring a part is outside; a window within a hole keeps the outer ring, and the hole covers it.
      return clipRing(rings[0]!, window).length >= 4 ? [clipped] : [];
    });
    return coordinates.length === 0
      ? []
      : [{ areaIndex, area: { ...area, geometry: { type: "MultiPolygon" as const, coordinates } } }];
  });
}

function windowAround({ west, south, east, north }: MapWindow, width: number): MapWindow {
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  const height = width * heightByWidth;
  return { west: x - width / 2, east: x + width / 2, south: y - height / 2, north: y + height / 2 };
}

function isWithin(inner: MapWindow, outer: MapWindow): boolean {
  return (
    inner.west >= outer.west && inner.east <= outer.east && inner.south >= outer.south && inner.north <= outer.north
  );
}

function joined(windows: readonly MapWindow[]): MapWindow {
  return windows.reduce((all, own) => ({
    west: Math.min(all.west, own.west),
    south: Math.min(all.south, own.south),
    east: Math.max(all.east, own.east),
    north: Math.max(all.north, own.north),
  }));
}

/** A closed ring cut at each side of the window in turn (Sutherland and Hodgman 1974); empty where nothing is left. */
function clipRing(ring: readonly Position[], { west, south, east, north }: MapWindow): Position[] {
  let kept: Position[] = ring.slice(0, -1);
  for (const [axis, limit, sign] of [
    [0, west, 1],
    [0, east, -1],
    [1, south, 1],
    [1, north, -1],
  ] as const) {
    const isInside = (position: Position) => (position[axis]! - limit) * sign >= 0;
    kept = kept.flatMap((position, place) => {
      const before = kept.at(place - 1)!;
      const crossing = isInside(position) === isInside(before) ? [] : [crossingOf(before, position, axis, limit)];
      return isInside(position) ? [...crossing, position] : crossing;
    });
  }
  return kept.length < 3 ? [] : [...kept, kept[0]!];
}

/** The same point whichever end it is come from, so that neighbours still share their border. */
function crossingOf(one: Position, other: Position, axis: 0 | 1, limit: number): Position {
  const [from, to] = one[axis]! < other[axis]! ? [one, other] : [other, one];
  const across = axis === 0 ? 1 : 0;
  const part = (limit - from[axis]!) / (to[axis]! - from[axis]!);
  const value = from[across]! + part * (to[across]! - from[across]!);
  return axis === 0 ? [limit, value] : [value, limit];
}
