// Personal identity numbers are found in every spelling, and what only resembles them is left alone.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  containsPersonalIdentityNumber,
  scanForPersonalNumbers,
} from "../../../data/formats/personal-identity-number.ts";
import { madeUpPersonalNumber } from "./make-files.ts";

function suspiciousRow(heading: string, values: readonly string[]): number | undefined {
  const scan = scanForPersonalNumbers(heading);
  for (const [index, value] of values.entries()) scan.see(value, index + 2);
  return scan.firstSuspiciousRow();
}

const ten = madeUpPersonalNumber("120314", "238");
const twelve = madeUpPersonalNumber("20120314", "238");

describe("one number", () => {
  test.for([
    ten,
    twelve,
    `${ten.slice(0, 6)}-${ten.slice(6)}`,
    `${ten.slice(0, 6)}+${ten.slice(6)}`,
    `${twelve.slice(0, 8)}-${twelve.slice(8)}`,
    `barnet ${twelve}.`,
    `(${ten})`,
    `${twelve.slice(0, 8)} ${twelve.slice(8)}`,
    `${twelve.slice(0, 8)}–${twelve.slice(8)}`,
  ])("%s is found", (text) => {
    expect(containsPersonalIdentityNumber(text)).toBe(true);
  });

  test("coordination numbers and leap days are found", () => {
    expect(containsPersonalIdentityNumber(madeUpPersonalNumber("20120374", "238"))).toBe(true);
    expect(containsPersonalIdentityNumber(madeUpPersonalNumber("20120229", "123"))).toBe(true);
  });

  test.for([
    ["a wrong check digit", `${twelve.slice(0, -1)}${(Number(twelve.at(-1)) + 1) % 10}`],
    ["a day that does not exist", madeUpPersonalNumber("20110229", "123")],
    ["a thirteenth month", madeUpPersonalNumber("20121314", "238")],
    ["another century", madeUpPersonalNumber("21120314", "238")],
    ["an organisation number", madeUpPersonalNumber("212000", "241", "-")],
    ["part of a longer number", `1${twelve}`],
    ["part of a longer number", `${ten}7`],
    ["decimals", `6919755.${ten}`],
    ["decimals after a comma", `17,${ten}`],
    ["a DeSO code", "2281C1010"],
    ["a coordinate pair", "619268.598 6919755.904"],
  ])("%s is not: %s", ([, text]) => {
    expect(containsPersonalIdentityNumber(text ?? "")).toBe(false);
  });
});

describe("a column", () => {
  test("one with twelve digits is enough", () => {
    expect(suspiciousRow("id", ["a", "b", twelve])).toBe(4);
  });

  test("children born 2000-2009 are found where a spreadsheet dropped the first zero", () => {
    const people = ["050314", "090101", "071231"].map((day) => String(Number(madeUpPersonalNumber(day, "238"))));
    expect(people.map(({ length }) => length)).toEqual([9, 9, 9]);
    expect(suspiciousRow("id", people)).toBe(2);
    expect(
      suspiciousRow(
        "fnr",
        Array.from({ length: 400 }, (_, index) => String(90_012_345 * 5 + index * 7_919)),
      ),
    ).toBeUndefined();
  });

  test("two different ones with ten digits are enough, even among empty and wrong ones", () => {
    expect(suspiciousRow("id", ["", ten, madeUpPersonalNumber("890101", "321"), "8901013999"])).toBe(3);
  });

  test.for([
    [
      "time stamps",
      (index: number) =>
        `2024${String((index % 12) + 1).padStart(2, "0")}${String((index % 28) + 1).padStart(2, "0")}${String(1000 + ((index * 37) % 1200)).padStart(4, "0")}`,
    ],
    ["mobile numbers", (index: number) => `070${String(1_234_567 + index * 7_919).slice(0, 7)}`],
    [
      "NYKO codes of Härryda with the municipality's code before them",
      (index: number) => `1401${String(110_101 + index)}`,
    ],
    ["organisation numbers", (index: number) => madeUpPersonalNumber("212000", String(100 + index), "-")],
    ["ten-digit property keys", (index: number) => String(9_012_345_678 + index * 104_729)],
  ] as const)("%s are left alone", ([, make]) => {
    expect(
      suspiciousRow(
        "nyckel",
        Array.from({ length: 400 }, (_, index) => make(index)),
      ),
    ).toBeUndefined();
  });

  test("one in a note is enough, however many telephone numbers stand around it", () => {
    const born = "8112189876";
    const calls = ["ring 0701234567", "tel 0702345678", `barn ${born} ring 0703456789`, "tel 0704567890"];
    expect(suspiciousRow("anteckning", calls)).toBe(4);
    expect(suspiciousRow("anteckning", [calls.join(" / ")])).toBe(2);
    expect(
      suspiciousRow("anteckning", [...Array.from({ length: 200 }, () => "tel 0702345678"), `(${born}) flyttad`]),
    ).toBe(202);
    expect(suspiciousRow("anteckning", calls.with(2, "barn 8112189875 ring 0703456789"))).toBeUndefined();
  });

  test("two among numbers without a date are enough, one is not, nor one inside a link or a key", () => {
    const undated = ["9945678901", "5599887766", "7744556677", "6655443322", "4488776655", "3377889900", "8844221133"];
    const dashed = "811218-9876";
    expect(suspiciousRow("nummer", [...undated, "8112189876"])).toBeUndefined();
    expect(suspiciousRow("nummer", [...undated, "8112189876", ten])).toBe(9);
    expect(suspiciousRow("nummer", ["559988-7766", "774455-6677", "664433-2211", "994433-2211", dashed])).toBe(6);
    expect(
      suspiciousRow("länk", [...undated.map((id) => `https://prov.se/${id}`), "https://prov.se/8112189876"]),
    ).toBeUndefined();
    expect(suspiciousRow("nyckel", [...undated.map((id) => `rad ab${id}cd`), "rad ab8112189876cd"])).toBeUndefined();
  });

  test("under its own heading a mistyped number is enough", () => {
    const mistyped = `${ten.slice(0, -1)}${(Number(ten.at(-1)) + 1) % 10}`;
    for (const heading of [
      "Personnummer",
      "pnr",
      "Barnets personnr",
      "Samordningsnummer",
      "Personal identity number",
    ]) {
      expect(suspiciousRow(heading, [mistyped])).toBe(2);
    }
    expect(suspiciousRow("Ärendenummer", [mistyped])).toBeUndefined();
  });

  test("any real-looking register is refused, whatever the spelling", () => {
    const person = fc.record({
      day: fc.date({ min: new Date("1925-01-01"), max: new Date("2025-12-31"), noInvalidDate: true }),
      serial: fc.integer({ min: 1, max: 999 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(person, {
          minLength: 2,
          maxLength: 30,
          selector: ({ day, serial }) => `${day.toISOString().slice(0, 10)}${serial}`,
        }),
        fc.boolean(),
        fc.constantFrom("", "-"),
        (people, hasCentury, separator) => {
          const spelled = people.map(({ day, serial }) => {
            const date = day.toISOString().slice(0, 10).replaceAll("-", "");
            return madeUpPersonalNumber(hasCentury ? date : date.slice(2), String(serial).padStart(3, "0"), separator);
          });
          expect(suspiciousRow("id", spelled)).toBe(2);
        },
      ),
    );
  });
});
