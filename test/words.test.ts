// One word for one thing in Swedish: the words that were dropped for another are nowhere in what people read.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** Words that are no part of any name in the code, with what is said instead; `except` says where they mean another thing. */
const droppedStems: readonly { readonly stem: RegExp; readonly say: string; readonly except: readonly string[] }[] = [
  // An edition of a set of areas is a utgåva; what is saved again is a version.
  {
    stem: /utgåv|utgava/i,
    say: "version",
    except: ["data/issues.ts", "data/purposes/areas.ts", "api/record/sections/data.ts", "help.words.division.meaning"],
  },
  { stem: /jämvikt/i, say: "jämnhet", except: [] },
  { stem: /tyngd(er|erna)\b/i, say: "vikter", except: [] },
  { stem: /baslinje|utgångspunkt/i, say: "utgångsläge", except: [] },
  { stem: /\bt(a|ar|og|agit|agen|agna) undan\b/i, say: "lägg undan", except: [] },
];

/** Words that the code may have in names, looked for in sentences alone. */
const droppedWords: readonly { readonly word: RegExp; readonly say: string }[] = [
  { word: /\bplan(en|er|erna|ens|ernas)?\b/i, say: "förslag" },
  { word: /\bregler(na)?\b/i, say: "villkor" },
  { word: /\brevision(en|er)?\b/i, say: "version" },
  { word: /\blösning(en|ar|arna)?\b/i, say: "förslag" },
];

/** Every Swedish sentence of the page, by its key. */
function pageSentences(): (readonly [place: string, text: string])[] {
  const found: (readonly [string, string])[] = [];
  const walk = (node: unknown, path: string) => {
    if (typeof node === "string") found.push([path, node.replace(/{{\w+}}/g, "…")]);
    else for (const [key, child] of Object.entries(node as object)) walk(child, path === "" ? key : `${path}.${key}`);
  };
  walk(JSON.parse(readFileSync(join(root, "web/locales/sv.json"), "utf8")), "");
  return found;
}

const sources = globSync("{api,engine,data}/**/*.ts", { cwd: root }).map(
  (file) => [file, readFileSync(join(root, file), "utf8")] as const,
);

/** What stands after `sv:` in the service, the engine and the imports. */
function serviceSentences(): (readonly [place: string, text: string])[] {
  return sources.flatMap(([file, text]) =>
    [...text.matchAll(/\bsv:\s*(?:"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g)].map(
      (match) => [file, (match[1] ?? match[2])!.replace(/\$\{[^}]*\}/g, "…")] as const,
    ),
  );
}

describe("words that were dropped", () => {
  it("are nowhere, but where they mean another thing", () => {
    const places = [...pageSentences(), ...sources];
    expect(places.length).toBeGreaterThan(1500);
    for (const { stem, say, except } of droppedStems) {
      const found = places.filter(([place, text]) => stem.test(text) && !except.includes(place));
      expect(found.map(([place, text]) => `${place}: ${stem.exec(text)![0]} → ${say}`)).toEqual([]);
      for (const place of except) expect(places.find(([own]) => own === place)?.[1]).toMatch(stem);
    }
  });

  it("are in no sentence", () => {
    const sentences = [...pageSentences(), ...serviceSentences()];
    expect(sentences.length).toBeGreaterThan(2000);
    for (const { word, say } of droppedWords) {
      const found = sentences.filter(([, text]) => word.test(text));
      expect(found.map(([place, text]) => `${place}: ${text.slice(0, 90)} → ${say}`)).toEqual([]);
    }
  });
});
