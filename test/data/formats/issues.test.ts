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

  test("a hostile text is cut in the sentence, not in the value", () => {
    const value = "x".repeat(10_000);
    const found = issue("count.unknown-area-code", { row: 2, value });
    expect(found.value).toBe(value);
    expect(found.message.sv.length).toBeLessThan(400);
  });
});
