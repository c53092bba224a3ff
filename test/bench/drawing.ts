// Drawing: from pointer move to all numbers updated, as the page's own code does it in Node; no map is drawn.
import type { Polygon } from "geojson";
import { type AreaField, neighbourRows, type Point, parentLevels } from "../../web/drawing/area-field.ts";
import { Draft } from "../../web/drawing/draft.ts";
import type { ToolId } from "../../web/drawing/tool.ts";
import { Workbench } from "../../web/drawing/workbench.ts";
import { areaFinder } from "../../web/map/area-finder.ts";
import { keptSelection } from "../web/drawing/kept-selection.ts";
import { type Benchmark, type Figure, figure, percentile95 } from "./measurement.ts";

const sizes = [
  { areaCount: 1_000, teamCount: 4 },
  { areaCount: 6_000, teamCount: 10 },
  { areaCount: 100_000, teamCount: 20 },
] as const;
/** Of areas in a row, each area in one of them: as many as there are schools and more. */
const areasPerGroup = 8;
const strokeCount = 5;
const movesPerStroke = 60;
const brushSize = 20;
const sideDegrees = 0.01;
const pointsPerSide = 8;
const origin: Point = [17, 60];
/** Eight pixels, where the whole municipality is 900 pixels wide. */
const nearShare = 8 / 900;

/** Square areas whose borders have as many points as real ones. */
function squareAreas(areaCount: number): { field: AreaField; columns: number } {
  const columns = Math.ceil(Math.sqrt(areaCount));
  const edges: [number, number][] = [];
  const shapes: Polygon[] = [];
  const boxes: [number, number, number, number][] = [];
  for (let area = 0; area < areaCount; area++) {
    if (area % columns < columns - 1 && area + 1 < areaCount) edges.push([area, area + 1]);
    if (area + columns < areaCount) edges.push([area, area + columns]);
    const west = origin[0] + (area % columns) * sideDegrees;
    const south = origin[1] + Math.floor(area / columns) * sideDegrees;
    const [east, north] = [west + sideDegrees, south + sideDegrees];
    const corners = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as const;
    const ring = corners.slice(0, -1).flatMap(([x, y], corner) =>
      Array.from({ length: pointsPerSide }, (_, point) => {
        const [nextX, nextY] = corners[corner + 1]!;
        return [x + ((nextX - x) * point) / pointsPerSide, y + ((nextY - y) * point) / pointsPerSide];
      }),
    );
    shapes.push({ type: "Polygon", coordinates: [[...ring, [...corners[0]]]] });
    boxes.push([west, south, east, north]);
  }
  const find = areaFinder(shapes, boxes);
  const codes = shapes.map((_, area) => String(100_000 + area));
  const field: AreaField = {
    codes,
    labelPoints: boxes.map(([west, south]): Point => [west + sideDegrees / 2, south + sideDegrees / 2]),
    neighbours: neighbourRows(areaCount, edges),
    areaAt: ([x, y]) => find(x, y),
    touchesOutside: (area) => {
      const row = Math.floor(area / columns);
      return row === 0 || area % columns === 0 || area % columns === columns - 1 || area + columns >= areaCount;
    },
    parents: parentLevels(
      "nyko",
      codes.map((code) => ({ code, parentCode: null })),
    ),
  };
  return { field, columns };
}

/** A workbench over bands of teams, with two measures as the page has (the one shown and the one counted as moved) and groups kept together. */
function workbench(field: AreaField, columns: number, teamCount: number): Workbench {
  const teams = field.codes.map((_, area) => Math.floor(((area % columns) * teamCount) / columns));
  const bench = new Workbench(new Draft(teams), field, keptSelection());
  bench.attach();
  bench.count({
    areaCount: field.codes.length,
    teamCount,
    measures: [field.codes.map((_, area) => (area * 37) % 211), field.codes.map((_, area) => (area * 17) % 97)],
    shares: Array.from({ length: teamCount }, () => 1 / teamCount),
    movedMeasure: 1,
    baseline: teams,
    neighbours: field.neighbours,
  });
  bench.watch(
    Array.from({ length: Math.floor(field.codes.length / areasPerGroup) }, (_, group) => ({
      kind: "catchment",
      name: String(group),
      areas: Array.from({ length: areasPerGroup }, (_, area) => group * areasPerGroup + area),
      isRuled: true,
    })),
  );
  return bench;
}

/** Reads every number the page shows after a pointer move: the list, the preview and the map's notes. */
function readNumbers({ tallies, draft, moving, effect, divided, version }: Workbench, teamCount: number): number {
  const read = [version, tallies!.moved, tallies!.movedAreaCount, moving.areas.length, effect?.movedPeople ?? 0];
  for (let team = -1; team < teamCount; team++) {
    read.push(tallies!.sumOf(0, team).deviationFraction, tallies!.partCountOf(team));
  }
  read.push(draft.shown.length, divided.length, effect?.divided.length ?? 0);
  return read.reduce((sum, value) => sum + value, 0);
}

/** Strokes across the municipality from one border to the next; the milliseconds of each pointer move. */
function strokeTimes(bench: Workbench, toolId: ToolId, columns: number, teamCount: number, strokes: number): number[] {
  const width = columns * sideDegrees;
  const near = width * nearShare;
  const times: number[] = [];
  let checksum = 0;
  for (let stroke = 0; stroke < strokes; stroke++) {
    bench.choose({ toolId, target: stroke % teamCount, brushSize });
    const at = (move: number): Point => {
      const share = move / movesPerStroke;
      return [
        origin[0] + width * (0.1 + 0.6 * share),
        origin[1] + width * (0.1 + 0.07 * stroke + 0.12 * Math.sin(share * Math.PI)),
      ];
    };
    bench.press(at(0), near, false);
    for (let move = 1; move <= movesPerStroke; move++) {
      const begun = performance.now();
      bench.move(at(move));
      checksum += readNumbers(bench, teamCount);
      times.push(performance.now() - begun);
    }
    bench.lift();
    bench.approve("stroke");
  }
  if (!Number.isFinite(checksum)) throw new Error("A drawing counted something that is no number.");
  return times;
}

async function* run(): AsyncGenerator<Figure> {
  for (const { areaCount, teamCount } of sizes) {
    const { field, columns } = squareAreas(areaCount);
    for (const tool of ["brush", "rectangle", "lasso"] as const) {
      // The first time is for the machine to get warm.
      strokeTimes(workbench(field, columns, teamCount), tool, columns, teamCount, 1);
      const times = strokeTimes(workbench(field, columns, teamCount), tool, columns, teamCount, strokeCount);
      yield figure(`${tool}, ${areaCount} areas, ${teamCount} teams: 95th percentile`, "ms", [percentile95(times)]);
      yield figure(`${tool}, ${areaCount} areas, ${teamCount} teams`, "ms", times);
    }
  }
}

export const drawing: Benchmark = {
  title: "from pointer move to every number updated: the page's code, no map drawn",
  run,
};
