// Searching for an area: what begins with the text first, åäö and case as in Swedish, and quickly among thousands.
import { describe, expect, it } from "vitest";
import { matchingAreas } from "../../web/components/matching-areas.ts";

describe("matchingAreas", () => {
  it("puts what begins with the text first, and finds names in any case", () => {
    const titles = ["0101 Haga", "0201 Östra berget", "1010 Centrum"];
    expect(matchingAreas(titles, "01").map(({ areaIndex }) => areaIndex)).toEqual([0, 1, 2]);
    expect(matchingAreas(titles, "östra").map(({ title }) => title)).toEqual(["0201 Östra berget"]);
    expect(matchingAreas(titles, " ")).toEqual([]);
  });

  it("answers among 6,000 areas with at most eight", () => {
    const titles = Array.from({ length: 6000 }, (_, areaIndex) => `${1000 + areaIndex} Område ${areaIndex}`);
    expect(matchingAreas(titles, "område 59")).toHaveLength(8);
    expect(matchingAreas(titles, "6999")).toEqual([{ areaIndex: 5999, title: "6999 Område 5999" }]);
  });
});
