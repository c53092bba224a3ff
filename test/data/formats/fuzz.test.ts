// Files with random damage are read or refused, but never throw, hang, or pass with features the layer does not count.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readFile } from "../../../data/formats/index.ts";
import { makeRawWorkbook, utf8 } from "./make-files.ts";

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/geo/${name}`, import.meta.url)));
const cell = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;

const files: readonly (readonly [name: string, bytes: Uint8Array, runs: number])[] = [
  ["squares.gpkg", fixture("squares.gpkg"), 60],
  ["squares.fgb", fixture("squares.fgb"), 60],
  ["shape-3014-latin1.zip", fixture("shape-3014-latin1.zip"), 150],
  ["tab-3014.zip", fixture("tab-3014.zip"), 150],
  ["mif-3014.zip", fixture("mif-3014.zip"), 150],
  ["squares-4326.geojson", fixture("squares-4326.geojson"), 300],
  ["barn.csv", utf8('Titel;;\n;;\nNYKO;"0-5 år";6-9 år\n010101;1 234,5;..\n010102;<5;-\n\nKälla;;\n'), 500],
  [
    "barn.xlsx",
    makeRawWorkbook(
      `<row r="1">${cell("A1", "kod")}${cell("B1", "antal")}</row><row r="2">${cell("A2", "x")}<c r="B2"><v>3</v></c></row>`,
    ),
    200,
  ],
  ["scb.json", utf8('{"columns":[{"text":"region"},{"text":"antal"}],"data":[{"key":["a"],"values":["1"]}]}'), 300],
  [
    "stat.json",
    utf8('{"class":"dataset","id":["A"],"size":[2],"dimension":{"A":{"category":{"index":["x","y"]}}},"value":[1,2]}'),
    300,
  ],
];

/** What may happen to a file on its way: bytes changed, cut out, repeated, or its end lost. */
const damage = fc.oneof(
  fc.record({
    kind: fc.constant("change" as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  }),
  fc.record({
    kind: fc.constant("cut" as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }),
  }),
  fc.record({
    kind: fc.constant("insert" as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }),
  }),
  fc.record({
    kind: fc.constant("end" as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.constant(new Uint8Array()),
  }),
);

function applyDamage(
  bytes: Uint8Array,
  kind: "change" | "cut" | "insert" | "end",
  at: number,
  extra: Uint8Array,
): Uint8Array {
  const position = Math.floor(at * bytes.length);
  const before = bytes.subarray(0, position);
  if (kind === "end") return before.slice();
  if (kind === "insert") return Uint8Array.from([...before, ...extra, ...bytes.subarray(position)]);
  const after = bytes.subarray(Math.min(bytes.length, position + extra.length));
  return Uint8Array.from(
    kind === "cut" ? [...before, ...after] : [...before, ...extra.subarray(0, bytes.length - position), ...after],
  );
}

describe("damaged files", () => {
  test.for(files)("%s", { timeout: 120_000 }, async ([name, bytes, runs]) => {
    let refusals = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
        const damaged = damages.reduce(
          (current, { kind, at, bytes: extra }) => applyDamage(current, kind, at, extra),
          bytes,
        );
        const result = await readFile(damaged, name);
        if (result.kind === "refused") {
          refusals += 1;
          expect(result.issues.some(({ severity }) => severity === "error")).toBe(true);
        }
        if (result.kind === "features")
          for (const layer of result.layers) expect(layer.features.length).toBe(layer.featureCount);
        if (result.kind === "table") {
          for (const { columns, rows } of result.sheets)
            for (const row of rows) expect(row.cells.length).toBe(columns.length);
        }
        structuredClone(result);
      }),
      { numRuns: runs, seed: 20_260_101, endOnFailure: true },
    );
    expect(refusals).toBeGreaterThan(0);
  });
});
