// The teams' letters on the map: never one over another at any zoom, in their own land while there is room there.
import { describe, expect, it } from "vitest";
import {
  fromPlane,
  type LetteredPart,
  lettersWithRoom,
  type PlacedLetter,
  plateRadiusPx,
  toPlane,
  zoomWhileZooming,
} from "../../web/map/letters-with-room.ts";

/** Pixels at zoom 0, so that a test can be read in pixels. */
const px = 1 / 512;

function part(
  team: number,
  places: readonly (readonly [number, number])[],
  more: Partial<LetteredPart> = {},
): LetteredPart {
  const inPlane = places.map(([x, y]) => [x * px, y * px] as const);
  return { team, isLargest: true, surface: places.length, middle: inPlane[0]!, places: inPlane, ...more };
}

const pixelsOf = ({ at }: PlacedLetter) => at.map((share) => Math.round(share / px));

function overlaps(placed: readonly PlacedLetter[], zoom = 0): number {
  const pxPerUnit = 2 ** zoom / px;
  const pairs = placed.flatMap((one, place) => placed.slice(place + 1).map((other) => [one, other] as const));
  return pairs.filter(
    ([one, other]) =>
      Math.hypot(one.at[0] - other.at[0], one.at[1] - other.at[1]) * pxPerUnit <
      plateRadiusPx[one.size] + plateRadiusPx[other.size],
  ).length;
}

describe("lettersWithRoom", () => {
  it("lets the one with other places give way, to the nearest of them", () => {
    const small = part(0, [[100, 100]]);
    const large = part(1, [
      [110, 100],
      [120, 100],
      [190, 100],
      [140, 100],
    ]);
    const placed = lettersWithRoom([small, large], 0);
    expect(placed.map(pixelsOf)).toEqual([
      [100, 100],
      [140, 100],
    ]);
    expect(placed.map(({ size, leadsTo }) => [size, leadsTo])).toEqual([
      ["usual", null],
      ["usual", null],
    ]);
  });

  it("gives a smaller plate where that alone has room, and a line where nothing has", () => {
    const [first, near, nearer] = [part(0, [[100, 100]]), part(1, [[131, 100]]), part(2, [[95, 96]])];
    const placed = lettersWithRoom([first, near, nearer], 0);
    expect(placed.map(({ size }) => size)).toEqual(["usual", "small", "small"]);
    expect(placed[1]!.leadsTo).toBeNull();
    expect(placed[2]!.leadsTo).toEqual(nearer.middle);
    expect(overlaps(placed)).toBe(0);
  });

  it("leaves out a loose part that has no room, never a team's largest", () => {
    const loose = part(1, [[104, 100]], { isLargest: false });
    expect(lettersWithRoom([part(0, [[100, 100]]), loose], 0).map(({ part: { team } }) => team)).toEqual([0]);
    expect(lettersWithRoom([part(0, [[100, 100]]), loose], 4).map(({ part: { team } }) => team)).toEqual([0, 1]);
  });

  it("lets none of twenty teams in a narrow place lie on another, at any zoom, and names each", () => {
    const parts = Array.from({ length: 20 }, (_, team) =>
      part(
        team,
        Array.from({ length: 1 + (team % 5) }, (_, place) => [
          100 + ((team * 37 + place * 11) % 60),
          100 + ((team * 53 + place * 29) % 60),
        ]),
      ),
    );
    for (const zoom of [0, 0.4, 1, 2.3, 6]) {
      const placed = lettersWithRoom(parts, zoom);
      expect(placed, `zoom ${zoom}`).toHaveLength(20);
      expect(overlaps(placed, zoom), `zoom ${zoom}`).toBe(0);
    }
    // While one zooms in they stand still, and out they move at the steps alone; never one over another.
    const zooms = (from: number, to: number) =>
      Array.from({ length: 101 }, (_, step) => from + ((to - from) * step) / 100);
    const shownAt = new Set<number>();
    let shown = 1.3;
    for (const zoom of [...zooms(1.3, 3), ...zooms(3, 0.2)]) {
      shown = zoomWhileZooming(shown, zoom);
      shownAt.add(shown);
      expect(overlaps(lettersWithRoom(parts, shown), zoom), `zoom ${zoom}`).toBe(0);
    }
    expect([...shownAt]).toEqual([1.3, 1, 0.5, 0]);
    // Near enough every letter stands in the middle of its own land.
    expect(lettersWithRoom(parts, 6).every(({ part: { middle }, at }) => at === middle)).toBe(true);
  });
});

it("goes to the map's plane and back", () => {
  const [longitude, latitude] = fromPlane(toPlane([17.3063, 62.3908]));
  expect(longitude).toBeCloseTo(17.3063, 10);
  expect(latitude).toBeCloseTo(62.3908, 10);
  expect(toPlane([0, 0])).toEqual([0.5, 0.5]);
});
