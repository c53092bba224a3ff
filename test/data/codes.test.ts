// Area codes as files spell them: read as text, repaired only where there is one answer, never lost.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bareCode, type DivisionCodes, type DivisionKind, readCode } from "../../data/codes.ts";

function division(
  kind: DivisionKind,
  level: number | null,
  codes: readonly string[],
  parents: Readonly<Record<string, string>> = {},
): DivisionCodes {
  return {
    municipalityCode: "2281",
    kind,
    level,
    placed: new Map(codes.map((code, index) => [code, index])),
    unplaced: new Set(["999999"]),
    parents: new Map(Object.entries(parents)),
  };
}

const nyko = division("nyko", 6, ["010101", "010102", "110101", "110102", "120101"], {
  "01": "Norr",
  "11": "Granlo",
  "1": "Tätort",
  "0": "Landsbygd",
});
const deso = division("deso", null, ["2281A0010", "2281C1131", "2281C1132", "2281C1290"], { "2281R001": "Allsta" });

describe("NYKO codes", () => {
  test.for([
    ["110101", "110101", null],
    [110101, "110101", null],
    [" 110101 ", "110101", null],
    ["2281110101", "110101", "municipality-prefix"],
    ["2281-110101", "110101", "municipality-prefix"],
    ["'110101", "110101", "apostrophe"],
    ["110101.0", "110101", "decimal-zero"],
    ["110101,00", "110101", "decimal-zero"],
    ["10101", "010101", "leading-zeros"],
    [10102, "010102", "leading-zeros"],
    ["110101 Granlo", "110101", "name-after-code"],
  ] as const)("%s is read as %s", ([cell, code, repair]) => {
    expect(readCode(cell, nyko)).toMatchObject({ kind: "area", code, repair });
  });

  test.for(["9", "99", "999999", "9901", "2281999999", "00", "restpost", "Okänt"])(
    "%s has no place on the map",
    (cell) => {
      expect(readCode(cell, nyko).kind).toBe("unplaced");
    },
  );

  test.for([
    ["11", "parent"],
    ["1101", "parent"],
    ["228111", "parent"],
    ["2281", "total"],
    ["Sundsvall totalt", "total"],
    ["Riket", "total"],
    ["Västernorrlands län", "total"],
    ["", "missing"],
    ["2262110101", "elsewhere"],
  ] as const)("%s is %s", ([cell, kind]) => {
    expect(readCode(cell, nyko).kind).toBe(kind);
  });

  test.for([
    ["770101", "not-in-division"],
    ["11010199", "finer-level"],
    ["1,10101E+05", "made-a-number"],
    ["2281A0010", "other-kind"],
  ] as const)("%s is unknown: %s", ([cell, reason]) => {
    expect(readCode(cell, nyko)).toEqual({ kind: "unknown", reason });
  });

  test("lost zeros with several answers are ambiguous, and a rest code is never one of them", () => {
    expect(readCode("110", division("other", null, ["0110", "00110"]))).toEqual({
      kind: "ambiguous",
      candidates: ["0110", "00110"],
    });
    expect(readCode("9", division("nyko", 2, ["01", "09"]))).toEqual({ kind: "ambiguous", candidates: ["9", "09"] });
  });

  test("a repair never invents an area: whatever is read as one is in the division", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^'?(2281)?0?[0-9]{0,6}(\.0)?$/)), (text) => {
        const reading = readCode(text, nyko);
        if (reading.kind === "area") expect(nyko.placed.get(reading.code)).toBe(reading.areaIndex);
        if (reading.kind === "area" && reading.repair === null) expect(bareCode(text).text).toBe(reading.code);
      }),
    );
  });
});

describe("DeSO codes", () => {
  test.for([
    ["2281A0010", "area"],
    ["2281A0010_DeSO2025", "area"],
    ["2281a0010", "area"],
    ["2281A0010 Njurunda", "area"],
    ["A0010", "area"],
    ["2281R001", "parent"],
    ["2281R001_RegSO2025", "parent"],
    ["2281 Sundsvall", "total"],
    ["22", "total"],
    ["00", "total"],
    ["2260A0010", "elsewhere"],
    ["2260", "elsewhere"],
    ["25", "elsewhere"],
    ["99", "unplaced"],
  ] as const)("%s is %s", ([cell, kind]) => {
    expect(readCode(cell, deso).kind).toBe(kind);
  });

  test("a code of 2018 that was split in 2025, and the other way round, is explained", () => {
    expect(readCode("2281C1130", deso)).toEqual({ kind: "unknown", reason: "other-vintage" });
    expect(readCode("2281C1291", deso)).toEqual({ kind: "unknown", reason: "other-vintage" });
    expect(readCode("2281C4440", deso)).toEqual({ kind: "unknown", reason: "not-in-division" });
  });
});
