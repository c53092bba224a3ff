// Keys of the drawing: each press means one binding, and two quick digits reach the teams that have no digit of their own.
import { expect, it } from "vitest";
import { bindingFor, keyBindings, placeOfDigit } from "../../../web/drawing/keys.ts";

const press = (key: string, held: { ctrlKey?: true; shiftKey?: true; altKey?: true } = {}) =>
  bindingFor({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held })?.id ?? null;

it("finds each binding by its own keys, and none by another's", () => {
  for (const { id, keys, ctrl, shift } of keyBindings) {
    const held = { ...(ctrl ? { ctrlKey: ctrl } : {}), ...(shift ? { shiftKey: shift } : {}) };
    for (const key of keys) expect(press(key === "home" ? "Home" : key, held), `${id} by ${key}`).toBe(id);
  }
  expect(press("Z", { ctrlKey: true, shiftKey: true })).toBe("redo");
  expect(press("l", { ctrlKey: true })).toBeNull();
  expect(press("p", { altKey: true })).toBeNull();
  // AltGr and 8 on a Nordic keyboard.
  expect(press("[", { ctrlKey: true, altKey: true })).toBe("smallerBrush");
});

it("chooses the digit's own team, and no team by zero", () => {
  expect([1, 9, 0].map((digit) => placeOfDigit({ digit, atMs: 5000 }, null, 12))).toEqual([0, 8, -1]);
});

it("takes two digits in quick succession as one number where there is such a team", () => {
  const first = { digit: 1, atMs: 5000 };
  expect(placeOfDigit({ digit: 0, atMs: 5300 }, first, 12)).toBe(9);
  expect(placeOfDigit({ digit: 2, atMs: 5300 }, first, 12)).toBe(11);
  expect(placeOfDigit({ digit: 3, atMs: 5300 }, first, 12)).toBe(2);
  expect(placeOfDigit({ digit: 2, atMs: 6300 }, first, 12)).toBe(1);
  expect(placeOfDigit({ digit: 2, atMs: 5300 }, first, 4)).toBe(1);
  expect(placeOfDigit({ digit: 5, atMs: 5300 }, { digit: 0, atMs: 5000 }, 12)).toBe(4);
});
