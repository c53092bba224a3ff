// The decision record in a real browser: read, printed, saved in every format, with exact numbers for planners and protected ones for managers.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Plan, PlanSummary } from "../../api/contract/plans.ts";
import type { Role } from "../../api/contract/primitives.ts";
import { pdfPages } from "../support/pdf-text.ts";
import type { ServiceProcess } from "../support/service-process.ts";
import { startRunningService } from "./running-service.ts";
import { hasBrowser, openBrowser, type Screen, type Walk, walkAs } from "./visitor.ts";

const walkPatienceMs = 180_000;
const planName = "Förslag våren 2027";

if (!hasBrowser && process.env.TEST_REQUIRE_ALL === "1") {
  throw new Error("Chromium is not installed, and TEST_REQUIRE_ALL=1 lets nothing be skipped.");
}

/** A branch of today's division in which some areas move, with a comment and its answer. */
async function makePlan(page: Page): Promise<string> {
  const { code } = (await ask<{ municipality: { code: string } }>(page, "get", "/api/session")).municipality;
  const { plans } = await ask<{ plans: PlanSummary[] }>(page, "get", `/api/${code}/plans`);
  const from = { kind: "plan", planId: plans.find(({ isPresent }) => isPresent)!.id };
  const description = "Team Centrum avlastas inför hösten.";
  const made = await ask<Plan>(page, "post", `/api/${code}/plans`, { name: planName, description, from });
  const largest = Math.max(...made.teamIndexes);
  const teamIndexes = made.teamIndexes.map((team, area) => (area % 16 === 0 ? (team + 1) % (largest + 1) : team));
  const assignment = { teamIndexes, comment: "Efter samråd" };
  await ask(page, "put", `/api/${code}/plans/${made.id}/assignment`, assignment, made.version);
  const said = await ask<{ id: string }>(page, "post", `/api/${code}/plans/${made.id}/comments`, {
    text: "Varför flyttas hamnen?",
    about: { kind: "plan" },
  });
  const answer = { text: "Skolan ligger där.", about: { kind: "comment", commentId: said.id } };
  await ask(page, "post", `/api/${code}/plans/${made.id}/comments`, answer);
  return made.id;
}

/** As the page itself asks. */
function ask<Body>(page: Page, method: string, path: string, body?: object, version?: number): Promise<Body> {
  return page.evaluate(
    async ([verb, address, content, tag]) => {
      const headers: Record<string, string> = {
        "Content-Type": "application/json",
        "X-Requested-With": "omradeslinjen",
      };
      if (tag !== undefined) headers["If-Match"] = `"${tag}"`;
      const init = { method: verb.toUpperCase(), headers, ...(content ? { body: JSON.stringify(content) } : {}) };
      const answer = await fetch(address, init);
      if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
      return await answer.json();
    },
    [method, path, body, version] as const,
  ) as Promise<Body>;
}

describe.skipIf(!hasBrowser)("the decision record in a browser", () => {
  let service: ServiceProcess;
  let browser: Browser;
  let planId = "";
  beforeAll(async () => {
    [service, browser] = await Promise.all([startRunningService(), openBrowser()]);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const as = (role: Role, screen: Screen, walk: Walk) =>
    walkAs(browser, service, role, screen, walk, { path: "/forslag" });

  async function saved(page: Page, button: string): Promise<{ name: string; path: string; bytes: Buffer }> {
    const coming = page.waitForEvent("download", { timeout: 60_000 });
    await page.getByRole("button", { name: button, exact: true }).click();
    const download = await coming;
    const name = download.suggestedFilename();
    await page.getByText(`${name} är sparad.`).waitFor();
    const path = await download.path();
    return { name, path, bytes: readFileSync(path) };
  }

  const preview = (page: Page) => page.locator("article.record");

  it(
    "is read by a planner and saved in every format, and the HTML report has no barrier",
    async () => {
      await as("planner", "desktop", async ({ page, photograph, barriers }) => {
        planId = await makePlan(page);
        // Made beside the page, which may have asked for the list before.
        await page.reload();
        await page.getByRole("link", { name: `Beslutsunderlag och filer: ${planName}` }).click();
        await preview(page).waitFor();
        for (const heading of [
          "Frågan",
          "Kartan",
          "Varje teams siffror",
          "Vad som flyttas",
          "Synpunkter och svar",
          "Beslut",
        ]) {
          expect(await preview(page).getByRole("heading", { name: heading, exact: true }).count(), heading).toBe(1);
        }
        await preview(page).getByText("Varför flyttas hamnen?").first().waitFor();
        await photograph("beslutsunderlag");
        expect(await barriers()).toEqual([]);

        const pdf = await saved(page, "PDF");
        expect(pdf.name).toMatch(/^beslutsunderlag-exakta-antal-\d{4}-[0-9a-f]{8}-version-2\.pdf$/);
        const pdfText = pdfPages(pdf.bytes).join("").replaceAll(/\s/g, "");
        for (const text of [planName, "Varför flyttas hamnen?", "Skolan ligger där."]) {
          expect(pdfText).toContain(text.replaceAll(" ", ""));
        }
        const html = await saved(page, "Webbsida (HTML)");
        const reader = await browser.newContext();
        const report = await reader.newPage();
        await report.setContent(html.bytes.toString("utf8"));
        expect((await report.locator("h1").textContent())!).toBe("Beslutsunderlag: indelning i team");
        const { violations } = await new AxeBuilder({ page: report })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        await reader.close();

        expect(JSON.parse((await saved(page, "Bevisfil (JSON)")).bytes.toString()).plan.name).toBe(planName);
        expect((await saved(page, "CSV")).bytes.toString()).toMatch(/^\ufeffOmrådeskod;Område;Team;/);
        expect((await saved(page, "Excel")).bytes.subarray(0, 2).toString()).toBe("PK");
        expect(JSON.parse((await saved(page, "GeoJSON")).bytes.toString()).name).toBe(planName);
        expect((await saved(page, "GeoPackage")).bytes.subarray(0, 15).toString()).toBe("SQLite format 3");
      });
    },
    walkPatienceMs,
  );

  it(
    "shows a planner what may be published, by keyboard, and prints without its controls",
    async () => {
      await as("planner", "desktop", async ({ page, barriers, photograph }) => {
        await page.goto(`${service.address}/forslag/${planId}/underlag`);
        await preview(page).getByText("Innehåller exakta antal.").waitFor();
        await page.getByRole("button", { name: "Skyddade antal" }).focus();
        await page.keyboard.press("Enter");
        await preview(page).getByText("Skyddade antal. Små tal är avrundade").waitFor();
        expect(await preview(page).getByRole("heading", { name: "Hur nära det bästa möjliga" }).count()).toBe(0);
        expect(await preview(page).getByText("Varför flyttas hamnen?").count()).toBe(0);
        expect((await saved(page, "PDF, skyddade antal")).name).toContain("beslutsunderlag-skyddade-antal-");
        expect(await barriers()).toEqual([]);
        await page.emulateMedia({ media: "print" });
        expect(await page.getByRole("button", { name: "Skriv ut" }).isVisible()).toBe(false);
        expect(await page.getByRole("heading", { name: "Spara som fil" }).isVisible()).toBe(false);
        expect(await preview(page).isVisible()).toBe(true);
        await page.emulateMedia({ media: "screen" });
        await preview(page)
          .getByRole("img", { name: /^Karta över förslaget/ })
          .scrollIntoViewIfNeeded();
        await photograph("beslutsunderlag-karta");
      });
    },
    walkPatienceMs,
  );

  it(
    "fits a phone, and tells of a plan that is not there",
    async () => {
      await as("planner", "phone", async ({ page, photograph, barriers, sidewaysOverflow }) => {
        await page.goto(`${service.address}/forslag/${planId}/underlag`);
        await preview(page).waitFor();
        expect(await sidewaysOverflow()).toBe(0);
        expect(await barriers()).toEqual([]);
        await photograph("beslutsunderlag");
        const height = () => page.evaluate(() => document.documentElement.scrollHeight);
        const rows = preview(page).locator("#record-vad-som-flyttas ~ * tbody tr");
        const shown = () => rows.evaluateAll((all) => all.filter((row) => row.getClientRects().length > 0).length);
        const all = await rows.count();
        expect(all).toBeGreaterThan(15);
        const folded = await height();
        expect(folded).toBeLessThan(20_000);
        expect(await shown()).toBeLessThan(all);
        await page.emulateMedia({ media: "print" });
        expect(await shown(), "paper has all").toBe(all);
        await page.emulateMedia({ media: "screen" });
        const unfold = page.getByRole("button", { name: `Visa alla ${all} rader` });
        expect(await unfold.getAttribute("aria-expanded")).toBe("false");
        await unfold.press("Enter");
        expect(await shown()).toBe(all);
        expect(await height()).toBeGreaterThan(folded);
        await page.goto(`${service.address}/forslag/99999999-9999-4999-8999-999999999999/underlag`);
        await page.getByRole("link", { name: "Alla förslag" }).waitFor();
        expect(await barriers()).toEqual([]);
      });
    },
    walkPatienceMs,
  );

  it(
    "shows what was decided on as it was then, and beside it one of now, by keyboard and on a phone",
    async () => {
      let bytes: Buffer | null = null;
      await as("planner", "desktop", async ({ page, photograph, barriers }) => {
        const { code } = (await ask<{ municipality: { code: string } }>(page, "get", "/api/session")).municipality;
        const address = `/api/${code}/plans/${planId}`;
        await page.goto(`${service.address}/forslag/${planId}/underlag`);
        await preview(page).waitFor();
        await page.getByText("Underlaget sparas som det är när förslaget läggs fram").waitFor();
        const { version } = await ask<Plan>(page, "get", address);
        const change = { status: "proposed", acceptsFaults: true };
        const { version: proposed } = await ask<Plan>(page, "patch", address, change, version);
        await ask(page, "post", `${address}/comments`, { text: "Sagt efteråt.", about: { kind: "plan" } });
        await ask(page, "patch", address, { name: "Omdöpt" }, proposed);
        await page.reload();
        await preview(page).getByText("Sparat som det var när förslaget lades fram").first().waitFor();
        expect(await preview(page).getByText("Sagt efteråt.").count()).toBe(0);
        expect(await preview(page).getByText(planName).first().isVisible()).toBe(true);
        await page.getByText("Filernas kontrollsummor (SHA-256)").click();
        const kept = page.getByTestId("kept-record");
        const pdf = await saved(page, "PDF");
        ({ bytes } = pdf);
        expect(pdf.name).toMatch(/^beslutsunderlag-framlagt-\d{4}-\d\d-\d\d-exakta-antal-.*\.pdf$/);
        await kept.getByText(createHash("sha256").update(pdf.bytes).digest("hex")).waitFor();
        expect(JSON.parse((await saved(page, "Bevisfil (JSON)")).bytes.toString()).plan.name).toBe(planName);
        expect(await barriers()).toEqual([]);
        await page.evaluate(() => window.scrollTo(0, 0));
        await photograph("beslutsunderlag-sparat");
        const choice = page.getByLabel("Vilket underlag");
        await choice.focus();
        await page.keyboard.press("ArrowDown");
        await preview(page).getByText("Sagt efteråt.").first().waitFor();
        await page.getByText("Det här underlaget är gjort nu.").waitFor();
        expect(await kept.count()).toBe(0);
        expect(await preview(page).getByText(planName, { exact: true }).count()).toBe(0);
        expect(await barriers()).toEqual([]);
        await choice.focus();
        await page.keyboard.press("ArrowUp");
        await kept.waitFor();
        expect((await saved(page, "PDF")).bytes.equals(bytes), "the same bytes again").toBe(true);
      });
      await as("manager", "phone", async ({ page, photograph, barriers, sidewaysOverflow }) => {
        await page.goto(`${service.address}/forslag/${planId}/underlag`);
        await preview(page).getByText("Sparat som det var när förslaget lades fram").first().waitFor();
        await page.getByText("Filernas kontrollsummor (SHA-256)").click();
        expect(await page.getByTestId("kept-record").locator("dt").allTextContents()).toEqual([
          ...["Förslagets version", "Programversion"],
          ...[expect.stringMatching(/^Webbsida/), expect.stringMatching(/^PDF/), "Underlagets id"],
        ]);
        expect(await sidewaysOverflow()).toBe(0);
        expect(await barriers()).toEqual([]);
        await page.evaluate(() => window.scrollTo(0, 0));
        await photograph("beslutsunderlag-sparat");
      });
    },
    walkPatienceMs,
  );

  it(
    "gives managers protected numbers and no proof, and teams the areas' files alone",
    async () => {
      await as("manager", "desktop", async ({ page, goTo, barriers }) => {
        await goTo("Förslag");
        await page.getByRole("link", { name: "Beslutsunderlag och filer: Dagens indelning" }).click();
        await preview(page).getByText("Skyddade antal. Små tal är avrundade").waitFor();
        expect(await page.getByRole("button", { name: "Exakta antal" }).count()).toBe(0);
        expect(await page.getByRole("button", { name: "Bevisfil (JSON)" }).count()).toBe(0);
        expect((await saved(page, "PDF, skyddade antal")).bytes.subarray(0, 5).toString()).toBe("%PDF-");
        expect(await barriers()).toEqual([]);
      });
      await as("team", "desktop", async ({ page, goTo, barriers }) => {
        await goTo("Förslag");
        await page.getByRole("link", { name: "Beslutsunderlag och filer: Dagens indelning" }).click();
        await page.getByRole("heading", { name: "Spara förslaget" }).waitFor();
        expect(await page.getByRole("button", { name: /^PDF/ }).count()).toBe(0);
        expect((await saved(page, "CSV")).name).toMatch(/^forslag-/);
        expect(await barriers()).toEqual([]);
      });
    },
    walkPatienceMs,
  );
});
