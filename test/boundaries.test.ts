// Keeps the arrows between folders, the purity of the engine, and the habits the compiler cannot see.
import { globSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const folders = ["engine", "data", "api", "web", "test"] as const;
const sources = globSync(
  folders.map((folder) => `${folder}/**/*.{ts,tsx}`),
  { cwd: root },
)
  .filter((file) => !file.includes("dist/"))
  .map((file) => file.replaceAll("\\", "/"))
  .sort();
const textOf = (file: string): string => readFileSync(join(root, file), "utf8");

interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)|new URL\(\s*["'](\.[^"']+\.tsx?)["']/g;

function importsOf(file: string): Import[] {
  return [...textOf(file).matchAll(importPattern)].map((match) => ({
    from: file,
    specifier: match[2] ?? match[3] ?? match[4] ?? "",
    typeOnly: match[1] !== undefined,
  }));
}

/** The place a file belongs to: a top folder, or `contract` which others may use. */
function placeOf(file: string): string {
  return file.startsWith("api/contract/") ? "contract" : (file.split("/")[0] ?? "");
}

const internal = sources.flatMap(importsOf).filter((entry) => entry.specifier.startsWith("."));
const target = (entry: Import): string =>
  relative(root, normalize(join(root, dirname(entry.from), entry.specifier))).replaceAll("\\", "/");

const allowed: Record<string, readonly string[]> = {
  engine: ["engine"],
  contract: ["contract"],
  data: ["data"],
  api: ["api", "engine", "data", "contract"],
  web: ["web", "engine", "contract"],
  test: ["engine", "data", "api", "contract", "web", "test"],
};
const packagesAllowed: Record<string, RegExp> = {
  engine: /^$/,
  contract: /^zod$/,
  data: /^(csv-parse|read-excel-file|gdal3\.js|proj4)(\/|$)/,
  web: /^(react|react-dom|react-router|maplibre-gl|@tanstack\/react-query|i18next|react-i18next|@fontsource\/raleway|topojson-client|topojson-specification|geojson|vite|@vitejs\/plugin-react|node:)/,
};

describe("the arrows between folders", () => {
  it("reads every source file", () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(internal.length).toBeGreaterThan(100);
  });

  it("go only where the design lets them", () => {
    const forbidden = internal
      .filter((entry) => !allowed[placeOf(entry.from)]?.includes(placeOf(target(entry))))
      .map((entry) => `${entry.from} → ${target(entry)}`);
    expect(forbidden).toEqual([]);
  });

  it("from the page to the contract carry types only", () => {
    const values = internal
      .filter((entry) => placeOf(entry.from) === "web" && placeOf(target(entry)) === "contract" && !entry.typeOnly)
      .map((entry) => `${entry.from} → ${entry.specifier}`);
    expect(values).toEqual([]);
  });

  it("to packages are the ones each folder may use", () => {
    const builtin = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);
    const forbidden = sources.flatMap(importsOf).filter((entry) => {
      const pattern = packagesAllowed[placeOf(entry.from)];
      if (pattern === undefined || entry.specifier.startsWith(".") || entry.specifier.startsWith("virtual:"))
        return false;
      if (placeOf(entry.from) === "data" && builtin.has(entry.specifier)) return false;
      if (entry.typeOnly && ["geojson", "zod"].includes(entry.specifier)) return false;
      return !pattern.test(entry.specifier);
    });
    expect(forbidden.map((entry) => `${entry.from} → ${entry.specifier}`)).toEqual([]);
  });

  it("never form a circle between files", () => {
    const next = new Map<string, string[]>();
    for (const entry of internal) {
      if (!entry.typeOnly) next.set(entry.from, [...(next.get(entry.from) ?? []), target(entry)]);
    }
    const finished = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, trail: string[]): void => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
      else if (!finished.has(file)) {
        for (const other of next.get(file) ?? []) walk(other, [...trail, file]);
        finished.add(file);
      }
    };
    for (const file of sources) walk(file, []);
    expect(circles).toEqual([]);
  });
});

describe("single doors", () => {
  const importersOf = (pattern: RegExp): string[] =>
    sources.filter(
      (file) => placeOf(file) !== "test" && importsOf(file).some((entry) => pattern.test(entry.specifier)),
    );

  it("only web/map draws with maplibre-gl", () => {
    expect(importersOf(/^maplibre-gl/).every((file) => file.startsWith("web/map/"))).toBe(true);
  });

  it("only api/db speaks to the database engines", () => {
    expect(importersOf(/^(pg|@electric-sql\/)/).every((file) => file.startsWith("api/db/"))).toBe(true);
  });

  it("only the two starting points and the configuration read the environment", () => {
    const readers = sources.filter(
      (file) => ["api", "data", "engine", "contract"].includes(placeOf(file)) && /process\.env/.test(textOf(file)),
    );
    expect(readers.filter((file) => !["api/main.ts", "api/cli.ts", "api/config.ts"].includes(file))).toEqual([]);
  });
});

describe("the engine", () => {
  // ECMAScript specifies these to the bit; the others of Math, and powers but of two, are "implementation-approximated".
  const inexact = /\bMath\b(?!\.(abs|ceil|clz32|floor|imul|max|min|round|sign|sqrt|trunc)\b)|(?<!\b2 )\*\* (?!BigInt)/;
  const fromOutside =
    /\b(Date|performance|crypto|setTimeout|setInterval|Intl|localeCompare|toLocale\w*|navigator|process|globalThis|self)\b/;
  const withoutComment = (line: string): string => line.replace(/\/\/.*$|^\s*\/?\*.*$|\/\*.*?\*\//g, "");
  const offends = (line: string): boolean =>
    inexact.test(withoutComment(line)) || fromOutside.test(withoutComment(line));

  // Chances and intervals need exp and log. They are read by people and decide nothing that must repeat to the bit.
  const isOfWorkload = (file: string): boolean => file.startsWith("engine/workload/");

  it("decides nothing by the workload's chances, which may differ in their last bits", () => {
    const users = internal.filter(
      (entry) => placeOf(entry.from) === "engine" && !isOfWorkload(entry.from) && isOfWorkload(target(entry)),
    );
    expect(users).toEqual([]);
  });

  it("uses only operations that give the same bits on every machine: no clock, no global random, no transcendental", () => {
    const offending = sources
      .filter((file) => file.startsWith("engine/") && !isOfWorkload(file))
      .flatMap((file) =>
        textOf(file)
          .split("\n")
          .flatMap((line, index) => (offends(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
      );
    expect(offending).toEqual([]);
  });

  it.each([
    "const heat = Math.exp(-change / temperature);",
    "const { log } = Math;",
    'Math["pow"](2, 3);',
    "return Math.hypot(dx, dy);",
    "const draw = Math.random();",
    "const cube = side ** 3;",
    "const root = 10 ** 0.5;",
    "names.sort((a, b) => a.localeCompare(b));",
    "const started = performance.now();",
  ])("would not be let use %s", (line) => {
    expect(offends(line)).toBe(true);
  });
});

describe("habits", () => {
  it("every source file says in its first line what it is for", () => {
    expect(sources.filter((file) => !/^(#!.*\n)?(\/\/|\/\*\*?) /.test(textOf(file)))).toEqual([]);
  });

  it("no file or folder has a name that says nothing", () => {
    expect(sources.filter((file) => /(^|\/)(utils?|helpers?|common|shared|misc)(\.|\/)/i.test(file))).toEqual([]);
  });

  it("every SQL file of functions, views and policies is named after its one object", () => {
    const files = globSync("sql/{functions,views}/**/*.sql", { cwd: root });
    expect(files.length).toBeGreaterThan(5);
    const misnamed = files.filter((file) => {
      const created = [
        ...readFileSync(join(root, file), "utf8").matchAll(/create (?:or replace )?(?:function|view)\s+([a-z_.]+)/gi),
      ];
      const name = file
        .split("/")
        .at(-1)
        ?.replace(/\.sql$/, "");
      return created.length !== 1 || (created[0]?.[1]?.split(".").at(-1) !== name && created[0]?.[1] !== name);
    });
    expect(misnamed).toEqual([]);
  });
});
