// Maps in step: each follows the others, and none hears its own echo.
import { describe, expect, it } from "vitest";
import { type Camera, createCameraLink } from "../../web/map/camera-link.ts";

const places: Camera[] = [
  { centre: [17.3, 62.4], zoom: 9 },
  { centre: [17.1, 62.3], zoom: 12 },
];

describe("maps in step", () => {
  it("moves all others, once, though they tell of their own movement in turn", () => {
    const link = createCameraLink();
    const looked: Camera[][] = [[], [], []];
    const joined = looked.map(
      (seen, number): ReturnType<typeof link.join> =>
        link.join((camera) => {
          seen.push(camera);
          joined[number]!.moved(camera);
        }),
    );
    joined[0]!.moved(places[0]!);
    expect(looked).toEqual([[], [places[0]], [places[0]]]);
    joined[2]!.moved(places[1]!);
    expect(looked).toEqual([[places[1]], [places[0], places[1]], [places[0]]]);
  });

  it("forgets a map that has left", () => {
    const link = createCameraLink();
    const seen: Camera[] = [];
    const other = link.join((camera) => seen.push(camera));
    const own = link.join(() => {});
    other.leave();
    own.moved(places[0]!);
    expect(seen).toEqual([]);
  });
});
