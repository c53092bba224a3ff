// How certain an imported indicator is, as others than planners are told it: a base is a number of people, and an interval is a base.
import { beforeAll, describe, expect, it } from "vitest";
import { addPlanner, type Planner } from "../../data/import/imports.ts";
import { areasFile, csv } from "../../data/import/synthetic.ts";
import { forEachDatabase } from "../../support/databases.ts";
import { childrenOfArea, codes, populationFile, squares } from "./ten-areas.ts";

/** 0103 is joined with 0102, and 0201 with 0101. */
const joined = [
  ["0101", "0201"],
  ["0102", "0103"],
] as const;
const joinedCodes = joined.flat() as string[];
/** Few answer in 0104, few are unsafe in 0105; 0202 says nothing of how many have answered. */
const answers: Readonly<Record<string, number | string>> = {
  ...Object.fromEntries(codes.map((code, area) => [code, 90 + 11 * area])),
  "0104": 37,
  "0102": 61,
  "0103": 14,
  "0202": "",
};
const unsafe: Readonly<Record<string, number>> = {
  ...Object.fromEntries(codes.map((code, area) => [code, 20 + ((7 * area) % 13)])),
  "0104": 9,
  "0105": 3,
  "0103": 2,
};
const percent = (code: string) => Math.round((1000 * unsafe[code]!) / (Number(answers[code]) || 100)) / 10;
const errorOf = (code: string) => {
  const share = percent(code);
  return Math.round(100 * Math.sqrt((share * (100 - share)) / (Number(answers[code]) || 100))) / 100;
};

interface Told {
  readonly code: string;
  readonly value: number | null;
  readonly reason: string | null;
  readonly joined: boolean;
  readonly people: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

describe("how certain indicators are told to be", { timeout: 120_000 }, () => {
  forEachDatabase("through imports", (open) => {
    let planner: Planner;
    let divisionId: string;
    const bringIn = async (name: string, bytes: Uint8Array, settings: Record<string, string> = {}) => {
      const loaded = await planner.run(name, bytes, {
        purpose: "indicators",
        divisionId,
        settings: { published: "yes", year: "2024", ...settings },
      });
      expect(loaded.status, JSON.stringify(loaded.issues)).toBe("loaded");
    };
    const read = async (key: string): Promise<ReadonlyMap<string, Told>> => {
      const rows = await planner.many<Told>(
        `select area_code as code, value, missing_reason as reason, joined, people, low, high
         from protected.indicator_values where division_id = $1 and indicator_key = $2`,
        [divisionId, key],
      );
      return new Map(rows.map((row) => [row.code, row]));
    };

    beforeAll(async () => {
      planner = await addPlanner(await open(), "2399");
      const settings = { key: "nyko-2024", name: "NYKO", edition: "1", source: "Prov" };
      divisionId = (await planner.run("omraden.geojson", areasFile(squares), { purpose: "areas", settings }))
        .divisionId!;
      const people = await planner.run("folk.csv", populationFile(childrenOfArea, "2024-12-31"), {
        purpose: "population",
        divisionId,
      });
      expect(people.status, JSON.stringify(people.issues)).toBe("loaded");
      await bringIn(
        "trygghet.csv",
        csv(["NYKO", "Andel otrygga", "Antal svar"], ...codes.map((code) => [code, percent(code), answers[code]!])),
      );
    }, 120_000);

    it("come as they were where many have answered, and not where nobody says how many", async () => {
      const told = await read("andel-otrygga");
      for (const code of codes.filter((one) => !joinedCodes.includes(one) && !["0104", "0105", "0202"].includes(one))) {
        expect(told.get(code)).toMatchObject({ value: percent(code), joined: false, people: answers[code] });
      }
      expect(told.get("0202")).toMatchObject({ value: percent("0202"), joined: false, people: null, low: null });
    });

    it("are withheld with the value where few have answered, and rounded with it where few have it", async () => {
      const told = await read("andel-otrygga");
      expect(told.get("0104")).toEqual({
        ...{ code: "0104", value: null, reason: "protected", joined: true },
        ...{ people: null, low: null, high: null },
      });
      const few = told.get("0105")!;
      expect(few.joined).toBe(true);
      expect(few.people! % 5).toBe(0);
      const having = (few.value! * few.people!) / 100;
      expect(Math.abs(having - 5 * Math.round(having / 5))).toBeLessThan(few.people! / 1000);
    });

    it("are one rounded number for areas told together, parted among them", async () => {
      const told = await read("andel-otrygga");
      for (const group of joined) {
        const [first, second] = group.map((code) => told.get(code)!);
        expect(first!.value).toBe(second!.value);
        const together = first!.people! + second!.people!;
        expect(together % 5).toBeCloseTo(0, 9);
        const exact = group.reduce((sum, code) => sum + Number(answers[code]), 0);
        expect(Math.abs(together - exact)).toBeLessThanOrEqual(4);
        const having = (first!.value! * together) / 100;
        expect(Math.abs(having - 5 * Math.round(having / 5))).toBeLessThan(together / 1000);
      }
    });

    it("are the same people by a standard error or an interval, and nothing of few comes through those", async () => {
      await bringIn(
        "fel.csv",
        csv(["NYKO", "Andel oroliga", "Medelfel"], ...codes.map((code) => [code, percent(code), errorOf(code)])),
      );
      const told = await read("andel-oroliga");
      expect(told.get("0104")).toMatchObject({ value: null, reason: "protected", people: null, low: null });
      expect(told.get("0105")).toMatchObject({ joined: true, low: null });
      const share = percent("0203");
      expect(told.get("0203")).toMatchObject({ value: share, people: null });
      expect(told.get("0203")!.low).toBeCloseTo(share - 1.959963984540054 * errorOf("0203"), 9);
      for (const code of joinedCodes) expect(told.get(code)!.low).toBeNull();
    });

    it("tell of a level above no more than the areas in it let it", async () => {
      const rows = codes.map((code) => [code, 30, 200] as const);
      // 01 has joined areas and one with few answers in it; 02 has all of its own but the joined 0201.
      await bringIn("nivaer.csv", csv(["NYKO", "Andel nöjda", "Bas"], ...rows, ["01", 30, 1000], ["02", 30, 1000]));
      const told = await read("andel-nojda");
      for (const level of ["01", "02"]) expect(told.get(level)).toMatchObject({ people: null, low: null });
    });

    it("are not used for what the program itself knows the people of", async () => {
      await bringIn(
        "andel.csv",
        csv(["NYKO", "Andel befolkning 0-19 år", "Bas"], ...codes.map((code) => [code, 20, 77])),
      );
      for (const one of (await read("share-0-19")).values()) expect(one).toMatchObject({ people: null, low: null });
    });

    it("tell of another number its interval, and of areas told together a mean of those who answered", async () => {
      await bringIn(
        "trivsel.csv",
        csv(
          ["NYKO", "Trivsel", "Medelfel", "Antal svar"],
          ...codes.map((code, area) => [code, 50 + area, "1,5", answers[code]!]),
        ),
      );
      const told = await read("trivsel");
      expect(told.get("0104")).toMatchObject({ value: null, reason: "protected" });
      expect(told.get("0203")).toMatchObject({ value: 57, people: answers["0203"] });
      expect(told.get("0203")!.high).toBeCloseTo(57 + 1.959963984540054 * 1.5, 9);
      const [one, other] = [told.get("0102")!, told.get("0103")!];
      expect(one.value).toBeGreaterThan(51);
      expect(one.value).toBeLessThan(52);
      expect([one.value, one.low]).toEqual([other.value, other.low]);
      expect(one.low).not.toBeNull();
    });
  });
});
