// The areas that the map of a run shows as held by its rules.
import { describe, expect, it } from "vitest";
import { ruledAreas } from "../../web/run-page/ruled-areas.ts";

describe("ruledAreas", () => {
  const areaIndexByCode = new Map(["a", "b", "c", "d"].map((code, areaIndex) => [code, areaIndex]));
  const school = (priority: boolean, areaCodes: string[]) => ({
    name: "Skolan",
    kind: "school" as const,
    priority,
    catchments: { division: areaCodes },
  });
  const arenas = [school(true, ["c", "d"]), school(false, ["a", "b"]), school(true, ["d"])];
  const rules = {
    locks: [{ areaCode: "b" }, { areaCode: "gone" }],
    keepTogether: [{ areaCodes: ["a", "c", "gone"] }, { areaCodes: ["a", "gone"] }],
    keepCatchments: false,
  };

  it("are the locked ones and each group of two or more, without codes that are no areas", () => {
    expect(ruledAreas(rules, arenas, "division", areaIndexByCode)).toEqual({ locked: [1], together: [[0, 2]] });
  });

  it("hold priority schools' catchments in this division where the rules keep them", () => {
    const keeping = { ...rules, keepCatchments: true };
    expect(ruledAreas(keeping, arenas, "division", areaIndexByCode).together).toEqual([
      [0, 2],
      [2, 3],
    ]);
    expect(ruledAreas(keeping, arenas, "other", areaIndexByCode).together).toEqual([[0, 2]]);
  });
});
