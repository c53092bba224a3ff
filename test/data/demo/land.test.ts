// The demonstration's land is a clean coverage with a NYKO hierarchy, an island, lakes, islets and an enclave, whatever the seed.
import { describe, expect, it } from "vitest";
import { createDemonstration } from "../../../data/demo/index.ts";
import {
  areaContains,
  boundaryRings,
  collectEdges,
  countPieces,
  crossingEdges,
  type DeliveredArea,
  neighboursByEdge,
  readAreas,
  signedAreaTwice,
} from "./coverage.ts";
import { readTable } from "./tables.ts";

describe.each([2281, 7, 20260101])("the land of seed %i", (seed) => {
  const files = createDemonstration(seed);
  const areas = readAreas(files.find(({ purpose }) => purpose === "areas")!.bytes);
  const edges = collectEdges(areas);
  const neighbours = neighboursByEdge(areas.length, edges);
  const indexOfCode = new Map(areas.map(({ code }, i) => [code, i]));
  const links = readTable(files.find(({ purpose }) => purpose === "links")!);
  const linked = neighbours.map((set) => new Set(set));
  for (const { Från: from, Till: to } of links) {
    linked[indexOfCode.get(from!)!]!.add(indexOfCode.get(to!)!);
    linked[indexOfCode.get(to!)!]!.add(indexOfCode.get(from!)!);
  }

  it("has about 350 areas with unique six-digit codes", () => {
    expect(areas.length).toBeGreaterThanOrEqual(345);
    expect(areas.length).toBeLessThanOrEqual(360);
    expect(indexOfCode.size).toBe(areas.length);
    for (const { code } of areas) expect(code).toMatch(/^[1-8][1-7]\d[0-9]\d\d$/);
  });

  it("has closed rings, outer ones counter-clockwise, holes clockwise and inside, all on decimetres", () => {
    for (const { code, polygons } of areas) {
      for (const [outer, ...holes] of polygons) {
        for (const ring of [outer!, ...holes]) {
          expect(ring.length, code).toBeGreaterThanOrEqual(4);
          expect(ring[0]).toEqual(ring.at(-1));
          for (const coordinate of ring.flat()) expect(Math.round(coordinate * 10) / 10).toBe(coordinate);
          expect(new Set(ring.slice(1).map(String)).size, code).toBe(ring.length - 1);
        }
        expect(signedAreaTwice(outer!), code).toBeGreaterThan(0);
        for (const hole of holes) {
          expect(signedAreaTwice(hole), code).toBeLessThan(0);
          expect(areaContains({ code, polygons: [[outer!]] }, hole[0]!), code).toBe(true);
        }
      }
    }
  });

  it("shares every inner edge between exactly two areas that run along it in opposite directions", () => {
    let inner = 0;
    for (const { forward, backward } of edges) {
      expect(forward.length).toBeLessThanOrEqual(1);
      expect(backward.length).toBeLessThanOrEqual(1);
      if (forward.length + backward.length === 2) inner++;
    }
    expect(inner).toBeGreaterThan(0.6 * edges.length);
  });

  it("leaves only shores, lakes and the outline to a single area: no gap or overlap however thin", () => {
    for (const ring of boundaryRings(edges)) {
      expect(ring[0]).toEqual(ring.at(-1));
      expect(Math.abs(signedAreaTwice(ring) / 2), `ring at ${ring[0]}`).toBeGreaterThan(50_000);
    }
  });

  it("has no edges that cross or touch outside their ends, so no overlap and no sliver", () => {
    expect(crossingEdges(edges)).toEqual([]);
  });

  it("has no area too thin or too small to see", () => {
    for (const { code, polygons } of areas) {
      const areaM2 = polygons.reduce(
        (sum, rings) => sum + rings.reduce((s, ring) => s + signedAreaTwice(ring) / 2, 0),
        0,
      );
      expect(areaM2, code).toBeGreaterThan(8000);
    }
  });

  it("has sea and lakes as holes that belong to nobody", () => {
    const rings = boundaryRings(edges);
    const lakes = rings.filter((ring) => signedAreaTwice(ring) < 0);
    expect(lakes.length).toBeGreaterThanOrEqual(2);
    expect(rings.length - lakes.length).toBeGreaterThanOrEqual(5);
    const enclosed = rings.reduce((sum, ring) => sum + signedAreaTwice(ring), 0);
    const summed = areas
      .flatMap(({ polygons }) => polygons.flat())
      .reduce((sum, ring) => sum + signedAreaTwice(ring), 0);
    expect(Math.abs(enclosed - summed) / summed).toBeLessThan(1e-9);
  });

  it("has areas in several parts and an area wholly inside another", () => {
    expect(areas.filter(({ polygons }) => polygons.length > 1).length).toBeGreaterThanOrEqual(2);
    const surrounded = areas.filter(
      (area, i) => neighbours[i]!.size === 1 && isWithinNeighbour(area, areas[[...neighbours[i]!][0]!]!),
    );
    expect(surrounded.length).toBeGreaterThanOrEqual(1);
  });

  it("has every area of levels 1, 2, 3 and 4 in one piece", () => {
    for (const length of [1, 2, 3, 4]) {
      for (const prefix of new Set(areas.map(({ code }) => code.slice(0, length)))) {
        const members = areas.flatMap(({ code }, i) => (code.startsWith(prefix) ? [i] : []));
        expect(countPieces(neighbours, members), `code ${prefix}`).toBe(1);
      }
    }
  });

  it("falls into mainland and island, and hangs together by the bridge alone", () => {
    const everyone = areas.map((_, i) => i);
    expect(links).toHaveLength(1);
    expect(links[0]).toMatchObject({ Åtgärd: "lägg till", Skäl: "bro" });
    expect(countPieces(neighbours, everyone)).toBe(2);
    expect(countPieces(linked, everyone)).toBe(1);
  });

  it("has today's four teams in one piece each, with a share of the children off by no more than 15 %", () => {
    const teamOf = new Map(
      readTable(files.find(({ purpose }) => purpose === "current-division")!).map((row) => [row.NYKO!, row.Team!]),
    );
    expect([...teamOf.keys()].sort()).toEqual(areas.map(({ code }) => code).sort());
    const children = new Map<string, number>();
    for (const row of readTable(files.find(({ name }) => name === "befolkning-0-20-ettarsklasser.csv")!)) {
      if (row.Uttagsdatum !== "2025-12-31" || Number(row.Alder) > 19 || !teamOf.has(row.NYKO!)) continue;
      const team = teamOf.get(row.NYKO!)!;
      children.set(team, (children.get(team) ?? 0) + Number(row.AntalPersoner));
    }
    const mean = [...children.values()].reduce((sum, count) => sum + count, 0) / 4;
    const deviations = ["A", "B", "C", "D"].map((team) => children.get(team)! / mean - 1);
    for (const [i, team] of ["A", "B", "C", "D"].entries()) {
      const members = areas.flatMap(({ code }, index) => (teamOf.get(code) === team ? [index] : []));
      expect(countPieces(linked, members), `team ${team}`).toBe(1);
      expect(Math.abs(deviations[i]!), `team ${team}`).toBeLessThan(0.15);
    }
    expect(Math.max(...deviations) - Math.min(...deviations)).toBeGreaterThan(0.05);
  });
});

function isWithinNeighbour(area: DeliveredArea, neighbour: DeliveredArea): boolean {
  const ring = new Set(area.polygons[0]![0]!.map(String));
  return neighbour.polygons.some(([, ...holes]) =>
    holes.some((hole) => hole.every((position) => ring.has(String(position)))),
  );
}
