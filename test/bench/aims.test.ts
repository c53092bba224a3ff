// The benchmarks' aims: each is about a figure that is measured, and those kept in the repository miss only what is known.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { missesOf } from "./aims.ts";
import { districtingAims } from "./districting-aims.ts";
import { drawingAims } from "./drawing-in-browser.ts";
import { type Figure, figure } from "./measurement.ts";
import { peers } from "./peers.ts";

const keptFigures = (file: string) =>
  (JSON.parse(readFileSync(join(import.meta.dirname, "results", file), "utf8")) as { figures: Figure[] }).figures;

it("finds a figure above, one below and one that does not say what it must, and no other", () => {
  const figures = [figure("a, 1 s", "count", [3, 5, 4]), figure("b: gap", "fraction", [0.2]), figure("c", "s", [1])];
  const texts = (aim: Parameters<typeof missesOf>[0][number]) => missesOf([aim], figures).map(({ text }) => text);
  expect(texts({ figure: "a", atMost: 4 })).toEqual([]);
  expect(texts({ figure: "a", atMost: 3 })).toEqual(["a, 1 s: 4, aim at most 3"]);
  expect(texts({ figure: "a", atLeast: 5 })).toEqual(["a, 1 s: 4, aim at least 5"]);
  expect(texts({ figure: "b", ending: ": time", atMost: 0 })).toEqual([]);
  expect(texts({ figure: "b", ending: ": gap", atMost: 0.1 })).toHaveLength(1);
  expect(texts({ figure: "c", says: "optimal" })).toEqual(['c: 1, aim "optimal"']);
  expect(texts({ figure: "not measured", atMost: 0 })).toEqual([]);
});

describe.each([
  { file: "districting.json", aims: districtingAims(peers) },
  { file: "browser.json", aims: drawingAims },
])("the aims of $file", ({ file, aims }) => {
  const figures = keptFigures(file);

  it.each(aims)("$figure is measured", ({ figure: name, ending = "" }) => {
    expect(figures.some((one) => one.name.startsWith(name) && one.name.endsWith(ending))).toBe(true);
  });

  it("are missed by nothing that is kept but what is known with its reason, and know no miss that is met", () => {
    const misses = missesOf(aims, figures);
    expect(misses.filter(({ aim }) => aim.knownMiss === undefined).map(({ text }) => text)).toEqual([]);
    expect(misses.map(({ aim }) => aim)).toEqual(aims.filter(({ knownMiss }) => knownMiss !== undefined));
  });
});
