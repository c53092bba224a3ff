// Searching for a place: a whole code or name first, then what begins so, åäö and case as in Swedish; and what areas are called together.
import { describe, expect, it } from "vitest";
import { findPlaces, isWideKind, type SearchablePlace } from "../../web/components/find-places.ts";
import { widePlaces } from "../../web/map-page/wide-places.ts";

const area = (code: string, name: string, areaIndex: number): SearchablePlace => ({
  kind: "area",
  code,
  name,
  areaIndexes: [areaIndex],
});

describe("findPlaces", () => {
  const places: readonly SearchablePlace[] = [
    area("0101", "Haga", 0),
    area("0201", "Östra berget", 1),
    area("1010", "Centrum", 2),
    { kind: "school", code: "1010", name: "Hagaskolan", areaIndexes: [2] },
  ];

  it("puts a whole name before its beginning, and finds areas by the beginning of their code", () => {
    expect(findPlaces(places, "haga").map(({ name }) => name)).toEqual(["Haga", "Hagaskolan"]);
    expect(findPlaces(places, "01").map(({ name }) => name)).toEqual(["Haga"]);
    expect(findPlaces(places, "1010").map(({ kind }) => kind)).toEqual(["area"]);
  });

  it("finds the beginning of any word and a part of one, in any case, and nothing for nothing", () => {
    expect(findPlaces(places, "BERG").map(({ name }) => name)).toEqual(["Östra berget"]);
    expect(findPlaces(places, "östra")).toHaveLength(1);
    expect(findPlaces(places, "trum").map(({ code }) => code)).toEqual(["1010"]);
    expect(findPlaces(places, " ")).toEqual([]);
    expect(findPlaces(places, "finns inte")).toEqual([]);
  });

  it("answers among 6,000 areas with at most ten", () => {
    const many = Array.from({ length: 6000 }, (_, index) => area(String(1000 + index), `Område ${index}`, index));
    expect(findPlaces(many, "område 59")).toHaveLength(10);
    expect(findPlaces(many, "6999").map(({ areaIndexes }) => areaIndexes)).toEqual([[5999]]);
  });
});

describe("widePlaces", () => {
  const areas = ["0101", "0102", "0201", "0202"].map((code) => {
    return {
      code,
      name: `Område ${code}`,
      parentCode: code.slice(0, 3),
      areaM2: 1,
      labelPoint: [0, 0] as [number, number],
    };
  });
  const listed = (key: string, name: string, areaCodes: readonly string[] | null = null) => {
    return {
      key,
      kind: areaCodes ? ("neighbourhood" as const) : ("area" as const),
      name,
      letter: null,
      level: 2,
      areaCodes: areaCodes && [...areaCodes],
    };
  };
  const profiles = [
    listed("area.d.01", "01 Norra delen"),
    listed("area.d.0101", "0101 Område 0101"),
    listed("neighbourhood.n", "Bredsand", ["0201", "0102", "9999"]),
    listed("neighbourhood.m", "Någon annanstans", ["9999"]),
  ];

  it("has every higher level with its areas, by name where it is told and else by code", () => {
    const found = widePlaces("nyko", areas, profiles, {}).filter(({ kind }) => kind === "parent");
    expect(found).toContainEqual({ kind: "parent", code: "01", name: "Norra delen", areaIndexes: [0, 1] });
    expect(found).toContainEqual({ kind: "parent", code: "02", name: "02", areaIndexes: [2, 3] });
    expect(findPlaces(found, "norra").map(({ code }) => code)).toEqual(["01"]);
    expect(findPlaces(found, "02")[0]!.areaIndexes).toEqual([2, 3]);
  });

  it("takes the parents that the areas name where codes are not nested", () => {
    const found = widePlaces("deso", areas, profiles, {}).filter(({ kind }) => kind === "parent");
    expect(found.map(({ code }) => code)).toEqual(["010", "020"]);
  });

  it("has neighbourhoods, saved groups and what rules keep together, each once and with the areas the division has", () => {
    const own = { name: "Två skolor", areaCodes: ["0101", "0202"] };
    const places = widePlaces("nyko", areas, profiles, {
      group: [own],
      together: [own, { name: "", areaCodes: ["0101"] }, { name: "Åsen", areaCodes: ["0202", "0201"] }],
    });
    expect(places.filter(({ kind }) => kind !== "parent")).toEqual([
      { kind: "neighbourhood", code: "", name: "Bredsand", areaIndexes: [1, 2] },
      { kind: "group", code: "", name: "Två skolor", areaIndexes: [0, 3] },
      { kind: "together", code: "", name: "Åsen", areaIndexes: [2, 3] },
    ]);
    expect(places.every(({ kind }) => isWideKind(kind))).toBe(true);
    const alike = findPlaces([...places, area("0301", "Åsen", 4)], "ås");
    expect(alike.map(({ kind }) => kind)).toEqual(["together", "area"]);
  });
});
