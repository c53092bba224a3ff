// What would be cut off from a team if an area left it, on rows of areas where it is seen at once.
import { describe, expect, it } from "vitest";
import { cutOffAreas } from "../../../engine/explain/cut-off-areas.ts";
import { latticeProblem } from "../../support/grids.ts";

describe("cutOffAreas", () => {
  const row = latticeProblem(1, 6, 2, { measures: [[1, 1, 1, 9, 1, 1]] });

  it("tells the lighter parts that an area holds together, whichever side they are on", () => {
    const one = new Int32Array(6);
    expect(cutOffAreas(row, one, 1, 0)).toEqual([0]);
    expect(cutOffAreas(row, one, 4, 0)).toEqual([5]);
    expect(cutOffAreas(row, one, 2, 0)).toEqual([0, 1]);
    expect(cutOffAreas(row, one, 0, 0)).toEqual([]);
  });

  it("tells nothing of other teams, nor of what was cut off before", () => {
    expect(cutOffAreas(row, Int32Array.of(0, 1, 0, 0, 0, 1), 3, 0)).toEqual([4]);
    expect(cutOffAreas(row, Int32Array.of(0, 1, 0, 1, 1, 1), 2, 0)).toEqual([]);
  });

  it("weighs equals by their number of areas", () => {
    const equal = latticeProblem(1, 6, 2, { measures: [[2, 1, 0, 1, 1, 0]] });
    expect(cutOffAreas(equal, new Int32Array(6), 2, 0)).toEqual([3, 4, 5]);
    const light = latticeProblem(1, 6, 2, { measures: [[1, 1, 0, 2, 0, 0]] });
    expect(cutOffAreas(light, new Int32Array(6), 2, 0)).toEqual([0, 1]);
  });
});
