// Areas as paths of a drawn picture, which is also there on paper: the projection, and the outline of each area.
import { type AreaGeography, boundsAround } from "./topology.ts";

export const pictureWidth = 720;
export const pictureMargin = 34;
const [leastHeight, mostHeight] = [300, 620];

export type Point = readonly [number, number];
export interface Projection {
  readonly height: number;
  readonly project: (longitude: number, latitude: number) => Point;
}

/** Degrees to a picture as high as the areas need; one degree east is shorter than one north. */
export function projectionTo(geography: AreaGeography, areaIndexes?: readonly number[]): Projection {
  const [west, south, east, north] = boundsAround(geography, areaIndexes);
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [spanX, spanY] = [Math.max(1e-9, (east - west) * narrowing), Math.max(1e-9, north - south)];
  const inside = pictureWidth - 2 * pictureMargin;
  const wished = (inside * spanY) / spanX + 2 * pictureMargin;
  const height = Math.round(Math.min(mostHeight, Math.max(leastHeight, wished)));
  const scale = Math.min(inside / spanX, (height - 2 * pictureMargin) / spanY);
  const [padX, padY] = [(pictureWidth - scale * spanX) / 2, (height - scale * spanY) / 2];
  return {
    height,
    project: (longitude, latitude) => [
      padX + (longitude - west) * narrowing * scale,
      padY + (north - latitude) * scale,
    ],
  };
}

/** An SVG path of the area's rings. */
export function pathOf(geography: AreaGeography, areaIndex: number, { project }: Projection): string {
  const { geometry } = geography.polygons.features[areaIndex]!;
  const rings = geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
  return rings
    .map((ring) => {
      const points = ring.map(([longitude, latitude]) => project(longitude!, latitude!));
      return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`;
    })
    .join("");
}
