// The demonstration municipality as an instance file, so that it can be divided and proven like the shared ones.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { computeAdjacency } from "../../data/adjacency.ts";
import { createMunicipality } from "../../data/demo/municipality.ts";
import { countChildren, extractYears } from "../../data/demo/people.ts";
import { teamOfArea, teams } from "../../data/demo/teams.ts";
import type { BenchedInstance } from "./district-runs.ts";

const seed = 2281;
const oldestChild = 17;

/** Its areas with children 0–17 as weight, its four teams and ±1 %, in kilometres; written to a file of its own. */
export function demonstrationInstance(): BenchedInstance {
  const { areas, mesh, bridgeAreas } = createMunicipality(seed);
  const shapes = areas.map(({ polygons }, areaIndex) => ({
    areaIndex,
    geometry: {
      type: "MultiPolygon" as const,
      coordinates: polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x, y]))),
    },
  }));
  const { edges } = computeAdjacency(shapes, { toleranceM: 1 });
  const instance = {
    name: "demonstration municipality",
    k: teams.length,
    tolerance: 0.01,
    nodes: areas.map((area) => ({
      id: area.code,
      weight: countChildren(area.people, extractYears.length - 1, 0, oldestChild),
      x: mesh.x[area.centre]! / 1000,
      y: mesh.y[area.centre]! / 1000,
      area: 1,
      perimeter: 1,
      current: teams.indexOf(teamOfArea(area)),
    })),
    edges: edges.map(
      ({ areaIndexA, areaIndexB, sharedLengthM }) => [areaIndexA, areaIndexB, sharedLengthM / 1000] as const,
    ),
    bridges: [[bridgeAreas.mainland, bridgeAreas.island]] as const,
  };
  const path = join(mkdtempSync(join(tmpdir(), "district-bench-")), "demonstration.json");
  writeFileSync(path, JSON.stringify(instance));
  return { ...instance, path };
}
