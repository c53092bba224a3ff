// The registry of starts: ways to make a first connected plan; a new one is a file, a line here and a test.
import type { Random } from "../random.ts";
import type { SearchProblem } from "../search-problem.ts";
import { baselineStart } from "./baseline-start.ts";
import { growthStart } from "./growth-start.ts";
import { powerStart } from "./power-start.ts";
import { treeStart } from "./tree-start.ts";

/**
 * Makes a plan in which every team is connected and keeps its locks; balance is only aimed at. Yields the steps it has
 * used since the last yield (about one per node looked at), so that the host can stop in between. Returns undefined when
 * this attempt failed; another attempt with later random numbers may succeed.
 */
export type Start = (search: SearchProblem, random: Random) => Generator<number, Int32Array | undefined>;

export type StartName = "growth" | "power" | "tree" | "baseline";

export const starts: Record<StartName, Start> = {
  growth: growthStart,
  power: powerStart,
  tree: treeStart,
  baseline: baselineStart,
};
