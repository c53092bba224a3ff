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

/** The last requirement of level 1 or 2 in each section of the final 5.0.0; they come first in every section. */
const lastOfSection: Readonly<Record<string, number>> = {
  ...{ "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2 },
  ...{ "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1 },
  ...{ "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2 },
  ...{ "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4 },
  ...{ "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3 },
  ...{ "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4 },
  ...{ "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2 },
  ...{ "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1 },
  ...{ "9.1": 3, "9.2": 4 },
  ...{ "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3 },
  ...{ "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1 },
  ...{ "12.1": 3, "12.2": 2, "12.3": 4 },
  ...{ "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5 },
  ...{ "14.1": 2, "14.2": 4, "14.3": 3 },
  ...{ "15.1": 3, "15.2": 3, "15.3": 7 },
  ...{ "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3 },
  ...{ "17.1": 1, "17.2": 4, "17.3": 2 },
};

function wholeSection(section: string): string[] {
  return Array.from({ length: lastOfSection[section] ?? 0 }, (_, index) => `${section}.${index + 1}`);
}

/** "1.2.6–1.2.8" and whole sections as "4.3", from the sentence of what is left out. */
function leftOut(): string[] {
  const sentence = /What the product does not have is left out: (.*?) Rows of level 3/s.exec(text)![1]!;
  return [...sentence.matchAll(/\d+\.\d+(?:\.\d+)?(?:–\d+\.\d+\.\d+)?/g)].flatMap(([told]) =>
    /^\d+\.\d+$/.test(told) ? wholeSection(told) : numbersOf(told),
  );
}

describe("the table of requirements", () => {
  it("tells or leaves out by name every requirement of levels 1 and 2, and marks those of level 3", () => {
    const all = Object.keys(lastOfSection).flatMap(wholeSection);
    expect(all).toHaveLength(253);
    const told = rows.flatMap(({ numbers }) => numbers.split(", ")).filter((each) => !each.includes("(L3)"));
    const covered = [...told.flatMap(numbersOf), ...leftOut()];
    expect(all.filter((number) => !covered.includes(number))).toEqual([]);
    expect(covered.filter((number) => !all.includes(number))).toEqual([]);
    expect(covered.filter((number, index) => covered.indexOf(number) !== index)).toEqual([]);
  });

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
