// The area profile in a real browser: read and compared by a team, a table saved, a contact named, and inherited when a boundary moves.

import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { User } from "../../api/contract/people.ts";
import type { Plan, PlanSummary } from "../../api/contract/plans.ts";
import type { Role } from "../../api/contract/primitives.ts";
import type { Team } from "../../api/contract/teams.ts";
import type { ServiceProcess } from "../support/service-process.ts";
import { requestsAs } from "./requests-as.ts";
import { startRunningService } from "./running-service.ts";
import { hasBrowser, openBrowser, type Screen, type Walk, walkAs } from "./visitor.ts";

const walkPatienceMs = 180_000;
const eventually = <Value>(read: () => Value | Promise<Value>) => expect.poll(read, { timeout: 30_000 });

if (!hasBrowser && process.env.TEST_REQUIRE_ALL === "1") {
  throw new Error("Chromium is not installed, and TEST_REQUIRE_ALL=1 lets nothing be skipped.");
}

/** A planner moves every fortieth area to the next team and adopts it from today. */
async function moveBoundary(address: string): Promise<void> {
  const send = await requestsAs(address, "planner");
  const present = (await send<{ plans: PlanSummary[] }>("GET", "plans")).plans.find(({ isPresent }) => isPresent)!;
  const from = { kind: "plan", planId: present.id };
  const made = await send<Plan>("POST", "plans", { name: "Ny gräns", from });
  const teamIndexes = made.teamIndexes.map((team, area) => (area % 40 === 0 ? (team + 1) % made.teams.length : team));
  const drawn = await send<Plan>("PUT", `plans/${made.id}/assignment`, { teamIndexes }, made.version);
  const proposed = await send<Plan>(
    "PATCH",
    `plans/${made.id}`,
    { status: "proposed", acceptsFaults: true },
    drawn.version,
  );
  const adoptedFrom = new Date().toISOString().slice(0, 10);
  await send("PATCH", `plans/${made.id}`, { status: "adopted", adoptedFrom }, proposed.version);
}

/** An administrator lets the team's person work in team B too. */
async function bindToTeamB(address: string): Promise<void> {
  const send = await requestsAs(address, "admin");
  const { users } = await send<{ users: User[] }>("GET", "users");
  const { teams } = await send<{ teams: Team[] }>("GET", "teams");
  const person = users.find(({ roles }) => roles.some(({ role }) => role === "team"))!;
  await send("PUT", `users/${person.id}/teams/${teams.find(({ letter }) => letter === "B")!.id}`);
}

describe.skipIf(!hasBrowser)("the area profile in a browser", () => {
  let service: ServiceProcess;
  let browser: Browser;
  beforeAll(async () => {
    [service, browser] = await Promise.all([startRunningService(), openBrowser()]);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const as = (role: Role, screen: Screen, walk: Walk) =>
    walkAs(browser, service, role, screen, walk, { path: "/hjalp" });

  const title = (page: Page) => page.getByRole("heading", { level: 1, name: /^Områdesprofil: / });
  const verdicts = (page: Page) => page.locator(".indicator-verdicts").first();

  it(
    "is read by a team, compared, saved and given a contact",
    async () => {
      await as("team", "desktop", async ({ page, photograph, barriers }) => {
        await page.goto(`${service.address}/omradesprofil`);
        await title(page).waitFor();
        await page.getByRole("img", { name: /^Karta över / }).waitFor();
        expect(await page.getByRole("article").count()).toBeGreaterThanOrEqual(9);
        expect(await page.getByLabel("Jämför med", { exact: true }).locator("option[value='similar']").count()).toBe(0);
        await page.getByLabel("Jämför med", { exact: true }).selectOption({ index: 1 });
        await page.getByLabel("Jämför också med").selectOption({ index: 2 });
        await verdicts(page).locator("li").nth(2).waitFor();
        await photograph("omradesprofil");
        const card = page.locator(".indicator-card").last();
        await card.getByText(/som tabell$/).click();
        expect(await card.getByRole("table").getByRole("row").count()).toBeGreaterThanOrEqual(6);
        expect(await barriers()).toEqual([]);
        await card.scrollIntoViewIfNeeded();
        await photograph("omradesprofil-indikatorer");

        const coming = page.waitForEvent("download");
        await page.getByRole("button", { name: "Spara som CSV: Så ser det ut i området" }).click();
        const download = await coming;
        expect(download.suggestedFilename()).toMatch(/^omradesprofil-\d{4}-indikatorer\.csv$/);
        expect(readFileSync(await download.path(), "utf8")).toMatch(/^\ufeffIndikator;Enhet;År;Gäller;Värde;/);

        const arena = page.locator("[data-arena]").first();
        await arena.getByRole("button", { name: /^Ange kontaktroll för / }).click();
        await arena.getByLabel("Kontaktroll").fill("19811218-9876");
        await arena.getByRole("button", { name: "Spara" }).click();
        await arena.getByText("Texten verkar innehålla ett personnummer.", { exact: false }).first().waitFor();
        await arena.getByLabel("Kontaktroll").fill("Kurator på plats");
        await page.keyboard.press("Enter");
        await arena.getByText("Kurator på plats").waitFor();
        await arena.scrollIntoViewIfNeeded();
        await photograph("omradesprofil-arenor");
        expect(await barriers()).toEqual([]);

        await page.getByRole("button", { name: "Nytt bostadsområde" }).press("Enter");
        const form = page.getByRole("form", { name: "Nytt bostadsområde" });
        await form.getByLabel("Namn").fill("Vid viken");
        const chosen = form.getByRole("listitem");
        for (const [place, word] of ["Storslätten", "Hjortviken"].entries()) {
          const search = form.getByRole("combobox");
          await search.fill(word);
          await form.getByRole("option").first().waitFor();
          await search.press("Enter");
          await eventually(() => chosen.count()).toBe(place + 1);
        }
        expect(await barriers()).toEqual([]);
        await photograph("omradesprofil-bostadsomrade");
        await form.getByRole("button", { name: "Spara" }).press("Enter");
        await page.getByRole("heading", { level: 1, name: "Områdesprofil: Vid viken" }).waitFor();
        await page.getByText("2 områden", { exact: false }).first().waitFor();
        expect(await page.getByRole("article").count()).toBeGreaterThanOrEqual(9);
        await page.getByRole("button", { name: "Ändra bostadsområdet" }).click();
        await page.getByRole("button", { name: "Lägg undan" }).press("Enter");
        await page.getByText("Det här bostadsområdet är undanlagt").waitFor();
        const named = page.getByLabel("Profil för").locator("optgroup option", { hasText: "Vid viken" });
        await eventually(() => named.count()).toBe(0);
        await page.getByRole("button", { name: "Ta tillbaka" }).press("Enter");
        await eventually(() => named.count()).toBe(1);
        await page.getByText("Det här bostadsområdet är undanlagt").waitFor({ state: "detached" });
      });
    },
    walkPatienceMs,
  );

  it(
    "is decided on by a planner, and inherited when the boundary moves",
    async () => {
      await as("planner", "desktop", async ({ page, photograph, barriers }) => {
        await page.goto(`${service.address}/omradesprofil`);
        await title(page).waitFor();
        await page.getByLabel("Jämför med", { exact: true }).selectOption("similar");
        await page.getByText(/^Liknande områden: /).waitFor();
        await page.getByText(/^Prioriteringsindex, version 0/).click();
        await page.getByRole("button", { name: "Ändra vikterna" }).click();
        await page.getByRole("textbox", { name: "Ohälsotal, 16–64 år" }).fill("3");
        await page.getByRole("button", { name: "Spara ny version" }).click();
        await page.getByText("Prioriteringsindex, version 1").waitFor();
        // The sheet for a wall is not for planners, whose numbers are exact: no link leads there.
        await page.getByTestId("team-work").getByRole("link", { name: "Alla problemträd" }).waitFor();
        expect(await page.getByRole("link", { name: "Blad att skriva ut (A3)" }).count()).toBe(0);
        const arena = page.locator("[data-arena]").first();
        await arena.getByRole("button", { name: /^Besluta om prioritet för / }).click();
        await arena.getByLabel("Prioriterad").check();
        await arena.getByLabel("Skäl").fill("Många vill ha oss här");
        await arena.getByLabel("Sedan").fill("2026-01-15");
        await arena.getByRole("button", { name: "Spara" }).click();
        await arena.getByText("Prioriterad sedan 2026-01-15: Många vill ha oss här").waitFor();
        await moveBoundary(service.address);
        await page.reload();
        await page.getByTestId("inheritance").getByText("Dagens indelning").waitFor();
        expect(await page.getByTestId("inheritance").getByRole("row").count()).toBeGreaterThanOrEqual(3);
        await page.getByTestId("inheritance").scrollIntoViewIfNeeded();
        await photograph("omradesprofil-arv");
        expect(await barriers()).toEqual([]);
        await page.emulateMedia({ media: "print" });
        expect(await page.getByRole("button", { name: "Skriv ut" }).isVisible()).toBe(false);
        await page.evaluate(() => window.scrollTo(0, 0));
        await photograph("omradesprofil-utskrift");
      });
    },
    walkPatienceMs,
  );

  it(
    "fits a phone, where a team finds what an earlier team had agreed on for areas that are its own now",
    async () => {
      await bindToTeamB(service.address);
      await as("team", "phone", async ({ page, goTo, photograph, barriers, sidewaysOverflow }) => {
        await page.goto(`${service.address}/omradesprofil`);
        await title(page).waitFor();
        await page.getByRole("img", { name: /^Karta över / }).waitFor();
        expect(await sidewaysOverflow()).toBe(0);
        expect(await barriers()).toEqual([]);
        await photograph("omradesprofil");
        // Each long part is folded under what it holds, so that the page is some screens and not dozens; on paper it is whole.
        const height = () => page.evaluate(() => document.documentElement.scrollHeight);
        const folded = await height();
        const cards = page.locator(".indicator-card");
        expect(await cards.first().isVisible()).toBe(false);
        await page.getByText(/^Visa alla \d+ indikatorer$/).press("Enter");
        await cards.last().waitFor();
        expect(await height()).toBeGreaterThan(folded + 2000);
        expect(await barriers()).toEqual([]);
        await page.emulateMedia({ media: "print" });
        await page.locator(".profile-fold").first().waitFor({ state: "detached" });
        await page.emulateMedia({ media: "screen" });
        await page.getByLabel("Profil för").selectOption({ label: "B Norr/Ljustadalen–Skönsberg–Alnö" });
        await page.getByRole("heading", { level: 1, name: "Områdesprofil: Norr/Ljustadalen–Skönsberg–Alnö" }).waitFor();
        const fromA = page.getByTestId("inheritance").getByRole("row", { name: /^A / });
        const share = /(\d+)\s%$/.exec((await fromA.getByRole("cell").nth(-2).textContent()) ?? "")![1];

        await goTo("Problemträd");
        const inherited = page.getByRole("region", { name: /^Ärvt till Norr/ });
        await inherited.getByText(`gäller ${share}\u00a0% av barnen i ert område`).waitFor();
        // What it says is read before anything is taken over.
        await inherited.getByText("Läs Rädsla för socialtjänsten", { exact: false }).press("Enter");
        await inherited.getByText("hedersnormer").waitFor();
        expect(await inherited.locator("details[open] li").count()).toBe(11);
        expect(await sidewaysOverflow()).toBe(0);
        expect(await barriers()).toEqual([]);
        await photograph("problemtrad-arv");
        await inherited.getByRole("button", { name: /^Ta över Rädsla för socialtjänsten/ }).click();
        const boxes = page.getByRole("treeitem");
        await boxes.filter({ hasText: "hedersnormer" }).click();
        expect(await boxes.count()).toBe(11);
        expect(await boxes.filter({ hasText: "Från team A" }).count()).toBe(11);
        await page
          .getByText(`${share} % av barnen i ert område bodde i det teamets område.`, { exact: false })
          .waitFor();
        expect(await sidewaysOverflow()).toBe(0);
        expect(await barriers()).toEqual([]);
        await photograph("problemtrad");
      });
    },
    walkPatienceMs,
  );
});
