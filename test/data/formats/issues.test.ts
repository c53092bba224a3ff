// Every issue can be said in both languages, with the same facts, and never quotes what is sensitive.
import { describe, expect, test } from "vitest";
import { issue, issueTemplates } from "../../../data/issues.ts";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe("issue sentences", () => {
  test.for(Object.entries(issueTemplates))("%s says the same in Swedish and English", ([, { sv, en }]) => {
    expect([...new Set(placeholders(en))]).toEqual([...new Set(placeholders(sv))]);
    expect(sv).toMatch(/[.?!]$/);
    expect(en).toMatch(/[.?!]$/);
  });

  test("codes are alphabetic within their group", () => {
    const codes = Object.keys(issueTemplates);
    const groups = [...new Set(codes.map((code) => code.split(".")[0]))];
    for (const group of groups) {
      const own = codes.filter((code) => code.startsWith(`${group}.`));
      expect(own).toEqual([...own].sort());
    }
  });

  test("sentences about personal identity numbers have no place for the number", () => {
    for (const [code, { sv }] of Object.entries(issueTemplates)) {
      if (code.includes("personal-identity-number")) expect(placeholders(sv)).not.toContain("value");
    }
  });

  test("an issue carries its place and its sentences, numbers grouped as each language does", () => {
    expect(issue("area.duplicate-code", { row: 12_345, area: "010101", firstRow: 3 })).toEqual({
      code: "area.duplicate-code",
      severity: "error",
      row: 12_345,
      area: "010101",
      message: {
        sv: "Rad 12\u00a0345: områdeskoden 010101 finns redan på rad 3.",
        en: "Row 12,345: the area code 010101 is already used on row 3.",
      },
    });
  });

  test("one row is said in the singular, none and several in the plural", () => {
    const sentences = (count: number) => issue("count.replaced", { count, periods: "2024" }).message;
    expect(sentences(1)).toEqual({
      sv: "Tidigare inlästa värden för 2024 har ersatts (1 rad).",
      en: "Earlier values for 2024 were replaced (1 row).",
    });
    for (const count of [0, 2]) expect(sentences(count).sv).toContain(`(${count} rader)`);
    expect(issue("code.totals-left-out", { count: 1, column: "NYKO" }).message).toEqual({
      sv: "1 rad i kolumnen NYKO är summa för kommun, län eller riket. Den används bara för att kontrollera summan.",
      en: "1 row in column NYKO is a total for municipality, county or country. It is used only to check the sum.",
    });
  });

  test("no count stands before a word that is always in the plural", () => {
    for (const { sv, en } of Object.values(issueTemplates)) {
      expect(`${sv} ${en}`).not.toMatch(
        /\{count\} (rader|områden|koder|värden|summor|rows|areas|codes|values|totals)\b/,
      );
    }
  });

  test("a hostile text is cut in the sentence, not in the value", () => {
    const value = "x".repeat(10_000);
    const found = issue("count.unknown-area-code", { row: 2, value });
    expect(found.value).toBe(value);
    expect(found.message.sv.length).toBeLessThan(400);
  });
});
