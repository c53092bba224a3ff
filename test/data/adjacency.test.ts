// Neighbours from borders with every fault that real layers have, each by name, and from real layers.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";
import proj4 from "proj4";
import { describe, expect, it } from "vitest";
import { type AreaShape, computeAdjacency } from "../../data/adjacency.ts";
import { hasSharedData, sharedDataFolder } from "../support/shared-data.ts";

const toleranceM = 1;
const [originX, originY] = [600_000, 6_900_000];

type Ring = readonly (readonly [number, number])[];

function ring(points: Ring): Position[] {
  const shifted = points.map(([x, y]) => [originX + x, originY + y]);
  return [...shifted, shifted[0] as Position];
}

const box = (x1: number, y1: number, x2: number, y2: number): Ring => [
  [x1, y1],
  [x2, y1],
  [x2, y2],
  [x1, y2],
];

const polygon = (...rings: Ring[]): Polygon => ({ type: "Polygon", coordinates: rings.map(ring) });
const multi = (...parts: Ring[]): MultiPolygon => ({
  type: "MultiPolygon",
  coordinates: parts.map((part) => [ring(part)]),
});
const shapes = (...geometries: (Polygon | MultiPolygon)[]): AreaShape[] =>
  geometries.map((geometry, areaIndex) => ({ areaIndex, geometry }));

function neighbours(...geometries: (Polygon | MultiPolygon)[]) {
  return computeAdjacency(shapes(...geometries), { toleranceM });
}
const pairs = (result: ReturnType<typeof computeAdjacency>) =>
  result.edges.map(({ areaIndexA, areaIndexB }) => `${areaIndexA}-${areaIndexB}`);

describe("borders drawn well", () => {
  it("measures a border drawn alike from both sides", () => {
    const result = neighbours(polygon(box(0, 0, 100, 100)), polygon(box(100, 0, 200, 100)));
    expect(result.edges).toEqual([{ areaIndexA: 0, areaIndexB: 1, sharedLengthM: 100, largestGapM: 0 }]);
    expect(result.findings).toEqual([]);
    expect(result.parts).toEqual([[0, 1]]);
  });

  it("does not take areas for neighbours that meet in one point", () => {
    const result = neighbours(
      polygon(box(0, 0, 100, 100)),
      polygon(box(100, 0, 200, 100)),
      polygon(box(0, 100, 100, 200)),
      polygon(box(100, 100, 200, 200)),
    );
    expect(pairs(result)).toEqual(["0-1", "0-2", "1-3", "2-3"]);
  });

  it("does not take areas for neighbours that meet in one point at a very sharp angle", () => {
    const north: Ring = [
      [0, 0],
      [1000, 10],
      [1000, 500],
      [0, 500],
    ];
    const south: Ring = [
      [0, 0],
      [0, -500],
      [1000, -500],
      [1000, -10],
    ];
    const between: Ring = [
      [0, 0],
      [1000, -10],
      [1000, 10],
    ];
    const result = neighbours(polygon(north), polygon(south), polygon(between));
    expect(pairs(result)).toEqual(["0-2", "1-2"]);
  });

  it("keeps a border that is shorter than a corner contact would be within the tolerance", () => {
    const result = neighbours(polygon(box(0, 0, 100, 100)), polygon(box(100, 97, 200, 200)));
    expect(pairs(result)).toEqual(["0-1"]);
    expect(result.edges[0]?.sharedLengthM).toBeCloseTo(3, 6);
  });

  it("does not need a node of one border to be a node of the other (T-junction without nodes)", () => {
    const result = neighbours(
      polygon(box(0, 0, 300, 100)),
      polygon(box(0, 100, 130, 200)),
      polygon(box(130, 100, 300, 200)),
    );
    expect(result.edges.map(({ sharedLengthM }) => sharedLengthM)).toEqual([130, 170, 100]);
  });

  it("measures a slanting border that the two sides have split differently", () => {
    const left: Ring = [
      [0, 0],
      [100, 0],
      [130, 40],
      [160, 80],
      [0, 80],
    ];
    const right: Ring = [
      [100, 0],
      [300, 0],
      [300, 80],
      [160, 80],
      [145, 60],
      [115, 20],
    ];
    const { edges } = neighbours(polygon(left), polygon(right));
    expect(edges[0]?.sharedLengthM).toBeCloseTo(100, 6);
  });

  it("adds up the borders of areas in several parts", () => {
    const result = neighbours(
      multi(box(0, 0, 100, 100), box(500, 0, 600, 100)),
      multi(box(100, 0, 200, 100), box(600, 0, 700, 50)),
    );
    expect(result.edges[0]?.sharedLengthM).toBeCloseTo(150, 6);
  });

  it("takes an area in another's hole for its neighbour, and measures all around", () => {
    const result = neighbours(polygon(box(0, 0, 300, 300), box(100, 100, 200, 200)), polygon(box(100, 100, 200, 200)));
    expect(result.edges).toEqual([{ areaIndexA: 0, areaIndexB: 1, sharedLengthM: 400, largestGapM: 0 }]);
    expect(result.findings).toEqual([]);
  });
});

describe("borders with faults", () => {
  it("takes borders 0.4 m apart for one, and says how far apart", () => {
    const result = neighbours(polygon(box(0, 0, 100, 100)), polygon(box(100.4, 0, 200, 100)));
    expect(result.edges[0]?.sharedLengthM).toBeCloseTo(100, 6);
    expect(result.edges[0]?.largestGapM).toBeCloseTo(0.4, 6);
    expect(result.findings).toMatchObject([
      { kind: "gap", areaIndexA: 0, areaIndexB: 1, geometry: { type: "MultiLineString" } },
    ]);
    expect(result.findings[0]?.amountM2).toBeCloseTo(40, 4);
  });

  it("does not take borders 3 m apart for one, and points at the gap and the islands it makes", () => {
    const result = neighbours(polygon(box(0, 0, 100, 100)), polygon(box(103, 0, 200, 100)));
    expect(result.edges).toEqual([]);
    expect(result.findings.map(({ kind }) => kind)).toEqual(["gap", "island"]);
    expect(result.findings[0]?.amountM2).toBeCloseTo(300, 4);
    expect(result.parts).toEqual([[0], [1]]);
  });

  it("takes areas that overlap by 0.5 m for neighbours", () => {
    const result = neighbours(polygon(box(0, 0, 100, 100)), polygon(box(99.5, 0, 200, 100)));
    expect(result.edges[0]?.sharedLengthM).toBeGreaterThanOrEqual(100);
    expect(result.edges[0]?.sharedLengthM).toBeLessThan(100 + 2 * toleranceM);
    expect(result.edges[0]?.largestGapM).toBeCloseTo(0.5, 6);
  });

  it("takes areas that overlap by 20 m for neighbours, and measures the overlap", () => {
    const result = neighbours(polygon(box(0, 0, 100, 100)), polygon(box(80, 10, 200, 90)));
    expect(pairs(result)).toEqual(["0-1"]);
    expect(result.findings).toMatchObject([{ kind: "overlap", areaIndexA: 0, areaIndexB: 1 }]);
    expect(result.findings[0]?.amountM2).toBeCloseTo(20 * 80, 6);
  });

  it("measures an overlap whose outline partly is the border of both", () => {
    const { findings } = neighbours(polygon(box(0, 0, 100, 100)), polygon(box(80, 0, 200, 100)));
    expect(findings[0]?.kind).toBe("overlap");
    expect(findings[0]?.amountM2).toBeCloseTo(20 * 100, 6);
  });

  it("measures an area that lies on top of another without a hole", () => {
    const result = neighbours(polygon(box(0, 0, 300, 300)), polygon(box(100, 100, 200, 200)));
    expect(pairs(result)).toEqual(["0-1"]);
    expect(result.findings[0]).toMatchObject({ kind: "overlap" });
    expect(result.findings[0]?.amountM2).toBeCloseTo(10_000, 6);
  });

  it("lists a sliver between two areas, which still are neighbours across it", () => {
    const result = neighbours(
      polygon(box(0, 0, 100, 100)),
      polygon(box(100.5, 0, 200, 100)),
      polygon(box(100, 0, 100.5, 100)),
    );
    expect(pairs(result)).toEqual(["0-1", "0-2", "1-2"]);
    expect(result.findings).toMatchObject([{ kind: "sliver", areaIndexA: 2 }]);
  });

  it("does not make neighbours of two shores of a lake, nor call the lake a gap", () => {
    const result = neighbours(
      polygon([
        [0, 0],
        [100, 0],
        [100, 40],
        [80, 50],
        [100, 60],
        [100, 100],
        [0, 100],
      ]),
      polygon([
        [100, 0],
        [200, 0],
        [200, 100],
        [100, 100],
        [100, 60],
        [120, 50],
        [100, 40],
      ]),
      polygon(box(0, 100, 90, 200)),
    );
    expect(result.edges[0]).toMatchObject({ areaIndexA: 0, areaIndexB: 1 });
    expect(result.edges[0]?.sharedLengthM).toBeCloseTo(80, 0);
    expect(result.findings).toEqual([]);
  });

  it("lists an island and a separate group, the largest part first", () => {
    const result = neighbours(
      polygon(box(1000, 0, 1100, 100)),
      polygon(box(0, 0, 100, 100)),
      polygon(box(100, 0, 200, 100)),
      polygon(box(200, 0, 300, 100)),
      polygon(box(5000, 0, 5100, 100)),
      polygon(box(5100, 0, 5200, 100)),
    );
    expect(result.parts).toEqual([[1, 2, 3], [4, 5], [0]]);
    expect(result.findings).toMatchObject([
      { kind: "separate-part", areaIndexA: 4 },
      { kind: "island", areaIndexA: 0 },
    ]);
  });

  it("refuses coordinates that are not numbers and a tolerance below zero", () => {
    expect(() =>
      neighbours(
        polygon([
          [Number.NaN, 0],
          [1, 0],
          [1, 1],
        ]),
      ),
    ).toThrow(/area 0, found \(NaN/);
    expect(() => computeAdjacency([], { toleranceM: -1 })).toThrow(/found -1/);
  });

  it("answers nothing for no areas, and one part for one", () => {
    expect(computeAdjacency([], { toleranceM })).toEqual({ edges: [], findings: [], parts: [] });
    expect(neighbours(polygon(box(0, 0, 1, 1))).parts).toEqual([[0]]);
  });

  it("gives the same neighbours in whatever order the areas and their nodes come", () => {
    const geometries = [
      polygon(box(0, 0, 100, 100)),
      polygon(box(100.3, 0, 200, 100)),
      polygon(box(0, 99.8, 200, 200)),
    ];
    const forward = neighbours(...geometries);
    const turned = geometries.map(({ coordinates }) => ({
      type: "Polygon" as const,
      coordinates: coordinates.map((points) => [...points].reverse()),
    }));
    const backward = computeAdjacency(shapes(...turned).reverse(), { toleranceM });
    expect(pairs(backward)).toEqual(pairs(forward));
    const rounded = ({ edges }: typeof forward) => edges.map(({ sharedLengthM }) => sharedLengthM.toFixed(6));
    expect(rounded(backward)).toEqual(rounded(forward));
  });
});

describe.skipIf(!hasSharedData)("real layers (skipped where ../shared/data is absent)", () => {
  it.each([
    ["sundsvall/deso2025.geojson", 59, 152, "59"],
    ["sundsvall/deso2018.geojson", 58, 151, "58"],
    ["sundsvall/regso2025.geojson", 31, 79, "31"],
    ["sweden/stockholm_stadsdelar.geojson", 117, 283, "117"],
    ["sweden/kommuner_simple.geojson", 290, 692, "283,2,1,1,1,1,1"],
  ])("%s: %i areas have %i borders", (file, areaCount, borderCount, partSizes) => {
    const areas = readAreas(file);
    expect(areas).toHaveLength(areaCount);
    for (const tried of [0.2, 1]) {
      const { edges, parts } = computeAdjacency(areas, { toleranceM: tried });
      expect(edges).toHaveLength(borderCount);
      expect(parts.map(({ length }) => length).join()).toBe(partSizes);
    }
  });

  it("finds the same neighbours when every coordinate is off by up to 0.3 m", () => {
    const areas = readAreas("sundsvall/deso2025.geojson");
    let state = 12345;
    const random = () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state / 2147483648 - 0.5;
    };
    const shaken = areas.map(({ areaIndex, geometry }) => ({
      areaIndex,
      geometry: mapPoints(geometry, ([x, y]) => [(x as number) + 0.6 * random(), (y as number) + 0.6 * random()]),
    }));
    const exact = computeAdjacency(areas, { toleranceM });
    const found = computeAdjacency(shaken, { toleranceM });
    expect(pairs(found)).toEqual(pairs(exact));
  });
});

describe("6,000 areas", () => {
  it("each find the ones beside them", () => {
    const side = 78;
    const areas = Array.from({ length: side * side }, (_, areaIndex): AreaShape => {
      const x = (areaIndex % side) * 300;
      const y = Math.floor(areaIndex / side) * 300;
      return { areaIndex, geometry: polygon(box(x, y, x + 300, y + 300)) };
    });
    const { edges, parts } = computeAdjacency(areas, { toleranceM });
    expect(edges).toHaveLength(2 * side * (side - 1));
    expect(parts).toHaveLength(1);
  });
});

function readAreas(file: string): AreaShape[] {
  const collection = JSON.parse(readFileSync(join(sharedDataFolder, file), "utf8")) as FeatureCollection<
    Polygon | MultiPolygon
  >;
  const toSweref = proj4("EPSG:4326", "+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs");
  return collection.features.map(({ geometry }, areaIndex) => ({
    areaIndex,
    geometry: mapPoints(geometry, ([longitude, latitude]) =>
      toSweref.forward([longitude as number, latitude as number]),
    ),
  }));
}

function mapPoints<Shape extends Polygon | MultiPolygon>(
  geometry: Shape,
  change: (point: Position) => Position,
): Shape {
  const mapRings = (rings: Position[][]) => rings.map((points) => points.map(change));
  const coordinates =
    geometry.type === "Polygon" ? mapRings(geometry.coordinates) : geometry.coordinates.map((rings) => mapRings(rings));
  return { ...geometry, coordinates } as Shape;
}
