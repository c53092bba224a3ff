// The table sorts and searches as a Swedish reader expects.
import { describe, expect, it } from "vitest";
import { type AreaRow, filterRows, sortRows } from "../../web/map-page/table-rows.ts";

const row = (areaIndex: number, code: string, name: string, team: string, value: number | null): AreaRow => ({
  areaIndex,
  code,
  name,
  team,
  value,
  areaM2: 1000 * areaIndex,
});
const rows = [
  row(0, "111102", "Öbacka", "B", 12),
  row(1, "0101", "Ängom", "", null),
  row(2, "111101", "Åkern", "A", 7),
  row(3, "111110", "Zonen", "A", 0),
];
const names = (sorted: readonly AreaRow[]) => sorted.map((own) => own.name);

describe("sortRows", () => {
  it("puts å, ä, ö after z in Swedish, and with a and o in English", () => {
    expect(names(sortRows(rows, "name", false, "sv"))).toEqual(["Zonen", "Åkern", "Ängom", "Öbacka"]);
    expect(names(sortRows(rows, "name", false, "en"))).toEqual(["Åkern", "Ängom", "Öbacka", "Zonen"]);
  });

  it("puts unknown last in both directions and does not take it for zero", () => {
    expect(sortRows(rows, "value", false, "sv").map((own) => own.value)).toEqual([0, 7, 12, null]);
    expect(sortRows(rows, "value", true, "sv").map((own) => own.value)).toEqual([12, 7, 0, null]);
  });

  it("puts areas without a team last, and equals by code", () => {
    expect(sortRows(rows, "team", false, "sv").map((own) => own.code)).toEqual(["111101", "111110", "111102", "0101"]);
  });

  it("leaves the rows it was given as they were", () => {
    const before = names(rows);
    sortRows(rows, "name", true, "sv");
    expect(names(rows)).toEqual(before);
  });
});

describe("filterRows", () => {
  it("finds the beginning of a code, a part of a name, a team's letter", () => {
    expect(names(filterRows(rows, "1111"))).toEqual(["Öbacka", "Åkern", "Zonen"]);
    expect(names(filterRows(rows, "BACK"))).toEqual(["Öbacka"]);
    expect(names(filterRows(rows, "å"))).toEqual(["Åkern"]);
    expect(names(filterRows(rows, "b"))).toEqual(["Öbacka"]);
  });

  it("finds everything for nothing", () => {
    expect(filterRows(rows, "  ")).toHaveLength(4);
  });
});
