// The demonstration's files: readable as promised, right totals, realistic small counts, places that fit, the same bytes every time.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  createDemonstration,
  createDemonstrationCases,
  type DemonstrationFiles,
  demonstrationMunicipality,
} from "../../../data/demo/index.ts";
import { areaContains, collectEdges, countPieces, neighboursByEdge, readAreas } from "./coverage.ts";
import { readTable } from "./tables.ts";

const files = createDemonstration();
const fileNamed = (name: string) => files.find((file) => file.name === name)!;
const table = (name: string) => readTable(fileNamed(name));
const areas = readAreas(fileNamed("nyko6-omraden.geojson").bytes);
const codes = new Set(areas.map(({ code }) => code));
const restCodes = ["0", "99", "999999"];

function hashOf(list: DemonstrationFiles): string {
  const hash = createHash("sha256");
  for (const { name, bytes } of list) hash.update(name).update(bytes);
  return hash.digest("hex");
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

function countBy(rows: Record<string, string>[], key: (row: Record<string, string>) => string, count: string) {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + Number(row[count]));
  return counts;
}

describe("the bytes", () => {
  it("are the same for the same seed and others for another", () => {
    expect(hashOf(createDemonstration(2281))).toBe(hashOf(files));
    expect(hashOf(createDemonstration(2282))).not.toBe(hashOf(files));
  });

  it("are those agreed on, on every machine (change the hash only when the demonstration is meant to change)", () => {
    expect(hashOf(files)).toBe("5f76c3a2b34535f27c319dd7b207d0cae37ad163b371acfc741ebed51a8a01b9");
  });
});

describe("the list of files", () => {
  it("names every file once, each with what the importer must be told", () => {
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
    for (const { purpose, options } of files) {
      expect(options.divisionName).toContain("påhittad");
      expect(options.date).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(options.epsg, purpose).toBe(["areas", "arenas", "background"].includes(purpose) ? 3006 : undefined);
    }
  });

  it("uses a municipality code and a name that nobody can take for a real one", () => {
    expect(demonstrationMunicipality).toEqual({ code: "9999", name: "Exempelsund (påhittad kommun)" });
  });

  it("holds tables that decode and parse as promised, with Swedish letters whole", () => {
    for (const file of files.filter(({ name }) => name.endsWith(".csv"))) {
      const rows = readTable(file);
      expect(rows.length, file.name).toBeGreaterThan(0);
      expect(JSON.stringify(rows), file.name).not.toMatch(/�|Ã|\u0096/);
    }
    const startsWithMark = (name: string) => [...fileNamed(name).bytes.subarray(0, 3)].join() === "239,187,191";
    expect(startsWithMark("nyko-namn.csv")).toBe(true);
    expect(startsWithMark("klienter-per-omrade.csv")).toBe(false);
    expect(() => new TextDecoder("utf-8", { fatal: true }).decode(fileNamed("bemanning.csv").bytes)).toThrow();
  });

  it("names a full name for every code of the areas file and for the levels above", () => {
    const names = new Map(table("nyko-namn.csv").map((row) => [row.NYKO!, row]));
    for (const code of codes) {
      for (const length of [1, 2, 3, 4, 6]) expect(names.has(code.slice(0, length)), code.slice(0, length)).toBe(true);
    }
    expect(names.get("11")).toEqual({ NYKO: "11", Registernamn: "GranloBergså", Visningsnamn: "Granlo–Bergsåker" });
    expect(names.get("1")!.Registernamn).toBe("Sundsvalls täto");
    const smallest = [...names.values()].filter(({ NYKO }) => codes.has(NYKO!));
    expect(new Set(smallest.map(({ Visningsnamn }) => Visningsnamn)).size).toBe(codes.size);
  });
});

describe("the people", () => {
  const rows = table("befolkning-0-20-ettarsklasser.csv");
  const youngInArea = countBy(
    rows.filter(({ Uttagsdatum, Alder }) => Uttagsdatum === "2025-12-31" && Number(Alder) < 20),
    ({ NYKO }) => NYKO!,
    "AntalPersoner",
  );

  it("have a row for every code, date, sex and age, rest code included", () => {
    expect(rows.length).toBe((codes.size + 1) * 6 * 2 * 21);
    expect(new Set(rows.map(({ NYKO }) => NYKO))).toEqual(new Set([...codes, "999999"]));
  });

  it("are 21,000–22,000 children 0–19, fewer small ones every year, about 99,000 in all", () => {
    expect(sum(youngInArea.values())).toBeGreaterThan(21000);
    expect(sum(youngInArea.values())).toBeLessThan(22000);
    const toddlers = countBy(
      rows.filter(({ Alder }) => Number(Alder) < 5),
      ({ Uttagsdatum }) => Uttagsdatum!,
      "AntalPersoner",
    );
    expect(toddlers.get("2025-12-31")!).toBeLessThan(0.92 * toddlers.get("2020-12-31")!);
    const everyone = sum(table("befolkning-femarsklasser.csv").map(({ AntalPersoner }) => Number(AntalPersoner)));
    expect(Math.abs(everyone - 99000)).toBeLessThan(500);
  });

  it("live in areas of very different size: a median of about 55 children, some nearly empty, a few large", () => {
    const sizes = [...youngInArea.values()].sort((a, b) => a - b);
    expect(sizes[sizes.length >> 1]).toBeGreaterThan(45);
    expect(sizes[sizes.length >> 1]).toBeLessThan(65);
    expect(sizes.filter((size) => size <= 10).length).toBeGreaterThan(8);
    expect(sizes.at(-1)).toBeGreaterThan(200);
    expect(sizes.at(-1)).toBeLessThan(400);
  });

  it("grow a year older: a cohort keeps most of its size from one date to the next", () => {
    const cohort = (year: number, age: number) =>
      sum(
        rows
          .filter((row) => row.Uttagsdatum === `${year}-12-31` && Number(row.Alder) === age)
          .map((row) => Number(row.AntalPersoner)),
      );
    for (const age of [0, 5, 10]) expect(Math.abs(cohort(2025, age + 5) / cohort(2020, age) - 1)).toBeLessThan(0.15);
  });

  it("are the same children in the five-year classes", () => {
    const classes = table("befolkning-femarsklasser.csv").filter(({ AldersIntervall5Ar }) =>
      ["0-4", "5-9", "10-14", "15-19"].includes(AldersIntervall5Ar!),
    );
    expect(countBy(classes, ({ NYKO }) => NYKO!, "AntalPersoner")).toEqual(youngInArea);
  });
});

describe("the clients", () => {
  const rows = table("klienter-per-omrade.csv");

  it("have every code, year and case type, rest codes included", () => {
    expect(rows.length).toBe((codes.size + 3) * 6 * 5);
    expect(new Set(rows.map(({ NYKO }) => NYKO))).toEqual(new Set([...codes, ...restCodes]));
    for (const code of restCodes) {
      expect(sum(rows.filter(({ NYKO }) => NYKO === code).map(({ Antal }) => Number(Antal)))).toBeGreaterThan(0);
    }
  });

  it("are mostly fewer than ten in an area and year", () => {
    const perYear = [...countBy(rows, ({ NYKO, Ar }) => `${NYKO} ${Ar}`, "Antal").values()];
    expect(perYear.filter((count) => count < 10).length / perYear.length).toBeGreaterThan(0.55);
    expect(rows.filter(({ Antal }) => Number(Antal) < 10).length / rows.length).toBeGreaterThan(0.95);
    for (const [year, count] of countBy(rows, ({ Ar }) => Ar!, "Antal")) {
      expect(count, year).toBeGreaterThan(2500);
      expect(count, year).toBeLessThan(3800);
    }
  });

  it("vary more between areas than chance alone would give (index of dispersion well above 1)", () => {
    const children = countBy(
      table("befolkning-0-20-ettarsklasser.csv").filter(({ Uttagsdatum }) => Uttagsdatum === "2022-12-31"),
      ({ NYKO }) => NYKO!,
      "AntalPersoner",
    );
    const counts = countBy(
      rows.filter(({ Ar }) => Ar === "2022"),
      ({ NYKO }) => NYKO!,
      "Antal",
    );
    const populated = [...codes].filter((code) => children.get(code)! > 0);
    const rate = sum(populated.map((code) => counts.get(code)!)) / sum(populated.map((code) => children.get(code)!));
    const deviations = populated.map(
      (code) => (counts.get(code)! - rate * children.get(code)!) ** 2 / (rate * children.get(code)!),
    );
    expect(sum(deviations) / populated.length).toBeGreaterThan(2);
  });

  it("are rarely more than a third of an area's children", () => {
    const key = (code: string, year: string) => `${code} ${year}`;
    const children = countBy(
      table("befolkning-0-20-ettarsklasser.csv").filter(({ Alder }) => Number(Alder) < 18),
      ({ NYKO, Uttagsdatum }) => key(NYKO!, Uttagsdatum!.slice(0, 4)),
      "AntalPersoner",
    );
    const counts = [...countBy(rows, ({ NYKO, Ar }) => key(NYKO!, Ar!), "Antal")].filter(
      ([one]) => codes.has(one.slice(0, 6)) && children.get(one)! >= 50,
    );
    expect(counts.length).toBeGreaterThan(900);
    const above = counts.filter(([one, count]) => count > children.get(one)! / 3);
    expect(above.length / counts.length).toBeLessThan(0.025);
  });

  it("are the same cases in the one-row-per-case form, by code or by a coordinate inside the area", () => {
    const cases = readTable(createDemonstrationCases(2281, 2024));
    const counted = new Map<string, number>();
    let byCoordinate = 0;
    for (const row of cases) {
      const position = row.E ? [Number(row.E.replace(",", ".")), Number(row.N!.replace(",", "."))] : undefined;
      const found = position && areas.find((area) => areaContains(area, position))!.code;
      if (row.NYKO && found) expect(found).toBe(row.NYKO);
      if (!row.NYKO) byCoordinate++;
      const key = `${row.NYKO || found} ${row.Ärendetyp}`;
      counted.set(key, (counted.get(key) ?? 0) + 1);
      expect(row.Inkommen).toMatch(/^2024-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/);
    }
    expect(byCoordinate).toBeGreaterThan(300);
    const expected = rows.filter(({ Ar, Antal }) => Ar === "2024" && Antal !== "0");
    expect(counted).toEqual(
      new Map(expected.map(({ NYKO, Ärendetyp, Antal }) => [`${NYKO} ${Ärendetyp}`, Number(Antal)])),
    );
  });
});

describe("the indicators", () => {
  const rows = table("socioekonomi.csv");

  it("are SCB's nine, every area and year, with the municipality's code in front", () => {
    expect([...new Set(rows.map(({ Variabel }) => Variabel))].sort()).toEqual([
      "Andel av befolkningen med ekonomiskt bistånd 20+ år",
      "Andel befolkning 0-19 år",
      "Andel befolkning 65 år +",
      "Andel födda utanför EU28",
      "Andel förvärvsarbetande 20-64 år",
      "Andel med eftergymnasial utbildning 20-64 år",
      "Andel öppet arbetslösa 16-64 år",
      "Inkomst (median) tusentals kronor 20+ år",
      "Ohälsotal (antal dagar) 16-64 år",
    ]);
    expect(rows.length).toBe(codes.size * 9 * 6);
    expect(new Set(rows.map(({ NYKO }) => NYKO))).toEqual(new Set([...codes].map((code) => `9999${code}`)));
  });

  it("are numbers with one decimal and a comma, or dots where few live", () => {
    const cells = rows.flatMap(({ Man, Kvinnor, Totalt }) => [Man!, Kvinnor!, Totalt!]);
    for (const cell of cells) expect(cell).toMatch(/^(\d+,\d|\.\.)$/);
    const dotted = cells.filter((cell) => cell === "..").length / cells.length;
    expect(dotted).toBeGreaterThan(0.02);
    expect(dotted).toBeLessThan(0.2);
    for (const { Variabel, Totalt } of rows) {
      if (Variabel!.startsWith("Andel") && Totalt !== "..")
        expect(Number(Totalt!.replace(",", "."))).toBeLessThanOrEqual(100);
    }
  });

  it("give the share of children that the population file gives", () => {
    const people = countBy(table("befolkning-femarsklasser.csv"), ({ NYKO }) => NYKO!, "AntalPersoner");
    const young = countBy(
      table("befolkning-femarsklasser.csv").filter(({ AldersIntervall5Ar }) =>
        /^(0-4|5-9|10-14|15-19)$/.test(AldersIntervall5Ar!),
      ),
      ({ NYKO }) => NYKO!,
      "AntalPersoner",
    );
    for (const { NYKO, Variabel, Ar, Totalt } of rows) {
      if (Variabel !== "Andel befolkning 0-19 år" || Ar !== "2025" || Totalt === "..") continue;
      const code = NYKO!.slice(4);
      expect(Math.abs(Number(Totalt!.replace(",", ".")) - (100 * young.get(code)!) / people.get(code)!)).toBeLessThan(
        0.06,
      );
    }
  });
});

describe("the arenas", () => {
  const schools = table("skolor.csv");
  const preschools = table("forskolor.csv");
  const meetingPlaces = table("motesplatser.csv");
  const areaOfCode = new Map(areas.map((area) => [area.code, area]));

  it("are 45 schools, 70 pre-schools and the other meeting places, with their own codes and names", () => {
    expect(schools.length).toBe(45);
    expect(preschools.length).toBe(70);
    const kinds = countBy(
      meetingPlaces.map((row) => ({ ...row, one: "1" })),
      ({ Typ }) => Typ!,
      "one",
    );
    expect(Object.fromEntries(kinds)).toEqual({ BVC: 8, fritidsgård: 10, "öppen förskola": 8, familjecentral: 4 });
    const ids = [...schools, ...preschools].map(({ id }) => id!).concat(meetingPlaces.map(({ Id }) => Id!));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^9999\d{4}$/);
    for (const list of [schools, preschools]) expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
  });

  it("lie inside the area they name, each at its own place", () => {
    const places = [
      ...[...schools, ...preschools].map((row) => ({ code: row.nyko!, n: row.sweref99tm_n!, e: row.sweref99tm_e! })),
      ...meetingPlaces.map((row) => ({ code: row.NYKO!, n: row.N!.replace(",", "."), e: row.E!.replace(",", ".") })),
    ];
    for (const { code, n, e } of places)
      expect(areaContains(areaOfCode.get(code)!, [Number(e), Number(n)]), code).toBe(true);
    expect(new Set(places.map(({ n, e }) => `${n} ${e}`)).size).toBe(places.length);
  });

  it("have a reason exactly where they have priority, and a role, never a name, to turn to", () => {
    const priority = [...schools, ...preschools].filter((row) => row.priority === "ja");
    expect(priority.length).toBe(24);
    for (const row of [...schools, ...preschools]) expect(row.priority_reason !== "").toBe(row.priority === "ja");
    for (const row of meetingPlaces) expect(row.Skäl !== "").toBe(row.Prioriterad === "ja");
    for (const row of [...schools, ...preschools])
      expect(row.priority_since).toMatch(row.priority === "ja" ? /^202[1-5](-\d\d){0,2}$/ : /^$/);
    const roles = new Set(
      [...schools, ...preschools].map((row) => row.contact_role).concat(meetingPlaces.map((row) => row.Kontaktroll)),
    );
    expect(
      [...roles].every((role) =>
        /^(Rektor|Biträdande rektor|Skolkurator|Specialpedagog|Skolsköterska|Arbetslagsledare|Enhetschef|Föreståndare|Samordnare)$/.test(
          role!,
        ),
      ),
    ).toBe(true);
  });

  it("take every area into one catchment of each stage, in one piece by way of the bridge", () => {
    const rows = table("upptagningsomraden.csv");
    expect(rows.length).toBe(2 * codes.size);
    const neighbours = neighboursByEdge(areas.length, collectEdges(areas));
    const indexOfCode = new Map(areas.map(({ code }, i) => [code, i]));
    const [bridge] = table("grannskap-broar.csv");
    neighbours[indexOfCode.get(bridge!.Från!)!]!.add(indexOfCode.get(bridge!.Till!)!);
    neighbours[indexOfCode.get(bridge!.Till!)!]!.add(indexOfCode.get(bridge!.Från!)!);
    const schoolById = new Map(schools.map((school) => [school.id!, school]));
    for (const stage of ["F-6", "7-9"]) {
      const ofStage = rows.filter(({ Stadium }) => Stadium === stage);
      expect(new Set(ofStage.map(({ NYKO }) => NYKO))).toEqual(codes);
      for (const id of new Set(ofStage.map(({ Skolenhetskod }) => Skolenhetskod!))) {
        const members = ofStage
          .filter(({ Skolenhetskod }) => Skolenhetskod === id)
          .map(({ NYKO }) => indexOfCode.get(NYKO!)!);
        expect([stage, "F-9"]).toContain(schoolById.get(id)!.grades);
        expect(countPieces(neighbours, members), `${stage} ${id}`).toBe(1);
      }
    }
  });
});

describe("the teams", () => {
  it("are staffed 6+2, one of them 5+2, and have a family centre of their own as home", () => {
    const rows = table("bemanning.csv");
    expect(rows.map((row) => `${row.Team} ${row.Utredning}+${row["Första linjen"]}`)).toEqual([
      "A 6+2",
      "B 6+2",
      "C 6+2",
      "D 5+2",
    ]);
    const teamOf = new Map(table("dagens-indelning.csv").map((row) => [row.NYKO!, row.Team]));
    const meetingPlaces = new Map(table("motesplatser.csv").map((row) => [row.Id!, row]));
    for (const row of rows) {
      const home = meetingPlaces.get(row.Hemarena!)!;
      expect(home.Typ).toBe("familjecentral");
      expect(teamOf.get(home.NYKO!)).toBe(row.Team);
    }
  });
});

describe("the background", () => {
  it("is small and holds outline, sea, lakes, neighbours, rivers and roads, sea and land going on past the frame", () => {
    const { bytes } = fileNamed("bakgrund.geojson");
    expect(bytes.length).toBeLessThan(200_000);
    const { features } = JSON.parse(new TextDecoder().decode(bytes));
    const kinds = new Set(features.map((feature: { properties: { kind: string } }) => feature.properties.kind));
    expect(kinds).toEqual(new Set(["outline", "sea", "lake", "neighbouring-land", "river", "road"]));
    for (const { properties, geometry } of features) {
      const goesOnPastTheFrame = properties.kind === "sea" || properties.kind === "neighbouring-land";
      const slackM = goesOnPastTheFrame ? 125_000 : 0;
      const numbers: number[] = geometry.coordinates.flat(Number.POSITIVE_INFINITY);
      for (let i = 0; i < numbers.length; i += 2) {
        expect(numbers[i]).toBeGreaterThan(555000 - slackM);
        expect(numbers[i]).toBeLessThan(650000 + slackM);
        expect(numbers[i + 1]).toBeGreaterThan(6885000 - slackM);
        expect(numbers[i + 1]).toBeLessThan(6960000 + slackM);
      }
    }
  });
});
