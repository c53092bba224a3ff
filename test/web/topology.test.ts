// Borders, regions and neighbours from the topology, on a grid whose answers can be counted by hand.
import type { FeatureCollection, Polygon } from "geojson";
import { topology } from "topojson-server";
import { describe, expect, it } from "vitest";
import { Random } from "../../engine/random.ts";
import { areaFinder } from "../../web/map/area-finder.ts";
import { neighbourInDirection } from "../../web/map/neighbour-in-direction.ts";
import { type AreaGeography, boundsAround, decodeAreas, labelPointOf, regionsOf } from "../../web/map/topology.ts";

const size = 0.01;
const west = 17;
const south = 62;

/** columns × rows squares, area_index row by row from the south-west. */
function grid(columns: number, rows: number): AreaGeography {
  const areas: FeatureCollection<Polygon> = {
    type: "FeatureCollection",
    features: Array.from({ length: columns * rows }, (_, id) => {
      const [column, row] = [id % columns, Math.floor(id / columns)];
      const corner = (right: number, up: number) => [west + (column + right) * size, south + (row + up) * size];
      const ring = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)];
      return {
        type: "Feature",
        id,
        properties: {
          code: `A${id}`,
          name: `A${id}`,
          parentCode: null,
          areaM2: 1,
          labelPoint: corner(0.5, 0.5),
        },
        geometry: { type: "Polygon", coordinates: [ring] },
      };
    }),
  };
  return decodeAreas(topology({ areas }));
}

/** Length of lines in grid sides. */
function sides(lines: { coordinates: number[][][] }): number {
  const total = lines.coordinates
    .flatMap((line) =>
      line.slice(1).map((point, at) => Math.hypot(point[0]! - line[at]![0]!, point[1]! - line[at]![1]!)),
    )
    .reduce((sum, length) => sum + length, 0);
  return Math.round((total / size) * 1000) / 1000;
}

const geography = grid(3, 3);
const halves = [0, 0, 1, 0, 0, 1, 0, 1, 1];

describe("decodeAreas", () => {
  it("orders areas by area_index and knows who touches whom, corners not", () => {
    expect(geography.properties.map((own) => own.code)).toEqual(["A0", "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8"]);
    expect([...geography.neighbours[4]!].sort()).toEqual([1, 3, 5, 7]);
    expect([...geography.neighbours[0]!].sort()).toEqual([1, 3]);
  });

  it("refuses a topology without areas", () => {
    expect(() =>
      decodeAreas(topology({ lakes: { type: "GeometryCollection", geometries: [] } as GeoJSON.GeometryCollection })),
    ).toThrow(/lakes/);
  });
});

describe("borders", () => {
  it("follow the assignment and nothing else", () => {
    const between = (teams: readonly number[]) =>
      geography.borders.features
        .filter(({ properties: { a, b } }) => teams[a] !== teams[b])
        .reduce((sum, { geometry }) => sum + sides(geometry), 0);
    expect(between(halves)).toBe(4);
    expect(between(new Array(9).fill(0))).toBe(0);
    expect(between([0, 1, 0, 1, 0, 1, 0, 1, 0])).toBe(12);
  });

  it("keep the municipality's outline", () => {
    expect(sides(geography.outlineOf(geography.properties.keys()))).toBe(12);
  });

  it("go round some areas together, not between them", () => {
    expect(sides(geography.outlineOf([0, 1]))).toBe(6);
    expect(sides(geography.outlineOf([0, 8]))).toBe(8);
    expect(sides(geography.outlineOf([]))).toBe(0);
  });
});

describe("places", () => {
  it("are found in the area they lie in, and nowhere outside", () => {
    for (const [area, { labelPoint }] of geography.properties.entries()) {
      expect(geography.areaAt(labelPoint[0], labelPoint[1])).toBe(area);
    }
    expect(geography.areaAt(west - size, south + size / 2)).toBeNull();
    expect(geography.areaAt(west + size / 2, south + 4 * size)).toBeNull();
  });

  it("in a hole are in no area", () => {
    const ring = (low: number, high: number) => [
      [low, low],
      [high, low],
      [high, high],
      [low, high],
      [low, low],
    ];
    const find = areaFinder([{ type: "Polygon", coordinates: [ring(0, 9), ring(3, 6)] }], [[0, 0, 9, 9]]);
    expect(find(1, 1)).toBe(0);
    expect(find(4, 4)).toBeNull();
  });

  it("at the outer border are told apart from those inside", () => {
    expect([...geography.properties.keys()].filter((area) => !geography.touchesOutside(area))).toEqual([4]);
  });
});

describe("regionsOf", () => {
  it("parts a team that is not connected, largest region first, and leaves out areas without a team", () => {
    const regions = regionsOf(geography, [0, 1, 0, 1, 1, 1, -1, 1, 0]);
    expect(regions.map(({ team, areas }) => [team, areas.toSorted((a, b) => a - b)])).toEqual([
      [1, [1, 3, 4, 5, 7]],
      [0, [0]],
      [0, [2]],
      [0, [8]],
    ]);
  });

  it("puts the letter inside the region", () => {
    const points = geography.properties.map((own) => own.labelPoint.join());
    expect(points).toContain(labelPointOf(geography, [0, 1, 2, 3, 4, 5]).join());
    expect(labelPointOf(geography, [0, 1, 2])).toEqual(geography.properties[1]!.labelPoint);
  });
});

describe("boundsAround", () => {
  it("holds the chosen areas", () => {
    const box = boundsAround(geography, [4]);
    expect(box[0]).toBeCloseTo(west + size, 9);
    expect(box[3]).toBeCloseTo(south + 2 * size, 9);
  });
});

const arrowDirections = ["up", "down", "left", "right"] as const;

/** Areas at random, the towns' close together, each beside its nearest; some are islands beside none. */
function scattered(random: Random, areaCount: number): AreaGeography {
  const share = () => random.nextUint32() / 2 ** 32;
  const labelPoints = Array.from({ length: areaCount }, (_, area) => {
    const spread = area % 3 === 0 ? 1 : 0.05;
    return [west + spread * share(), south + 0.5 * spread * share()] as const;
  });
  const squareDistance = (a: number, b: number) =>
    (labelPoints[a]![0] - labelPoints[b]![0]) ** 2 + (2 * (labelPoints[a]![1] - labelPoints[b]![1])) ** 2;
  const beside = labelPoints.map((): number[] => []);
  for (const area of labelPoints.keys()) {
    if (area % 17 === 0) continue;
    const nearest = [...labelPoints.keys()].filter((other) => other !== area && other % 17 !== 0);
    nearest.sort((a, b) => squareDistance(area, a) - squareDistance(area, b));
    for (const other of nearest.slice(0, 4)) {
      if (!beside[area]!.includes(other)) beside[area]!.push(other);
      if (!beside[other]!.includes(area)) beside[other]!.push(area);
    }
  }
  const properties = labelPoints.map((labelPoint) => ({ labelPoint }));
  return { areaCount, properties, neighbours: beside } as unknown as AreaGeography;
}

describe("neighbourInDirection", () => {
  it("goes to the neighbour pressed for, and nowhere at the edge", () => {
    expect(neighbourInDirection(geography, 4, "up")).toBe(7);
    expect(neighbourInDirection(geography, 4, "down")).toBe(1);
    expect(neighbourInDirection(geography, 4, "left")).toBe(3);
    expect(neighbourInDirection(geography, 4, "right")).toBe(5);
    expect(neighbourInDirection(geography, 0, "left")).toBeNull();
  });

  it("reaches every area from any by arrows alone", () => {
    const seen = new Set([0]);
    for (const area of seen) {
      for (const direction of ["up", "down", "left", "right"] as const) {
        const next = neighbourInDirection(geography, area, direction);
        if (next !== null) seen.add(next);
      }
    }
    expect(seen.size).toBe(9);
  });

  it("leads from any area to any other, however they lie, islands too", () => {
    const random = new Random(7);
    for (let round = 0; round < 40; round++) {
      const places = scattered(random, 20 + 8 * round);
      const all = [...places.properties.keys()];
      const nextOf = all.map((area) =>
        arrowDirections
          .map((direction) => neighbourInDirection(places, area, direction))
          .filter((next) => next !== null),
      );
      const from = (nexts: readonly (readonly number[])[]) => {
        const seen = new Set([0]);
        for (const area of seen) for (const next of nexts[area]!) seen.add(next);
        return all.filter((area) => !seen.has(area));
      };
      const backwards = all.map((area) => all.filter((other) => nextOf[other]!.includes(area)));
      expect([from(nextOf), from(backwards)]).toEqual([[], []]);
    }
  });
});
