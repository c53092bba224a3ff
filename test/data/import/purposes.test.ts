// What each purpose makes of good files: rest codes, repaired codes, missing values, levels, teams, staffing, links, cases.
import { beforeAll, describe, expect, test } from "vitest";
import { ImportPreview, PurposeDescription } from "../../../api/contract/imports.ts";
import { describePurposes } from "../../../data/purposes/index.ts";
import { purposeNames } from "../../../data/purposes/purpose.ts";
import { forEachDatabase, type TestDatabase } from "../../support/databases.ts";
import { openWithPlanner, type Planner, textFile } from "./imports.ts";
import { areasFile, csv, nykoSquares, type Square, squareRing } from "./synthetic.ts";

const codes = nykoSquares.map(({ code }) => code ?? "");
const settings = { name: "NYKO prov", edition: "1", source: "Prov" };

test("every purpose is described as the contract says", () => {
  expect(
    describePurposes()
      .map(({ purpose }) => purpose)
      .sort(),
  ).toEqual([...purposeNames].sort());
  for (const description of describePurposes()) PurposeDescription.parse(description);
  const declarations = describePurposes().flatMap(({ purpose, settings }) =>
    settings.filter(({ isDeclaration }) => isDeclaration).map(({ key }) => `${purpose} ${key}`),
  );
  expect(declarations).toEqual(["indicators published"]);
});

describe("purposes", () => {
  forEachDatabase("good files", (open) => {
    let planner: Planner;
    let opened: TestDatabase;
    let divisionId: string;

    beforeAll(async () => {
      ({ planner, test: opened } = await openWithPlanner(open));
      const result = await planner.run("omraden.geojson", areasFile(nykoSquares), { purpose: "areas", settings });
      expect(result.status, JSON.stringify(result.issues)).toBe("loaded");
      divisionId = result.divisionId ?? "";
    });

    const issueCodes = (result: { issues: readonly { code: string }[] }) => result.issues.map(({ code }) => code);
    const people = (date: string) =>
      planner.many<{ code: string; people: number | null; reason: string | null }>(
        `select area_code as code, people, missing_reason as reason from exact.population_counts
         where division_id = $1::uuid and reference_date = $2::date and age_from = 0 order by 1`,
        [divisionId, date],
      );

    test("rest codes are counted without area, higher levels and totals are left out, missing is not zero", async () => {
      const bytes = csv(
        ["Nyckelkod", "Namn", "0-4 år", "5-9 år"],
        ["0101", "A", "1 234", 1],
        ["0102", "B", "..", 1],
        ["0201", "C", "<5", 1],
        ["0202", "D", "-", 1],
        ["1101", "E", "", 1],
        ["1102", "F", 0, 1],
        ["1201", "G", 7, 1],
        ["1202", "H", 8, 1],
        ["9999", "Restpost", 3, 1],
        ["0", "Ej kopplad", 2, 1],
        ["11", "EF", 7, 2],
        ["Sundsvall totalt", "", 1254, 10],
      );
      const result = await planner.run("folk.csv", bytes, {
        purpose: "population",
        divisionId,
        settings: { date: "2020-12-31" },
      });
      expect(result.status, JSON.stringify(result.issues)).toBe("loaded");
      expect(await people("2020-12-31")).toEqual([
        { code: "0", people: 2, reason: null },
        { code: "0101", people: 1234, reason: null },
        { code: "0102", people: null, reason: "suppressed" },
        { code: "0201", people: null, reason: "less-than" },
        { code: "0202", people: null, reason: "missing" },
        { code: "1101", people: null, reason: "missing" },
        { code: "1102", people: 0, reason: null },
        { code: "1201", people: 7, reason: null },
        { code: "1202", people: 8, reason: null },
        { code: "9999", people: 3, reason: null },
      ]);
      expect(issueCodes(result)).toEqual(
        expect.arrayContaining([
          "code.rest",
          "code.higher-levels-left-out",
          "code.totals-left-out",
          "count.unknown-values",
        ]),
      );
      const rest = await planner.many(
        "select code, kind, area_index as index from geography.areas where division_id = $1::uuid and kind = 'unplaced' order by 1",
        [divisionId],
      );
      expect(rest).toEqual([
        { code: "0", kind: "unplaced", index: null },
        { code: "9999", kind: "unplaced", index: null },
      ]);
    });

    test("codes with prefix, apostrophe, decimal, name or without leading zeros are repaired and said so", async () => {
      const written = ["22810101", "'0102", "201", "202.0", "1101 Norr", " 1102 ", "1201", "1202"];
      const bytes = csv(["NYKO", "0-4 år"], ...written.map((code, index) => [code, index + 1]));
      const result = await planner.run("folk.csv", bytes, {
        purpose: "population",
        divisionId,
        settings: { date: "2019-12-31" },
      });
      expect(result.status, JSON.stringify(result.issues)).toBe("loaded");
      expect((await people("2019-12-31")).map(({ code }) => code)).toEqual(codes);
      expect(issueCodes(result)).toEqual(
        expect.arrayContaining([
          "code.repaired-municipality-prefix",
          "code.repaired-apostrophe",
          "code.repaired-leading-zeros",
          "code.repaired-name-after-code",
        ]),
      );
    });

    test("both left-over lists are shown, and a preview says what the contract says", async () => {
      const bytes = csv(["NYKO", "Anmärkning", "0-4 år"], ["0101", "", 4], ["0102", "", 5], ["0777", "", 3]);
      const preview = await planner.preview("folk.csv", bytes, {
        purpose: "population",
        divisionId,
        settings: { date: "2018-12-31" },
      });
      expect(preview.onlyInFile).toEqual(["0777"]);
      expect(preview.onlyInDivision).toEqual(codes.slice(2));
      expect(preview).toMatchObject({
        loadable: false,
        mapping: { area: ["NYKO"], people: ["0-4 år"] },
        mappingSource: "guessed",
      });
      ImportPreview.parse({ ...preview, issues: preview.issues.map(({ value: _value, ...one }) => one) });
    });

    test("the warehouse view's two age columns are read as the ages they have in common", async () => {
      const rows = codes.flatMap((code) => [
        [code, 2023, "K", "5-9", "6", 1],
        [code, 2023, "K", "5-9", "7-9", 2],
        [code, 2023, "M", "5-9", "6", 3],
        [code, 2023, "M", "5-9", "7-9", 4],
      ]);
      const bytes = csv(["NYKO", "Ar", "Kon", "AldersIntervall5Ar", "AldersIntervallSkola", "AntalPersoner"], ...rows);
      const result = await planner.run("lager.csv", bytes, { purpose: "population", divisionId });
      expect(result.status, JSON.stringify(result.issues)).toBe("loaded");
      expect(
        await planner.many(
          `select age_from as "from", age_to as "to", sum(people)::integer as people from exact.population_counts
           where division_id = $1::uuid and reference_date = '2023-12-31' group by 1, 2 order by 1`,
          [divisionId],
        ),
      ).toEqual([
        { from: 6, to: 6, people: 8 * 4 },
        { from: 7, to: 9, people: 8 * 6 },
      ]);
    });

    test("finer ages of a date are kept when coarser ones come, and the other way round", async () => {
      const single = csv(
        ["NYKO", "Alder", "Antal"],
        ...codes.flatMap((code) => [0, 1, 2, 3, 4, 5].map((age) => [code, age, age])),
      );
      const coarse = csv(
        ["NYKO", "Alder", "Antal"],
        ...codes.flatMap((code) => [
          [code, "0-4", 10],
          [code, "5-9", 20],
          [code, "10+", 30],
        ]),
      );
      const classes = (date: string) =>
        planner.many(
          `select distinct age_from as "from", age_to as "to" from exact.population_counts where division_id = $1::uuid and reference_date = $2::date order by 1`,
          [divisionId, date],
        );
      for (const [date, order] of [
        ["2017-12-31", [single, coarse]],
        ["2016-12-31", [coarse, single]],
      ] as const) {
        for (const bytes of order)
          expect(
            (await planner.run("folk.csv", bytes, { purpose: "population", divisionId, settings: { date } })).status,
          ).toBe("loaded");
        expect(await classes(date)).toEqual([
          ...[0, 1, 2, 3, 4].map((age) => ({ from: age, to: age })),
          { from: 5, to: 9 },
          { from: 10, to: 999 },
        ]);
        for (const bytes of order)
          expect(
            (await planner.run("folk.csv", bytes, { purpose: "population", divisionId, settings: { date } })).status,
          ).toBe("unchanged");
      }
    });

    test("clients by row, by column and as cases give counts and measures; an area without rows has none", async () => {
      const long = csv(
        ["NYKO", "År", "Ärendetyp", "Antal"],
        ["0101", 2024, "utredning", 3],
        ["0101", 2024, "ansökan", "<5"],
        ["9999", 2024, "utredning", 2],
        ["0101", 2024, "Totalt", 5],
      );
      expect((await planner.run("klienter.csv", long, { purpose: "clients", divisionId })).status).toBe("loaded");
      expect(
        await planner.many("select key from statistics.measures where kind = 'clients' order by position"),
      ).toEqual([{ key: "clients-all" }, { key: "clients-utredning" }, { key: "clients-ansokan" }]);
      const byType = csv(["NYKO", "utredning", "ansökan"], ["0102", 4, 1]);
      const result = await planner.run("klienter-2023.csv", byType, { purpose: "clients", divisionId });
      expect(result.status, JSON.stringify(result.issues)).toBe("loaded");
      expect(
        await planner.many(
          "select area_code as code, case_type as type, clients from exact.client_counts where year = 2023 order by 2",
        ),
      ).toEqual([
        { code: "0102", type: "ansökan", clients: 1 },
        { code: "0102", type: "utredning", clients: 4 },
      ]);
      const values = await planner.many<{ area_code: string; value: number }>(
        "select area_code, value from exact.measure_values('2281', $1::uuid, 'clients-utredning')",
        [divisionId],
      );
      expect(values.find(({ area_code }) => area_code === "0201")?.value).toBe(0);
      expect(values.find(({ area_code }) => area_code === "9999")?.value).toBe(2);
    });

    test("a preview names the case types for a person to confirm, however many lists it takes; totals are none", async () => {
      const types = Array.from({ length: 15 }, (_, index) => `insats av slag ${"abcdefghijklmno"[index]} efter beslut`);
      const clients = csv(
        ["NYKO", "År", "Ärendetyp", "Antal"],
        ...[...types, "Totalt"].map((type) => ["0101", 2021, type, 1]),
      );
      const cases = csv(["NYKO", "År", "Ärendetyp"], ...types.map((type) => ["0101", 2021, type]), ["0102", 2021, ""]);
      for (const [purpose, bytes] of [
        ["clients", clients],
        ["case-rows", cases],
      ] as const) {
        const preview = await planner.preview("slag.csv", bytes, { purpose, divisionId });
        expect(preview.loadable, JSON.stringify(preview.issues)).toBe(true);
        const named = preview.issues.filter(({ code }) => code === "client.case-types-named");
        const lists = named.map(
          ({ message }) => message.sv.match(/^Ärendetyper i filen: (.*?)\. Kontrollera/)?.[1] ?? "",
        );
        expect(lists.flatMap((list) => list.split("; "))).toEqual(types);
      }
    });

    test("cases by position and by code are counted; a client with two rows is one; those outside are without area", async () => {
      const bytes = csv(
        ["Löpnr", "Datum", "Ärendetyp", "N", "E"],
        ["a", "2022-03-01", "stöd", "6919500,5", "618500,5"],
        ["a", "2022-04-01", "stöd", "6919500,5", "618500,5"],
        ["b", "2022-04-01", "stöd", "6919600", "618600"],
        ["c", "2022-05-01", "stöd", "6920500", "618600"],
        ["d", "2022-05-01", "stöd", "6990000", "618600"],
        ["e", "2022-05-01", "stöd", "", ""],
      );
      const result = await planner.run("arenden.csv", bytes, { purpose: "case-rows", divisionId });
      expect(result.status, JSON.stringify(result.issues)).toBe("loaded");
      expect(
        await planner.many("select area_code as code, clients from exact.client_counts where year = 2022 order by 1"),
      ).toEqual([
        { code: "0", clients: 2 },
        { code: "0101", clients: 2 },
        { code: "1101", clients: 1 },
      ]);
      expect(issueCodes(result)).toEqual(
        expect.arrayContaining(["case.outside-areas", "case.without-place", "case.counted"]),
      );
    });

    test("today's division makes teams and a plan; staffing as 6+2; the same again changes nothing", async () => {
      const division = csv(
        ["NYKO", "Team", "Teamnamn"],
        ...codes.map((code, index) => [code, index < 4 ? "A" : "B", index < 4 ? "Norr" : "Söder"]),
      );
      const options = {
        purpose: "current-division",
        divisionId,
        settings: { status: "adopted", adoptedFrom: "2024-01-01" },
      } as const;
      expect((await planner.run("indelning.csv", division, options)).status).toBe("loaded");
      expect((await planner.run("indelning.csv", division, options)).status).toBe("unchanged");
      expect(
        await planner.many(
          "select plan.name, plan.status, revision.team_indexes as teams from planning.plans as plan join planning.plan_revisions as revision on revision.plan_id = plan.id",
        ),
      ).toEqual([{ name: "Dagens indelning", status: "adopted", teams: [0, 0, 0, 0, 1, 1, 1, 1] }]);
      const staffing = csv(["Team", "Bemanning"], ["Team A", "6+2"], ["Söder", "5,5 + 2"]);
      expect((await planner.run("bemanning.csv", staffing, { purpose: "staffing" })).status).toBe("loaded");
      expect((await planner.run("bemanning.csv", staffing, { purpose: "staffing" })).status).toBe("unchanged");
      expect(
        await planner.many(
          "select letter, name, investigation_positions as i, first_line_positions as f from planning.teams order by 1",
        ),
      ).toEqual([
        { letter: "A", name: "Norr", i: 6, f: 2 },
        { letter: "B", name: "Söder", i: 5.5, f: 2 },
      ]);
      const unknown = await planner.run("bemanning.csv", csv(["Team", "Bemanning"], ["Q", "6+2"]), {
        purpose: "staffing",
      });
      expect(unknown.status).toBe("refused");
    });

    test("links, names and catchments are loaded once and unchanged the second time", async () => {
      const arena = csv(
        ["Id", "Namn", "Typ", "Lat", "Long", "Kontakt"],
        ["1", "Östra skolan", "grundskola", "62.3905", "17.3070", "Anna Andersson"],
      );
      const loaded = await planner.run("skolor.csv", arena, { purpose: "arenas" });
      expect(loaded.status, JSON.stringify(loaded.issues)).toBe("loaded");
      expect(issueCodes(loaded)).toContain("arena.contact-is-person");
      expect(
        await planner.many(
          "select kind, contact_role as contact, round(st_x(point)) as east, round(st_y(point)) as north from geography.arenas",
        ),
      ).toEqual([
        { kind: "school", contact: null, east: expect.closeTo(619_266, -1), north: expect.closeTo(6_919_811, -2) },
      ]);
      for (const [purpose, bytes] of [
        ["links", csv(["Från", "Till", "Åtgärd", "Skäl"], ["0101", "1202", "lägg till", "bro över älven"])],
        ["area-names", csv(["NYKO", "Namn"], ["0101", "Centrum"], ["01", "Hela norr"], ["0", "Ej kopplad"])],
        ["catchments", csv(["NYKO", "Skola"], ["0101", "Östra skolan"], ["0102, 0201", "1"])],
      ] as const) {
        const first = await planner.run(`${purpose}.csv`, bytes, { purpose, divisionId });
        expect(first.status, JSON.stringify(first.issues)).toBe("loaded");
        expect((await planner.run(`${purpose}.csv`, bytes, { purpose, divisionId })).status).toBe("unchanged");
      }
      expect(await planner.many("select area_code from geography.catchments order by 1")).toEqual([
        { area_code: "0101" },
        { area_code: "0102" },
        { area_code: "0201" },
      ]);
    });

    test("a layer with levels 1, 2 and 4 gives the deepest level that covers all, with the others' names", async () => {
      const cover = (
        code: string,
        columns: readonly [number, number],
        rows: readonly [number, number],
        name: string,
      ): Square => {
        const [a] = squareRing([columns[0], rows[0]]);
        const [, , c] = squareRing([columns[1], rows[1]]);
        const [[west = 0, south = 0] = [], [east = 0, north = 0] = []] = [a, c];
        const ring = [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
          [west, south],
        ];
        return { code, name, at: [0, 0], geometry: { type: "Polygon", coordinates: [ring] } };
      };
      const layered = [
        ...nykoSquares,
        cover("0", [0, 3], [0, 0], "Norra staden"),
        cover("1", [0, 3], [1, 1], "Södra staden"),
        cover("11", [0, 1], [1, 1], "Söder 11"),
      ];
      const result = await planner.run("nivaer.geojson", areasFile(layered), {
        purpose: "areas",
        settings: { ...settings, name: "Flera nivåer" },
      });
      expect(result, JSON.stringify(result.issues)).toMatchObject({ status: "loaded", loadedCount: 8 });
      expect(issueCodes(result)).toContain("area.levels-mixed");
      expect(
        await planner.many(
          "select code, level, name from geography.parent_areas where division_id = $1::uuid and level < 3 order by 1",
          [result.divisionId],
        ),
      ).toEqual([
        { code: "0", level: 1, name: "Norra staden" },
        { code: "01", level: 2, name: "01" },
        { code: "02", level: 2, name: "02" },
        { code: "1", level: 1, name: "Södra staden" },
        { code: "11", level: 2, name: "Söder 11" },
        { code: "12", level: 2, name: "12" },
      ]);
    });

    test("several rows of one code are one area when the person says so", async () => {
      const bytes = areasFile([...nykoSquares, { code: "0101", at: [7, 7] }]);
      const result = await planner.run("delar.geojson", bytes, {
        purpose: "areas",
        settings: { ...settings, name: "Med delar", duplicates: "merge" },
      });
      expect(result, JSON.stringify(result.issues)).toMatchObject({ status: "loaded", loadedCount: 8 });
      expect(
        await planner.many(
          "select st_numgeometries(geometry) as parts, st_intersects(geometry, label_point) as inside from geography.areas where division_id = $1::uuid and code = '0101'",
          [result.divisionId],
        ),
      ).toEqual([{ parts: 2, inside: true }]);
    });

    test("SCB's indicators by row, for women, men and all", async () => {
      const bytes = csv(
        ["NYKO", "Variabel", "Ar", "Man", "Kvinnor", "Totalt"],
        ...codes.map((code) => [`2281${code}`, "Ohälsotal (antal dagar) 16-64 år", 2023, "20,5", "31,25", ".."]),
      );
      const result = await planner.run("socio.csv", bytes, { purpose: "indicators", divisionId });
      expect(result, JSON.stringify(result.issues)).toMatchObject({ status: "loaded", loadedCount: 24 });
      expect(
        await planner.many(
          "select sex, value, missing_reason as reason from statistics.indicator_values where indicator_key = 'ill-health-days-16-64' and area_code = '0101' order by 1",
        ),
      ).toEqual([
        { sex: "F", value: 31.25, reason: null },
        { sex: "M", value: 20.5, reason: null },
        { sex: "T", value: null, reason: "suppressed" },
      ]);
    });

    const certaintyOf = (key: string) =>
      planner.many(
        `select area_code as code, value, base, standard_error as error, interval_low as low, interval_high as high
         from statistics.indicator_values where indicator_key = $1 and area_code <= '0201' order by 1`,
        [key],
      );
    const indicatorFile = (name: string, bytes: Uint8Array) =>
      planner.run(name, bytes, { purpose: "indicators", divisionId, settings: { published: "yes", year: "2024" } });

    test("an indicator's base, standard error, margin and interval are read beside its value, and told", async () => {
      const one = csv(
        ["NYKO", "Andel trygga", "Antal svar", "Medelfel", "Nedre gräns", "Övre gräns"],
        ["0101", "61,5", 120, "4,4", "52,6", "69,7"],
        ["0102", "0,0", 80, 0, "..", ".."],
        ["0201", "..", 30, "2,0", "", ""],
      );
      const result = await indicatorFile("trygghet.csv", one);
      expect(result.status, JSON.stringify(result.issues)).toBe("loaded");
      const told = result.issues.find(({ code }) => code === "indicator.certainty-read");
      expect(told?.message.sv).toMatch(/^Andel trygga: 2 värden läses in med bas/);
      expect(issueCodes(result)).toContain("indicator.certainty-says-nothing");
      expect(await certaintyOf("andel-trygga")).toEqual([
        { code: "0101", value: 61.5, base: 120, error: 4.4, low: 52.6, high: 69.7 },
        { code: "0102", value: 0, base: 80, error: null, low: null, high: null },
        { code: "0201", value: null, base: null, error: null, low: null, high: null },
      ]);
      expect((await indicatorFile("trygghet.csv", one)).status).toBe("unchanged");
    });

    test("of several indicators a column belongs to the one whose heading it has in it, and what is not used is told", async () => {
      const several = csv(
        [
          "NYKO",
          "Trivsel",
          "Trivsel i skolan",
          "Trivsel i skolan felmarginal",
          "Trivsel bas",
          "Bas",
          "Andel befolkning 0-19 år",
          "Andel befolkning 0-19 år bas",
        ],
        ["0101", 7, 8, 1.5, 60, 900, 20, 400],
        ["0102", 6, 9, 2, 70, 900, 21, 400],
      );
      const result = await indicatorFile("trivsel.csv", several);
      expect(result.status, JSON.stringify(result.issues)).toBe("loaded");
      expect(issueCodes(result)).toEqual(
        expect.arrayContaining(["indicator.certainty-unpaired", "indicator.certainty-read", "indicator.base-reckoned"]),
      );
      expect((await certaintyOf("trivsel"))[0]).toMatchObject({ base: 60, low: null });
      expect((await certaintyOf("trivsel-i-skolan"))[0]).toMatchObject({ base: null, low: 6.5, high: 9.5 });
    });

    test("an interval that does not hold its value, or a negative error, refuses the file and names the row", async () => {
      const refused = await indicatorFile(
        "fel.csv",
        csv(
          ["NYKO", "Andel trygga", "Medelfel", "Nedre gräns", "Övre gräns"],
          ["0101", 61.5, 2, 62.5, 70.5],
          ["0102", 61.5, -2, 60.5, 70.5],
          ["0201", 61.5, 2, 60.5, ""],
        ),
      );
      expect(refused.status).toBe("refused");
      expect(issueCodes(refused).filter((code) => code === "indicator.interval-outside")).toHaveLength(2);
      expect(issueCodes(refused)).toContain("indicator.negative-error");
    });

    test("an indicator that the program does not know needs somebody's word, which is kept with name and time and logged", async () => {
      const file = (name: string) => csv(["NYKO", name], ...codes.map((code) => [code, 12]));
      const importIndicator = (name: string, settings: Record<string, string>) =>
        planner.run("egna.csv", file(name), { purpose: "indicators", divisionId, settings });
      const bare = await importIndicator("Valdeltagande 2024", {});
      expect(bare.status).toBe("refused");
      expect(issueCodes(bare)).toContain("indicator.not-known");
      for (const name of ["Andel barn aktuella hos socialtjänsten 2024", "LVU per 1 000 barn 2024"]) {
        const refused = await importIndicator(name, { published: "yes" });
        expect(refused.status).toBe("refused");
        expect(issueCodes(refused)).toContain("indicator.about-clients");
      }
      expect(
        await planner.many("select key from statistics.indicators where key ~ 'valdeltagande|social|lvu'"),
      ).toEqual([]);

      const declared = await importIndicator("Valdeltagande 2024", { published: "yes" });
      expect(declared, JSON.stringify(declared.issues)).toMatchObject({ status: "loaded", loadedCount: 8 });
      expect(issueCodes(declared)).toContain("indicator.declared-published");
      expect(
        await planner.many(
          `select declared_by = $1::uuid as own, declared_at is not null as dated from statistics.indicators
           where key = 'valdeltagande'`,
          [planner.host.actor.userId],
        ),
      ).toEqual([{ own: true, dated: true }]);
      const logged = await opened.asOwner((owner) =>
        owner.query(
          "select action, user_id = $1::uuid as own from audit.events where details ->> 'declared' = 'published' order by sequence",
          [planner.host.actor.userId],
        ),
      );
      expect(logged.rows.at(-1)).toEqual({ action: "import.loaded", own: true });
      expect((await importIndicator("Valdeltagande 2025", {})).status).toBe("loaded");
    });

    test("a point that a person has moved stays where it was put", async () => {
      const bytes = textFile("id,name,type,lat,lon\n77,Norra förskolan,förskola,62.395,17.32\n");
      expect((await planner.run("forskolor.csv", bytes, { purpose: "arenas" })).status).toBe("loaded");
      await planner.host.inTransaction((queryable) =>
        queryable.query(
          "update geography.arenas set corrected = true, point = st_setsrid(st_makepoint(618000, 6919000), 3006) where external_id = '77'",
        ),
      );
      expect((await planner.run("forskolor.csv", bytes, { purpose: "arenas" })).status).toBe("unchanged");
      expect(await planner.many("select st_x(point) as east from geography.arenas where external_id = '77'")).toEqual([
        { east: 618_000 },
      ]);
    });

    test("priority since a year, a month or a day, and no guess where the day can be read in two ways", async () => {
      const row = (id: number, name: string, priority: string, since: string) => [
        ...[String(id), name, "förskola", priority, "Högt behov", since],
      ];
      const head = ["Id", "Namn", "Typ", "Prioriterad", "Skäl", "Prioriterad sedan"];
      const file = csv(
        head,
        row(201, "Ett", "ja", "2023"),
        row(202, "Två", "ja", "2024-08"),
        row(203, "Tre", "ja", "2025-03-17"),
        row(204, "Fyra", "ja", ""),
        row(205, "Fem", "nej", "2022"),
      );
      const since = () =>
        planner.many(
          `select name, priority_since::text as since from geography.arenas
           where external_id between '201' and '205' and length(external_id) = 3 order by external_id`,
        );
      expect((await planner.run("forskolor.csv", file, { purpose: "arenas" })).status).toBe("loaded");
      const told = [
        { name: "Ett", since: "2023-01-01" },
        { name: "Två", since: "2024-08-01" },
        { name: "Tre", since: "2025-03-17" },
        { name: "Fyra", since: null },
        { name: "Fem", since: null },
      ];
      expect(await since()).toEqual(told);
      expect((await planner.run("forskolor.csv", file, { purpose: "arenas" })).status).toBe("unchanged");
      // A later list without the column leaves what is known; priority that ends has no beginning.
      const later = csv(
        head.slice(0, 5),
        row(201, "Ett", "ja", "").slice(0, 5),
        row(202, "Två", "nej", "").slice(0, 5),
      );
      expect((await planner.run("forskolor.csv", later, { purpose: "arenas" })).status).toBe("loaded");
      expect((await since()).slice(0, 2)).toEqual([told[0], { name: "Två", since: null }]);
      for (const [text, code] of [
        ["03/04/2024", "date.ambiguous"],
        ["länge", "date.unreadable"],
      ] as const) {
        const refused = await planner.run("forskolor.csv", csv(head, row(201, "Ett", "ja", text)), {
          purpose: "arenas",
        });
        expect(refused.status).toBe("refused");
        expect(issueCodes(refused)).toContain(code);
      }
    });

    test("a priority and a contact that people decided on stay, and the rest of the arena follows the file", async () => {
      const file = (name: string) =>
        textFile(`id,name,type,priority,priority_reason,contact_role\n88,${name},förskola,nej,,Rektor\n`);
      expect((await planner.run("forskolor.csv", file("Södra"), { purpose: "arenas" })).status).toBe("loaded");
      await planner.host.inTransaction((queryable) =>
        queryable.query(
          `update geography.arenas set priority = true, priority_reason = 'Beslutat', priority_decided = true,
             contact_role = 'Kurator', contact_decided = true where external_id = '88'`,
        ),
      );
      expect((await planner.run("forskolor.csv", file("Södra torget"), { purpose: "arenas" })).status).toBe("loaded");
      expect(
        await planner.many(
          `select name, priority, priority_reason as reason, contact_role as contact from geography.arenas
           where external_id = '88'`,
        ),
      ).toEqual([{ name: "Södra torget", priority: true, reason: "Beslutat", contact: "Kurator" }]);
    });
  });
});
