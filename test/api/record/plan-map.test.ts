// The record's map: every part of a team with room for it has the team's letter, and inside the part.
import type { MultiPolygon } from "geojson";
import { describe, expect, it } from "vitest";
import { drawPlanMap, type MapArea } from "../../../api/record/plan-map.ts";

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
    } = drawPlanMap(
      areas,
      teams,
      [0, 1, 0, -1],
      areas.map(() => false),
    );
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
    const { teams: drawn } = drawPlanMap(
      areas,
      teams,
      [0, 0, 1, 2],
      areas.map(() => false),
    );
    expect(drawn.map(({ labels }) => labels.length)).toEqual([1, 3, 1]);
    const speck = [areaOf([0, 0, 5000]), areaOf([5000, 0, 50])];
    const letters = drawPlanMap(speck, teams.slice(0, 2), [0, 1], [false, false]).teams.map(({ labels }) => labels);
    expect(letters.map((own) => own.length)).toEqual([1, 1]);
    const close = [areaOf([0, 0, 9000]), areaOf([9000, 0, 600]), areaOf([9600, 0, 400], [9600, 430, 310])];
    const placed = drawPlanMap(close, teams, [0, 1, 2], [false, false, false]).teams.flatMap(({ labels }) => labels);
    expect(placed).toHaveLength(3);
  });
});
