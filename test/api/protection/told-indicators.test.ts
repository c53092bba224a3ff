// Indicators as others than planners are told them: an attack that works on the published ones finds nothing in those that are told.
import { beforeAll, describe, expect, it } from "vitest";
import { addPlanner, type Planner } from "../../data/import/imports.ts";
import { areasFile, csv } from "../../data/import/synthetic.ts";
import { forEachDatabase, type TestDatabase } from "../../support/databases.ts";
import { childrenOfArea, codes, squares } from "./ten-areas.ts";

/** Grown-ups are so few that one person is half a percent. */
const grownUpsOf = (area: number) => 100 + 9 * area;
const youngOf = (area: number) => childrenOfArea[area]! + (area % 3);
const everybodyOf = (area: number) => youngOf(area) + grownUpsOf(area);
const oldOf = (area: number) => 20 + ((area * 7) % 11);
const assistedOf = (area: number) => 1 + (area % 4);
const percent = (part: number, whole: number) => Math.round((1000 * part) / whole) / 10;

/** 0103 is joined with 0102, and 0201 with 0101. */
const joined = [
  ["0101", "0201"],
  ["0102", "0103"],
] as const;
const joinedCodes = joined.flat() as string[];
const areas = codes.map((_code, area) => area);

const populationAt = (date: string, timesOf: (area: number) => number) =>
  csv(
    ["NYKO", "Datum", "Ålder", "Antal"],
    ...areas.flatMap((area) => {
      const people = [
        ["0-17", childrenOfArea[area]!],
        ["18-19", area % 3],
        ["20-64", grownUpsOf(area) - oldOf(area)],
        ["65-", oldOf(area)],
      ] as const;
      return people.map(([ages, count]) => [codes[area]!, date, ages, timesOf(area) * count]);
    }),
  );
const population = populationAt("2024-12-31", () => 1);
const published = {
  "share-0-19": areas.map((area) => percent(youngOf(area), everybodyOf(area))),
  "share-65-plus": areas.map((area) => percent(oldOf(area), everybodyOf(area))),
  "economic-assistance": areas.map((area) => percent(assistedOf(area), grownUpsOf(area))),
  "median-income-20-plus": areas.map((area) => 200 + 7 * area),
  trivsel: areas.map((area) => 50 + area),
};
const indicators = csv(
  [
    ...["NYKO", "År", "Andel av befolkningen 0-19 år", "Andel av befolkningen 65 år och äldre"],
    ...["Andel av befolkningen med ekonomiskt bistånd, 20+ år", "Inkomst, median, tusentals kronor, 20+ år", "Trivsel"],
  ],
  ...areas.map((area) => [codes[area]!, 2024, ...Object.values(published).map((values) => values[area]!)]),
);

/** "Trivsel" is none that the program knows. */
const declared = (divisionId: string) =>
  ({ purpose: "indicators", divisionId, settings: { published: "yes" } }) as const;

interface Range {
  readonly least: number;
  readonly most: number;
}

/** Numbers of young people in an area by what is told: its own number, everybody's and a share that is taken for its own. */
function possibleYoung(young: Told, everybody: Told, sharePercent: number): Set<number> {
  const found = new Set<number>();
  const near = ({ value, rounded }: Told) => {
    const error = rounded ? 4 : 0;
    return Array.from({ length: 2 * error + 1 }, (_, i) => value! - error + i).filter((count) => count >= 0);
  };
  for (const count of near(young)) {
    for (const all of near(everybody)) if (percent(count, all) === sharePercent) found.add(count);
  }
  return found;
}

interface Told {
  readonly area: string;
  readonly measure: string;
  readonly value: number | null;
  readonly rounded: boolean;
}

describe("indicators as they are told", { timeout: 120_000 }, () => {
  forEachDatabase("through imports", (open) => {
    let planner: Planner;
    let divisionId: string;
    let opened: TestDatabase;
    const people = new Map<string, Told>();
    const told = new Map<string, { value: number | null; reason: string | null; joined: boolean }>();
    const read = async () => {
      for (const one of await planner.many<Told>(
        `select area_code as area, measure_key as measure, value, rounded from protected.area_values where division_id = $1`,
        [divisionId],
      )) {
        people.set(`${one.measure} ${one.area}`, one);
      }
      const rows = await planner.many<{
        key: string;
        code: string;
        value: number | null;
        reason: string | null;
        joined: boolean;
      }>(
        `select indicator_key as key, area_code as code, value, missing_reason as reason, joined
         from protected.indicator_values where division_id = $1`,
        [divisionId],
      );
      told.clear();
      for (const { key, code, ...one } of rows) told.set(`${key} ${code}`, one);
    };

    beforeAll(async () => {
      opened = await open();
      planner = await addPlanner(opened, "2399");
      const settings = { key: "nyko-2024", name: "NYKO", edition: "1", source: "Prov" };
      const made = await planner.run("omraden.geojson", areasFile(squares), { purpose: "areas", settings });
      divisionId = made.divisionId!;
      // Before the people: nothing is told until it is known where they are few.
      const early = await planner.run("indikatorer.csv", indicators, declared(divisionId));
      expect(early.status, JSON.stringify(early.issues)).toBe("loaded");
      await read();
      expect(told.size).toBe(0);
      const loaded = await planner.run("folk.csv", population, { purpose: "population", divisionId });
      expect(loaded.status, JSON.stringify(loaded.issues)).toBe("loaded");
      await read();
    }, 120_000);

    it("are as published where people are told as imported, and one value where areas are joined", () => {
      for (const [key, values] of Object.entries(published)) {
        if (key === "economic-assistance") continue;
        for (const [area, code] of codes.entries()) {
          const one = told.get(`${key} ${code}`)!;
          expect([key, code, one.joined]).toEqual([key, code, joinedCodes.includes(code)]);
          if (!joinedCodes.includes(code)) expect(one.value).toBe(values[area]);
        }
        for (const [first, second] of joined) expect(told.get(`${key} ${first}`)).toEqual(told.get(`${key} ${second}`));
      }
      const mean = told.get("median-income-20-plus 0102")!.value!;
      expect(mean).toBeGreaterThan(207);
      expect(mean).toBeLessThan(214);
    });

    it("are withheld in joined areas where nobody knows of whom they are", () => {
      for (const code of joinedCodes) {
        expect(told.get(`trivsel ${code}`)).toEqual({ value: null, reason: "protected", joined: true });
      }
    });

    it("give away a number of people as they were published, and not as they are told", () => {
      const found = { published: [] as number[], told: [] as number[] };
      for (const code of joinedCodes) {
        const [young, everybody] = ["children-0-19", "population-total"].map(
          (measure) => people.get(`${measure} ${code}`)!,
        );
        const own = published["share-0-19"][codes.indexOf(code)]!;
        found.published.push(possibleYoung(young!, everybody!, own).size);
      }
      // The attack works: it must find what is there.
      expect(Math.min(...found.published)).toBeLessThan(5);

      for (const group of joined) {
        const numbers = group.map((code) => people.get(`children-0-19 ${code}`)!.value!);
        const everybody = group.reduce((sum, code) => sum + people.get(`population-total ${code}`)!.value!, 0);
        const share = told.get(`share-0-19 ${group[0]}`)!.value!;
        // What is told of them together is itself a rounded number of people, as anybody can see.
        const together = 5 * Math.round((share * everybody) / 500);
        expect(percent(together, everybody)).toBe(share);
        const window: Range = { least: together - 4, most: together + 4 };
        for (const [place, own] of numbers.entries()) {
          const others = numbers.reduce((sum, value, index) => (index === place ? sum : sum + value), 0);
          const least = Math.max(0, own - 4, window.least - others - 4 * (group.length - 1));
          const most = Math.min(own + 4, window.most - others + 4 * (group.length - 1));
          found.told.push(most - least + 1);
        }
      }
      expect(Math.min(...found.told)).toBeGreaterThanOrEqual(5);
    });

    it("tell of people with economic assistance as of clients: rounded everywhere", () => {
      for (const code of codes) {
        const place = joined.find((group) => (group as readonly string[]).includes(code)) ?? [code];
        const grownUps = place.reduce(
          (sum, one) =>
            sum + people.get(`population-total ${one}`)!.value! - people.get(`children-0-19 ${one}`)!.value!,
          0,
        );
        const { value } = told.get(`economic-assistance ${code}`)!;
        const count = 5 * Math.round((value! * grownUps) / 500);
        expect(percent(count, grownUps), code).toBe(value);
      }
      const values = codes.map((code) => told.get(`economic-assistance ${code}`)!.value);
      expect(values).not.toEqual(published["economic-assistance"]);
    });

    it("follow a later file, and stay the same when the same one comes again", async () => {
      const before = new Map(told);
      await planner.run("indikatorer.csv", indicators, declared(divisionId));
      await read();
      expect(new Map(told)).toEqual(before);
      const later = csv(["NYKO", "År", "Trivsel"], [codes[3]!, 2024, 99]);
      await planner.run("trivsel.csv", later, declared(divisionId));
      await read();
      expect(told.get(`trivsel ${codes[3]}`)!.value).toBe(99);
      expect(told.has("trivsel 0102")).toBe(false);
    });

    it("have a mean that is made from what is told, and follows each file that it rests on", async () => {
      const expectMeans = async (date: string) => {
        await read();
        const rows = await planner.many<{ key: string; mean: number }>(
          "select indicator_key as key, mean from protected.indicator_means where division_id = $1 and period = 2024",
          [divisionId],
        );
        const stored = new Map(rows.map(({ key, mean }) => [key, mean]));
        expect([...stored.keys()].sort()).toEqual(Object.keys(published).sort());
        const numbers = await planner.many<Told>(
          `select area_code as area, measure_key as measure, value, rounded from protected.area_values
           where division_id = $1 and period = $2`,
          [divisionId, date],
        );
        const countOf = (key: string, code: string) =>
          numbers.find(({ area, measure }) => area === code && measure === key)!.value!;
        for (const [key, mean] of stored) {
          let [sum, total] = [0, 0];
          for (const code of codes) {
            const { value } = told.get(`${key} ${code}`) ?? { value: null };
            if (value === null) continue;
            const children = key === "economic-assistance" ? countOf("children-0-19", code) : 0;
            const weight = countOf("population-total", code) - children;
            sum += weight * value;
            total += weight;
          }
          expect(mean, `${key} ${date}`).toBeCloseTo(sum / total, 9);
        }
        return stored;
      };
      const before = await expectMeans("2024-12-31");
      expect(before.get("trivsel")).toBe(99);
      const later = populationAt("2025-12-31", (area) => 1 + (area % 4));
      expect((await planner.run("folk.csv", later, { purpose: "population", divisionId })).status).toBe("loaded");
      const after = await expectMeans("2025-12-31");
      expect(after.get("median-income-20-plus")).not.toBeCloseTo(before.get("median-income-20-plus")!, 1);
      const richer = csv(["NYKO", "År", "Inkomst, median, tusentals kronor, 20+ år"], [codes[3]!, 2024, 900]);
      expect((await planner.run("inkomst.csv", richer, { purpose: "indicators", divisionId })).status).toBe("loaded");
      expect((await expectMeans("2025-12-31")).get("median-income-20-plus")).toBe(900);
    });
  });
});
