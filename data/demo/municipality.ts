// Puts the demonstration municipality together: land, areas with names and people, who borders on whom, the bridge.
import { createNameSource } from "./area-names.ts";
import { drawLabels, type Rings } from "./borders.ts";
import { nearestPoint } from "./growth.ts";
import { createHierarchy, type LandArea } from "./hierarchy.ts";
import { createMesh, type Mesh, tidyGround } from "./mesh.ts";
import { type People, populate, populateRestCode } from "./people.ts";
import { districts, places } from "./places.ts";
import { createRandom } from "./random.ts";
import { bridge, createTerrain, Ground, type Terrain } from "./terrain.ts";

/** The code of the municipality: none of Sweden's 290 has it. */
export const demonstrationMunicipality = { code: "9999", name: "Exempelsund (påhittad kommun)" } as const;

/** Codes with people and cases but no place on the map, as registers deliver them. */
export const restCodes = { register: "999999", short: "99", unmatched: "0" } as const;

/** An area of the lowest level with everything known about it. */
export interface DemonstrationArea extends LandArea {
  name: string;
  /** The mesh point where most people live; it lies inside the polygon. */
  centre: number;
  polygons: Rings[];
  people: People;
}

/** An area of a higher level: only a code and a name, as its land is the union of the areas with its prefix. */
interface NamedCode {
  code: string;
  name: string;
  /** As the register writes it, cut at about 15 characters. */
  registerName: string;
}

/** The whole municipality of a seed. */
export interface Municipality {
  seed: number;
  terrain: Terrain;
  mesh: Mesh;
  areas: DemonstrationArea[];
  /** Names of every code of levels 1, 2, 3, 4 and of the rest codes. */
  upperLevels: NamedCode[];
  restPeople: People;
  /** For each area the areas it borders on, the bridge included. */
  neighbours: number[][];
  /** The two areas that the bridge joins. */
  bridgeAreas: { mainland: number; island: number };
}

function listNeighbours(mesh: Mesh, areaOfPoint: Int32Array, count: number): Set<number>[] {
  const neighbours = Array.from({ length: count }, () => new Set<number>());
  for (let i = 0; i < mesh.count; i++) {
    const own = areaOfPoint[i]!;
    if (own < 0) continue;
    for (let n = mesh.firstNeighbour[i]!; n < mesh.firstNeighbour[i + 1]!; n++) {
      const other = areaOfPoint[mesh.neighbours[n]!]!;
      if (other >= 0 && other !== own) neighbours[own]!.add(other);
    }
  }
  return neighbours;
}

/** Names of levels 1–4: published ones for 1 and 2, the parts' own for 3, the first smallest area's for 4. */
function nameUpperLevels(areas: readonly DemonstrationArea[], partNames: ReadonlyMap<string, string>): NamedCode[] {
  const named: NamedCode[] = districts.map(({ code, name }) => ({ code, name, registerName: name.slice(0, 15) }));
  named.push(...places);
  const seen = new Set<string>();
  for (const area of areas) {
    const [part, block] = [area.code.slice(0, 3), area.code.slice(0, 4)];
    for (const [code, name] of [
      [part, partNames.get(part)!],
      [block, area.name],
    ] as const) {
      if (seen.has(code)) continue;
      seen.add(code);
      named.push({ code, name, registerName: name.slice(0, 15) });
    }
  }
  for (const code of ["9", restCodes.short, restCodes.register]) {
    named.push({ code, name: "Restpost: skrivna i kommunen utan fastighet", registerName: "Restpost" });
  }
  named.push({ code: restCodes.unmatched, name: "Kunde inte kopplas till ett område", registerName: "Ej kopplad" });
  return named
    .map(({ code, name, registerName }) => ({ code, name, registerName }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Builds the municipality of a seed; the same seed gives the same municipality on every machine. */
export function createMunicipality(seed: number): Municipality {
  const terrain = createTerrain(seed);
  const mesh = createMesh(seed, terrain);
  const islets = tidyGround(mesh);
  const { areas: land, attraction } = createHierarchy(seed, terrain, mesh, islets);

  const areaOfPoint = new Int32Array(mesh.count).fill(-1);
  for (const [i, area] of land.entries()) for (const point of area.points) areaOfPoint[point] = i;
  const polygons = drawLabels(mesh, areaOfPoint);
  const centres = land.map(({ points }) => points.reduce((a, b) => (attraction[b]! > attraction[a]! ? b : a)));
  const people = populate(seed, mesh, land, centres, attraction);

  const nextName = createNameSource(createRandom(seed, "names"));
  const partNames = new Map<string, string>();
  const areas = land.map((area, i): DemonstrationArea => {
    const part = area.code.slice(0, 3);
    const { place } = area;
    if (!partNames.has(part)) {
      const given = place.kind === "countryside" && place.parts.length === 1 ? undefined : place.parts[area.part];
      partNames.set(part, given ?? nextName(place.kind, false));
    }
    const isOnShore = area.points.some((point) => bordersOnSea(mesh, point));
    const name = nextName(place.kind, isOnShore);
    return { ...area, name, centre: centres[i]!, polygons: polygons.get(i)!, people: people[i]! };
  });

  const neighbours = listNeighbours(mesh, areaOfPoint, areas.length);
  const areaNear = (ground: number, [x, y]: readonly [number, number]): number => {
    const candidates = areas.flatMap(({ points }) => points).filter((point) => mesh.ground[point] === ground);
    return areaOfPoint[nearestPoint(mesh, candidates, x, y)]!;
  };
  const bridgeAreas = {
    mainland: areaNear(Ground.mainland, bridge.mainland),
    island: areaNear(Ground.island, bridge.island),
  };
  neighbours[bridgeAreas.mainland]!.add(bridgeAreas.island);
  neighbours[bridgeAreas.island]!.add(bridgeAreas.mainland);

  return {
    seed,
    terrain,
    mesh,
    areas,
    upperLevels: nameUpperLevels(areas, partNames),
    restPeople: populateRestCode(seed),
    neighbours: neighbours.map((set) => [...set].sort((a, b) => a - b)),
    bridgeAreas,
  };
}

function bordersOnSea(mesh: Mesh, point: number): boolean {
  return mesh.neighbours
    .subarray(mesh.firstNeighbour[point]!, mesh.firstNeighbour[point + 1]!)
    .some((other) => mesh.ground[other] === Ground.sea);
}
