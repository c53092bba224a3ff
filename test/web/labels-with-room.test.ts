// Names on the workshop's map: the largest areas are named first, and no name lies over another.
import { expect, it } from "vitest";
import { labelsWithRoom } from "../../web/map/labels-with-room.ts";

it("names the larger of two areas whose names would touch", () => {
  const small = { text: "Lilla torget", x: 100, y: 100, surface: 1 };
  const large = { text: "Storhagen", x: 120, y: 104, surface: 5 };
  const far = { text: "Långt bort", x: 100, y: 160, surface: 1 };
  expect(labelsWithRoom([small, large, far], 9)).toEqual(expect.arrayContaining([large, far]));
  expect(labelsWithRoom([small, large, far], 9)).not.toContain(small);
});

it("leaves no two within a letter's height that share a letter's width", () => {
  const labels = Array.from({ length: 200 }, (_, place) => ({
    text: "Namn".repeat(1 + (place % 3)),
    x: (place * 37) % 460,
    y: (place * 53) % 380,
    surface: (place * 7) % 11,
  }));
  const placed = labelsWithRoom(labels, 9);
  expect(placed.length).toBeGreaterThan(20);
  for (const [place, one] of placed.entries()) {
    for (const other of placed.slice(place + 1)) {
      const apart = Math.abs(one.x - other.x) >= (one.text.length + other.text.length) * 2.4;
      expect(apart || Math.abs(one.y - other.y) >= 9).toBe(true);
    }
  }
});
