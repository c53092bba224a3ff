// Tables of every format and in every disorder: encodings, delimiters, headings, titles, notes, numbers.
import { describe, expect, test } from "vitest";
import writeWorkbook from "write-excel-file/node";
import { type ReadResult, readFile, type TableSheet } from "../../../data/formats/index.ts";
import { cellText, parseNumber } from "../../../data/tabular/numbers.ts";
import { latin1, makeZip, utf8, utf16le } from "./make-files.ts";

type TableRead = Extract<ReadResult, { kind: "table" }> & { readonly sheet: TableSheet };

async function readTable(bytes: Uint8Array, name: string): Promise<TableRead> {
  const result = await readFile(bytes, name);
  const sheet = result.kind === "table" ? result.sheets[0] : undefined;
  if (result.kind !== "table" || !sheet) throw new Error(`Expected a table, found ${JSON.stringify(result.issues)}`);
  return { ...result, sheet };
}

const names = ({ sheet }: TableRead) => sheet.columns.map(({ name }) => name);
const cells = ({ sheet }: TableRead) => sheet.rows.map((row) => row.cells);
const codes = ({ issues }: TableRead) => issues.map(({ code }) => code);

describe("encodings and delimiters of CSV", () => {
  const plain = "område;antal\n010101 Skönsmon;12\n010102 Ängom;7\n";
  const variants: readonly (readonly [string, Uint8Array, string, string])[] = [
    ["UTF-8", utf8(plain), "utf-8", ";"],
    ["UTF-8 with BOM", utf8(`\ufeff${plain}`), "utf-8-bom", ";"],
    ["UTF-16 with BOM", utf16le(plain), "utf-16le", ";"],
    ["Windows-1252", latin1(plain), "windows-1252", ";"],
    ["tabs", utf8(plain.replaceAll(";", "\t")), "utf-8", "\t"],
    ["commas", utf8(plain.replaceAll(";", ",")), "utf-8", ","],
    ["Windows line ends", utf8(plain.replaceAll("\n", "\r\n")), "utf-8", ";"],
    ["no line end at the end", utf8(plain.trimEnd()), "utf-8", ";"],
    ["a .txt name", utf8(plain), "utf-8", ";"],
  ];
  test.for(variants)("%s", async ([what, bytes, encoding, delimiter]) => {
    const result = await readTable(bytes, what.includes("txt") ? "antal.txt" : "antal.csv");
    expect(result.sheet).toMatchObject({ encoding, delimiter, headerRow: 1 });
    expect(names(result)).toEqual(["område", "antal"]);
    expect(cells(result)).toEqual([
      ["010101 Skönsmon", "12"],
      ["010102 Ängom", "7"],
    ]);
    expect(codes(result)).toEqual([]);
  });

  test("Excel's line sep=; names the delimiter and is no row of the table, but counts as one", async () => {
    const result = await readTable(utf8("sep=;\nkod;antal\n110101;1,5\n"), "a.csv");
    expect(names(result)).toEqual(["kod", "antal"]);
    expect(result.sheet.rows).toEqual([{ row: 3, cells: ["110101", "1,5"] }]);
  });

  test("decimal commas do not make the comma the delimiter", async () => {
    const result = await readTable(utf8("kod;andel\na;1,5\nb;2,5\nc;3,5\n"), "a.csv");
    expect(result.sheet.delimiter).toBe(";");
    expect(result.sheet.columns[1]?.kind).toBe("number");
  });

  test("text that was encoded twice is told", async () => {
    expect(codes(await readTable(utf8("omrÃ¥de;antal\nAlnÃ¶;3\n"), "a.csv"))).toContain("table.wrong-encoding");
  });

  test("line ends within quotes keep the row numbers of a spreadsheet", async () => {
    const result = await readTable(utf8('kod;text\n1;"två\nrader; med ""citat"""\n2;sist\n'), "a.csv");
    expect(result.sheet.rows).toEqual([
      { row: 2, cells: ["1", 'två\nrader; med "citat"'] },
      { row: 3, cells: ["2", "sist"] },
    ]);
  });

  test("CSV in a zip is read under its own name", async () => {
    const result = await readTable(
      makeZip([{ name: "ut/barn.csv", content: utf8("kod;antal\na;1\n") }]),
      "leverans.zip",
    );
    expect(result.sheet.name).toBe("barn");
    expect(codes(result)).toEqual([]);
  });
});

describe("where the table is", () => {
  test("titles, several headings, empty rows and footnotes, as SCB exports them", async () => {
    const text = [
      "Folkmängd efter region, år och kön;;;;",
      ";;;;",
      ";2023;;2024;",
      ";män;kvinnor;män;kvinnor",
      "2281C1010;1;2;3;..",
      ";;;;",
      "2281C1020;5;6;7;8",
      ";;;;",
      "Uppgifterna är avrundade;;;;",
      "Källa:;;;;",
      "SCB;;;;",
    ].join("\r\n");
    const result = await readTable(latin1(text), "scb.csv");
    expect(names(result)).toEqual(["Kolumn 1", "2023 / män", "2023 / kvinnor", "2024 / män", "2024 / kvinnor"]);
    expect(result.sheet.rows).toEqual([
      { row: 5, cells: ["2281C1010", "1", "2", "3", ".."] },
      { row: 7, cells: ["2281C1020", "5", "6", "7", "8"] },
    ]);
    expect(result.sheet.titleRows).toEqual(["Folkmängd efter region, år och kön"]);
    expect(result.sheet.footnotes).toEqual(["Uppgifterna är avrundade", "Källa:", "SCB"]);
  });

  test("the last heading row may name the first column", async () => {
    const result = await readTable(utf8(";2024;\nområde;0-5 år;6-9 år\n010101;4;5\n"), "a.csv");
    expect(names(result)).toEqual(["område", "2024 / 0-5 år", "2024 / 6-9 år"]);
    expect(result.sheet.rows.length).toBe(1);
  });

  test("single years of age as headings are headings", async () => {
    const result = await readTable(utf8("NYKO;0;1;2;3\n110101;4;5;6;7\n110102;1;1;1;1\n"), "a.csv");
    expect(names(result)).toEqual(["NYKO", "0", "1", "2", "3"]);
  });

  test("a title without an empty row below it", async () => {
    const result = await readTable(utf8("Barn per område;;\nNYKO;0-5;6-9\n110101;4;5\n110102;1;1\n"), "a.csv");
    expect(result.sheet.titleRows).toEqual(["Barn per område"]);
    expect(names(result)).toEqual(["NYKO", "0-5", "6-9"]);
  });

  test("a code without values at the end is data; a note is not", async () => {
    const result = await readTable(utf8("NYKO;a;b\n110101;4;5\n110102;1;1\n110103;;\nObs: preliminärt;;\n"), "a.csv");
    expect(cells(result)).toEqual([
      ["110101", "4", "5"],
      ["110102", "1", "1"],
      ["110103", null, null],
    ]);
    expect(result.sheet.footnotes).toEqual(["Obs: preliminärt"]);
  });

  test("a table without headings gets names, and nothing of it is lost", async () => {
    const result = await readTable(utf8("110101;4;5\n110102;1;1\n"), "a.csv");
    expect(names(result)).toEqual(["Kolumn 1", "Kolumn 2", "Kolumn 3"]);
    expect(result.sheet.headerRow).toBeNull();
    expect(cells(result).length).toBe(2);
    expect(codes(result)).toEqual(["table.no-heading"]);
  });

  test("a list of one column", async () => {
    const result = await readTable(utf8("kod\n110101\n110102\n"), "a.csv");
    expect(names(result)).toEqual(["kod"]);
    expect(cells(result)).toEqual([["110101"], ["110102"]]);
  });

  test("rows of differing length are told by row", async () => {
    const result = await readTable(utf8("kod;a;b\n1x;1;2\n2x;1\n3x;1;2;extra\n"), "a.csv");
    expect(result.issues).toMatchObject([
      { code: "table.ragged-row", row: 3 },
      { code: "table.ragged-row", row: 4 },
    ]);
    expect(cells(result)).toEqual([
      ["1x", "1", "2", null],
      ["2x", "1", null, null],
      ["3x", "1", "2", "extra"],
    ]);
  });

  test("a heading that occurs twice is told and made unique", async () => {
    const result = await readTable(utf8("kod;antal;antal\na;1;2\n"), "a.csv");
    expect(names(result)).toEqual(["kod", "antal", "antal (2)"]);
    expect(result.issues).toMatchObject([{ code: "table.duplicate-column", column: "antal" }]);
  });
});

describe("numbers", () => {
  const numbers: readonly (readonly [string | number | null, object])[] = [
    ["12", { value: 12 }],
    ["-3", { value: -3 }],
    ["−3", { value: -3 }],
    ["1,5", { value: 1.5 }],
    ["1.5", { value: 1.5 }],
    ["1 234", { value: 1234 }],
    ["1\u00a0234\u00a0567,25", { value: 1_234_567.25 }],
    ["1\u202f234", { value: 1234 }],
    ["1.234,5", { value: 1234.5 }],
    ["1,234.5", { value: 1234.5 }],
    ["1,234", { value: 1.234 }],
    ["1e3", { value: 1000 }],
    [" 7 ", { value: 7 }],
    [4.5, { value: 4.5 }],
    [0, { value: 0 }],
    ["0", { value: 0 }],
    ["..", { missing: "suppressed" }],
    ["…", { missing: "suppressed" }],
    [".", { missing: "missing" }],
    ["-", { missing: "missing" }],
    ["–", { missing: "missing" }],
    ["", { missing: "missing" }],
    [null, { missing: "missing" }],
    ["<5", { missing: "lessThan", below: 5 }],
    ["< 5", { missing: "lessThan", below: 5 }],
    ["1 2", { notANumber: true }],
    ["12 barn", { notANumber: true }],
    ["1e999", { notANumber: true }],
    [Number.NaN, { notANumber: true }],
    ["0x10", { notANumber: true }],
    ["=1+1", { notANumber: true }],
    ["#DIV/0!", { notANumber: true }],
  ];
  test.for(numbers)("%j", ([cell, expected]) => {
    expect(parseNumber(cell)).toEqual(expected);
  });

  test("signs for unknown numbers do not spoil a column's kind, and leading zeros make text", async () => {
    const result = await readTable(utf8("kod;antal;nyko\na;1;0101\nb;..;0102\nc;<5;1103\nd;2;1104\n"), "a.csv");
    expect(result.sheet.columns.map(({ kind }) => kind)).toEqual(["text", "integer", "text"]);
    expect(result.sheet.columns[1]?.filledCount).toBe(4);
  });
});

describe("Excel", () => {
  const workbook = async (...sheets: { sheet: string; data: (string | number | boolean | Date | null)[][] }[]) =>
    new Uint8Array(
      await (
        await writeWorkbook(
          sheets.map(({ sheet, data }) => ({
            sheet,
            data: data.map((row) =>
              row.map((value) => (value instanceof Date ? { value, type: Date, format: "yyyy-mm-dd" } : value)),
            ),
          })) as never,
        )
      ).toBuffer(),
    );

  test("several sheets, titles, notes, numbers, truth values and dates", async () => {
    const bytes = await workbook(
      {
        sheet: "Barn",
        data: [
          ["Barn 2025", null, null],
          [null, null, null],
          ["NYKO", "0-5 år", "datum"],
          [10101, 3.5, new Date(Date.UTC(2025, 11, 31))],
          ["010102", true, null],
          [null, null, null],
          ["Källa: kommunen", null, null],
        ],
      },
      {
        sheet: "Ärenden",
        data: [
          ["NYKO", "antal"],
          ["010101", 4],
        ],
      },
      { sheet: "Tomt", data: [] },
    );
    const result = await readFile(bytes, "barn.xlsx");
    if (result.kind !== "table") throw new Error(JSON.stringify(result.issues));
    const [children, cases] = result.sheets;
    expect(result.sheets.map(({ name }) => name)).toEqual(["Barn", "Ärenden"]);
    expect(children).toMatchObject({ titleRows: ["Barn 2025"], headerRow: 3, footnotes: ["Källa: kommunen"] });
    expect(children?.rows).toEqual([
      { row: 4, cells: [10_101, 3.5, "2025-12-31"] },
      { row: 5, cells: ["010102", "SANT", null] },
    ]);
    expect(cases?.rows).toEqual([{ row: 2, cells: ["010101", 4] }]);
  });

  test("a code that Excel made a number still shows as the code without its zeros", () => {
    expect(cellText(10_101)).toBe("10101");
    expect(cellText(2_281_110_101)).toBe("2281110101");
  });

  test("an age class that Excel made a date is told", async () => {
    const result = await readTable(
      await workbook({
        sheet: "Barn",
        data: [
          ["NYKO", new Date(Date.UTC(2025, 8, 5)), "10-14"],
          ["a", 1, 2],
        ],
      }),
      "barn.xlsx",
    );
    expect(result.issues).toMatchObject([{ code: "table.date-as-heading", row: 1, column: "2025-09-05" }]);
  });
});

describe("JSON-stat", () => {
  const dataset = (changes: object) =>
    utf8(
      JSON.stringify({
        version: "2.0",
        class: "dataset",
        label: "Folkmängd",
        id: ["Region", "Alder"],
        size: [2, 2],
        dimension: {
          Region: {
            label: "region",
            category: {
              index: { "2281C1010": 0, "2281C1020": 1 },
              label: { "2281C1010": "Haga", "2281C1020": "Bosvedjan" },
            },
          },
          Alder: { label: "ålder", category: { index: ["-4", "5-9"] } },
        },
        value: [1, 2, null, 4],
        status: { "2": ".." },
        ...changes,
      }),
    );
  const expected = [
    ["2281C1010", "Haga", "-4", 1],
    ["2281C1010", "Haga", "5-9", 2],
    ["2281C1020", "Bosvedjan", "-4", ".."],
    ["2281C1020", "Bosvedjan", "5-9", 4],
  ];

  test("values as a list, status as an object; index both ways", async () => {
    const result = await readTable(dataset({}), "scb.json");
    expect(names(result)).toEqual(["region", "region (text)", "ålder", "value"]);
    expect(cells(result)).toEqual(expected);
    expect(result.sheet.titleRows).toEqual(["Folkmängd"]);
  });

  test("values as a sparse object, status as a list", async () => {
    const result = await readTable(
      dataset({ value: { "0": 1, "1": 2, "3": 4 }, status: ["", "", "..", ""] }),
      "scb.json",
    );
    expect(cells(result)).toEqual(expected);
  });
});
