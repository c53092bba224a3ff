// Words beside the pointer are whole wherever it is on the map, and never under it.
import { expect, it } from "vitest";
import { besidePointer } from "../../web/map/beside-pointer.ts";

const room = { width: 400, height: 300 };
const words = { width: 200, height: 90 };

it("stands right of and below the pointer where there is room", () => {
  expect(besidePointer({ x: 10, y: 20 }, words, room)).toEqual({ left: 24, top: 34 });
});

it("turns at the right and at the lower edge", () => {
  expect(besidePointer({ x: 390, y: 20 }, words, room)).toEqual({ left: 176, top: 34 });
  expect(besidePointer({ x: 10, y: 290 }, words, room)).toEqual({ left: 24, top: 186 });
});

it("is whole at every place of the map", () => {
  for (let x = 0; x <= room.width; x += 20) {
    for (let y = 0; y <= room.height; y += 20) {
      const { left, top } = besidePointer({ x, y }, words, room);
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(left + words.width).toBeLessThanOrEqual(room.width);
      expect(top + words.height).toBeLessThanOrEqual(room.height);
    }
  }
});

it("begins at the edge of a map that is too small for it", () => {
  expect(besidePointer({ x: 30, y: 20 }, words, { width: 150, height: 60 })).toEqual({ left: 0, top: 0 });
});
