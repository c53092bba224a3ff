// Whether somebody is at the page, by what is done there and a clock that the test moves.
import { describe, expect, it } from "vitest";
import { hearPresence } from "../../web/presence.ts";

describe("somebody at the page", () => {
  it.each(["click", "input", "keydown", "pointerdown", "pointermove", "wheel"])(
    "is heard by %s, for ten seconds",
    (act) => {
      const page = new EventTarget();
      let nowMs = 1_000;
      const isSomebodyThere = hearPresence(page, () => nowMs);
      expect(isSomebodyThere()).toBe(true);
      nowMs += 10_001;
      expect(isSomebodyThere()).toBe(false);
      page.dispatchEvent(new Event(act));
      expect(isSomebodyThere()).toBe(true);
      nowMs += 10_000;
      expect(isSomebodyThere()).toBe(true);
      nowMs += 1;
      expect(isSomebodyThere()).toBe(false);
    },
  );

  it("is not heard by what the page does itself", () => {
    const page = new EventTarget();
    let nowMs = 0;
    const isSomebodyThere = hearPresence(page, () => nowMs);
    nowMs += 20_000;
    for (const own of ["load", "visibilitychange", "online", "scroll"]) page.dispatchEvent(new Event(own));
    expect(isSomebodyThere()).toBe(false);
  });
});
