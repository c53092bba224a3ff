// The page in a real browser, on the real service with the embedded database and the demonstration municipality.
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../api/contract/primitives.ts";
import type { Arena } from "../../api/contract/teams.ts";
import { createDemonstration } from "../../data/demo/index.ts";
import type { ServiceProcess } from "../support/service-process.ts";
import { hasSharedData, sharedDataFolder } from "../support/shared-data.ts";
import { startRunningService } from "./running-service.ts";
import { type Beginning, hasBrowser, openBrowser, type Screen, screens, visit, type Walk, walkAs } from "./visitor.ts";

const fixtureFolder = join(import.meta.dirname, "../fixtures");
const startPatienceMs = 300_000;
const walkPatienceMs = 240_000;

/** As `expect`, of something that comes in time; a machine that draws maps without a graphics card is slow. */
const eventually = <Value>(read: () => Value | Promise<Value>) => expect.poll(read, { timeout: 60_000 });

if (!hasBrowser && process.env.TEST_REQUIRE_ALL === "1") {
  throw new Error("Chromium is not installed, and TEST_REQUIRE_ALL=1 lets nothing be skipped.");
}

const ofReaders = ["Karta", "Områdesprofil", "Problemträd", "Enkäter", "Förslag"];
const formsAndHelp = [
  ["Importera", "importera"],
  ["Team", "team"],
  ["Grannskap", "grannskap"],
  ["Hjälp", "hjalp"],
] as const;
const ofLoad = ["Arbetsbelastning", "Flöde", "Översikt", "Prognos"];

describe.skipIf(!hasBrowser)("the page in a browser", () => {
  let service: ServiceProcess;
  let browser: Browser;
  beforeAll(async () => {
    [service, browser] = await Promise.all([startRunningService(), openBrowser()]);
  }, startPatienceMs);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  /** Walks as somebody in a role; afterwards nothing forbidden may have happened. */
  const as = (role: Role, screen: Screen, walk: Walk, beginning?: Beginning) =>
    walkAs(browser, service, role, screen, walk, beginning);

  it(
    "lets one choose a role, and tells what each does",
    async () => {
      const { page, photograph, barriers, misdeeds, leave } = await visit(browser, service.address, "desktop");
      await page.getByRole("heading", { name: "Välj roll" }).waitFor();
      expect(await page.locator("[data-role]").count()).toBe(5);
      await photograph("logga-in");
      expect(await barriers()).toEqual([]);
      await page.setViewportSize(screens.phone);
      await photograph("logga-in");
      expect(await barriers()).toEqual([]);
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("heading", { name: "Choose a role" }).waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
      expect(misdeeds).toEqual([]);
      await leave();
    },
    walkPatienceMs,
  );

  it.each<[Role, string[]]>([
    ["planner", [...ofReaders, ...ofLoad, "Körning", "Importera", "Team", "Grannskap", "Hjälp"]],
    ["manager", [...ofReaders, ...ofLoad, "Team", "Grannskap", "Hjälp"]],
    ["team", [...ofReaders, "Team", "Grannskap", "Hjälp"]],
    ["admin", ["Användare", "Hjälp"]],
    ["reviewer", ["Loggkontroll", "Hjälp"]],
  ])(
    "gives the %s its own pages, each marked as made up",
    async (role, names) => {
      await as(role, "desktop", async ({ page, goTo, barriers, sidewaysOverflow }) => {
        const menu = page.getByRole("navigation", { name: "Sidor" });
        await menu.waitFor();
        expect(await menu.getByRole("link", { includeHidden: true }).allTextContents()).toEqual(names);
        // The planner's pages are everybody's, but for the administrator's and the reviewer's.
        for (const name of role === "manager" || role === "team" ? names.slice(-1) : names) await goTo(name);
        expect(await sidewaysOverflow()).toBe(0);
        // Open menus are the same for all; the planner has the most of them.
        for (const opener of role === "planner" ? [".menu-group > button", ".person-button"] : []) {
          await page.locator(opener).first().click();
          expect(await barriers(), opener).toEqual([]);
          await page.keyboard.press("Escape");
        }
        for (const width of [1100, 1200, 1280, 1329, 1330, 1366]) {
          await page.setViewportSize({ width, height: 800 });
          expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} points`).toBe(width);
        }
        await page.setViewportSize(screens.desktop);
        await page.getByRole("button", { name: "Logga ut" }).click();
        await page.getByRole("heading", { name: "Välj roll" }).waitFor();
      });
    },
    walkPatienceMs,
  );

  it(
    "draws today's teams, tells every total, and fits a tablet and a wide screen",
    async () => {
      await as("planner", "desktop", async ({ page, waitForMap, photograph, barriers }) => {
        await waitForMap();
        expect(await page.locator("[data-team]").count()).toBe(4);
        const rows = page.locator(".sum-table td");
        await rows.first().waitFor();
        const numbers = (await rows.allTextContents()).map((text) => Number(text.replace(/\s/g, "")));
        expect(numbers).toHaveLength(4);
        expect(numbers[3]).toBeGreaterThan(1000);
        expect(numbers[0]! + numbers[1]! + numbers[2]!).toBe(numbers[3]);
        await photograph("karta", 4);
        expect(await barriers()).toEqual([]);
        for (const size of [screens.tablet, screens.wide]) {
          await page.setViewportSize(size);
          await photograph("karta", 4);
          expect(await barriers()).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width);
        }
      });
    },
    walkPatienceMs,
  );

  it(
    "lets the map be read by keyboard, and the table shares its selection",
    async () => {
      await as("planner", "desktop", async ({ page, waitForMap, photograph, barriers }) => {
        await waitForMap();
        const spoken = page.getByTestId("map-live");
        await page.getByRole("application").focus();
        await page.keyboard.press("ArrowRight");
        const first = await spoken.textContent();
        expect(first).toMatch(/^\d{6} .+\. [A-D] · /);
        await page.keyboard.press("ArrowRight");
        expect(await spoken.textContent()).not.toBe(first);
        const code = (await spoken.textContent())!.slice(0, 6);
        await page.keyboard.press("Enter");
        await page.getByRole("article", { name: `Fakta om område ${code}` }).waitFor();
        await page.getByText("Exakta tal. Varje visning loggas.").waitFor();
        await waitForMap();
        await photograph("karta-omrade");
        expect(await barriers()).toEqual([]);
        await page.getByRole("button", { name: "Båda" }).click();
        expect(await page.getByRole("checkbox", { name: `Välj område ${code}` }).isChecked()).toBe(true);
        await page.getByRole("button", { name: "Kod" }).click();
        const codes = await page.locator("tbody [data-area] th").allTextContents();
        expect(codes).toEqual(codes.toSorted().reverse());
        await page.getByLabel("Sök kod, namn eller team").fill(code);
        await eventually(() => page.locator("tbody [data-area]").count()).toBe(1);
        await waitForMap();
        await photograph("karta-tabell");
        expect(await barriers()).toEqual([]);
      });
    },
    walkPatienceMs,
  );

  it(
    "colours the map by a count and an indicator, with real classes",
    async () => {
      await as("planner", "desktop", async ({ page, waitForMap, photograph, barriers }) => {
        await waitForMap();
        const choice = page.getByLabel("Färglägg efter");
        const areas = async () => {
          const cells = await page.locator(".legend-classes td").allTextContents();
          return cells
            .filter((text) => text.includes("område"))
            .reduce((sum, text) => sum + Number.parseInt(text, 10), 0);
        };
        for (const group of ["Invånare", "Indikatorer"]) {
          const value = await choice.locator(`optgroup[label="${group}"] option`).first().getAttribute("value");
          await choice.selectOption(value!);
          await eventually(areas).toBe(354);
        }
        await waitForMap();
        await photograph("karta-indikator");
        expect(await barriers()).toEqual([]);
      });
    },
    walkPatienceMs,
  );

  it(
    "shows a manager protected numbers, marked as such on the map, in the table and in the sums, and says how",
    async () => {
      await as("manager", "desktop", async ({ page, waitForMap, photograph, barriers }) => {
        await waitForMap();
        await page.getByText("Summorna är gjorda av skyddade tal.").waitFor();
        await page.getByLabel("Färglägg efter").selectOption("measure:clients-all");
        const legend = page.locator(".legend");
        await legend.getByText("Skyddade tal: ±4 per område.").waitFor();
        await legend.getByText("0 (noll eller nära noll)").waitFor();
        await photograph("karta-chef");
        expect(await barriers()).toEqual([]);

        await page.getByRole("button", { name: "Tabell", exact: true }).click();
        const cells = await page.locator(".area-table tbody td:nth-child(5)").allTextContents();
        expect(cells.length).toBeGreaterThan(300);
        for (const cell of cells) expect(cell).toMatch(/^(\d+\u00a0(±4|≈).*|skyddat, visas inte|okänt)$/);
        const rounded = cells.filter((cell) => cell.includes("±4")).map((cell) => Number.parseInt(cell, 10));
        expect(rounded.length).toBeGreaterThan(50);
        expect(rounded.filter((value) => value % 5 !== 0)).toEqual([]);
        const inCells = cells.reduce((sum, cell) => sum + (Number.parseInt(cell, 10) || 0), 0);
        const total = await page.locator(".total-row td.right").first().textContent();
        const [sum, exactness] = total!.split("±");
        expect(Number(sum!.replace(/\s/g, ""))).toBe(inCells);
        expect(exactness).toContain("4 per område");
        await photograph("tabell-chef");

        await page.getByRole("button", { name: "Karta", exact: true }).click();
        await legend.getByRole("link", { name: "Så här skyddas siffrorna" }).click();
        await page.getByRole("heading", { name: "Så här skyddas siffrorna" }).waitFor();
        await photograph("siffrornas-skydd");
        expect(await barriers()).toEqual([]);
        await page.setViewportSize(screens.phone);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screens.phone.width);
        await photograph("siffrornas-skydd");
      });
    },
    walkPatienceMs,
  );

  it(
    "shows a team its own areas' protected numbers, and of others only that they are others'",
    async () => {
      await as("team", "desktop", async ({ page, waitForMap, photograph, barriers }) => {
        await waitForMap();
        await page.getByText("Du ser ditt eget teams tal i den fastställda indelningen").waitFor();
        await eventually(() => page.locator("[data-team] .deviation").count()).toBe(1);
        expect(await page.locator(".sum-table").count()).toBe(0);
        await page.getByLabel("Färglägg efter").selectOption("measure:clients-all");
        await page.locator(".legend").getByText("Utanför teamets område").waitFor();
        await photograph("karta-eget-team");
        expect(await barriers()).toEqual([]);
        await page.getByRole("button", { name: "Tabell", exact: true }).click();
        const rows = page.locator(".area-table tbody tr");
        const texts = await rows.allTextContents();
        const own = texts.filter((text) => text.includes("±4") || text.includes("≈"));
        const others = texts.filter((text) => text.includes("utanför teamets område"));
        expect(own.length).toBeGreaterThan(10);
        expect(own.length + others.length).toBe(texts.length);
      });
    },
    walkPatienceMs,
  );

  it(
    "moves areas in a draft, takes it back, and goes on where somebody else saved the same drawing",
    async () => {
      await as("planner", "desktop", async ({ page, waitForMap }) => {
        await waitForMap();
        await page.getByRole("button", { name: "Nytt utkast från detta" }).click();
        await page.getByLabel("Utkastets namn").fill("Utkast att ändra");
        await page.getByRole("button", { name: "Skapa utkast" }).click();
        await eventually(() => page.getByLabel("Indelning i team").locator("option:checked").textContent()).toContain(
          "Utkast att ändra",
        );
        await page.getByRole("button", { name: "Tabell", exact: true }).click();
        const facts = (team: string) => page.locator(`[data-team="${team}"] .team-row-facts`).textContent();
        await page.getByTestId("drawn-teams").getByTestId("balance-total").waitFor();
        const before = await facts("B");
        const row = page.locator("tbody tr", { has: page.locator(".team-badge", { hasText: "A" }) }).first();
        await row.getByRole("checkbox").check();
        const move = async () => {
          await page.getByRole("button", { name: /^B · / }).click();
          await page.getByRole("button", { name: "Godkänn" }).click();
        };
        await move();
        await eventually(() => facts("B")).not.toBe(before);
        await page.getByRole("button", { name: "Ångra senaste steget" }).click();
        await eventually(() => facts("B")).toBe(before);
        await page.locator('[data-saved="true"]').waitFor();

        const plan = new URL(page.url()).searchParams.get("forslag")!;
        const changedElsewhere = await page.evaluate(async (id) => {
          const municipality = (await (await fetch("/api/session")).json()).municipality.code;
          const path = `/api/${municipality}/plans/${id}`;
          const shown = await (await fetch(path)).json();
          const answer = await fetch(`${path}/assignment`, {
            method: "PUT",
            headers: {
              "content-type": "application/json",
              "x-requested-with": "omradeslinjen",
              "if-match": `"${shown.version}"`,
            },
            body: JSON.stringify({ teamIndexes: shown.teamIndexes }),
          });
          return answer.status;
        }, plan);
        expect(changedElsewhere).toBe(200);
        await row.getByRole("checkbox").check();
        await move();
        await eventually(() => facts("B")).not.toBe(before);
      });
    },
    walkPatienceMs,
  );

  it(
    "starts a run, watches it improve on the map, stops it and keeps it",
    async () => {
      const walk: Walk = async ({ page, waitForMap, photograph, barriers }) => {
        await waitForMap();
        await photograph("korning-villkor");
        expect(await barriers()).toEqual([]);
        await page.getByLabel("Söktid i sekunder").fill("60");
        await page.getByRole("button", { name: "Starta körningen" }).click();
        const watch = page.getByTestId("run-watch");
        await watch.getByText("Största avvikelse").waitFor();
        await eventually(() => watch.getAttribute("data-status")).toBe("running");
        // A map that is repainted again and again is never idle on a slow machine.
        await photograph("korning-pagar", 4);
        expect(await barriers()).toEqual([]);
        await page.getByRole("button", { name: "Stoppa och behåll bästa" }).click();
        await page.getByLabel("Förslagets namn").fill("Fyra jämna team");
        expect(await watch.getAttribute("data-status")).toBe("stopped");
        await waitForMap();
        await photograph("korning-resultat", 4);
        expect(await barriers()).toEqual([]);
        await page.getByRole("button", { name: "Upprepa och jämför bit för bit" }).first().click();
        await page.getByText("Exakt samma resultat").waitFor({ timeout: 90_000 });
        await page.getByRole("button", { name: "Spara som förslag" }).click();
        await page.waitForURL(/\/karta\?/);
        await waitForMap();
        expect(await page.getByLabel("Indelning i team").locator("option:checked").textContent()).toContain(
          "Fyra jämna team",
        );
        await page.locator(".deviation").first().waitFor();
        await photograph("karta-forslag", 4);
      };
      await as("planner", "desktop", walk, { path: "/korning" });
    },
    walkPatienceMs,
  );

  it(
    "tells in words why rules cannot be met",
    async () => {
      const walk: Walk = async ({ page, waitForMap }) => {
        await waitForMap();
        await page.getByLabel("Tolerans i procent").first().fill("0");
        await page.getByLabel("Söktid i sekunder").fill("2");
        await page.getByRole("button", { name: "Starta körningen" }).click();
        const reasons = page.locator('[data-problem="rules.impossible"] li, [data-testid="run-failure"] li');
        await reasons.first().waitFor({ timeout: 60_000 });
        for (const reason of await reasons.allTextContents()) expect(reason).toMatch(/barn 0–17 år/);
      };
      await as("planner", "desktop", walk, { path: "/korning" });
    },
    walkPatienceMs,
  );

  it(
    "shows the pages of import, teams, neighbours and help without barriers",
    async () => {
      const walk: Walk = async ({ page, goTo, waitForMap, photograph, barriers }) => {
        for (const [name, file] of formsAndHelp) {
          await goTo(name);
          await page.getByRole("heading", { level: 1, name }).waitFor();
          if (name === "Grannskap") await waitForMap();
          await eventually(() => page.getByRole("status").filter({ hasText: "Hämtar" }).count()).toBe(0);
          await photograph(file);
          expect(await barriers(), name).toEqual([]);
        }
      };
      await as("planner", "desktop", walk, { path: "/hjalp" });
    },
    walkPatienceMs,
  );

  it(
    "works on a phone",
    async () => {
      await as("planner", "phone", async ({ page, goTo, waitForMap, photograph, barriers, sidewaysOverflow }) => {
        const tabs = page.getByRole("navigation", { name: "Delar av sidan" });
        await waitForMap();
        await photograph("karta", 4);
        expect(await barriers()).toEqual([]);
        const place = page.getByText("Exempelsund (påhittad kommun)");
        const placeEnd = await place.evaluate((element) => {
          const text = document.createRange();
          text.selectNodeContents(element);
          return text.getBoundingClientRect().right;
        });
        const menuButton = await page.getByRole("button", { name: "Meny", exact: true }).boundingBox();
        expect(placeEnd).toBeLessThan(menuButton!.x);
        for (const tab of ["Team", "Tabell"]) {
          await tabs.getByRole("button", { name: tab }).click();
          await photograph(`karta-${tab.toLowerCase()}`);
          expect(await barriers()).toEqual([]);
        }
        await page.locator("tbody [data-area] button").first().click();
        await page.getByRole("article").waitFor();
        await photograph("karta-omrade");
        expect(await barriers()).toEqual([]);
        for (const [name, file] of [["Körning", "korning"] as const, ...formsAndHelp]) {
          await goTo(name);
          await page.getByRole("heading", { level: 1, name, includeHidden: true }).waitFor({ state: "attached" });
          await eventually(() => page.getByRole("status").filter({ hasText: "Hämtar" }).count()).toBe(0);
          if (name === "Grannskap") await waitForMap();
          await photograph(file);
          expect(await barriers()).toEqual([]);
          expect(await sidewaysOverflow()).toBe(0);
        }
      });
    },
    walkPatienceMs,
  );

  it(
    "links two areas with a reason, says so, and takes it back",
    async () => {
      const walk: Walk = async ({ page, waitForMap, photograph, barriers }) => {
        await waitForMap();
        const pairs = page.getByText(/^354 områden, \d+ grannpar\.$/);
        const before = await pairs.textContent();
        // One area on the map by keyboard, the other by search.
        await page.getByRole("application").focus();
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("Enter");
        const search = page.getByRole("combobox", { name: "Sök område" });
        const far = (await page.getByTestId("map-live").textContent())!.startsWith("8") ? "11" : "8";
        await search.fill(far);
        await search.press("ArrowDown");
        await search.press("Enter");
        await page.getByText("De räknas inte som grannar.").waitFor();
        const save = page.getByRole("button", { name: "Länka (räkna som grannar)" });
        expect(await save.isEnabled()).toBe(false);
        await page.getByLabel("Skäl").fill("färja på provtur");
        await save.click();
        const edit = page.getByRole("listitem").filter({ hasText: "färja på provtur" });
        await edit.waitFor();
        await eventually(() => pairs.textContent()).not.toBe(before);
        await page.getByText("De är redan länkade för hand.").waitFor();
        await photograph("grannskap-lank");
        expect(await barriers()).toEqual([]);
        await edit.getByRole("button", { name: "Ta tillbaka" }).click();
        await eventually(() => edit.count()).toBe(0);
        await eventually(() => pairs.textContent()).toBe(before);
      };
      await as("planner", "desktop", walk, { path: "/grannskap" });
    },
    walkPatienceMs,
  );

  it(
    "calls off a long import, and nothing of it stays",
    async () => {
      const walk: Walk = async ({ page }) => {
        const counts = createDemonstration().find(({ name }) => name === "befolkning-0-20-ettarsklasser.csv")!;
        // The same numbers for another decade: a hundred thousand rows that are new.
        const text = Buffer.from(counts.bytes)
          .toString("latin1")
          .replaceAll(/;20(2\d)-12-31;/g, ";20$1-06-30;");
        await page.getByRole("radio", { name: /^Befolkning/ }).check();
        const file = { name: "halvårsskiftet.csv", mimeType: "text/csv", buffer: Buffer.from(text, "latin1") };
        await page.locator('input[type="file"]').setInputFiles(file);
        await page.getByTestId("import-preview").waitFor({ timeout: 60_000 });
        const load = page.getByRole("button", { name: "Läs in", exact: true });
        await eventually(() => load.isEnabled()).toBe(true);
        await load.click();
        await page.getByRole("progressbar", { name: "Inläsningens förlopp" }).waitFor();
        await page.getByRole("button", { name: "Avbryt inläsningen", exact: true }).click();
        const report = page.getByTestId("import-report");
        await report.waitFor({ timeout: 60_000 });
        expect(await report.getAttribute("data-status")).toBe("cancelled");
        const periods = await page.evaluate(async () => {
          const { divisions } = await (await fetch("/api/9999/divisions")).json();
          const division = divisions.find((each: { name: string }) => each.name.startsWith("NYKO")).id;
          const { measures } = await (await fetch(`/api/9999/divisions/${division}/measures`)).json();
          return measures.flatMap((each: { periods: string[] }) => each.periods);
        });
        expect(periods).toContain("2025-12-31");
        expect(periods.filter((period: string) => period.endsWith("-06-30"))).toEqual([]);
      };
      await as("planner", "desktop", walk, { path: "/importera" });
    },
    walkPatienceMs,
  );

  it.skipIf(!hasSharedData)(
    "brings in Sundsvall's real areas, children and schools and divides them into four teams within 1 %",
    async () => {
      await as(
        "planner",
        "desktop",
        async ({ page, goTo, waitForMap, photograph, barriers }) => {
          const load = async (
            purpose: string,
            file: string,
            picture: string,
            settings: Readonly<Record<string, string>>,
          ) => {
            await goTo("Importera");
            await page.getByRole("radio", { name: new RegExp(`^${purpose}`) }).check();
            await page.locator('input[type="file"]').setInputFiles(join(sharedDataFolder, file));
            await page.getByTestId("import-preview").waitFor({ timeout: 60_000 });
            for (const [label, value] of Object.entries(settings))
              await page.getByLabel(new RegExp(`^${label}`)).fill(value);
            const button = page.getByRole("button", { name: "Läs in", exact: true });
            await eventually(() => button.isEnabled()).toBe(true);
            await photograph(picture);
            expect(await barriers()).toEqual([]);
            await button.click();
            const report = page.getByTestId("import-report");
            await report.waitFor({ timeout: 120_000 });
            expect(await report.getAttribute("data-status")).toBe("loaded");
          };
          await load("Områden", "formats/sundsvall_deso2025_sweref99tm.gpkg", "importera-granska", {
            "Områdesindelningens namn": "DeSO 2025 Sundsvall",
            Utgåva: "2025",
            Källa: "SCB",
          });
          await load("Befolkning", "sundsvall/population_age_sex_2025.csv", "importera-befolkning", {});
          await load("Skolor, förskolor", "sundsvall/schools_with_grade9.csv", "importera-skolor", {});
          const schools = await page.evaluate(async () => {
            const { arenas } = await (await fetch("/api/2281/arenas")).json();
            return (arenas as Arena[]).filter(
              ({ kind, areaIndexes }) => kind === "school" && Object.keys(areaIndexes).length === 1,
            );
          });
          expect(schools).toHaveLength(17);
          await goTo("Team");
          for (const letter of ["A", "B", "C", "D"]) {
            await page.getByRole("button", { name: "Nytt team" }).click();
            await page.getByLabel("Namn").fill(`Team ${letter}`);
            await page.getByRole("button", { name: "Spara team" }).click();
            await page.getByRole("heading", { name: `Team ${letter}`, exact: true }).waitFor();
          }
          await goTo("Körning");
          await waitForMap();
          await page.getByRole("checkbox", { name: "Barn 0–17 år" }).uncheck();
          await page.getByRole("checkbox", { name: "Barn 0–19 år" }).check();
          await page.getByLabel("Tolerans i procent för Barn 0–19 år").fill("1");
          await page.getByText(/^21\s398 totalt/).waitFor();
          await page.getByLabel("Teamens andelar").selectOption("equal");
          await page.getByLabel("Söktid i sekunder").fill("5");
          await page.getByRole("button", { name: "Starta körningen" }).click();
          await page.getByText("Alla villkor är uppfyllda.").waitFor({ timeout: 60_000 });
          await waitForMap();
          await photograph("korning-sundsvall", 4);
          await page.getByLabel("Förslagets namn").fill("Sundsvall i fyra team");
          await page.getByRole("button", { name: "Spara som förslag" }).click();
          await page.waitForURL(/\/karta\?/);
          await waitForMap();
          await page.locator(".deviation").first().waitFor();
          await page.getByLabel("Mått som jämförs").selectOption("children-0-19");
          await eventually(() => page.locator(".deviation-within").count()).toBe(4);
          await waitForMap();
          await photograph("karta-sundsvall", 4);
        },
        { municipality: "2281", path: "/importera" },
      );
    },
    walkPatienceMs,
  );

  it(
    "asks which local zone a file without a coordinate system is in, and loads nothing before the answer",
    async () => {
      const walk: Walk = async ({ page, photograph, barriers }) => {
        await page.getByRole("radio", { name: /^Områden/ }).check();
        await page.locator('input[type="file"]').setInputFiles(join(fixtureFolder, "geo/shape-3014-no-prj.zip"));
        const question = page.getByRole("group", { name: "Vilket koordinatsystem har filen?" });
        await question.waitFor({ timeout: 60_000 });
        const load = page.getByRole("button", { name: "Läs in", exact: true });
        expect(await load.isEnabled()).toBe(false);
        expect(await question.getByRole("radio").count()).toBeGreaterThan(5);
        expect(await barriers()).toEqual([]);
        await question.getByRole("radio", { name: /EPSG:3014/ }).check();
        for (const [label, value] of Object.entries({
          "Områdesindelningens namn": "Rutor",
          Utgåva: "2025",
          Källa: "Egen",
        }))
          await page.getByLabel(new RegExp(`^${label}`)).fill(value);
        await eventually(() => load.isEnabled()).toBe(true);
        await photograph("importera-koordinatsystem");
        await load.click();
        const report = page.getByTestId("import-report");
        await report.waitFor({ timeout: 60_000 });
        expect(await report.getAttribute("data-status")).toBe("loaded");
      };
      // Last, and in Sundsvall: the newest division is the one the pages choose.
      await as("planner", "desktop", walk, { municipality: "2281", path: "/importera" });
    },
    walkPatienceMs,
  );
});
