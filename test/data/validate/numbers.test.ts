// Numbers as Swedish files write them; unknown is never zero.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalSignOf, readCount, readNumber } from "../../../data/validate/numbers.ts";

describe("numbers", () => {
  test.for([
    ["12", 12],
    ["1 234", 1234],
    ["1\u00a0234\u00a0567", 1_234_567],
    ["−3", -3],
    ["+4", 4],
    ["85,97", 85.97],
    ["0,125", 0.125],
    ["1 234,5", 1234.5],
    ["1.234,5", 1234.5],
    ["1,234,567", 1_234_567],
    [7, 7],
  ] as const)("%s is %d", ([cell, value]) => expect(readNumber(cell, ",")).toEqual({ kind: "number", value }));

  test.for([
    ["..", "suppressed"],
    ["…", "suppressed"],
    [".", "missing"],
    ["-", "missing"],
    ["–", "missing"],
    ["", "missing"],
    [null, "missing"],
    ["<5", "less-than"],
    ["färre än 5", "less-than"],
  ] as const)("%s is unknown (%s)", ([cell, reason]) =>
    expect(readNumber(cell, ",")).toEqual({ kind: "missing", reason }),
  );

  test.for(["NaN", "#REF!", "1e5", "12 34", "1,2,3", "tolv", "0x10", "Infinity"])("%s is no number", (cell) => {
    expect(readNumber(cell, ",")).toEqual({ kind: "trouble", trouble: "not-a-number" });
  });

  test("1.234 is what the file's other cells say it is, and trouble when they say nothing", () => {
    expect(readNumber("1.234", decimalSignOf(["1.234", "85.97"]))).toEqual({ kind: "number", value: 1.234 });
    expect(readNumber("1.234", decimalSignOf(["1.234", "85,97"]))).toEqual({ kind: "number", value: 1234 });
    expect(readNumber("1.234", decimalSignOf(["1.234", "15"]))).toEqual({
      kind: "trouble",
      trouble: "ambiguous-decimal",
    });
    expect(decimalSignOf(["1,5", "1.5"])).toBe("mixed");
  });

  test("counts are whole, not negative, and of reasonable size", () => {
    expect(readCount("12,0", ",")).toEqual({ kind: "number", value: 12 });
    expect(readCount("12,5", ",")).toEqual({ kind: "trouble", trouble: "fraction" });
    expect(readCount("-1", ",")).toEqual({ kind: "trouble", trouble: "negative" });
    expect(readCount("12345678", ",")).toEqual({ kind: "trouble", trouble: "too-large" });
  });

  test("every number written the Swedish way is read back", () => {
    const swedish = new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 2, minimumFractionDigits: 1 });
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (hundredths) => {
        expect(readNumber(swedish.format(hundredths / 100), ",")).toEqual({
          kind: "number",
          value: hundredths === 0 ? expect.closeTo(0) : hundredths / 100,
        });
      }),
    );
  });
});
