// Districting problems for tests: lattices, Delaunay-like random towns, and the shared instances where they are present.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildGraph } from "../../engine/graph.ts";
import { type DistrictingProblem, noObjective, type ObjectiveWeights } from "../../engine/problem.ts";
import { sharedInstancesFolder } from "./shared-data.ts";

/** What a test may say about a problem; the rest is filled in: equal shares, no locks, no groups, no baseline. */
export interface ProblemParts {
  areaCount: number;
  teamCount: number;
  links: readonly (readonly [number, number, number])[];
  measures?: readonly (readonly number[])[];
  toleranceFraction?: readonly number[];
  targetShare?: readonly (readonly number[])[];
  xM?: readonly number[];
  yM?: readonly number[];
  lockedTeam?: ArrayLike<number>;
  group?: ArrayLike<number>;
  baselineTeam?: ArrayLike<number>;
  forbiddenPairs?: ArrayLike<number>;
  movedWeightLimit?: number;
  objective?: Partial<ObjectiveWeights>;
}

/** A complete problem from its interesting parts. */
export function makeProblem(parts: ProblemParts): DistrictingProblem {
  const { areaCount, teamCount } = parts;
  const measures = parts.measures ?? [Array(areaCount).fill(1)];
  const measureCount = measures.length;
  const shares = parts.targetShare ?? measures.map(() => Array(teamCount).fill(1 / teamCount));
  return {
    areaCount,
    teamCount,
    measureCount,
    measures: Float64Array.from(measures.flat()),
    toleranceFraction: Float64Array.from(parts.toleranceFraction ?? Array(measureCount).fill(0.01)),
    balanceWeight: new Float64Array(measureCount).fill(1),
    targetShare: Float64Array.from(shares.flat()),
    ...buildGraph(
      areaCount,
      Int32Array.from({ length: 2 * parts.links.length }, (_, end) => parts.links[end >> 1]![end & 1]!),
      Float64Array.from(parts.links.map(([, , lengthM]) => lengthM)),
    ),
    xM: Float64Array.from(parts.xM ?? Array(areaCount).fill(0)),
    yM: Float64Array.from(parts.yM ?? Array(areaCount).fill(0)),
    areaM2: new Float64Array(areaCount).fill(1),
    perimeterM: new Float64Array(areaCount).fill(4),
    lockedTeam: Int32Array.from(parts.lockedTeam ?? new Int32Array(areaCount).fill(-1)),
    group: Int32Array.from(parts.group ?? new Int32Array(areaCount).fill(-1)),
    baselineTeam: Int32Array.from(parts.baselineTeam ?? new Int32Array(areaCount).fill(-1)),
    ...(parts.forbiddenPairs ? { forbiddenPairs: Int32Array.from(parts.forbiddenPairs) } : {}),
    ...(parts.movedWeightLimit === undefined ? {} : { movedWeightLimit: parts.movedWeightLimit }),
    homeArea: new Int32Array(teamCount).fill(-1),
    compactnessMeasure: 0,
    objective: { ...noObjective, ...parts.objective },
  };
}

/** Links of a lattice: area = row × columns + column; with `diagonals` also one diagonal per cell (still planar). */
export function latticeLinks(rows: number, columns: number, diagonals = false): [number, number, number][] {
  const links: [number, number, number][] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const area = row * columns + column;
      if (column + 1 < columns) links.push([area, area + 1, 1]);
      if (row + 1 < rows) links.push([area, area + columns, 1]);
      if (diagonals && column + 1 < columns && row + 1 < rows) links.push([area, area + columns + 1, 0.5]);
    }
  }
  return links;
}

/** A lattice problem with unit cells. */
export function latticeProblem(
  rows: number,
  columns: number,
  teamCount: number,
  parts: Partial<ProblemParts> & { diagonals?: boolean } = {},
): DistrictingProblem {
  const areaCount = rows * columns;
  return makeProblem({
    areaCount,
    teamCount,
    links: latticeLinks(rows, columns, parts.diagonals),
    xM: Array.from({ length: areaCount }, (_, area) => area % columns),
    yM: Array.from({ length: areaCount }, (_, area) => Math.floor(area / columns)),
    ...parts,
  });
}

/** A node of a shared instance; fields as described in its README. */
export interface InstanceNode {
  id: string;
  weight: number;
  x: number;
  y: number;
  area: number;
  perimeter: number;
  children?: number;
  clients?: number;
  school?: number;
  current?: number;
  locked?: boolean;
}

export interface Instance {
  name: string;
  k: number;
  tolerance: number;
  nodes: InstanceNode[];
  edges: [number, number, number][];
}

/** Reads a shared instance by its file name without extension. */
export function readInstance(name: string, compressed = false): Instance {
  const bytes = readFileSync(join(sharedInstancesFolder, `${name}.json${compressed ? ".gz" : ""}`));
  return JSON.parse((compressed ? gunzipSync(bytes) : bytes).toString("utf8"));
}

/** A shared instance as a problem: lengths in metres (the instances are in km), one measure unless told otherwise. */
export function instanceProblem(
  instance: Instance,
  parts: Partial<ProblemParts> & { measure?: (node: InstanceNode) => number } = {},
): DistrictingProblem {
  const { nodes, edges, k, tolerance } = instance;
  const measure = parts.measure ?? ((node: InstanceNode) => node.weight);
  return makeProblem({
    areaCount: nodes.length,
    teamCount: k,
    links: edges.map(([a, b, lengthKm]) => [a, b, lengthKm * 1000]),
    measures: [nodes.map(measure)],
    toleranceFraction: [tolerance],
    xM: nodes.map((node) => node.x * 1000),
    yM: nodes.map((node) => node.y * 1000),
    ...parts,
  });
}
