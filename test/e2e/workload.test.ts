// A manager at a browser: load per position on the map and in words, weights tried and saved, an overview on paper.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceProcess } from "../support/service-process.ts";
import { startRunningService } from "./running-service.ts";
import { hasBrowser, openBrowser, screens, type Visitor, visit } from "./visitor.ts";

const startPatienceMs = 300_000;
const walkPatienceMs = 240_000;
const eventually = <Value>(read: () => Value | Promise<Value>) => expect.poll(read, { timeout: 30_000 });

describe.skipIf(!hasBrowser)("a manager who watches the balance", () => {
  let service: ServiceProcess;
  let browser: Browser;
  let visitor: Visitor;
  beforeAll(async () => {
    [service, browser] = await Promise.all([startRunningService(), openBrowser()]);
    visitor = await visit(browser, `${service.address}/hjalp`, "desktop");
    await visitor.signIn("manager");
  }, startPatienceMs);
  afterAll(async () => {
    await visitor?.leave();
    await browser?.close();
    await service?.stop();
  });

  /** The present page on A4, as a picture, told by `says` in place of the choices that paper cannot have; nothing past its edge. */
  const onPaper = async (name: string, says: RegExp) => {
    const { page, photograph, barriers } = visitor;
    // Printing copies the map to where paper has it.
    await page.pdf({ format: "A4", printBackground: true });
    const { width, height } = page.viewportSize()!;
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("main .only-print", { hasText: says }).isVisible()).toBe(true);
    expect(await page.locator("main button:visible, main select:visible").count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(794);
    await photograph(`${name}-utskrift`);
    expect(await barriers()).toEqual([]);
    // Neither: what is printed next is printed as paper.
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width, height });
  };
  const table = (page: Page) => page.getByTestId("load-table");

  it(
    "reads loads beside chance, tries weights that are seen at once, and saves them as a version",
    async () => {
      const { page, photograph, barriers, waitForMap } = visitor;
      await page.goto(`${service.address}/arbetsbelastning`);
      await table(page).waitFor();
      await page.getByText("antagna vikter (version 0)").waitFor();
      // Every difference that is told has its chance beside it.
      expect((await table(page).innerText()).match(/ ± /g)!.length).toBeGreaterThanOrEqual(4);
      expect(await page.getByText(/Skillnaden är större än slumpen i \d av 6 år/).count()).toBe(4);
      // The first line's question has an answer in a sentence, with its chance.
      await page
        .getByTestId("crowding")
        .getByText(/^2025: (om tjänsterna följde arbetet|räknat med vikterna nedan).*± \d+/)
        .waitFor();
      // The assumption that it rests on is told, and what half and twice of it would give.
      await page
        .getByTestId("crowding-weights")
        .getByText(/ingen har mätt.*utredning 25 tim.*Per barn och år: 0,5 tim/)
        .waitFor();
      const range = page.getByTestId("crowding-range");
      const rangeBefore = await range.locator("tbody tr").allTextContents();
      expect(rangeBefore.map((text) => /^([\d,]+) tim \(/.exec(text)?.[1])).toEqual(["0,25", "0,5", "1"]);
      for (const text of rangeBefore) expect(text).toMatch(/[+−±]\d+\s% ± \d+\s%/);
      // What a position has: each case type of three years, all of them year by year, and what the years came to.
      const carried = page.getByTestId("carried");
      const [byType, byYear] = await carried.locator("table").all();
      expect(await byType!.locator("thead th").count()).toBeGreaterThan(3);
      expect(await byYear!.locator("thead th").allTextContents()).toEqual([
        ...["Team", "2020", "2021", "2022", "2023", "2024", "2025"],
      ]);
      for (const cell of await carried.locator("td").allTextContents())
        expect(cell).toMatch(/^[\d\s]+(,\d)?\s±\s\d+(,\d)?$/);
      const median = /medianen av 6 år är ([\d\s]+) tim per tjänst/;
      const carriedBefore = median.exec(await page.getByTestId("carried-load").innerText())![1]!;
      await carried.getByText("inte vad som är rimligt").waitFor();
      const download = page.waitForEvent("download");
      await carried.getByRole("button", { name: "Spara tabellen (CSV)" }).click();
      expect((await download).suggestedFilename()).toBe("arenden-per-tjanst.csv");
      await waitForMap();
      await photograph("belastning");
      expect(await barriers()).toEqual([]);
      await onPaper("belastning", /^Indelning: .+ \(.+\)\. Utredning, \d{4}–\d{4}\.$/);

      const before = await table(page).innerText();
      await page.getByLabel("Per ärende: utredning").fill("60");
      await page.getByText("Talen vilar på vikter som du prövar").waitFor();
      expect(await table(page).innerText()).not.toBe(before);
      // Cases are as many whatever they weigh, and the load that was carried is another.
      expect(median.exec(await page.getByTestId("carried-load").innerText())![1]).not.toBe(carriedBefore);
      await carried.getByText("Spara dem för att ta det vidare").waitFor();
      expect(await range.locator("tbody tr").allTextContents()).not.toEqual(rangeBefore);
      await page
        .getByTestId("crowding-weights")
        .getByText(/som du prövar.*utredning 60 tim/)
        .waitFor();
      const [saved] = /[\d\u00a0\u202f ]+ tim/.exec(before)!;
      await table(page).getByText(`förut ${saved.trim()}`).waitFor();
      await page.getByRole("button", { name: "Ångra ändringarna" }).click();
      await eventually(() => table(page).innerText()).toBe(before);
      await page.getByLabel("Per ärende: utredning").fill("mycket");
      await page.getByText("Skriv ett tal från 0 till 10 000.").waitFor();
      await page.getByLabel("Per ärende: utredning").fill("32,5");
      await page.getByLabel("Anteckning").fill("Tidmätning i mars");
      await page.getByRole("button", { name: "Spara som version 1" }).press("Enter");
      await page.getByText(/vikter version 1, sparad av/).waitFor();
      await page.getByText("Alla versioner (2)").press("Enter");
      await page.getByRole("cell", { name: "Tidmätning i mars" }).waitFor();
      // Somebody else saves first: one's own weights stay, are said to be second, and can be saved after.
      const other = await page.context().newPage();
      await other.goto(page.url());
      await table(other).waitFor();
      await page.getByLabel("Förebyggande arbete per barn").fill("0,75");
      await page.getByLabel("Anteckning").fill("Efter mötet");
      await other.getByLabel("Per ärende: utredning").fill("35");
      await other.getByRole("button", { name: "Spara som version 2" }).press("Enter");
      await other.getByText(/vikter version 2, sparad av/).waitFor();
      await other.close();
      await page.getByRole("button", { name: "Spara som version 2" }).press("Enter");
      await page.getByText("de gäller nu som version 2").waitFor();
      expect(await page.getByLabel("Anteckning").inputValue()).toBe("Efter mötet");
      await page.getByRole("button", { name: "Spara som version 3" }).press("Enter");
      await page.getByText(/vikter version 3, sparad av/).waitFor();
      await page.getByRole("cell", { name: "Efter mötet" }).waitFor();
      await page.getByRole("button", { name: "Första linjen" }).click();
      await page.getByRole("heading", { name: /^Första linjen/ }).waitFor();
      await carried.getByRole("heading", { name: "Barn per tjänst" }).waitFor();
      expect(await barriers()).toEqual([]);
      await carried.getByRole("link", { name: /^Ta vidare till kapacitet/ }).press("Enter");
      await page.getByLabel(/^Kapacitet per tjänst i utredning/).waitFor();
      await page.goBack();
      await table(page).waitFor();
      expect(visitor.misdeeds).toEqual([]);
    },
    walkPatienceMs,
  );

  it(
    "prints an overview with a picture per team on one sheet",
    async () => {
      const { page, photograph, barriers } = visitor;
      await page.getByRole("link", { name: "Översikt att skriva ut" }).click();
      await page.getByRole("heading", { name: /^Översikt: teamens belastning/ }).waitFor();
      await eventually(() => page.locator(".overview-team").count()).toBe(4);
      // Both kinds of work are told of, each team's with its verdict.
      await page.getByText(/^Utredning: skillnad utöver slumpen i \d av 4 team \(/).waitFor();
      await page.getByText(/^Första linjen: skillnad utöver slumpen i \d av 4 team \(/).waitFor();
      expect(await page.locator("dd[data-verdict]").count()).toBe(8);
      expect(await page.getByText(/^[\d\s]+±\s\d+, \d+(,\d)?\s±\s\d+(,\d)? per tjänst$/).count()).toBe(4);
      await photograph("oversikt");
      expect(await barriers()).toEqual([]);
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Spara tabellen (CSV)" }).click();
      expect((await download).suggestedFilename()).toMatch(/^oversikt-\d{4}-\d{4}\.csv$/);
      const printed = await page.pdf({ format: "A4", printBackground: true });
      expect(printed.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(1);
      const { width, height } = page.viewportSize()!;
      await page.setViewportSize({ width: 794, height: 1123 });
      await page.emulateMedia({ media: "print" });
      await photograph("oversikt-utskrift");
      await page.emulateMedia({ media: "screen" });
      await page.setViewportSize(screens.phone);
      await photograph("oversikt");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screens.phone.width);
      await page.setViewportSize({ width, height });
    },
    walkPatienceMs,
  );

  it(
    "finds the change that is in the flow, in words and on the chart",
    async () => {
      const { page, photograph, barriers } = visitor;
      await page.goBack();
      const quarters = page.getByTestId("quarters");
      await quarters
        .getByText(/^B .*: \d+\s% fler än sin del \(± \d+\s%\), mer än slumpen\. .* i 4 av 4 kvartal\./)
        .waitFor();
      await quarters.getByText("Tabell: Inkomna ärenden per utredningstjänst").press("Enter");
      await quarters
        .getByRole("cell", { name: /^\+\d+\s% ± \d+\s% \(mer än slumpen\)$/ })
        .first()
        .waitFor();
      await page.getByRole("link", { name: "Flöde per månad" }).click();
      await page.getByLabel("Team", { exact: true }).selectOption("B");
      await page.getByLabel("Ärendetyp").selectOption("orosanmälan");
      const received = page.locator('[data-series="received"]');
      // The demonstration's change begins in October 2024.
      await received
        .getByText(/^202[45]-\d\d: (åttonde månaden i rad över det väntade|\d+, över gränsen \d+)\. Mer än slumpen\.$/)
        .first()
        .waitFor();
      await received.getByText("Tabell: Inkomna ärenden").press("Enter");
      await received
        .getByRole("cell", { name: /^(utanför gränserna|åttonde i rad)$/ })
        .first()
        .waitFor();
      await photograph("flode");
      expect(await barriers()).toEqual([]);
      await onPaper("flode", /^Visar: B .+, orosanmälan, \d{4}-\d\d till \d{4}-\d\d\.$/);
      const download = page.waitForEvent("download");
      await received.getByRole("button", { name: "Spara tabellen (CSV)" }).click();
      expect((await download).suggestedFilename()).toBe("flode-received.csv");
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await photograph("flode");
      await page.getByRole("link", { name: "Till arbetsbelastningen" }).click();
    },
    walkPatienceMs,
  );

  it(
    "reads the same on a phone",
    async () => {
      const { page } = visitor;
      await table(page).waitFor();
      await visitor.waitForMap();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await visitor.photograph("belastning");
      expect(await visitor.barriers()).toEqual([]);
      expect(visitor.misdeeds).toEqual([]);
    },
    walkPatienceMs,
  );

  it(
    "reads a team's profile, problem tree and survey, and can change none of them",
    async () => {
      const { page, barriers } = visitor;
      await page.setViewportSize(screens.desktop);
      await page.goto(`${service.address}/omradesprofil`);
      await page.getByRole("heading", { level: 1, name: /^Områdesprofil: / }).waitFor();
      await page.getByLabel("Jämför med", { exact: true }).selectOption({ index: 1 });
      await page.getByLabel("Jämför också med").selectOption({ index: 2 });
      await page.locator(".indicator-verdicts").first().locator("li").nth(2).waitFor();
      // What has no base says why, and is called no difference.
      const unjudged = page.locator(".indicator-card:has([data-testid=lack-of-base])");
      expect(await unjudged.count()).toBeGreaterThan(0);
      expect(await unjudged.locator(".verdict-higher, .verdict-lower").count()).toBe(0);
      expect(await unjudged.first().innerText()).toMatch(
        /Intervall saknas: ingen har sagt (hur många|vilket medelfel)/,
      );
      // The widest table, of the profile and three others, is all within its frame.
      const card = page.locator(".indicator-card").last();
      await card.getByText(/som tabell$/).press("Enter");
      const frame = card.locator(".table-frame");
      expect(await frame.locator("thead th").count()).toBe(5);
      expect(await frame.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
      expect(await page.getByRole("button", { name: /kontaktroll|prioritet|Nytt bostadsområde/ }).count()).toBe(0);
      expect(await barriers()).toEqual([]);

      await page.goto(`${service.address}/problemtrad`);
      expect(await page.getByRole("button", { name: "Börja" }).count()).toBe(0);
      await page.getByRole("link", { name: "Rädsla för socialtjänsten" }).click();
      const boxes = page.locator(".tree-box");
      await boxes.first().waitFor();
      expect(await page.getByRole("button", { name: /^(Koppla|Ta bort|\+ |Nytt problem)/ }).count()).toBe(0);
      // Before and now of a survey stand beside each other on the day that both were given.
      await page.getByRole("button", { name: /^Hur\/vad mäter vi: chansen att vända sig/ }).click();
      const chart = page.getByTestId("follow-up-chart");
      await chart.waitFor();
      const points = await chart
        .locator("circle")
        .evaluateAll((circles) =>
          circles.map((circle) => [Number(circle.getAttribute("cx")), circle.getAttribute("fill")]),
        );
      expect(points.map(([, fill]) => fill)).toEqual(["#FFFFFF", "#005595"]);
      expect(Number(points[1]![0]) - Number(points[0]![0])).toBe(10);
      expect(await page.getByRole("region", { name: "Den valda rutan" }).getByLabel("Ansvarig roll").isDisabled()).toBe(
        true,
      );
      expect(await barriers()).toEqual([]);

      await page.goto(`${service.address}/enkater`);
      await page.getByRole("link", { name: /Mammaträffarna våren 2026/ }).click();
      await page.getByText("Det är mer än slumpen.").waitFor();
      expect(await page.getByRole("button", { name: /Skriv in|Svara på platta|Ändra frågorna/ }).count()).toBe(0);
      expect(await barriers()).toEqual([]);
      expect(visitor.misdeeds).toEqual([]);
    },
    walkPatienceMs,
  );
});
