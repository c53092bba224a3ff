// Ages, sexes, dates and headings as Swedish sources write them.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ageClassText,
  coversExactly,
  looksLikeExcelDate,
  parseAgeClass,
  withoutSubtotals,
} from "../../../data/mapping/age-classes.ts";
import { parseArenaKind } from "../../../data/mapping/arena-kinds.ts";
import { headingSignature, keyFromText } from "../../../data/mapping/headings.ts";
import { describeIndicator } from "../../../data/mapping/indicator-catalogue.ts";
import { parsePeopleHeading } from "../../../data/mapping/people-headings.ts";
import { isAmbiguousDate, parseReferenceDate, yearMentioned } from "../../../data/mapping/periods.ts";
import { parseSex } from "../../../data/mapping/sexes.ts";

describe("age classes", () => {
  test.for([
    ["0-4 år", 0, 4],
    ["0–4", 0, 4],
    ["0 - 4 år", 0, 4],
    ["0_4", 0, 4],
    ["-4", 0, 4],
    ["80-", 80, 999],
    ["80+", 80, 999],
    ["80+ år", 80, 999],
    ["80 år och äldre", 80, 999],
    ["80 plus", 80, 999],
    ["6", 6, 6],
    ["6 år", 6, 6],
    ["16–18 år", 16, 18],
    ["F-klass", 6, 6],
    ["Högstadiet", 13, 15],
  ] as const)("%s is %i–%i", ([text, from, to]) => {
    expect(parseAgeClass(text)).toEqual({ from, to });
  });

  test.for(["totalt", "Samtliga åldrar", "Total"])("%s is all ages", (text) =>
    expect(parseAgeClass(text)).toBe("total"),
  );
  test.for(["barn", "", "9-5", "400", "5-sep", "2025-09-05", "0-4-9"])("%s is none", (text) =>
    expect(parseAgeClass(text)).toBeNull(),
  );
  test.for(["05-sep", "okt-14", "2025-09-05", "5 sep"])("%s is what Excel makes of a class", (text) =>
    expect(looksLikeExcelDate(text)).toBe(true),
  );

  test("every class is read back from its own text", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 120 }), (a, b) => {
        const ages = { from: Math.min(a, b), to: Math.max(a, b) };
        expect(parseAgeClass(ageClassText(ages))).toEqual(ages);
      }),
    );
  });

  test("subtotals are told from classes, overlaps are found", () => {
    const classes = [
      { from: 0, to: 19 },
      { from: 0, to: 4 },
      { from: 5, to: 9 },
      { from: 10, to: 19 },
      { from: 20, to: 999 },
    ];
    expect(withoutSubtotals(classes)).toEqual({ kept: classes.slice(1), subtotals: [classes[0]], overlap: null });
    expect(
      withoutSubtotals([
        { from: 0, to: 5 },
        { from: 5, to: 9 },
      ]).overlap,
    ).toEqual([
      { from: 0, to: 5 },
      { from: 5, to: 9 },
    ]);
    expect(coversExactly(classes, 0, 19)).toBe(true);
    expect(coversExactly(classes, 0, 17)).toBe(false);
  });
});

describe("headings of columns with people", () => {
  test.for([
    [["t_0_4"], { ageClass: { from: 0, to: 4 }, sex: "T", year: null }],
    [["m_80_plus"], { ageClass: { from: 80, to: 999 }, sex: "M", year: null }],
    [["age_20_24"], { ageClass: { from: 20, to: 24 }, sex: null, year: null }],
    [["Flickor 0-5 år"], { ageClass: { from: 0, to: 5 }, sex: "F", year: null }],
    [["0-5 år, pojkar"], { ageClass: { from: 0, to: 5 }, sex: "M", year: null }],
    [["pop_total"], { ageClass: "total", sex: null, year: null }],
    [["2022", "0-4 år", "totalt"], { ageClass: { from: 0, to: 4 }, sex: "T", year: 2022 }],
    [["2022", "totalt", "totalt"], { ageClass: "total", sex: "T", year: 2022 }],
    [["Folkmängden per region"], { ageClass: null, sex: null, year: null }],
    [["2023"], { ageClass: null, sex: null, year: 2023 }],
  ] as const)("%s", ([headings, expected]) => {
    expect(parsePeopleHeading({ name: headings.join(" / "), headings })).toEqual(expected);
  });

  test.for(["deso2025", "regso_name", "label_lon", "Ålder", "Kön", "Område", "low_econ_standard_pct_2024"])(
    "%s is none",
    (name) => {
      expect(parsePeopleHeading({ name, headings: [name] })).toBeNull();
    },
  );
});

describe("sexes, dates, kinds and names", () => {
  test("sexes", () => {
    expect(["K", "kvinnor", "Flickor", "2", "F"].map(parseSex)).toEqual(["F", "F", "F", "F", "F"]);
    expect(["M", "män", "Pojkar", "1"].map(parseSex)).toEqual(["M", "M", "M", "M"]);
    expect(["1+2", "Totalt", "båda könen", "?", ""].map(parseSex)).toEqual(["T", "T", "T", null, null]);
  });

  test("dates and years", () => {
    expect(
      ["2024", "2024-12-31", "20241231", "31 dec 2024", "2024-12-31 00:00:00", "45657"].map(parseReferenceDate),
    ).toEqual(Array(6).fill("2024-12-31"));
    expect(["2024-02-30", "i fjol", "03/04/2024", ""].map(parseReferenceDate)).toEqual([null, null, null, null]);
    expect(isAmbiguousDate("03/04/2024")).toBe(true);
    expect(yearMentioned("population_age_sex_2025.csv")).toBe(2025);
    expect(yearMentioned("sundsvall_sweref991715")).toBeNull();
  });

  test("kinds of arenas", () => {
    expect(
      [
        "Grundskola",
        "förskola",
        "Öppen förskola",
        "BVC",
        "Familjecentral",
        "fritidsgård",
        "Förskoleklass, Grundskola",
        "GR",
        "preschool",
      ].map(parseArenaKind),
    ).toEqual([
      "school",
      "preschool",
      "open-preschool",
      "bvc",
      "family-centre",
      "youth-centre",
      "school",
      "school",
      "preschool",
    ]);
    expect(parseArenaKind("slott")).toBeNull();
  });

  test("indicators are known by name, others described by their own words, years left out", () => {
    expect(describeIndicator("Ohälsotal (antal dagar) 16-64 år")).toMatchObject({
      key: "ill-health-days-16-64",
      unit: "dagar",
    });
    expect(describeIndicator("unemployed_pct_of_labour_force_20_64_2024")).toMatchObject({
      key: "unemployed-20-64",
      unit: "%",
    });
    expect(describeIndicator("Andel trångbodda 2023")).toMatchObject({
      key: "andel-trangbodda",
      name: "Andel trångbodda",
      unit: "%",
    });
  });

  test("headings are recognised however they are written, keys are plain", () => {
    expect(headingSignature(["NYKO", "Ålders-intervall"])).toBe(headingSignature([" nyko ", "aldersintervall"]));
    expect(keyFromText("NYKO 2025, nivå 6 (påhittad)")).toBe("nyko-2025-niva-6-pahittad");
    expect(keyFromText("…")).toBe("x");
  });
});
