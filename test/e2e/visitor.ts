// A person at a browser: signs in, moves between pages, is shown pictures; everything the page must not do is noted.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import type { Role } from "../../api/contract/primitives.ts";
import { chromiumProgram } from "../support/requirements.ts";
import type { ServiceProcess } from "../support/service-process.ts";
import { paintedTeamColours } from "./painted-team-colours.ts";

export const screens = {
  phone: { width: 390, height: 844 },
  tablet: { width: 1024, height: 768 },
  desktop: { width: 1440, height: 900 },
  wide: { width: 1920, height: 1080 },
} as const;
export type Screen = keyof typeof screens;

/** Pictures are kept only by `npm run screenshots`, so that running the tests changes no file of the repository. */
const keepsPictures = process.env.KEEP_SCREENSHOTS === "1";
const screenshotFolder = join(import.meta.dirname, "../../docs/screenshots");
const rowsLookedAt = 30;
/** Drawing a map without a graphics card takes its time. */
const mapPatienceMs = 60_000;

export const hasBrowser = chromiumProgram() !== null;

export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumProgram();
  if (!executablePath) throw new Error("No Chromium to drive.");
  return await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      // As Chromium itself does where there is no graphics card: only the map is drawn by WebGL, not the whole page each frame.
      "--disable-gpu-compositing",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

export interface Visitor {
  readonly page: Page;
  /** Requests to other places, violations of the content security policy, uncaught faults, in words. */
  readonly misdeeds: string[];
  /** Chooses a role, and a municipality by its code where it is not the made-up one. */
  readonly signIn: (role: Role, municipality?: string, startCode?: string | null) => Promise<void>;
  /** Goes to a page by the menu, as a person does; in the made-up municipality each page must say so. */
  readonly goTo: (name: string) => Promise<void>;
  readonly waitForMap: () => Promise<void>;
  /** axe-core's violations on the present page, one line each. */
  readonly barriers: () => Promise<string[]>;
  /** Takes a picture; where teams are told, only one whose map shows just so many team colours. */
  readonly photograph: (name: string, teamsOnMap?: number) => Promise<void>;
  /** How many pixels of the page are outside the screen's right edge. */
  readonly sidewaysOverflow: () => Promise<number>;
  readonly leave: () => Promise<void>;
}

/**
 * Violations of the content policy are told twice: by the event in the page, which names the directive, and in the
 * console, which also hears of those in workers and of headers that the browser does not understand.
 */
async function noteViolations(page: Page, misdeeds: string[]): Promise<void> {
  await page.exposeFunction("noteViolation", (words: string) => void misdeeds.push(words));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile }) => {
      const { noteViolation } = window as unknown as { noteViolation: (words: string) => void };
      noteViolation(`policy: ${effectiveDirective} against ${blockedURI} from ${sourceFile}`);
    });
  });
  page.on("console", (message) => {
    const text = message.text();
    const isAboutHeaders = /content.security.policy|permissions.policy|feature.policy|cross-origin-opener/i.test(text);
    if (isAboutHeaders) misdeeds.push(`console: ${text}`);
  });
}

export async function visit(browser: Browser, address: string, screen: Screen): Promise<Visitor> {
  const context = await browser.newContext({ viewport: screens[screen], locale: "sv-SE", reducedMotion: "reduce" });
  const page = await context.newPage();
  const misdeeds: string[] = [];
  const { origin } = new URL(address);
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin) misdeeds.push(`request to ${url.origin}`);
  });
  await noteViolations(page, misdeeds);
  page.on("pageerror", (fault) => misdeeds.push(`uncaught: ${fault.stack ?? fault.message}`));
  await page.goto(address);
  /** A page may have several maps: all of them are waited for. */
  const waitForMap = async () => {
    await page.locator('[data-map-state="idle"]').first().waitFor({ timeout: mapPatienceMs });
    await page.locator('[data-map-state="drawing"]').first().waitFor({ state: "detached", timeout: mapPatienceMs });
  };
  const menu = page.getByRole("button", { name: "Meny", exact: true });
  let isMadeUp = true;
  return {
    page,
    misdeeds,
    signIn: async (role, municipality, startCode) => {
      await page.locator("[data-role]").first().waitFor();
      isMadeUp = municipality === undefined;
      const choice = page.getByLabel("Kommun");
      // Where there is one municipality only there is nothing to choose.
      if (municipality && (await choice.count()) > 0) await choice.selectOption(municipality);
      if (startCode) await page.getByLabel("Startkod").fill(startCode);
      await page.locator(`[data-role="${role}"]`).click();
      await page.getByRole("navigation", { name: "Sidor", includeHidden: true }).waitFor({ state: "attached" });
      // The way on to the role's first page closes what one opens in the menu before it.
      await page.waitForURL(({ pathname }) => pathname !== "/");
    },
    goTo: async (name) => {
      if (await menu.isVisible()) await menu.click();
      const named = page.locator("a").filter({ hasText: new RegExp(`^${name}$`) });
      const link = page.locator(".site-nav").locator(named);
      const group = page.locator(".menu-group").filter({ has: named });
      if (!(await link.isVisible())) await group.getByRole("button").click();
      await link.click();
      await page.locator('nav a[aria-current="page"]', { hasText: name }).waitFor({ state: "attached" });
      if (isMadeUp) await page.getByText("Påhittad kommun – alla siffror är syntetiska").waitFor();
    },
    waitForMap,
    barriers: async () => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"])
        // The rows of a table are made alike: of hundreds the first ones tell what there is to tell.
        .exclude(`tbody tr:nth-child(n + ${rowsLookedAt + 1})`)
        // There are no frames, for which a page of its own would be opened each time.
        .setLegacyMode()
        .analyze();
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`),
      );
    },
    photograph: async (name, teamsOnMap) => {
      if (keepsPictures) mkdirSync(screenshotFolder, { recursive: true });
      const picture = keepsPictures
        ? { path: join(screenshotFolder, `${name}-${page.viewportSize()!.width}.png`) }
        : {};
      if (teamsOnMap === undefined) {
        // The page before may still have been there when the map was waited for.
        if (await page.locator("[data-map-state]").first().isVisible()) await waitForMap();
        if (keepsPictures) await page.screenshot(picture);
        return;
      }
      await expect
        .poll(async () => paintedTeamColours(page, await page.screenshot(picture)), {
          timeout: mapPatienceMs,
          message: `team colours on the map of ${name}`,
        })
        .toHaveLength(teamsOnMap);
    },
    sidewaysOverflow: async () =>
      (await page.evaluate(() => document.documentElement.scrollWidth)) - page.viewportSize()!.width,
    leave: () => context.close(),
  };
}

export type Walk = (visitor: Visitor) => Promise<void>;

export interface Beginning {
  /** A real municipality's code; its start code is given too. */
  readonly municipality?: string;
  /** The page one signs in on. Without it that is the role's first page, for most a map, whose drawing takes its seconds. */
  readonly path?: string;
}

/** A whole visit in a role, in which the page did nothing that it must not. */
export async function walkAs(
  browser: Browser,
  service: ServiceProcess,
  role: Role,
  screen: Screen,
  walk: Walk,
  { municipality, path = "" }: Beginning = {},
): Promise<void> {
  const visitor = await visit(browser, `${service.address}${path}`, screen);
  try {
    await visitor.signIn(role, municipality, municipality && service.startCode);
    await walk(visitor);
    expect(visitor.misdeeds).toEqual([]);
  } finally {
    await visitor.leave();
  }
}
