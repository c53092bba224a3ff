// Stepping through what is unfinished while it is mended: no part is passed over.
import { expect, it } from "vitest";
import { placeAfter, placeOf } from "../../../web/drawing/finding-place.ts";

const part = (...areas: number[]) => ({ team: -1, areas });
const three = [part(1), part(2, 3), part(4)];

it("begins at the first or the last, and goes round", () => {
  expect([placeAfter(three, null, 1), placeAfter(three, null, -1)]).toEqual([0, 2]);
  expect([placeAfter(three, { areas: [4], place: 2 }, 1), placeAfter(three, { areas: [1], place: 0 }, -1)]).toEqual([
    0, 2,
  ]);
});

it("goes on with the part that took the place of a mended one", () => {
  const left = [part(2, 3), part(4)];
  const mended = { areas: [1], place: 0 };
  expect([placeOf(left, mended), placeAfter(left, mended, 1), placeAfter(left, mended, -1)]).toEqual([null, 0, 1]);
  const last = { areas: [4], place: 2 };
  expect(placeAfter([part(1), part(2, 3)], last, 1)).toBe(0);
});

it("stays at a part that has changed places or shrunk", () => {
  const sorted = [part(7, 8, 9), part(1), part(3)];
  expect(placeOf(sorted, { areas: [2, 3], place: 1 })).toBe(2);
  expect(placeAfter(sorted, { areas: [2, 3], place: 1 }, -1)).toBe(1);
});

it("tells a divided group from a loose part that shares areas with it", () => {
  const group = { kind: "group", name: "Ekparken", areas: [1, 2], isRuled: true } as const;
  const findings = [part(1), part(4), { areas: group.areas, group }];
  expect(placeOf(findings, { areas: group.areas, group, place: 2 })).toBe(2);
  expect(placeAfter(findings, { areas: [1], place: 0 }, 1)).toBe(1);
  expect(placeOf([{ areas: group.areas, group }], { areas: [1], place: 0 })).toBeNull();
});
