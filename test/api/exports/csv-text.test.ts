// CSV that is exported: read back as it was written, and never a formula in any program's eyes.
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvCell, type CsvForm, csvText, plainCsv, swedishExcel } from "../../../api/exports/csv-text.ts";

const forms: readonly CsvForm[] = [swedishExcel, plainCsv];
const dangerous = /^[=+\-@\t\r＝＋－＠]/;
const negativeNumber = /^-\d+(\.\d+)?(e[+-]\d+)?$/;

function readBack(text: string, { delimiter }: CsvForm): string[][] {
  return parse(text, { delimiter, bom: true, recordDelimiter: "\r\n" }) as string[][];
}

/** Text as people write it, thick with the signs that matter here. */
const cellText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(..."=+-@;,\t\r\n\" '0a＝å".split("")), maxLength: 8 }),
);
const cell: fc.Arbitrary<CsvCell> = fc.oneof(
  cellText,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constant(null),
);

describe("CSV for export", () => {
  it("is what Excel with Swedish settings opens", () => {
    const text = csvText(
      ["Område", "Andel"],
      [
        ["Skönsberg; södra", 0.5],
        ["Alnö", -1.25],
        ["Njurunda", null],
      ],
    );
    expect(text).toBe('\ufeffOmråde;Andel\r\n"Skönsberg; södra";0,5\r\nAlnö;-1,25\r\nNjurunda;\r\n');
  });

  it.each(["=1+1", "+46 60 19 10 00", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("http://x")'])(
    "makes text of %j",
    (formula) => {
      for (const form of forms) expect(readBack(csvText(["a"], [[formula]], form), form)[1]![0]).toMatch(/^'/);
    },
  );

  it.each(["-5", "-1,5", "-0.25"])("leaves the negative number %s", (text) => {
    expect(readBack(csvText(["a"], [[text]], plainCsv), plainCsv)).toEqual([["a"], [text]]);
  });

  it("reads back as it was written, but for the apostrophes", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...forms),
        fc
          .integer({ min: 1, max: 4 })
          .chain((width) =>
            fc.tuple(
              fc.array(cellText, { minLength: width, maxLength: width }),
              fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 4 }),
            ),
          ),
        (form, [headings, rows]) => {
          const found = readBack(csvText(headings, rows, form), form);
          const written = [headings, ...rows].map((row) => row.map((each) => plainText(each, form)));
          expect(found.map((row) => row.map(withoutApostrophes))).toEqual(
            written.map((row) => row.map(withoutApostrophes)),
          );
        },
      ),
      { numRuns: 500, seed: 4 },
    );
  });

  it("has no formula for a program that takes another sign for the border of cells", () => {
    fc.assert(
      fc.property(fc.constantFrom(...forms), fc.array(cell, { minLength: 1, maxLength: 4 }), (form, row) => {
        for (const piece of csvText(row.map(String), [row], form).split(/[;,\t\r\n]/)) {
          const shown = piece.replace(/^"+/, "");
          if (dangerous.test(shown)) expect(shown.replace(/"+$/, "")).toMatch(negativeNumber);
        }
      }),
      { numRuns: 2_000, seed: 4 },
    );
  });

  it("refuses a row of another width, and numbers that are none", () => {
    expect(() => csvText(["a", "b"], [["1"]])).toThrow("Expected 2 cells, found 1");
    expect(() => csvText(["a"], [[Number.NaN]])).toThrow("finite");
  });
});

function plainText(value: CsvCell, form: CsvForm): string {
  return typeof value === "number" ? String(value).replace(".", form.decimalSign) : (value ?? "");
}

function withoutApostrophes(text: string): string {
  return text.replaceAll("'", "");
}
