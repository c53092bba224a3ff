// A tablet that somebody has left half-way asks once, and then shows nothing of what they answered.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchUntouched } from "../../web/tablet-page/untouched.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const tablet = new EventTarget();
  const heard: string[] = [];
  const end = watchUntouched(tablet, {
    onQuiet: (secondsLeft) => heard.push(`${secondsLeft}`),
    onTouched: () => heard.push("touched"),
    onGone: () => heard.push("gone"),
  });
  return { tablet, heard, end };
}

it("asks after two minutes, counts down and forgets forty seconds later", () => {
  const { heard } = watched();
  vi.advanceTimersByTime(119_999);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(["40"]);
  vi.advanceTimersByTime(39_999);
  expect(heard).toEqual(Array.from({ length: 40 }, (_, second) => `${40 - second}`));
  vi.advanceTimersByTime(1);
  expect(heard.at(-1)).toBe("gone");
  vi.advanceTimersByTime(1_000_000);
  expect(heard).toHaveLength(41);
});

it("begins anew at each press and each key, also while it asks", () => {
  const { tablet, heard } = watched();
  vi.advanceTimersByTime(100_000);
  tablet.dispatchEvent(new Event("pointerdown"));
  vi.advanceTimersByTime(121_500);
  tablet.dispatchEvent(new Event("keydown"));
  vi.advanceTimersByTime(119_999);
  expect(heard).toEqual(["touched", "40", "39", "touched"]);
  vi.advanceTimersByTime(1);
  expect(heard.at(-1)).toBe("40");
});

it("is over when it is ended", () => {
  const { tablet, heard, end } = watched();
  end();
  tablet.dispatchEvent(new Event("pointerdown"));
  vi.advanceTimersByTime(1_000_000);
  expect(heard).toEqual([]);
});
