// The marks beside protected numbers: what each promises, and that one at the cap promises no upper end.
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import type { AreaValues } from "../../api/contract/statistics.ts";
import { exactnessMark, isTotalAtLeast, toldOf } from "../../web/components/told-value.ts";
import sv from "../../web/locales/sv.json" with { type: "json" };

/** Areas 0 and 1 are told together, 3 is at the cap, 4 at the cap together with 5, 6 is not told. */
const values: AreaValues = {
  key: "clients-all",
  period: "2025",
  values: [7, 8, 15, 30, 13, 12, null],
  missingReasons: [null, null, null, null, null, null, "protected"],
  estimated: false,
  unplaced: [],
  total: 85,
  mean: 14.2,
  unknownCount: 1,
  protection: {
    largestError: 4,
    rounded: [true, true, true, true, true, true, false],
    atCap: [false, false, false, true, true, true, false],
    unplacedAtCap: false,
    cappedInMean: 3,
    toldWith: [0, 0, 2, 3, 4, 4, 6],
  },
};

describe("the mark beside a number", () => {
  beforeAll(() => i18next.init({ lng: "sv", resources: { sv: { translation: sv } } }));
  const markOf = (areaIndex: number) => {
    const told = toldOf(values, areaIndex);
    return told && exactnessMark(i18next.t, told);
  };

  it("is ±4, a part, or what the number is at least", () => {
    expect([0, 2, 3, 4].map((area) => markOf(area)?.sign)).toEqual(["≈", "±4", "(minst 26)", "≈ eller fler"]);
    expect(markOf(3)!.words).toContain("minst 26");
    expect(markOf(3)!.words).not.toContain("högst");
    expect(markOf(4)!.words).toContain("taket");
    expect(toldOf(values, 6)).toBeNull();
  });

  it("is none for exact numbers, whose total is whole", () => {
    const exact = { ...values, protection: null };
    expect(exactnessMark(i18next.t, toldOf(exact, 3)!)).toBeNull();
    expect([isTotalAtLeast(exact), isTotalAtLeast(values)]).toEqual([false, true]);
  });
});
