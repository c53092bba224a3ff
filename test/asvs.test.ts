// docs/asvs.md: every file that it names is there, and no requirement is told twice or without an answer.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const text = readFileSync(join(root, "docs/asvs.md"), "utf8");
const rows = [...text.matchAll(/^\| (\d[^|]*) \| ([^|]*) \| ([^|]*) \|$/gm)].map(([, numbers, short, answer]) => ({
  numbers: numbers!,
  short: short!,
  answer: answer!,
}));

/** "3.4.4–3.4.6, 3.5.1 (L3)" as single numbers. */
function numbersOf(told: string): string[] {
  return told
    .replace(/ \(L3\)/g, "")
    .split(", ")
    .flatMap((each) => {
      const [first = "", last = first] = each.split("–");
      const stem = first.slice(0, first.lastIndexOf(".") + 1);
      const [from, to] = [first, last].map((number) => Number(number.split(".").at(-1)));
      return Array.from({ length: to! - from! + 1 }, (_, index) => `${stem}${from! + index}`);
    });
}

describe("the table of requirements", () => {
  it("has a row for each of the chapters that apply", () => {
    const chapters = new Set(rows.flatMap(({ numbers }) => numbersOf(numbers)).map((number) => number.split(".")[0]));
    expect([...chapters]).toEqual(Array.from({ length: 16 }, (_, index) => String(index + 1)));
    expect(rows.length).toBeGreaterThan(100);
  });

  it("tells each requirement once, with an answer", () => {
    const numbers = rows.flatMap((row) => numbersOf(row.numbers));
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
    for (const { numbers: told, answer } of rows) {
      expect(
        numbersOf(told).every((number) => /^\d+\.\d+\.\d+$/.test(number)),
        told,
      ).toBe(true);
      expect(answer.length, told).toBeGreaterThan(3);
    }
  });

  it("names only files that are there", () => {
    const files = [...text.matchAll(/`((?:api|data|engine|sql|test|web|docs)\/[\w./-]+)`/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(80);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});
