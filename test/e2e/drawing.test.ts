// Drawing in a draft, in a real browser on the real service: every tool by mouse, and undo restores every number.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Plan } from "../../api/contract/plans.ts";
import type { AreaGeography } from "../../web/map/topology.ts";
import type { ServiceProcess } from "../support/service-process.ts";
import { type BorderPair, largestBorderPair, newDraft, projection, type ScreenPoint } from "./map-places.ts";
import { startRunningService } from "./running-service.ts";
import { hasBrowser, openBrowser, type Screen, type Visitor, visit } from "./visitor.ts";

const startPatienceMs = 300_000;
const walkPatienceMs = 240_000;
/** A machine that does much else at once, and draws maps without a graphics card, is slow. */
const patienceMs = 60_000;

/** As `expect`, of something that comes in time. */
const eventually = <Value>(read: () => Value | Promise<Value>) =>
  expect.poll(read, { timeout: patienceMs, interval: 30 });

if (!hasBrowser && process.env.TEST_REQUIRE_ALL === "1") {
  throw new Error("Chromium is not installed, and TEST_REQUIRE_ALL=1 lets nothing be skipped.");
}

/** The planner at a draft, with everything a walk asks about. */
interface Drawing extends Visitor {
  readonly plan: Plan;
  readonly geography: AreaGeography;
  /** Team A gains `outside`, which is B's; the arrow key leads there from `inside`, which is A's. */
  readonly pair: BorderPair;
  readonly at: (areaIndex: number) => ScreenPoint;
  /** Every number of the teams, as they stand on the page. */
  readonly numbers: () => Promise<string>;
  readonly tool: (name: string) => Promise<void>;
  readonly selectedCount: () => Promise<number>;
  /** Puts the keyboard at an area, by the search, and on the map. */
  readonly stand: (areaIndex: number) => Promise<void>;
}

describe.skipIf(!hasBrowser)("drawing", () => {
  let service: ServiceProcess;
  let browser: Browser;
  beforeAll(async () => {
    [service, browser] = await Promise.all([startRunningService(), openBrowser()]);
  }, startPatienceMs);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  async function draw(name: string, screen: Screen, walk: (drawing: Drawing) => Promise<void>): Promise<void> {
    const visitor = await visit(browser, service.address, screen);
    const { page } = visitor;
    page.setDefaultTimeout(patienceMs);
    try {
      await visitor.signIn("planner");
      const { plan, geography } = await newDraft(page, name);
      await page.goto(`${service.address}/karta?indelning=${plan.divisionId}&forslag=${plan.id}`);
      await page.getByRole("group", { name: "Ritverktyg" }).waitFor();
      await visitor.waitForMap();
      await page.getByRole("button", { name: "Visa hela kommunen" }).click();
      const teams = page.getByTestId("drawn-teams");
      await teams.getByTestId("balance-total").waitFor({ state: "attached" });
      await visitor.waitForMap();
      const point = await projection(page, geography);
      await walk({
        ...visitor,
        plan,
        geography,
        pair: largestBorderPair(geography, plan, 0, 1),
        at: (areaIndex) => point(geography.properties[areaIndex]!.labelPoint),
        numbers: async () => (await teams.textContent())!,
        tool: (tool) => page.getByRole("button", { name: tool, exact: true }).click(),
        selectedCount: async () =>
          Number.parseInt((await page.locator(".preview-words strong").textContent()) ?? "0", 10),
        stand: async (areaIndex) => {
          const search = page.getByRole("combobox", { name: "Sök område, plats eller skola" });
          await search.fill(geography.properties[areaIndex]!.code);
          await search.press("Enter");
          await page.getByRole("application").focus();
        },
      });
      expect(visitor.misdeeds).toEqual([]);
    } finally {
      await visitor.leave();
    }
  }

  async function drag(page: Page, points: readonly ScreenPoint[]): Promise<void> {
    await page.mouse.move(points[0]!.x, points[0]!.y);
    await page.mouse.down();
    for (const { x, y } of points.slice(1)) await page.mouse.move(x, y, { steps: 4 });
    await page.mouse.up();
  }

  const beside = ({ x, y }: ScreenPoint, right: number, down: number): ScreenPoint => ({ x: x + right, y: y + down });

  /** What was previewed shows in the numbers, can be given up, and is undone and redone to the last number. */
  async function proves(
    { page, numbers, selectedCount }: Drawing,
    name: string,
    take: () => Promise<void>,
  ): Promise<void> {
    const before = await numbers();
    await take();
    expect(await selectedCount(), name).toBeGreaterThan(0);
    const previewed = await numbers();
    expect(previewed, name).not.toBe(before);
    await page.getByRole("button", { name: "Ångra", exact: true }).click();
    expect(await numbers(), name).toBe(before);
    await take();
    expect(await numbers(), name).toBe(previewed);
    await page.getByRole("button", { name: "Godkänn" }).click();
    expect(await numbers(), name).toBe(previewed);
    await page.keyboard.press("Control+z");
    expect(await numbers(), name).toBe(before);
    await page.keyboard.press("Control+Shift+z");
    expect(await numbers(), name).toBe(previewed);
    await page.keyboard.press("Control+z");
    expect(await numbers(), name).toBe(before);
  }

  it(
    "takes areas with each tool by mouse; the numbers follow at once and undo restores them",
    async () => {
      await draw("Med mus", "desktop", async (drawing) => {
        const { page, pair, at, tool, photograph, barriers, waitForMap } = drawing;
        const [inside, outside] = [at(pair.inside), at(pair.outside)];
        await page.getByRole("button", { name: /^A · / }).click();
        const around = [
          [-25, -25],
          [25, -25],
          [25, 25],
          [-25, 25],
        ].map(([right, down]) => beside(outside, right!, down!));
        const strokes: readonly (readonly [string, () => Promise<void>])[] = [
          ["Välj", () => page.mouse.click(outside.x, outside.y)],
          ["Pensel", () => drag(page, [outside, beside(outside, 3, 3)])],
          ["Rektangel", () => drag(page, [around[0]!, around[2]!])],
          ["Frihand", () => drag(page, around)],
          ["Hela överområdet", () => page.mouse.click(outside.x, outside.y)],
          ["Flytta gräns", () => drag(page, [inside, outside])],
          ["Sudda", () => drag(page, [outside, beside(outside, 2, 2)])],
        ];
        for (const [name, take] of strokes) {
          await tool(name);
          await proves(drawing, name, take);
        }
        await tool("Granska");
        await page.mouse.click(outside.x, outside.y);
        const code = drawing.geography.properties[pair.outside]!.code;
        await page.getByRole("article", { name: `Fakta om område ${code}` }).waitFor();
        await page.getByRole("button", { name: "Stäng" }).click();

        await tool("Rektangel");
        await page.getByRole("button", { name: /^A · / }).click();
        await drag(page, [around[0]!, around[2]!]);
        await page.getByLabel("Avvikelser på kartan").check();
        await waitForMap();
        await photograph("rita", 4);
        expect(await barriers()).toEqual([]);
        await page.keyboard.down("Alt");
        await page.locator('.draw-bar[data-hints="true"]').waitFor();
        expect(await page.locator(".draw-tools .key-hint").allTextContents()).toEqual([
          "I",
          "D",
          "V",
          "P",
          "R",
          "F",
          "H",
          "G",
          "S",
        ]);
        expect(await barriers()).toEqual([]);
        await page.keyboard.up("Alt");

        await tool("Dra kartan");
        await drag(page, [outside, beside(outside, 60, 0)]);
        await page.mouse.move(outside.x + 62, outside.y);
        await eventually(() => page.locator(".map-tooltip strong").textContent()).toContain(code);
      });
    },
    walkPatienceMs,
  );

  it(
    "shares one selection between map and table, and steps through what is unfinished",
    async () => {
      await draw("Tabell och delar", "desktop", async (drawing) => {
        const { page, pair, geography, numbers, barriers, photograph, stand, waitForMap } = drawing;
        await page.getByRole("button", { name: /^A · / }).click();
        await page.getByRole("button", { name: "Båda" }).click();
        const { code } = geography.properties[pair.outside]!;
        await page.getByLabel("Sök kod, namn eller team").fill(code);
        const before = await numbers();
        const row = page.getByRole("checkbox", { name: `Välj område ${code}` });
        await row.check();
        expect(await numbers()).not.toBe(before);
        await page.locator("tr.chosen").getByText("flyttas").waitFor();
        expect(await barriers()).toEqual([]);
        await page.getByRole("button", { name: "Ångra", exact: true }).click();
        expect(await row.isChecked()).toBe(false);
        expect(await numbers()).toBe(before);

        // An area in the middle of its team without a team is found, by keyboard.
        const inner = geography.properties.findIndex(
          (_, area) =>
            drawing.plan.teamIndexes[area] === 2 &&
            !geography.touchesOutside(area) &&
            geography.neighbours[area]!.every((other) => drawing.plan.teamIndexes[other] === 2),
        );
        await page.getByRole("button", { name: "Karta", exact: true }).click();
        await stand(inner);
        await page.keyboard.press("s");
        await page.keyboard.press("Enter");
        await page.keyboard.press("Control+Enter");
        const place = page.getByTestId("finding-place");
        await eventually(() => place.textContent()).toBe("1");
        await page.keyboard.press("n");
        expect(await place.textContent()).toBe("1 / 1");
        await waitForMap();
        await photograph("rita-oklart");
        expect(await barriers()).toEqual([]);
      });
    },
    walkPatienceMs,
  );

  it(
    "can be done on a phone's screen",
    async () => {
      await draw(
        "På telefon",
        "phone",
        async ({ page, numbers, photograph, barriers, sidewaysOverflow, waitForMap }) => {
          const before = await numbers();
          await page.getByRole("button", { name: "Pensel", exact: true }).click();
          await page.getByRole("button", { name: /^B · / }).click();
          const box = (await page.locator(".map-canvas").boundingBox())!;
          await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3);
          await page.mouse.down();
          await page.mouse.move(box.x + box.width / 2 + 20, box.y + box.height / 3 + 40, { steps: 3 });
          await page.mouse.up();
          expect(await numbers()).not.toBe(before);
          await waitForMap();
          await photograph("rita");
          expect(await barriers()).toEqual([]);
          expect(await sidewaysOverflow()).toBe(0);
          await page.getByRole("button", { name: "Godkänn" }).click();
          await page.getByRole("button", { name: "Ångra senaste steget" }).click();
          expect(await numbers()).toBe(before);
        },
      );
    },
    walkPatienceMs,
  );
});
