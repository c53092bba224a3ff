// Problem trees in a real browser: built and changed by keyboard alone, by two at once, told in the history.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../api/contract/primitives.ts";
import type { ServiceProcess } from "../support/service-process.ts";
import { startRunningService } from "./running-service.ts";
import { hasBrowser, openBrowser, type Screen, screens, visit, type Walk, walkAs } from "./visitor.ts";

const startPatienceMs = 300_000;
const walkPatienceMs = 240_000;
const eventually = <Value>(read: () => Value | Promise<Value>) => expect.poll(read, { timeout: 30_000 });

describe.skipIf(!hasBrowser)("problem trees in a browser", () => {
  let service: ServiceProcess;
  let browser: Browser;
  beforeAll(async () => {
    [service, browser] = await Promise.all([startRunningService(), openBrowser()]);
  }, startPatienceMs);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const as = (role: Role, screen: Screen, walk: Walk) =>
    walkAs(browser, service, role, screen, walk, { path: "/problemtrad" });

  const saved = (page: Page) => page.locator('[data-testid="tree-saved"][data-saving="saved"]').waitFor();
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  const boxes = (page: Page) => page.locator(".tree-box");
  /** Taps what a selector finds, as a touch screen tells the browser of it. */
  const fingerOn = async (page: Page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 1 });
    return async (selector: string) => {
      const target = page.locator(selector);
      await target.scrollIntoViewIfNeeded();
      // A finger is placed on what was drawn last: what was scrolled is drawn first.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const { x, y, width, height } = (await target.boundingBox())!;
      const touchPoints = [{ x: x + width / 2, y: y + height / 2 }];
      await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
      await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    };
  };
  /** Writes in the bar that a key has opened. */
  const write = async (page: Page, text: string, key = "Enter") => {
    await page.keyboard.type(text);
    await page.keyboard.press(key);
  };

  it(
    "is built, moved, linked, taken back and told of by keyboard alone",
    async () => {
      await as("team", "desktop", async ({ page, goTo, photograph, barriers }) => {
        await goTo("Problemträd");
        await page.getByLabel("Namn").focus();
        await write(page, "Lågt deltagande på fritidsgården");
        await page.getByRole("heading", { name: "Trädet är tomt" }).waitFor();
        expect(await barriers()).toEqual([]);
        await page.getByRole("button", { name: "Skriv problemet" }).focus();
        await page.keyboard.press("Enter");
        await write(page, "få barn går till fritidsgården");
        await eventually(() => focused(page)).toBe("Problem: få barn går till fritidsgården");

        await page.keyboard.press("u");
        await write(page, "bussen går inte på kvällen", "Shift+Enter");
        await write(page, "okänd för de nyinflyttade");
        await eventually(() => focused(page)).toBe("Orsak: okänd för de nyinflyttade");
        await page.keyboard.press("2");
        await write(page, "ingen information på andra språk");
        await eventually(() => boxes(page).count()).toBe(4);
        // To the problem, and from there what it leads to, the goal and how it is reached.
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("ArrowRight");
        await eventually(() => focused(page)).toContain("Problem:");
        await page.keyboard.press("3");
        await write(page, "barn är ensamma på kvällen");
        await page.keyboard.press("ArrowLeft");
        await page.keyboard.press("4");
        await write(page, "varje barn har någonstans att gå");
        await page.keyboard.press("5");
        await write(page, "öppet i skolan två kvällar");
        await page.keyboard.press("6");
        await write(page, "besök per kväll");
        await saved(page);
        await eventually(() => boxes(page).count()).toBe(8);

        // What is done also acts on a cause: linked, taken back and linked again.
        await page.locator('[data-node][aria-label="Hur når vi målet: öppet i skolan två kvällar"]').focus();
        const curves = page.locator("[data-testid=tree-drawing] g[aria-hidden]");
        await eventually(() => curves.count()).toBe(7);
        await page.keyboard.press("k");
        await page.getByText("Gå till den ruta som den ska kopplas till").waitFor();
        await page.keyboard.press("ArrowUp");
        await eventually(() => focused(page)).toContain("Orsak:");
        await page.keyboard.press("Enter");
        await eventually(() => curves.count()).toBe(8);
        await page.keyboard.press("Control+z");
        await eventually(() => curves.count()).toBe(7);
        await page.keyboard.press("Control+Shift+z");
        await eventually(() => curves.count()).toBe(8);

        // With a finger on a phone, in the outline and in the drawing: the box, "Koppla", and the other box.
        await page.keyboard.press("Control+z");
        await eventually(() => curves.count()).toBe(7);
        await page.setViewportSize(screens.phone);
        const tap = await fingerOn(page);
        await tap('[role="treeitem"]:has-text("bussen går inte på kvällen")');
        await tap('button:text-is("Koppla")');
        await page.getByText("eller tryck på den").waitFor();
        await photograph("problemtrad-koppla");
        await tap('[role="treeitem"]:has-text("öppet i skolan två kvällar")');
        await page.getByText("Kopplad.", { exact: true }).waitFor();
        await tap('button:text-is("Ångra")');
        await tap('button:text-is("Träd")');
        await eventually(() => curves.count()).toBe(7);
        await tap('button:text-is("Koppla")');
        await tap('button:text-is("Avbryt")');
        await eventually(() => page.getByText("eller tryck på den").count()).toBe(0);
        await tap('button:text-is("Koppla")');
        await page.getByText("eller tryck på den").waitFor();
        await tap('[data-node][aria-label="Hur når vi målet: öppet i skolan två kvällar"]');
        await eventually(() => curves.count()).toBe(8);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screens.phone.width);
        // The tools of a chosen box leave the tree in sight.
        expect((await page.locator(".tree-toolbar").boundingBox())!.height).toBeLessThan(150);
        await page.locator(".tree-toolbar").scrollIntoViewIfNeeded();
        await photograph("problemtrad-verktyg");
        expect(await barriers()).toEqual([]);
        await page.setViewportSize(screens.desktop);

        await page.locator('[data-node][aria-label="Hur/vad mäter vi: besök per kväll"]').focus();
        const details = page.getByRole("region", { name: "Den valda rutan" });
        await details.getByLabel("Följs upp med").selectOption("own");
        // Never without a name, by which it is known to be there.
        await eventually(() => details.getByLabel("Vad mäts?").inputValue()).toBe("Eget mått");
        await details.getByLabel("Vad mäts?").fill("Besök");
        await details.getByLabel("Enhet").fill("barn");
        await details.getByLabel("Utgångsläge", { exact: true }).fill("6");
        await details.getByLabel("Utgångslägets datum").fill("2026-01-15");
        await details.getByLabel("Mål", { exact: true }).fill("25");
        await page.keyboard.press("Tab");
        await details.getByText("Målet är inte med i kurvan: skriv till vilket datum det ska nås.").waitFor();
        await details.getByLabel("När målet ska nås").fill("2026-12-15");
        await details.getByLabel("Ansvarig roll").fill("Fritidsledare");
        await details.getByLabel("Datum", { exact: true }).fill("2026-05-20");
        await details.getByLabel("barn", { exact: true }).fill("14");
        await details.getByRole("button", { name: "Lägg till" }).press("Enter");
        await details.getByText("14 barn den 2026-05-20; målet är 25 barn den 2026-12-15.").waitFor();
        const download = page.waitForEvent("download");
        await details.getByRole("button", { name: "Spara tabellen (CSV)" }).press("Enter");
        expect((await download).suggestedFilename()).toBe("uppfoljning.csv");
        await saved(page);
        expect(await barriers()).toEqual([]);
        await page.evaluate(() => scrollTo(0, 0));
        await photograph("problemtrad");

        await page.getByRole("button", { name: "Disposition" }).click();
        // What is written in the bar is not lost because another box is pressed, nor because the tab is left.
        await page.getByRole("treeitem", { name: /^Problem / }).focus();
        await page.keyboard.press("u");
        await page.keyboard.type("vuxna saknas");
        await page.getByRole("treeitem", { name: /^Konsekvens / }).click();
        await page.getByRole("treeitem", { name: /^Orsak vuxna saknas/ }).waitFor();
        await page.keyboard.press("Control+z");
        await eventually(() => page.getByRole("treeitem", { name: /^Orsak vuxna saknas/ }).count()).toBe(0);
        await page.getByRole("treeitem", { name: /^Problem / }).focus();
        await page.keyboard.press("u");
        await page.keyboard.type("halvskrivet");
        await page.getByRole("button", { name: "Kommentarer" }).click();
        await page.getByRole("button", { name: "Disposition" }).click();
        await eventually(() => page.locator(".tree-text-bar input").inputValue()).toBe("halvskrivet");
        await page.keyboard.press("Escape");
        const row = page.getByRole("treeitem", { name: /^Orsak bussen går inte/ });
        await row.focus();
        await page.keyboard.press("Alt+ArrowDown");
        await page.keyboard.press("Enter");
        await page.keyboard.press("End");
        await write(page, " efter sju");
        await page.getByRole("treeitem", { name: /^Orsak bussen går inte på kvällen efter sju/ }).waitFor();
        await saved(page);
        expect(await barriers()).toEqual([]);
        await photograph("problemtrad-disposition");

        await page.getByRole("button", { name: "Historik" }).click();
        await page.getByText("bussen går inte på kvällen → bussen går inte på kvällen efter sju").waitFor();
        expect(await barriers()).toEqual([]);

        // Not saved yet, and another page in between: found again as it was left.
        const release = Promise.withResolvers<void>();
        await page.route("**/edits", async (route) => {
          await release.promise;
          await route.continue();
        });
        await page.getByRole("button", { name: "Träd", exact: true }).click();
        await page.locator('[data-node][aria-label="Konsekvens: barn är ensamma på kvällen"]').focus();
        await page.keyboard.press("Enter");
        await page.keyboard.press("End");
        await write(page, " och natten");
        await page.getByRole("link", { name: "Alla problemträd" }).click();
        await page.getByText("Inte sparat: öppna och försök igen").waitFor();
        await page.getByRole("button", { name: "Logga ut" }).click();
        const unsaved = page.getByRole("dialog", { name: "Det finns arbete som inte är sparat" });
        await unsaved.getByRole("link", { name: "Lågt deltagande på fritidsgården" }).waitFor();
        expect(await barriers()).toEqual([]);
        await unsaved.getByRole("button", { name: "Stanna kvar" }).press("Enter");
        await eventually(() => unsaved.count()).toBe(0);
        await page.getByRole("link", { name: "Lågt deltagande på fritidsgården" }).click();
        const written = page.getByRole("button", { name: "Konsekvens: barn är ensamma på kvällen och natten" });
        await written.waitFor();
        // The session is over, and the same person signs in again in another tab.
        const cookies = await page.context().cookies();
        await page.context().clearCookies();
        await page.getByText("Det du inte hann spara i ett problemträd finns kvar här").waitFor();
        await page.context().addCookies(cookies);
        await page.evaluate(() => dispatchEvent(new Event("visibilitychange")));
        await written.waitFor();
        release.resolve();
        await saved(page);
        await page.setViewportSize({ width: 1123, height: 794 });
        await page.emulateMedia({ media: "print" });
        expect(await page.getByRole("button", { name: "Ångra" }).isVisible()).toBe(false);
        await photograph("problemtrad-utskrift");
      });
    },
    walkPatienceMs,
  );

  it(
    "is about a neighbourhood: begun from its profile, followed by its numbers, shown and printed with its name and map",
    async () => {
      await as("team", "desktop", async ({ page, goTo, photograph, barriers, sidewaysOverflow }) => {
        await goTo("Problemträd");
        await page.getByRole("link", { name: /^Få fritidsaktiviteter/ }).click();
        const about = page.locator(".page-head p").filter({ hasText: /^Gäller / });
        const place = (await about.textContent())!.match(/^Gäller (\S+)/)![1]!;
        await page.getByRole("link", { name: `Områdesprofil för ${place}` }).click();
        const work = page.getByTestId("team-work");
        await work.getByRole("link", { name: /^Få fritidsaktiviteter/ }).waitFor();
        await work.getByRole("link", { name: "Börja på ett träd för platsen" }).press("Enter");
        await eventually(() => page.getByLabel("Trädet gäller").locator("option:checked").textContent()).toBe(place);
        await page.getByLabel("Namn").fill("Otrygga kvällar");
        await page.getByLabel("Namn").press("Enter");
        await page.getByRole("button", { name: "Skriv problemet" }).press("Enter");
        await write(page, "otryggt på kvällen");
        await saved(page);
        await about.filter({ hasText: place }).waitFor();
        // Its indicators are the place's own.
        const details = page.getByRole("region", { name: "Den valda rutan" });
        const indicators = details.getByLabel("Följs upp med").locator('optgroup[label="En indikator"] option');
        await eventually(() => indicators.count()).toBeGreaterThan(0);
        await details
          .getByLabel("Följs upp med")
          .selectOption({ index: (await details.getByLabel("Följs upp med").locator("option").count()) - 1 });
        await details.getByText(`Samma värden som i områdesprofilen för ${place}`).waitFor();
        expect(await barriers()).toEqual([]);
        await page.evaluate(() => scrollTo(0, 0));
        await photograph("problemtrad-plats");
        await page.setViewportSize(screens.phone);
        expect(await sidewaysOverflow()).toBeLessThanOrEqual(0);
        await photograph("problemtrad-plats");
        await page.setViewportSize(screens.desktop);
        await page.getByRole("link", { name: "Verkstadsläge" }).click();
        await page.getByText(`${place} · Otrygga kvällar`).waitFor();
        await page.getByRole("link", { name: "Blad att skriva ut (A3)" }).click();
        await page.getByRole("heading", { name: place, exact: true }).waitFor();
        await page.getByRole("img", { name: `Karta över ${place}` }).waitFor();
        expect(await page.getByLabel(/antal ärenden/i).count()).toBe(0);
        expect(await barriers()).toEqual([]);
        await photograph("verkstadsblad-plats");
        await page.goBack();
        await page.getByRole("link", { name: "Avsluta verkstadsläget" }).click();
        await page.getByRole("button", { name: "Namn och plats" }).press("Enter");
        await page.getByLabel("Trädet gäller").selectOption({ label: "Teamets hela område" });
        expect(await barriers()).toEqual([]);
        await page.getByRole("dialog").getByRole("button", { name: "Spara" }).press("Enter");
        await eventually(() => about.count()).toBe(0);
        await page.getByRole("link", { name: "Alla problemträd" }).click();
        await page
          .getByText(new RegExp(`^Gäller ${place} ·`))
          .first()
          .waitFor();
      });
      await as("manager", "desktop", async ({ page, goTo }) => {
        await goTo("Problemträd");
        await page.getByRole("link", { name: /^Få fritidsaktiviteter/ }).click();
        await page.getByText(/^Gäller /).waitFor();
        expect(await page.getByRole("button", { name: "Namn och plats" }).count()).toBe(0);
      });
    },
    walkPatienceMs,
  );

  it(
    "is changed by two at once, who see each other's work and choose where both changed the same",
    async () => {
      await as("team", "desktop", async ({ page, goTo, photograph, barriers }) => {
        const sidewaysOverflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        await goTo("Problemträd");
        await page.getByLabel("Namn").fill("Rädsla för socialtjänsten");
        await page.getByLabel("Börja med").selectOption("worked");
        await page.getByRole("button", { name: "Börja" }).click();
        await eventually(() => boxes(page).count()).toBe(17);
        const other = await page.context().newPage();
        await other.goto(page.url());
        await eventually(() => boxes(other).count()).toBe(17);
        const text = "hedersnormer";
        const choose = (where: Page) => where.locator(`[data-node][aria-label="Orsak: ${text}"]`).first().focus();
        // Each adds a cause; both come to stand.
        for (const [where, own] of [
          [page, "osynliga regler"],
          [other, "dåliga erfarenheter"],
        ] as const) {
          await choose(where);
          await where.keyboard.press("n");
          await write(where, own);
        }
        for (const where of [page, other]) await eventually(() => boxes(where).count()).toBe(19);

        // Both change the same text. The second is asked.
        const release = Promise.withResolvers<void>();
        await other.route("**/edits", async (route) => {
          await release.promise;
          await route.continue();
        });
        for (const [where, own] of [
          [other, "heder i familjen"],
          [page, "hederskultur"],
        ] as const) {
          await choose(where);
          await where.keyboard.press("Enter");
          await where.keyboard.press("Control+a");
          await write(where, own);
        }
        await saved(page);
        release.resolve();
        const dialog = other.getByRole("dialog", { name: "Ni har ändrat samma sak" });
        await dialog.getByText("heder i familjen").waitFor();
        await dialog.getByText("hederskultur").waitFor();
        await dialog.getByRole("button", { name: /^Behåll det/ }).click();
        await dialog.getByRole("button", { name: "Spara valen" }).click();
        await eventually(() => dialog.count()).toBe(0);
        await other.getByRole("button", { name: "Orsak: hederskultur" }).waitFor();
        // One writes in a field while the other saves in it, and that has long been taken in: the one who writes is asked.
        const note = (where: Page) =>
          where.getByRole("region", { name: "Den valda rutan" }).getByLabel("Anteckning", { exact: true });
        for (const where of [page, other]) await where.getByRole("button", { name: "Orsak: hederskultur" }).focus();
        await note(other).pressSequentially("Skolan");
        await note(page).fill("Viktigt för oss");
        await page.keyboard.press("Tab");
        await saved(page);
        await other.waitForResponse(async (answer) =>
          (await answer.text().catch(() => "")).includes("Viktigt för oss"),
        );
        expect(await note(other).inputValue()).toBe("Skolan");
        await note(other).press("Tab");
        await dialog.getByText("Viktigt för oss").waitFor();
        await dialog.getByText("Skolan", { exact: true }).waitFor();
        await dialog.getByRole("button", { name: /^Behåll det/ }).click();
        await dialog.getByRole("button", { name: "Spara valen" }).click();
        await eventually(() => dialog.count()).toBe(0);
        await eventually(() => note(other).inputValue()).toBe("Viktigt för oss");
        await other.getByRole("button", { name: "Historik" }).click();
        await other.getByText("Valdes bort till förmån för en annans ändring:").first().waitFor();
        await other.close();
        await page.getByRole("button", { name: "Kommentarer" }).click();
        await page.getByLabel("Kommentar", { exact: true }).fill("Vad säger skolan om det?");
        await page.getByRole("button", { name: "Kommentera" }).press("Enter");
        await page.getByText("Vad säger skolan om det?", { exact: true }).waitFor();
        expect(await barriers()).toEqual([]);

        await page.getByRole("link", { name: "Verkstadsläge" }).click();
        await page.getByRole("heading", { name: "Vad är problemet hos oss?" }).waitFor();
        await page.getByRole("button", { name: "Nästa fråga" }).press("Enter");
        await page.getByLabel("Varför finns det?").fill("vi syns bara när något har hänt");
        // Written, and the group goes on: it is an answer all the same.
        await page.getByRole("button", { name: "Nästa fråga" }).click();
        await page.getByRole("button", { name: "Föregående", exact: true }).click();
        const answers = page.getByRole("list", { name: "Orsaker" });
        await answers.getByText("vi syns bara när något har hänt").waitFor();
        expect(await page.getByRole("navigation").count()).toBe(1);
        await page.getByRole("button", { name: "Ändra vi syns bara när något har hänt" }).press("Enter");
        await page.getByLabel("Ändra texten").fill("vi syns bara när något hänt");
        await page.keyboard.press("Enter");
        await answers.getByText("vi syns bara när något hänt", { exact: true }).waitFor();
        expect(await barriers()).toEqual([]);
        await photograph("verkstadslage");
        await page.setViewportSize(screens.phone);
        expect(await sidewaysOverflow()).toBeLessThanOrEqual(0);
        await photograph("verkstadslage");
        await page.setViewportSize(screens.desktop);

        await page.getByRole("link", { name: "Blad att skriva ut (A3)" }).click();
        await page.getByRole("img", { name: "Karta över teamets område" }).waitFor();
        await page.getByRole("row", { name: /^Andel förvärvsarbetande/ }).waitFor();
        expect(await page.locator(".sheet-table td").allTextContents()).not.toContain("okänt");
        expect(await barriers()).toEqual([]);
        const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString("latin1");
        expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
        // A3 lying down: 420 × 297 mm in points.
        expect(pdf).toMatch(/\/MediaBox\s*\[\s*0 0 119[01][.\d]* 84[12]/);
        await page.setViewportSize({ width: 1587, height: 1123 });
        await page.emulateMedia({ media: "print" });
        // The numbers keep to their part of the sheet, and each to one line.
        const beyond = await page.locator(".sheet-left").evaluate((part) => {
          const { right, bottom } = part.getBoundingClientRect();
          const inside = [...part.querySelectorAll("td, .sheet-note")].map((each) => each.getBoundingClientRect());
          return inside.filter((each) => each.right > right + 1 || each.bottom > bottom + 1).length;
        });
        expect(beyond).toBe(0);
        await photograph("verkstadsblad-utskrift");
        await page.emulateMedia({ media: "screen" });
        await page.setViewportSize(screens.desktop);
        const sheet = await page.locator(".sheet").boundingBox();
        expect(sheet!.x + sheet!.width).toBeLessThan(screens.desktop.width);
        await photograph("verkstadsblad");
        await page.setViewportSize(screens.phone);
        expect(await sidewaysOverflow()).toBeLessThanOrEqual(0);
        await photograph("verkstadsblad");
      });
    },
    walkPatienceMs,
  );

  it(
    "has surveys typed in by keyboard and answered on a tablet, and tells of them when five more have answered",
    async () => {
      await as("team", "desktop", async ({ page, goTo, photograph, barriers }) => {
        await goTo("Enkäter");
        await page.getByRole("link", { name: /Mammaträffarna våren 2026/ }).click();
        await page.getByText("Det är mer än slumpen.").waitFor();
        await page.getByText("Visas när minst fem har svarat på samma sätt.").waitFor();
        expect(await barriers()).toEqual([]);
        await photograph("enkat-resultat");
        await page.setViewportSize(screens.phone);
        await photograph("enkat-resultat");
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screens.phone.width);
        await page.setViewportSize(screens.desktop);
        const answers = page.getByRole("table", { name: /^Medelvärden/ }).locator("tbody tr");
        const told = () => answers.first().locator("td").allTextContents();
        const atFirst = await told();
        expect(atFirst[0]).toBe("19");
        for (const interval of atFirst.slice(1)) expect(interval).toMatch(/^[+−]?\d,\d \(.+–.+\)$/);

        const cell = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
        const typeForms = async (keys: string, button: string) => {
          await page.getByRole("button", { name: "Skriv in från papper" }).click();
          await page.getByLabel("Blankett 1, fråga 1, före").focus();
          await page.keyboard.type(keys);
          await page.getByRole("button", { name: button }).waitFor();
        };
        // Before, now, the second question; the third is passed over by a space.
        await typeForms("144 243 3", "Spara 2 blanketter");
        await eventually(cell).toBe("Blankett 3, fråga 1, nu");
        await page.getByText("1 blankett har bara det ena av före och nu").waitFor();
        expect(await barriers()).toEqual([]);
        await page.keyboard.type("55 154");
        await page.keyboard.press("Enter");
        await eventually(cell).toBe("Blankett 5, fråga 1, före");
        await page.keyboard.press("ArrowUp");
        await page.keyboard.press("Backspace");
        await page.keyboard.type("2");
        expect(await page.getByLabel("Blankett 4, fråga 1, före").inputValue()).toBe("2");
        await photograph("enkat-papper");
        await page.setViewportSize(screens.phone);
        await photograph("enkat-papper");
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screens.phone.width);
        await page.setViewportSize(screens.desktop);
        // Kept while other parts and pages are shown, and asked about before one leaves.
        await page.getByRole("button", { name: "Resultat" }).click();
        await page.getByRole("link", { name: "Alla enkäter" }).click();
        await page.getByRole("button", { name: "Logga ut" }).click();
        const unsaved = page.getByRole("dialog", { name: "Det finns arbete som inte är sparat" });
        expect(await barriers()).toEqual([]);
        await unsaved.getByRole("link", { name: /^Enkäten Mammaträffarna våren 2026/ }).click();
        expect(await page.getByLabel("Blankett 4, fråga 1, före").inputValue()).toBe("2");
        // The service counts them and its answer is lost on the way: sent again they are not counted twice.
        await page.route(
          "**/answers",
          async (route) => {
            await route.fetch();
            await route.abort();
          },
          { times: 1 },
        );
        await page.getByRole("button", { name: "Spara 4 blanketter" }).press("Enter");
        await page.getByText("Det är osäkert om blanketterna kom fram").waitFor();
        expect(await page.getByLabel("Blankett 1, fråga 1, före").isDisabled()).toBe(true);
        await photograph("enkat-papper-obesvarad");
        expect(await barriers()).toEqual([]);
        await page.getByRole("button", { name: "Skicka 4 blanketter igen" }).press("Enter");
        await eventually(() => answers.count()).toBe(3);
        // Four more: what is told stays as it was.
        expect(await told()).toEqual(atFirst);
        await typeForms("254", "Spara 1 blankett");
        await page.getByRole("button", { name: "Spara 1 blankett" }).press("Enter");
        await eventually(async () => (await told())[0]).toBe("24");
        expect(await told()).not.toEqual(atFirst);
        expect(await answers.last().locator("td").first().textContent()).toBe("under 5");

        await page.getByRole("button", { name: "Blankett att skriva ut" }).click();
        expect(await page.locator(".paper-form > ol > li").count()).toBe(3);
        expect(await page.getByRole("button", { name: "Ändra frågorna" }).count()).toBe(0);
        await page.emulateMedia({ media: "print" });
        expect(await page.locator(".paper-form").isVisible()).toBe(true);
        expect(await page.getByRole("button", { name: "Skriv ut blanketten" }).isVisible()).toBe(false);
        await photograph("enkat-blankett-utskrift");
        await page.emulateMedia({ media: "screen" });

        // The same questions once more: a round of its own, beside the first, told when five have answered.
        await page.getByRole("button", { name: "Ny omgång" }).press("Enter");
        await page.getByLabel("Den här omgången heter").fill("Våren 2026");
        await page.getByLabel("Nästa omgång heter").fill("Hösten 2026");
        expect(await barriers()).toEqual([]);
        await page.keyboard.press("Enter");
        await page.locator(".tag", { hasText: "Hösten 2026" }).waitFor();
        const besideEachOther = page.getByTestId("survey-rounds").getByRole("region").first().locator("tbody tr");
        await eventually(() => besideEachOther.count()).toBe(2);
        expect(await besideEachOther.last().locator("td").allTextContents()).toEqual(["under 5", "–", "–", "–", "–"]);
        await typeForms("144 243 353 254 155 ", "Spara 5 blanketter");
        await page.getByRole("button", { name: "Spara 5 blanketter" }).press("Enter");
        await eventually(() => besideEachOther.last().locator("td").first().textContent()).toBe("5");
        expect(await besideEachOther.first().locator("td").first().textContent()).toBe("24");
        expect(await besideEachOther.last().locator("td").last().textContent()).toMatch(/^[+−]\d,\d \(.+ – .+\): /);
        expect(await barriers()).toEqual([]);
        await page.getByTestId("survey-rounds").scrollIntoViewIfNeeded();
        await photograph("enkat-omgangar");
        await page.setViewportSize(screens.phone);
        await photograph("enkat-omgangar");
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(screens.phone.width);
        await page.setViewportSize(screens.desktop);
        await page.getByRole("navigation", { name: "Omgångar" }).getByRole("link", { name: "Våren 2026" }).click();
        await page.locator(".tag", { hasText: "Avslutad" }).waitFor();

        await page.getByRole("link", { name: "Kopiera som ny enkät" }).click();
        await page.getByRole("button", { name: "Skapa enkäten" }).click();
        await page.getByRole("heading", { name: "Mammaträffarna våren 2026 (påhittat exempel) (kopia)" }).waitFor();
        await page.getByRole("button", { name: "Ändra frågorna" }).click();
        await page.getByLabel("Aktivitet").fill("Mammaträffarna hösten 2026");
        await page.getByRole("button", { name: "Spara frågorna" }).click();
        await page.getByRole("heading", { name: "Mammaträffarna hösten 2026" }).waitFor();
        expect(await barriers()).toEqual([]);

        await page.getByRole("button", { name: "Svara på platta" }).click();
        await page.getByRole("button", { name: "Öppna för en platta" }).click();
        const link = `${service.address}/enkat#${await page.locator(".tablet-code").textContent()}`;
        await page.getByText(`Gå till ${service.address}/enkat på plattan`).waitFor();
        expect(await barriers()).toEqual([]);
        await photograph("enkat-oppna-platta");
        const besides = await page.context().newPage();
        await besides.goto(link);
        await besides.getByRole("heading", { name: "Logga ut först" }).waitFor();
        await besides.close();

        const tablet = await visit(browser, link, "tablet");
        await tablet.page.getByRole("button", { name: "Börja" }).click();
        expect(tablet.page.url()).not.toContain("#");
        expect(await tablet.barriers()).toEqual([]);
        const group = (name: string) => tablet.page.getByRole("group", { name, exact: true });
        await group("Före").getByRole("button", { name: "2 av 5" }).click();
        await group("Nu").getByRole("button", { name: "4 av 5" }).click();
        await tablet.photograph("enkat-platta");
        await tablet.page.setViewportSize(screens.phone);
        await tablet.photograph("enkat-platta");
        expect(await tablet.sidewaysOverflow()).toBe(0);
        await tablet.page.setViewportSize(screens.tablet);
        // Left alone it asks, counts down where it is seen, goes on at any press, and else forgets what was answered.
        await tablet.page.clock.install();
        await group("Nu").getByRole("button", { name: "3 av 5" }).click();
        await tablet.page.clock.runFor(121_000);
        await tablet.page.getByText(/^3\d sekunder kvar$/).waitFor();
        expect(await tablet.barriers()).toEqual([]);
        await tablet.photograph("enkat-platta-kvar");
        await tablet.page.getByRole("button", { name: "Jag är kvar" }).press("Enter");
        await eventually(() => tablet.page.getByText("sekunder kvar").count()).toBe(0);
        expect(await group("Nu").getByRole("button", { name: "3 av 5" }).getAttribute("aria-pressed")).toBe("true");
        await tablet.page.clock.runFor(160_000);
        await tablet.page.getByRole("button", { name: "Börja" }).click();
        expect(await group("Nu").locator("[aria-pressed=true]").count()).toBe(0);
        await group("Före").getByRole("button", { name: "2 av 5" }).click();
        await group("Nu").getByRole("button", { name: "4 av 5" }).click();
        await tablet.page.getByRole("button", { name: "Nästa" }).click();
        await tablet.page.getByRole("button", { name: "Tillbaka" }).click();
        expect(await group("Nu").getByRole("button", { name: "4 av 5" }).getAttribute("aria-pressed")).toBe("true");
        await tablet.page.getByRole("button", { name: "Nästa" }).click();
        await tablet.page.route("**/api/tablet/answers", (route) => route.abort(), { times: 1 });
        for (const _ of [1, 2]) await tablet.page.getByRole("button", { name: "Hoppa över" }).click();
        await tablet.page.getByRole("heading", { name: "Svaren är kanske inte sparade" }).waitFor();
        await tablet.photograph("enkat-platta-obesvarad");
        expect(await tablet.barriers()).toEqual([]);
        await tablet.page.getByRole("button", { name: "Skicka igen" }).click();
        await tablet.page.getByRole("heading", { name: "Tack!" }).waitFor();
        const second = await tablet.page.context().newPage();
        await second.goto(link);
        await second.getByText(/Koden används redan på en annan platta/).waitFor();
        await second.close();
        await page.getByRole("button", { name: "Stäng alla plattor" }).click();
        await tablet.page.getByRole("button", { name: "Börja" }).click();
        await tablet.page.getByRole("button", { name: "Hoppa över" }).click();
        await group("Ditt svar").getByRole("button", { name: "3 av 5" }).click();
        await tablet.page.getByRole("button", { name: "Nästa" }).click();
        await tablet.page.getByRole("button", { name: "Hoppa över" }).click();
        await tablet.page.getByText(/Koden stämmer inte eller gäller inte längre/).waitFor();
        expect(tablet.misdeeds).toEqual([]);
        await tablet.leave();

        await page.getByRole("button", { name: "Öppna för en platta" }).click();
        await page.getByRole("button", { name: "Logga ut och öppna här" }).press("Enter");
        await page.getByRole("button", { name: "Börja" }).waitFor();
        expect(page.url()).toBe(`${service.address}/enkat`);
      });
    },
    walkPatienceMs,
  );
});
