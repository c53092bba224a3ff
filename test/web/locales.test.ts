// Swedish and English say the same things, and the page asks for no sentence that is missing.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const webFolder = join(import.meta.dirname, "../../web");

/** "nav.map" → its text, for every text of a locale. */
function texts(language: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (node: unknown, path: string) => {
    if (typeof node === "string") found.set(path, node);
    else for (const [key, child] of Object.entries(node as object)) walk(child, path === "" ? key : `${path}.${key}`);
  };
  walk(JSON.parse(readFileSync(join(webFolder, "locales", `${language}.json`), "utf8")), "");
  return found;
}

const sv = texts("sv");
const en = texts("en");
const placeholders = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]!).sort();
const sources = globSync("**/*.{ts,tsx}", { cwd: webFolder, exclude: ["dist/**"] }).map((file) => ({
  file,
  text: readFileSync(join(webFolder, file), "utf8"),
}));
const hasKey = (key: string) => sv.has(key) || sv.has(`${key}_other`);

describe("locales", () => {
  it("have the same keys", () => {
    expect([...en.keys()].sort()).toEqual([...sv.keys()].sort());
  });

  it("ask for the same values in each sentence", () => {
    for (const [key, text] of sv) expect(placeholders(en.get(key) ?? ""), key).toEqual(placeholders(text));
  });

  it("leave no sentence empty or untranslated", () => {
    const same = new Set([...sv].filter(([key, text]) => text.length > 24 && en.get(key) === text).map(([key]) => key));
    expect([...same]).toEqual([]);
    for (const text of [...sv.values(), ...en.values()]) expect(text.trim()).not.toBe("");
  });

  it("have every sentence the page asks for by name", () => {
    const asked = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/\bt\(\s*"([\w.-]+)"/g)].map((match) => ({ file, key: match[1]! })),
    );
    expect(asked.length).toBeGreaterThan(150);
    expect(asked.filter(({ key }) => !hasKey(key))).toEqual([]);
  });

  it("have sentences under every beginning the page completes", () => {
    const begun = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/\bt\(\s*`([\w.-]+\.)\$\{/g)].map((match) => ({ file, prefix: match[1]! })),
    );
    expect(begun.length).toBeGreaterThan(10);
    expect(begun.filter(({ prefix }) => ![...sv.keys()].some((key) => key.startsWith(prefix)))).toEqual([]);
  });
});
