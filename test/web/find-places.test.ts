// Searching for a place: a whole code or name first, then what begins so, åäö and case as in Swedish, and quickly among thousands.
import { describe, expect, it } from "vitest";
import { findPlaces, type SearchablePlace } from "../../web/components/find-places.ts";

const area = (code: string, name: string, areaIndex: number): SearchablePlace => ({
  kind: "area",
  code,
  name,
  areaIndex,
});

describe("findPlaces", () => {
  const places: readonly SearchablePlace[] = [
    area("0101", "Haga", 0),
    area("0201", "Östra berget", 1),
    area("1010", "Centrum", 2),
    { kind: "school", code: "1010", name: "Hagaskolan", areaIndex: 2 },
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
    expect(findPlaces(many, "6999").map(({ areaIndex }) => areaIndex)).toEqual([5999]);
  });
});
