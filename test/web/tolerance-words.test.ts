// A tolerance is told as it was given: never 100 % where it was given in number alone.
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { toleranceWords } from "../../web/components/tolerance-words.ts";
import sv from "../../web/locales/sv.json" with { type: "json" };

describe("toleranceWords", () => {
  const i18n = i18next.createInstance();
  beforeAll(() =>
    i18n.init({ lng: "sv", resources: { sv: { translation: sv } }, interpolation: { escapeValue: false } }),
  );
  const words = (toleranceFraction: number, toleranceNumber: number | null, allowed?: number) =>
    toleranceWords(i18n.t, { toleranceFraction, toleranceNumber }, "Barn 0–19 år", allowed).replaceAll("\u00a0", " ");

  it("tells per cent alone, number alone with its unit, and both as both", () => {
    expect(words(0.01, null)).toBe("1 %");
    expect(words(0.0125, null)).toBe("1,25 %");
    expect(words(1, 60)).toBe("60 (barn 0–19 år)");
    expect(words(0.05, 60)).toBe("5 % och högst 60 (barn 0–19 år)");
  });

  it("tells a team with a smaller target what it is held to", () => {
    expect(words(1, 60, 41.7)).toBe("41 (barn 0–19 år)");
    expect(words(1, 60, 60 - 1e-9)).toBe("60 (barn 0–19 år)");
  });
});
