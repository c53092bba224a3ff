// The plain background of the demonstration map: the municipality's outline, sea, lakes, neighbouring land, rivers and main roads.
import { drawLabels, type Rings, toSweref } from "./borders.ts";
import type { Municipality } from "./municipality.ts";
import { frameOrigin, frameSize, Ground, type Position, type TerrainLine } from "./terrain.ts";

type BackgroundFeature = {
  type: "Feature";
  properties: { kind: "outline" | "sea" | "lake" | "neighbouring-land" | "river" | "road"; name: string };
  geometry: { type: "MultiPolygon"; coordinates: Rings[] } | { type: "LineString"; coordinates: Position[] };
};

/** Drops points that lie closer than the tolerance (metres) to the line between their neighbours kept (Douglas and Peucker 1973). */
function simplifyLine(line: readonly Position[], toleranceM: number): Position[] {
  const first = line[0]!;
  const last = line.at(-1)!;
  const dx = last[0] - first[0];
  const dy = last[1] - first[1];
  const length = Math.sqrt(dx * dx + dy * dy);
  let farthest = 0;
  let most = toleranceM;
  for (let i = 1; i < line.length - 1; i++) {
    const [x, y] = line[i]!;
    const fromFirst = Math.sqrt((x - first[0]) ** 2 + (y - first[1]) ** 2);
    const offset = length === 0 ? fromFirst : Math.abs((x - first[0]) * dy - (y - first[1]) * dx) / length;
    if (offset <= most) continue;
    most = offset;
    farthest = i;
  }
  if (farthest === 0) return [first, last];
  const before = simplifyLine(line.slice(0, farthest + 1), toleranceM);
  return [...before, ...simplifyLine(line.slice(farthest), toleranceM).slice(1)];
}

const edgeWidthM = 1500;
const reachM = 120_000;

/** Moves what lies along the frame's edge far out, so that sea and land go on past the edge of the screen. */
function beyondFrame([x, y]: Position): Position {
  const outwards = (value: number, origin: number, size: number) => {
    if (value < origin + edgeWidthM) return value - reachM;
    return value > origin + size - edgeWidthM ? value + reachM : value;
  };
  return [outwards(x, frameOrigin.eastM, frameSize.widthM), outwards(y, frameOrigin.northM, frameSize.heightM)];
}

const inWholeMetres = ([x, y]: Position): Position => [Math.round(x), Math.round(y)];

function lineFeature(kind: "river" | "road", { name, points }: TerrainLine): BackgroundFeature {
  const coordinates = simplifyLine(
    points.map(([x, y]) => toSweref(x, y)),
    12,
  ).map(inWholeMetres);
  return { type: "Feature", properties: { kind, name }, geometry: { type: "LineString", coordinates } };
}

/** Background as GeoJSON features in SWEREF 99 TM, whole metres; drawn only, never measured. */
export function drawBackground({ mesh, areas, terrain }: Municipality): BackgroundFeature[] {
  const kinds = ["outline", "sea", "lake", "neighbouring-land"] as const;
  const names = ["Exempelsund", "Havet", "Sjöar", "Grannkommuner"];
  const label = new Int32Array(mesh.count).fill(-1);
  for (let i = 0; i < mesh.count; i++) {
    if (mesh.ground[i] === Ground.sea) label[i] = 1;
    if (mesh.ground[i] === Ground.lake) label[i] = 2;
    if (mesh.ground[i] === Ground.otherMunicipality) label[i] = 3;
  }
  for (const { points } of areas) for (const point of points) label[point] = 0;
  const polygons = drawLabels(mesh, label);
  const surfaces = kinds.map((kind, i): BackgroundFeature => {
    const place = kind === "sea" || kind === "neighbouring-land" ? beyondFrame : (position: Position) => position;
    const coordinates = (polygons.get(i) ?? []).map((rings) =>
      rings.map((ring) => ring.map(place).map(inWholeMetres)).filter((ring) => ring.length > 3),
    );
    return {
      type: "Feature",
      properties: { kind, name: names[i]! },
      geometry: { type: "MultiPolygon", coordinates },
    };
  });
  return [
    ...surfaces,
    ...terrain.rivers.map((river) => lineFeature("river", river)),
    ...terrain.roads.map((road) => lineFeature("road", road)),
  ];
}
