// The record's map: every part of a team with room for it has the team's letter, and inside the part.
import type { MultiPolygon } from "geojson";
import { describe, expect, it } from "vitest";
import { mapSvg } from "../../../api/record/map-svg.ts";
import { drawPlanMaps, type MapArea } from "../../../api/record/plan-map.ts";
import { widestPlace } from "../../../api/record/widest-place.ts";

type Square = readonly [x: number, y: number, side: number];

function areaOf(...squares: readonly Square[]): MapArea {
  const [[x, y, side]] = squares as [Square];
  const coordinates = squares.map(([west, south, own]): MultiPolygon["coordinates"][number] => [
    [
      [west, south],
      [west, south + own],
      [west + own, south + own],
      [west + own, south],
      [west, south],
    ],
  ]);
  return {
    geometry: { type: "MultiPolygon", coordinates },
    labelM: [x + side / 2, y + side / 2],
    areaM2: squares.reduce((sum, [, , own]) => sum + own ** 2, 0),
  };
}

const teams = ["A", "B", "C"].map((letter) => ({ letter, name: letter, colour: "#FFFFFF" }));
/** One unit of the map is ten metres, y downwards. */
const areas = [
  areaOf([0, 0, 2000]),
  areaOf([2000, 0, 2000]),
  // A's other part, with an island of its own, a small one and a speck.
  areaOf([4000, 0, 2000], [7000, 1000, 1000], [9000, 0, 400], [9900, 0, 100]),
  areaOf([7000, 3000, 3000]),
];

describe("the record's map", () => {
  it("has a team's letter on each detached part and island, smaller where there is less room, and on no speck", () => {
    const {
      teams: drawn,
      width,
      height,
    } = drawPlanMaps(
      areas,
      teams,
      [0, 1, 0, -1],
      areas.map(() => false),
    ).whole;
    expect([width, height]).toEqual([1000, 600]);
    const lettersOf = (letter: string) => drawn.find((team) => team.letter === letter)!.labels;
    const placed = lettersOf("A").map(({ x, y, radius }) => [Math.round(x / 10), Math.round(y / 10), radius]);
    expect(placed.sort(([one], [other]) => one! - other!)).toEqual([
      [10, 50, 26],
      [50, 50, 26],
      [75, 45, 26],
      [92, 58, 14],
    ]);
    expect(lettersOf("B")).toHaveLength(1);
    expect(lettersOf("C")).toEqual([]);
  });

  it("gives a team whose only part is small its letter all the same, and lets none stand on another", () => {
    const { teams: drawn } = drawPlanMaps(
      areas,
      teams,
      [0, 0, 1, 2],
      areas.map(() => false),
    ).whole;
    expect(drawn.map(({ labels }) => labels.length)).toEqual([1, 3, 1]);
    const speck = [areaOf([0, 0, 5000]), areaOf([5000, 0, 50])];
    const letters = drawPlanMaps(speck, teams.slice(0, 2), [0, 1], [false, false]).whole.teams.map(
      ({ labels }) => labels,
    );
    expect(letters.map((own) => own.length)).toEqual([1, 1]);
    const close = [areaOf([0, 0, 9000]), areaOf([9000, 0, 600]), areaOf([9600, 0, 400], [9600, 430, 310])];
    const placed = drawPlanMaps(close, teams, [0, 1, 2], [false, false, false]).whole.teams.flatMap(
      ({ labels }) => labels,
    );
    expect(placed).toHaveLength(4);
    const gaps = placed.flatMap((one, at) =>
      placed.slice(at + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y) - one.radius - other.radius),
    );
    expect(Math.min(...gaps)).toBeGreaterThan(0);
  });
});

describe("the place of a letter", () => {
  it("is where its part is widest, so that its ring stands on no border, also in a horseshoe about another team", () => {
    // Eleven squares by five: A is five columns to the west and an arm in the north and south, B lies between the arms.
    const squares = Array.from({ length: 55 }, (_, at) => [at % 11, Math.floor(at / 11)] as const);
    const horseshoe = squares.map(([column, row]) => areaOf([600 * column, 600 * row, 600]));
    const teamIndexes = squares.map(([column, row]) => (column < 5 || row === 0 || row === 4 ? 0 : 1));
    const [a, b] = drawPlanMaps(
      horseshoe,
      teams.slice(0, 2),
      teamIndexes,
      horseshoe.map(() => false),
    ).whole.teams.map(({ labels }) => labels);
    // 6,600 m fill a thousand units: the back reaches to 454 of them, B from there.
    expect(a).toHaveLength(1);
    expect(a![0]!.x + a![0]!.radius).toBeLessThan(454);
    expect(b![0]!.x - b![0]!.radius).toBeGreaterThan(454);
    expect([a![0]!.radius, b![0]!.radius]).toEqual([26, 26]);
  });

  it("has as much room as a fine grid finds, in polygons with holes and outside the frame's edge", () => {
    const polygon = [
      [
        [0, 0],
        [0, 90],
        [40, 90],
        [40, 50],
        [200, 50],
        [200, 0],
        [0, 0],
      ],
      [
        [10, 10],
        [30, 10],
        [30, 30],
        [10, 30],
        [10, 10],
      ],
    ];
    const frame = { left: 5, top: 5, right: 160, bottom: 80 };
    const { x, y, room } = widestPlace(polygon, frame);
    expect(room).toBeGreaterThanOrEqual(22.5 - 0.5);
    expect([x - room >= 5 - 1e-9, x + room <= 160 + 1e-9, y - room >= 5 - 1e-9, y + room <= 50 + 1e-9]).toEqual([
      ...[true, true, true, true],
    ]);
    expect(
      widestPlace(
        [
          [
            [300, 300],
            [300, 310],
            [310, 310],
            [300, 300],
          ],
        ],
        frame,
      ),
    ).toMatchObject({ x: 160, y: 80 });
  });
});

describe("the enlargement beside the record's map", () => {
  /** A municipality of 100 km with a town of 16 areas of 500 m, and a hamlet of the same size far away. */
  const town = Array.from({ length: 16 }, (_, index) =>
    areaOf([20_000 + 500 * (index % 4), 30_000 + 500 * Math.floor(index / 4), 500]),
  );
  const country = [areaOf([0, 40_000, 60_000]), areaOf([60_000, 40_000, 40_000]), areaOf([0, 0, 20_000])];
  const all = [...country, ...town, areaOf([90_000, 20_000, 500])];
  const teamIndexes = all.map((_area, index) => (index === 0 || index % 2 === 1 ? 0 : 1));
  const drawn = (...changed: readonly number[]) =>
    drawPlanMaps(
      all,
      teams.slice(0, 2),
      teamIndexes,
      all.map((_area, index) => changed.includes(index)),
    );
  const [first, hamlet] = [country.length, all.length - 1];

  it("is there only where areas that change team are specks, around most of them, framed on both maps", () => {
    expect(drawn().detail).toBeNull();
    expect(drawn(0, 1, 2).detail, "large areas are seen without it").toBeNull();
    expect(drawn(0, 1, 2).whole.frame).toBeNull();
    const { whole, detail } = drawn(0, first, first + 1, first + 5, hamlet);
    expect(detail!.shownCount, "three of five: the hamlet lies apart, and the country is seen as it is").toBe(3);
    const { map } = detail!;
    expect(map.frame).toEqual({ x: 0, y: 0, width: 1000, height: 750 });
    // 100 m a unit, from the north-western corner: the three lie between 200 and 210 from the west, 690 and 700 from the north.
    const { x, y, width, height } = whole.frame!;
    expect([x < 200, x + width > 210, y < 690, y + height > 700]).toEqual([true, true, true, true]);
    expect(width, "at most some twenty-five times enlarged").toBeGreaterThanOrEqual(40);
    expect(width).toBeLessThan(60);
    expect(map.scale.lengthM).toBeLessThan(whole.scale.lengthM / 5);
  });

  it("draws nothing outside its frame, the changed areas at their place, and areas that the frame cuts to its edge", () => {
    const { detail } = drawn(first, first + 15);
    const { map } = detail!;
    const numbers = [map.changedPath, map.areaBorders, map.teamBorders, ...map.teams.map(({ path }) => path)]
      .join("")
      .match(/-?[\d.]+ -?[\d.]+/g)!
      .map((point) => point.split(" ").map(Number));
    for (const [x, y] of numbers) {
      expect(x).toBeGreaterThanOrEqual(-0.5);
      expect(x).toBeLessThanOrEqual(1000.5);
      expect(y).toBeGreaterThanOrEqual(-0.5);
      expect(y).toBeLessThanOrEqual(750.5);
    }
    const squares = map.changedPath.split("Z").filter((ring) => ring !== "");
    expect(squares).toHaveLength(2);
    expect(map.teams.every(({ labels }) => labels.length > 0)).toBe(true);
    for (const { x, y, radius } of map.teams.flatMap(({ labels }) => labels)) {
      expect([x > 0, x < 1000, y > 0, y < 750, radius > 0]).toEqual([true, true, true, true, true]);
    }
    const svg = mapSvg(map, "Förstoring", "karta-1");
    expect(svg).toContain('id="karta-1-changed"');
    expect(svg.match(/M0 0h1000v750h-1000Z/g), "a white edge and the frame").toHaveLength(2);
  });
});
