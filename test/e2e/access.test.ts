// Changing role, access tokens and the administrators' page in a real browser, by keyboard where a person would.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../api/contract/primitives.ts";
import type { ServiceProcess } from "../support/service-process.ts";
import { startEmptyService } from "./running-service.ts";
import { hasBrowser, openBrowser, type Screen, screens, visit, type Walk, walkAs } from "./visitor.ts";

const walkPatienceMs = 120_000;

/** Two teams, made by a planner. */
async function addTeams({ address, startCode }: ServiceProcess): Promise<void> {
  const send = (path: string, body: object, cookie = "") =>
    fetch(address + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Requested-With": "omradeslinjen", Cookie: cookie },
      body: JSON.stringify(body),
    });
  const signedIn = await send("/api/session", { municipalityCode: "2281", role: "planner", startCode });
  const cookie = signedIn.headers.getSetCookie()[0]!.split(";")[0]!;
  for (const [colourIndex, name] of ["Skönsberg", "Bredsand"].entries()) {
    const team = { letter: "AB"[colourIndex], name, colourIndex, investigationPositions: 6, firstLinePositions: 2 };
    expect((await send("/api/2281/teams", team, cookie)).status).toBe(201);
  }
}

if (!hasBrowser && process.env.TEST_REQUIRE_ALL === "1") {
  throw new Error("Chromium is not installed, and TEST_REQUIRE_ALL=1 lets nothing be skipped.");
}

describe.skipIf(!hasBrowser)("access in a browser", () => {
  let service: ServiceProcess;
  let browser: Browser;
  beforeAll(async () => {
    [service, browser] = await Promise.all([startEmptyService(), openBrowser()]);
    await addTeams(service);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const as = (role: Role, screen: Screen, walk: Walk) =>
    walkAs(browser, service, role, screen, walk, { municipality: "2281" });

  it(
    "lets a planner work as manager and back, by keyboard, with the pages of each role",
    async () => {
      await as("planner", "desktop", async ({ page, photograph, barriers }) => {
        const links = () =>
          page.getByRole("navigation", { name: "Sidor" }).getByRole("link", { includeHidden: true }).allTextContents();
        await page.getByRole("link", { name: "Hjälp" }).click();
        await page.getByRole("heading", { level: 1 }).waitFor();
        const menu = page.getByRole("button", { name: "Du arbetar som Planerare" });
        await menu.focus();
        await page.keyboard.press("Enter");
        expect(await menu.getAttribute("aria-expanded")).toBe("true");
        await page.keyboard.press("Escape");
        expect(await menu.getAttribute("aria-expanded")).toBe("false");
        await page.keyboard.press("Enter");
        await photograph("byt-roll");
        expect(await barriers()).toEqual([]);
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        await page.getByRole("button", { name: "Du arbetar som Chef" }).waitFor();
        expect(await links()).not.toContain("Körning");
        await page.reload();
        await page.getByRole("button", { name: "Du arbetar som Chef" }).click();
        await page.getByRole("button", { name: "Arbeta som Planerare" }).click();
        await page.getByRole("button", { name: "Du arbetar som Planerare" }).waitFor();
        expect(await links()).toContain("Körning");
      });
    },
    walkPatienceMs,
  );

  it(
    "shows an access token once, which then reads with it, until it is revoked",
    async () => {
      await as("manager", "desktop", async ({ page, photograph, barriers }) => {
        await page.getByRole("button", { name: "Du arbetar som Chef" }).click();
        await page.getByRole("link", { name: "Åtkomstnycklar och inloggningar" }).click();
        await page.getByRole("heading", { name: "Du har inga åtkomstnycklar" }).waitFor();
        expect(await barriers()).toEqual([]);
        await page.getByRole("button", { name: "Ny åtkomstnyckel" }).click();
        await page.getByLabel("Vad används den till?").fill("QGIS på kontoret");
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: "Kopiera nyckeln nu" }).waitFor();
        const secret = await page.getByLabel("Åtkomstnyckel", { exact: true }).inputValue();
        expect(secret).toMatch(/^omradeslinjen_/);
        expect(await barriers()).toEqual([]);
        await page.getByRole("button", { name: "Klar" }).click();
        expect(await page.content()).not.toContain(secret);
        const municipality = (await (await page.request.get(`${service.address}/api/session`)).json()).municipality
          .code;
        const read = () =>
          fetch(`${service.address}/api/${municipality}/teams`, { headers: { Authorization: `Bearer ${secret}` } });
        expect((await read()).status).toBe(200);
        await page.reload();
        await page.getByText("Användes senast").waitFor();
        await photograph("atkomstnycklar");
        await page.setViewportSize(screens.phone);
        await photograph("atkomstnycklar");
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screens.phone.width);
        expect(await barriers()).toEqual([]);
        page.once("dialog", (dialog) => void dialog.accept());
        await page.getByRole("button", { name: "Återkalla QGIS på kontoret" }).click();
        await page.getByText("Återkallad").waitFor();
        expect((await read()).status).toBe(401);
      });
    },
    walkPatienceMs,
  );

  it(
    "gives an administrator the users with where each role came from; changes count at once",
    async () => {
      await as("admin", "desktop", async ({ page, photograph, barriers }) => {
        await page.getByRole("heading", { name: "Användare" }).waitFor();
        await page.getByRole("button", { name: "Ändra Chef (startkod)" }).focus();
        await page.keyboard.press("Enter");
        const heading = page.getByRole("heading", { name: "Behörighet för Chef (startkod)" });
        await heading.waitFor();
        expect(await heading.evaluate((own) => own === document.activeElement)).toBe(true);
        const manager = page.getByRole("checkbox", { name: /^Chef/ });
        expect(await manager.isDisabled()).toBe(true);
        expect(await page.getByText("Från installationen").count()).toBeGreaterThan(0);
        const reviewer = page.getByRole("checkbox", { name: "Loggranskare" });
        await reviewer.focus();
        await page.keyboard.press("Space");
        await page.getByText("Ändringen gäller nu.").waitFor();
        expect(await reviewer.isChecked()).toBe(true);
        await photograph("anvandare");
        expect(await barriers()).toEqual([]);
        const other = await visit(browser, service.address, "desktop");
        await other.signIn("manager", "2281", service.startCode);
        await other.page.getByRole("button", { name: "Du arbetar som Chef" }).click();
        await other.page.getByRole("button", { name: "Arbeta som Loggranskare" }).waitFor();
        page.once("dialog", (dialog) => void dialog.accept());
        await page.getByRole("button", { name: "Stäng av" }).click();
        await page.getByText("Avstängd sedan").waitFor();
        await other.page.reload();
        await other.page.getByRole("heading", { name: "Välj roll" }).waitFor();
        await other.leave();
        await page.getByRole("button", { name: "Släpp in igen" }).click();
        await page.getByText("Avstängd sedan").waitFor({ state: "detached" });
        await page.getByRole("button", { name: "Ändra Administratör (startkod)" }).click();
        await page.getByText("Det här är du.").waitFor();
        expect(await page.getByRole("button", { name: "Stäng av" }).count()).toBe(0);
        expect(await page.getByRole("checkbox", { name: "Planerare" }).isDisabled()).toBe(true);
        await page.getByRole("button", { name: "Stäng", exact: true }).click();
        expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Ändra");
      });
    },
    walkPatienceMs,
  );

  it(
    "fits a phone, in English too",
    async () => {
      await as("admin", "phone", async ({ page, photograph, barriers, sidewaysOverflow }) => {
        // The way on to the role's first page closes the menu.
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.getByRole("button", { name: "Meny", exact: true }).click();
        await page.getByRole("button", { name: "English" }).click();
        await page.getByRole("heading", { name: "Users" }).waitFor();
        const change = page.getByRole("button", { name: /^Change / }).first();
        await change.waitFor();
        // What can be done with a person lies within the screen, not beside it.
        const { x, width } = (await change.boundingBox())!;
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(390);
        expect(await barriers()).toEqual([]);
        await photograph("anvandare-lista");
        await change.click();
        await page.getByRole("heading", { name: /^Access of/ }).waitFor();
        expect(await sidewaysOverflow()).toBeLessThanOrEqual(0);
        expect(await barriers()).toEqual([]);
        await photograph("anvandare");
      });
    },
    walkPatienceMs,
  );
});
