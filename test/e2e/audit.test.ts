// The log review in a real browser: the chain, rows by filter, a note, a file, a sample and unusual volumes; by keyboard, on a phone and on paper.
import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceProcess } from "../support/service-process.ts";
import { startEmptyService } from "./running-service.ts";
import { hasBrowser, openBrowser, type Screen, type Visitor, visit } from "./visitor.ts";

const walkPatienceMs = 180_000;

/** A planner signs in and makes three teams: four rows of the log. */
async function makeTeams({ address, startCode }: ServiceProcess): Promise<void> {
  const send = (path: string, body: object, cookie = "") =>
    fetch(address + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Requested-With": "omradeslinjen", Cookie: cookie },
      body: JSON.stringify(body),
    });
  const signedIn = await send("/api/session", { municipalityCode: "2281", role: "planner", startCode });
  const cookie = signedIn.headers.getSetCookie()[0]!.split(";")[0]!;
  for (const [colourIndex, name] of ["Skönsberg", "Bredsand", "Centrum"].entries()) {
    const team = { letter: "ABC"[colourIndex], name, colourIndex, investigationPositions: 6, firstLinePositions: 2 };
    expect((await send("/api/2281/teams", team, cookie)).status).toBe(201);
  }
}

if (!hasBrowser && process.env.TEST_REQUIRE_ALL === "1") {
  throw new Error("Chromium is not installed, and TEST_REQUIRE_ALL=1 lets nothing be skipped.");
}

describe.skipIf(!hasBrowser)("the log review in a browser", () => {
  let service: ServiceProcess;
  let browser: Browser;
  beforeAll(async () => {
    [service, browser] = await Promise.all([startEmptyService(), openBrowser()]);
    await makeTeams(service);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  async function asReviewer(screen: Screen, walk: (visitor: Visitor) => Promise<void>): Promise<void> {
    const visitor = await visit(browser, service.address, screen);
    try {
      await visitor.signIn("reviewer", "2281", service.startCode);
      await visitor.page.getByRole("heading", { name: "Loggkontroll" }).waitFor();
      await walk(visitor);
      expect(visitor.misdeeds).toEqual([]);
    } finally {
      await visitor.leave();
    }
  }

  it(
    "shows whether the chain is whole, finds rows, keeps a note and saves a file",
    async () => {
      await asReviewer("desktop", async ({ page, photograph, barriers }) => {
        await page.getByRole("button", { name: "Kontrollera kedjan nu" }).click();
        await page.locator('[data-chain="true"]').waitFor();
        await page.getByRole("heading", { name: /^Kedjan är hel till rad \d+/ }).waitFor();
        const rows = page.locator("tbody tr");
        await rows.filter({ hasText: "Loggade in" }).first().waitFor();
        await photograph("loggkontroll");
        expect(await barriers()).toEqual([]);

        await page.getByLabel("Handling", { exact: true }).selectOption({ label: "Skapade ett team" });
        await page.getByRole("button", { name: "Visa", exact: true }).click();
        await page.getByText("3 rader", { exact: true }).waitFor();
        expect(await rows.count()).toBe(3);
        expect(await rows.first().textContent()).toContain("Planerare");

        const coming = page.waitForEvent("download");
        await page.getByRole("button", { name: "Spara som CSV" }).click();
        const download = await coming;
        expect(download.suggestedFilename()).toMatch(/^logg-2281-\d{4}-\d\d-\d\d\.csv$/);
        const text = readFileSync(await download.path(), "utf8");
        expect(text.startsWith("\ufeffRad;Tid;")).toBe(true);
        expect(text.match(/Skapade ett team/g)).toHaveLength(3);

        await rows
          .first()
          .getByRole("button", { name: /^Anteckning om rad/ })
          .click();
        await page.getByRole("textbox", { name: /^Anteckning om rad/ }).fill("Stämmer med beslutet om team.");
        expect(await barriers()).toEqual([]);
        await page.getByRole("button", { name: "Spara anteckningen" }).click();
        await page.getByText(/^Anteckningen är sparad som rad \d+/).waitFor();

        await page.getByLabel("Områdeskod").fill("9999");
        await page.getByRole("button", { name: "Visa", exact: true }).click();
        await page.getByRole("heading", { name: "Inga rader" }).waitFor();
        await page.getByRole("button", { name: "Rensa filtret" }).click();
        await rows.filter({ hasText: "Stämmer med beslutet om team." }).waitFor();
        await rows.filter({ hasText: "Exporterade loggen" }).first().waitFor();
      });
    },
    walkPatienceMs,
  );

  it(
    "draws a sample that can be drawn again, by keyboard, and tells that no day was unusual",
    async () => {
      await asReviewer("desktop", async ({ page, photograph, barriers }) => {
        await page.getByRole("button", { name: "Stickprov" }).focus();
        await page.keyboard.press("Enter");
        await page.getByLabel("Antal rader").fill("3");
        await page.keyboard.press("Enter");
        const drawn = page.locator("[data-seed]");
        await drawn.waitFor();
        const firstSeed = await drawn.getAttribute("data-seed");
        const numbers = () => page.locator("tbody th").allTextContents();
        const first = await numbers();
        expect(first).toHaveLength(3);
        await photograph("loggkontroll-stickprov");
        expect(await barriers()).toEqual([]);
        const row = /rad (\d+) i loggen/.exec((await drawn.textContent())!)![1]!;
        await page.getByLabel("Dra ett tidigare stickprov igen").fill(row);
        await page.getByRole("button", { name: "Dra stickprov" }).click();
        await expect.poll(() => drawn.textContent()).not.toContain(`rad ${row} i loggen`);
        expect(await drawn.getAttribute("data-seed")).toBe(firstSeed);
        expect(await numbers()).toEqual(first);

        await page.getByRole("button", { name: "Ovanliga mängder" }).click();
        await page.getByRole("heading", { name: "Inga ovanliga dagar" }).waitFor();
        expect(await barriers()).toEqual([]);
      });
    },
    walkPatienceMs,
  );

  it(
    "fits a phone, and paper without its controls",
    async () => {
      await asReviewer("phone", async ({ page, photograph, barriers, sidewaysOverflow }) => {
        await page.locator("tbody tr").first().waitFor();
        expect(await sidewaysOverflow()).toBe(0);
        expect(await barriers()).toEqual([]);
        await photograph("loggkontroll");
        await page.emulateMedia({ media: "print" });
        expect(await page.getByRole("form", { name: "Filtrera loggen" }).isVisible()).toBe(false);
        expect(await page.locator("tbody tr").first().isVisible()).toBe(true);
        expect(await page.getByRole("button").count()).toBe(0);
      });
    },
    walkPatienceMs,
  );
});
