// Drawing in a draft, in a real browser on the real service: every tool by mouse and by keyboard, and undo restores every number.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PlanRules } from "../../api/contract/explanations.ts";
import type { PlanLocks } from "../../api/contract/plan-locks.ts";
import type { Plan } from "../../api/contract/plans.ts";
import type { RuleSet } from "../../api/contract/rules.ts";
import type { Arena } from "../../api/contract/teams.ts";
import { keyBindings } from "../../web/drawing/keys.ts";
import type { AreaGeography } from "../../web/map/topology.ts";
import type { ServiceProcess } from "../support/service-process.ts";
import { differingShare } from "./differing-share.ts";
import {
  type BorderPair,
  largestBorderPair,
  letterPlates,
  newDraft,
  projection,
  type ScreenPoint,
} from "./map-places.ts";
import { requestsAs } from "./requests-as.ts";
import { startRunningService } from "./running-service.ts";
import { hasBrowser, openBrowser, type Screen, screens, type Visitor, visit } from "./visitor.ts";
import { rimsOf } from "./whole-plates.ts";

const startPatienceMs = 300_000;
const walkPatienceMs = 240_000;
/** A machine that does much else at once, and draws maps without a graphics card, is slow. */
const patienceMs = 60_000;

/** A small map is drawn sooner; pictures are taken of a whole desktop. */
const smallDesk = { width: 1024, height: 650 };

/** Keys that press no button, and those of buttons that are there only now and then. */
const buttonless = new Set([
  "take",
  "toggle",
  "enclosed",
  "previousFinding",
  "nextFinding",
  "smallerBrush",
  "largerBrush",
  "redoToo",
]);

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
  /** The same after the window has become another size. */
  readonly find: (areaIndex: number) => Promise<ScreenPoint>;
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

  /** A new draft of a planner's, drawn up and counted, with the whole municipality on the map. */
  async function openDrawing(name: string, screen: Screen): Promise<Drawing> {
    const visitor = await visit(browser, `${service.address}/hjalp`, screen);
    const { page } = visitor;
    page.setDefaultTimeout(patienceMs);
    if (screen === "desktop") await page.setViewportSize(smallDesk);
    await visitor.signIn("planner");
    const { plan, geography } = await newDraft(page, name);
    await page.goto(`${service.address}/karta?indelning=${plan.divisionId}&forslag=${plan.id}`);
    const teams = page.getByTestId("drawn-teams");
    await teams.getByTestId("balance-total").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Visa hela kommunen" }).click();
    await visitor.waitForMap();
    const point = await projection(page, geography);
    return {
      ...visitor,
      plan,
      geography,
      pair: largestBorderPair(geography, plan, 0, 1),
      at: (areaIndex) => point(geography.properties[areaIndex]!.labelPoint),
      find: async (areaIndex) => (await projection(page, geography))(geography.properties[areaIndex]!.labelPoint),
      numbers: async () => (await teams.textContent())!,
      tool: (tool) => page.getByRole("button", { name: tool, exact: true }).click(),
      selectedCount: async () => {
        const [words = "0 områden"] = await page.locator(".preview-words").allTextContents();
        return Number(/(\d+) områd/.exec(words)?.[1]);
      },
      stand: async (areaIndex) => {
        const search = page.getByRole("combobox", { name: "Sök område, plats eller skola" });
        await search.fill(geography.properties[areaIndex]!.code);
        await search.press("Enter");
        await page.getByRole("application").focus();
      },
    };
  }

  async function drag(page: Page, points: readonly ScreenPoint[]): Promise<void> {
    await page.mouse.move(points[0]!.x, points[0]!.y);
    await page.mouse.down();
    for (const { x, y } of points.slice(1)) await page.mouse.move(x, y, { steps: 2 });
    await page.mouse.up();
  }

  const beside = ({ x, y }: ScreenPoint, right: number, down: number): ScreenPoint => ({ x: x + right, y: y + down });

  /** Fingers on the screen, as the browser hears them from a touch screen. */
  async function touchScreen(page: Page) {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 2 });
    const tell = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: readonly ScreenPoint[]) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints: touchPoints.map((at, id) => ({ ...at, id })) });
    return {
      /** Puts the fingers down one after the other, moves them together, and lifts them. */
      drag: async (fingers: readonly ScreenPoint[], by: ScreenPoint) => {
        for (const place of fingers.keys()) await tell("touchStart", fingers.slice(0, place + 1));
        const steps = by.x === 0 && by.y === 0 ? 0 : 5;
        for (let step = 1; step <= steps; step++) {
          const share = step / steps;
          await tell(
            "touchMove",
            fingers.map((finger) => beside(finger, by.x * share, by.y * share)),
          );
        }
        await tell("touchEnd", []);
      },
    };
  }

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
    await page.keyboard.press("Escape");
    expect(await numbers(), name).toBe(before);
    await take();
    expect(await numbers(), name).toBe(previewed);
    await page.keyboard.press("Control+Enter");
    expect(await numbers(), name).toBe(previewed);
    await page.keyboard.press("Control+z");
    expect(await numbers(), name).toBe(before);
    await page.keyboard.press("Control+Shift+z");
    expect(await numbers(), name).toBe(previewed);
    await page.keyboard.press("Control+z");
    expect(await numbers(), name).toBe(before);
  }

  describe("at a desk, in one window", () => {
    let drawing: Drawing;
    beforeAll(async () => {
      drawing = await openDrawing("Ritat vid ett skrivbord", "desktop");
    }, walkPatienceMs);
    afterAll(async () => {
      await drawing?.leave();
    });
    // A walk that failed leaves nothing selected to the next.
    beforeEach(async () => {
      await drawing.page.getByRole("application").press("Escape");
    });

    it(
      "takes areas with each tool by mouse; the numbers follow at once and undo restores them",
      async () => {
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
        // Locked by mouse, an area is crosshatched and no tool takes it; nor what is a locked team's.
        const preview = page.getByRole("region", { name: "Förhandsvisning" });
        const paint = async () => {
          await page.mouse.click(outside.x, outside.y);
          const taken = await preview.count();
          await page.keyboard.press("Escape");
          return taken === 1;
        };
        // Seen near, and with its own team chosen, so that nothing but the lock changes what is seen.
        await page.getByRole("button", { name: /^B · / }).click();
        await tool("Välj");
        await page.mouse.click(outside.x, outside.y);
        await page.getByRole("button", { name: "Zooma till de valda områdena" }).click();
        await page.mouse.move(5, 5);
        await waitForMap();
        const box = (await page.locator(".map-canvas").boundingBox())!;
        const clip = { x: box.x + box.width / 2 - 120, y: box.y + box.height / 2 - 60, width: 240, height: 120 };
        const open = await page.screenshot({ clip });
        const changed = async () => differingShare(page, open, await page.screenshot({ clip }));
        const lock = page.getByRole("button", { name: "Lås / lås upp" });
        await lock.click();
        await eventually(changed).toBeGreaterThan(0.04);
        await lock.click();
        await eventually(changed).toBeLessThan(0.01);
        await lock.click();
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "Visa hela kommunen" }).click();
        await waitForMap();
        await page.getByRole("button", { name: /^A · / }).click();
        await tool("Pensel");
        expect(await paint()).toBe(false);
        await tool("Välj");
        await page.mouse.click(outside.x, outside.y);
        await lock.click();
        await page.keyboard.press("Escape");
        await tool("Pensel");
        expect(await paint()).toBe(true);
        const lockTeam = page.getByRole("button", { name: `Lås ${drawing.plan.teams[1]!.name}` });
        await lockTeam.click();
        await eventually(() => lockTeam.getAttribute("aria-pressed")).toBe("true");
        expect(await paint()).toBe(false);
        // Undone as a move is, and done again; whoever opens the draft anew meets the same lock and can open it.
        await page.keyboard.press("Control+z");
        await eventually(() => lockTeam.getAttribute("aria-pressed")).toBe("false");
        await page.keyboard.press("Control+Shift+z");
        await eventually(() => lockTeam.getAttribute("aria-pressed")).toBe("true");
        const locks = page.getByTestId("lock-list");
        await locks.getByText("Låst i utkastet: 1 team").click();
        await locks.getByText(/Senast ändrat av \S/).waitFor();
        // What another planner locks meanwhile is kept and shown.
        const another = await requestsAs(service.address, "planner");
        const kept = `plans/${drawing.plan.id}/locks`;
        await eventually(async () => (await another<PlanLocks>("GET", kept)).teamIds).toEqual([
          drawing.plan.teams[1]!.teamId,
        ]);
        const { version, teamIds } = await another<PlanLocks>("GET", kept);
        const theirs = drawing.geography.properties[drawing.pair.outside]!.code;
        await another("PUT", kept, { areaCodes: [theirs], teamIds }, version);
        await locks.getByRole("button", { name: `Lås upp ${drawing.plan.teams[1]!.name}` }).click();
        await locks.getByText("Låst i utkastet: 1 område").click();
        await locks.getByRole("button", { name: "Lås upp allt" }).click();
        await eventually(() => locks.count()).toBe(0);

        // Only from those without a team, from one team, from all: the area is B's. And a large brush takes many.
        const takeFrom = page.getByLabel("Ta från");
        for (const [from, takes] of [
          ["-1", false],
          ["2", false],
          ["1", true],
          ["all", true],
        ] as const) {
          await takeFrom.selectOption(from);
          expect(await paint(), `from ${from}`).toBe(takes);
        }
        const brush = page.getByRole("slider", { name: "Pensel" });
        await brush.click();
        const size = Number(await brush.inputValue());
        expect(size).toBeGreaterThan(20);
        await page.mouse.click(outside.x, outside.y);
        const painted = await drawing.selectedCount();
        expect(painted).toBeGreaterThan(1);
        expect(painted).toBeLessThanOrEqual(size);
        await page.keyboard.press("Escape");
        await brush.press("Home");

        await tool("Granska");
        await page.mouse.click(outside.x, outside.y);
        const code = drawing.geography.properties[pair.outside]!.code;
        await page.getByRole("article", { name: `Fakta om område ${code}` }).waitFor();
        await page.getByRole("button", { name: "Stäng" }).click();

        await tool("Dra kartan");
        const pointedAt = async () => (await page.locator(".map-tooltip strong").allTextContents()).join();
        await page.mouse.move(outside.x, outside.y);
        await eventually(pointedAt).toContain(code);
        await drag(page, [outside, beside(outside, -150, 0)]);
        await page.mouse.move(outside.x, outside.y);
        await eventually(pointedAt).not.toContain(code);

        await page.setViewportSize(screens.desktop);
        await page.getByLabel("Avvikelser på kartan").check();
        await page.getByRole("button", { name: "Visa hela kommunen" }).click();
        await waitForMap();
        const wide = await drawing.find(pair.outside);
        await tool("Rektangel");
        await page.getByRole("button", { name: /^A · / }).click();
        await drag(page, [beside(wide, -40, -40), beside(wide, 40, 40)]);
        await waitForMap();
        await photograph("rita", 4);
        expect(await barriers()).toEqual([]);
        await page.keyboard.down("Alt");
        await page.locator('.workspace[data-hints="true"]').waitFor();
        const hints = await page
          .locator(".key-hint:visible")
          .evaluateAll((all) => all.map((hint) => ({ ...(hint as HTMLElement).dataset })));
        const ofTools = hints.filter(({ binding }) => binding?.startsWith("tool.")).map(({ key }) => key);
        expect(ofTools).toEqual(["I", "D", "V", "P", "R", "F", "H", "G", "S"]);
        expect(new Set(hints.map(({ binding }) => binding))).toEqual(
          new Set(keyBindings.map(({ id }) => id).filter((id) => !buttonless.has(id))),
        );
        expect(await barriers()).toEqual([]);
        await page.keyboard.up("Alt");
        await page.keyboard.press("Escape");
        // With the facts open beside it, every tool and team is still in the bar.
        await tool("Granska");
        await page.mouse.click(wide.x, wide.y);
        await page.getByRole("article", { name: `Fakta om område ${code}` }).waitFor();
        const outsideBar = await page.locator(".draw-bar").evaluate((bar) => {
          const edge = bar.getBoundingClientRect().right;
          const buttons = [...bar.querySelectorAll("button")];
          return buttons.filter((own) => own.getBoundingClientRect().right > edge).map((own) => own.ariaLabel);
        });
        expect(outsideBar).toEqual([]);
        await photograph("rita-fakta", 4);
        expect(await barriers()).toEqual([]);
        await page.getByRole("button", { name: "Stäng" }).click();
        await page.setViewportSize(smallDesk);
        await page.keyboard.press("Escape");
        await page.getByLabel("Avvikelser på kartan").uncheck();
        expect(drawing.misdeeds).toEqual([]);
      },
      walkPatienceMs,
    );

    it(
      "takes areas with each tool by keyboard alone, says what a move would do, and undo restores every number",
      async () => {
        const { page, pair, stand, geography, numbers, barriers, photograph } = drawing;
        const press = async (...keys: string[]) => {
          for (const key of keys) await page.keyboard.press(key);
        };
        // From the top of the page straight to the map.
        await page.locator(".skip-link").first().focus();
        await press("Tab");
        expect(await page.locator(":focus").textContent()).toBe("Hoppa till kartan");
        await press("Enter");
        await eventually(() => page.locator(":focus").getAttribute("role")).toBe("application");
        await stand(pair.inside);
        await press("1", "v", pair.key);
        const heard = page.getByTestId("map-live");
        const { code } = geography.properties[pair.outside]!;
        expect(await heard.textContent()).toMatch(
          new RegExp(
            `^${code} .*\\. B · .*\\. Barn 0–17 år: \\d+\\. Till A:\\. A går från [^B]*\\), B går från .*\\s% mot målet\\)`,
          ),
        );
        const strokes: readonly (readonly [string, string, readonly string[], number])[] = [
          ["Välj", "v", ["Enter"], pair.outside],
          ["Pensel", "p", ["Enter"], pair.outside],
          ["Rektangel", "r", ["Enter", pair.key, "Enter"], pair.inside],
          ["Frihand", "f", ["Enter", pair.key, "Enter"], pair.inside],
          ["Hela överområdet", "h", ["Enter"], pair.outside],
          ["Flytta gräns", "g", ["Enter", pair.key, "Enter"], pair.inside],
          ["Sudda", "s", ["Enter"], pair.outside],
        ];
        const before = await numbers();
        for (const [name, key, keys, from] of strokes) {
          await stand(from);
          await press(key, ...keys);
          const previewed = await numbers();
          expect(previewed, name).not.toBe(before);
          expect(await page.getByTestId("drawing-live").textContent(), name).toMatch(/områden? till /);
          await press("Escape");
          expect(await numbers(), name).toBe(before);
          await stand(from);
          await press(...keys, "Control+Enter");
          expect(await numbers(), name).toBe(previewed);
          await press("Control+z");
          expect(await numbers(), name).toBe(before);
          await press("Control+Shift+z");
          expect(await numbers(), name).toBe(previewed);
          await press("Control+z");
          expect(await numbers(), name).toBe(before);
        }

        // The whole parent at a higher level, chosen by keys, is more than at the lowest.
        await stand(pair.outside);
        await press("1", "h", "Enter");
        const atLowest = await drawing.selectedCount();
        await press("Escape");
        const level = page.getByLabel("Nivå");
        await level.focus();
        await press("End");
        await stand(pair.outside);
        await press("Enter");
        expect(await drawing.selectedCount()).toBeGreaterThan(atLowest);
        await press("Escape");

        // Inspected, and panned by the arrows: the area at hand stays.
        await press("i", "Enter");
        await page.getByRole("article", { name: `Fakta om område ${code}` }).waitFor();
        await page.getByRole("button", { name: "Stäng" }).press("Enter");
        await stand(pair.outside);
        const said = await heard.textContent();
        await press("d", "ArrowRight", "ArrowLeft");
        expect(await heard.textContent()).toBe(said);

        // Locked, first the area and then its team: nothing is taken, and the lock is heard.
        await press("1", "Escape", "l", "p", "Enter");
        const preview = page.getByRole("region", { name: "Förhandsvisning" });
        expect(await preview.count()).toBe(0);
        await stand(pair.inside);
        await press(pair.key);
        expect(await heard.textContent()).toContain("Låst");
        await press("l", "2", "Shift+L", "1", "Enter");
        expect(await preview.count()).toBe(0);
        expect(await numbers()).toContain("Låst");
        await press("2", "Shift+L", "1", "Enter");
        expect(await preview.count()).toBe(1);
        await press("Escape");
        expect(await numbers()).toBe(before);

        // What may be taken, in turn: nobody's, A's own, B's, and in the end all again. The area is B's.
        await press("p", "1");
        const taken: string[] = [];
        for (let turn = 0; turn < drawing.plan.teams.length + 2; turn++) {
          await press("t");
          const from = (await page.getByTestId("drawing-live").textContent())!;
          await stand(pair.outside);
          await press("Enter");
          if ((await preview.count()) === 1) taken.push(from);
          await press("Escape");
        }
        expect(taken).toEqual([`Tar bara från B · ${drawing.plan.teams[1]!.name}`, "Tar från alla"]);

        // Digits, brush size and the list of keys, which is the list that binds them.
        await press("]", "]", "[");
        expect(await page.getByRole("slider", { name: "Pensel" }).inputValue()).toBe("2");
        await press("[", "0");
        expect(await page.getByRole("button", { name: "Inget team" }).getAttribute("aria-pressed")).toBe("true");
        await page.setViewportSize(screens.desktop);
        await press("?");
        const dialog = page.getByRole("dialog", { name: "Tangenter" });
        await dialog.waitFor();
        expect(await dialog.locator("kbd").count()).toBeGreaterThan(25);
        await photograph("rita-tangenter");
        expect(await barriers()).toEqual([]);
        await press("Escape");
        await eventually(() => dialog.count()).toBe(0);
        await page.setViewportSize(smallDesk);
        expect(drawing.misdeeds).toEqual([]);
      },
      walkPatienceMs,
    );

    it(
      "shares one selection between map and table, steps through what is unfinished, and saves what was approved",
      async () => {
        const { page, pair, plan, geography, numbers, barriers, photograph, stand, waitForMap } = drawing;
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
        await page.getByRole("button", { name: "Karta", exact: true }).click();

        // Areas that have a name together are found by it, chosen together, and given together.
        const search = page.getByRole("combobox", { name: "Sök område, plats eller skola" });
        for (const [typed, kind] of [
          ["bredsand", "bostadsområde"],
          ["13", "överområde, 13"],
        ] as const) {
          await search.fill(typed);
          const offered = page.getByRole("option").filter({ hasText: kind }).first();
          const count = Number(/(\d+) områden$/.exec((await offered.textContent())!)![1]);
          expect(count).toBeGreaterThan(1);
          await offered.click();
          const told = await page.getByTestId("drawing-live").textContent();
          expect(told).toContain(`, ${count} områden är valda. `);
          const moving = await drawing.selectedCount();
          expect(moving).toBeGreaterThan(0);
          expect(moving).toBeLessThanOrEqual(count);
          expect(await numbers()).not.toBe(before);
          await page.getByRole("button", { name: "Ångra", exact: true }).click();
          expect(await numbers()).toBe(before);
        }

        // An area in the middle of its team is left without one: it is found, and it is saved so.
        const inside = [...geography.properties.keys()].filter(
          (area) =>
            plan.teamIndexes[area] === 2 &&
            !geography.touchesOutside(area) &&
            geography.neighbours[area]!.every(
              (other) => plan.teamIndexes[other] === 2 && !geography.touchesOutside(other),
            ),
        );
        const inner = inside[0]!;
        await stand(inner);
        for (const key of ["s", "Enter", "Control+Enter"]) await page.keyboard.press(key);
        const place = page.getByTestId("finding-place");
        await eventually(() => place.textContent()).toBe("1");
        await page.setViewportSize(screens.desktop);
        await page.keyboard.press("n");
        expect(await place.textContent()).toBe("1 / 1");
        // Several parts are stepped through both ways, round and round, and said.
        const others: number[] = [];
        for (const area of inside) {
          const isApart = [inner, ...others].every((one) => one !== area && !geography.neighbours[one]!.includes(area));
          if (isApart && others.length < 3) others.push(area);
        }
        expect(others).toHaveLength(3);
        for (const other of others) {
          await stand(other);
          for (const key of ["Enter", "Control+Enter"]) await page.keyboard.press(key);
        }
        await eventually(() => place.textContent()).toBe("1 / 4");
        for (const [key, told] of [
          ["n", "2 / 4"],
          ["n", "3 / 4"],
          ["n", "4 / 4"],
          ["n", "1 / 4"],
          ["Shift+N", "4 / 4"],
        ] as const) {
          await page.keyboard.press(key);
          expect(await place.textContent()).toBe(told);
          expect(await page.getByTestId("drawing-live").textContent()).toContain(`${told}. 1 område`);
        }
        for (const _ of others) await page.keyboard.press("Control+z");
        // The part that was shown is mended: one stands at none until the next step.
        await eventually(() => place.textContent()).toBe("1");
        await page.keyboard.press("n");
        await eventually(() => place.textContent()).toBe("1 / 1");
        await waitForMap();
        await photograph("rita-oklart");
        expect(await barriers()).toEqual([]);
        const savedTeams = async () => {
          await page.locator('[data-saved="true"]').waitFor();
          const saved = await page.evaluate(async (id) => {
            const { municipality } = await (await fetch("/api/session")).json();
            const address = `/api/${municipality.code}/plans/${id}`;
            const { revisions } = await (await fetch(`${address}/revisions`)).json();
            return { plan: await (await fetch(address)).json(), comment: revisions[0].comment };
          }, plan.id);
          return saved as { plan: Plan; comment: string };
        };
        const erased = await savedTeams();
        expect(erased.plan.teamIndexes[inner]).toBe(-1);
        expect(erased.comment).toMatch(/1 område utan team$/);
        await page.setViewportSize(smallDesk);

        // All round it goes to another team; what is then enclosed can be taken too.
        await page.keyboard.press("2");
        await page.keyboard.press("v");
        for (const other of geography.neighbours[inner]!) {
          await stand(other);
          await page.keyboard.press("Space");
        }
        const enclosed = page.getByRole("button", { name: "Ta även 1 inneslutet område" });
        await enclosed.waitFor();
        await page.keyboard.press("e");
        await eventually(() => enclosed.count()).toBe(0);
        await page.keyboard.press("Escape");
        for (const other of geography.neighbours[inner]!) {
          await stand(other);
          await page.keyboard.press("Space");
        }
        // Approved without it, it is offered still.
        await page.keyboard.press("Control+Enter");
        await enclosed.click();
        expect(await drawing.selectedCount()).toBe(1);
        await eventually(() => enclosed.count()).toBe(0);
        await page.keyboard.press("Control+Enter");
        const ring = (await savedTeams()).plan.teamIndexes;
        expect([inner, ...geography.neighbours[inner]!].map((area) => ring[area])).toEqual(
          Array.from({ length: 1 + geography.neighbours[inner]!.length }, () => 1),
        );
        expect(drawing.misdeeds).toEqual([]);
      },
      walkPatienceMs,
    );

    it(
      "shows two maps in step and more measures of each team, and prints what is seen",
      async () => {
        const { page, numbers, selectedCount, barriers, photograph, tool, waitForMap } = drawing;
        await page.setViewportSize(screens.desktop);
        await page.getByText("Visa fler mått").click();
        await page.getByRole("checkbox", { name: "Barn 0–5 år" }).check();
        await eventually(() => page.locator(".team-others tr").count()).toBe(drawing.plan.teams.length);
        await page.getByRole("button", { name: "Två kartor" }).click();
        const left = page.getByRole("application", { name: "Vänstra kartan: Team" });
        const right = page.getByRole("application", { name: "Högra kartan: Barn 0–17 år" });
        await right.waitFor();
        const pointedAtIn = async (map: typeof left) => {
          await waitForMap();
          const box = (await map.boundingBox())!;
          // Above the legend, beside the settings.
          await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.4);
          await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.4 + 1);
          const words = page.locator(".map-tooltip strong");
          await words.waitFor();
          return await words.textContent();
        };
        expect(await pointedAtIn(right)).toBe(await pointedAtIn(left));
        await page.getByRole("button", { name: "Zooma in" }).first().click();
        await page.getByRole("button", { name: "Zooma in" }).last().click({ trial: true });
        const nearer = await pointedAtIn(left);
        expect(await pointedAtIn(right)).toBe(nearer);

        // What is taken on the one map is taken on the other, and in every measure.
        const before = await numbers();
        await tool("Välj");
        await page.getByRole("button", { name: /^A · / }).click();
        await pointedAtIn(right);
        await page.mouse.down();
        await page.mouse.up();
        expect(await selectedCount()).toBe(1);
        expect(await numbers()).not.toBe(before);
        await page.getByRole("button", { name: "Visa hela kommunen" }).first().click();
        await photograph("rita-tva-kartor");
        expect(await barriers()).toEqual([]);
        await page.keyboard.press("Escape");
        expect(await numbers()).toBe(before);

        await page.pdf();
        const colours = await page.locator(".map-printed").evaluateAll((maps) =>
          maps.map((map) => {
            const { width, height } = map as HTMLCanvasElement;
            const { data } = (map as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, width, height);
            return new Set(new Uint32Array(data.buffer)).size;
          }),
        );
        expect(colours).toHaveLength(2);
        expect(Math.min(...colours)).toBeGreaterThan(20);
        await page.emulateMedia({ media: "print" });
        expect(await page.locator(".map-printed").first().isVisible()).toBe(true);
        expect(await page.getByTestId("balance-total").isVisible()).toBe(true);
        expect(await page.locator(".draw-bar").isVisible()).toBe(false);
        await page.emulateMedia({ media: "screen" });
        expect(drawing.misdeeds).toEqual([]);
      },
      walkPatienceMs,
    );
  });

  /** An area of a team whose neighbours all are its own too, with theirs, so that a loose part in it lies apart. */
  const deepIn = ({ plan, geography }: Drawing, team: number): number => {
    const found = [...geography.properties.keys()].find((area) =>
      [area, ...geography.neighbours[area]!].every(
        (own) =>
          plan.teamIndexes[own] === team &&
          !geography.touchesOutside(own) &&
          geography.neighbours[own]!.every((next) => plan.teamIndexes[next] === team),
      ),
    );
    if (found === undefined) throw new Error(`Team ${team} has no area so deep in its own land.`);
    return found;
  };

  it(
    "draws no team's letter over another's, on a phone or at a desk",
    async () => {
      const drawing = await openDrawing("Bokstäver med plats", "phone");
      const { page, plan, geography, waitForMap, photograph } = drawing;
      try {
        // A ring of B's round an area of C's: two letters would stand in one place.
        const inner = deepIn(drawing, 2);
        const ring = new Set(geography.neighbours[inner]!);
        const teamIndexes = plan.teamIndexes.map((team, area) => (ring.has(area) ? 1 : team));
        const another = await requestsAs(service.address, "planner");
        await another("PUT", `plans/${plan.id}/assignment`, { teamIndexes, comment: "En ring" }, plan.version);
        await page.reload();
        await page.getByTestId("drawn-teams").getByTestId("balance-total").waitFor({ state: "attached" });
        for (const screen of ["phone", "desktop"] as const) {
          await page.setViewportSize(screens[screen]);
          await page.getByRole("button", { name: "Visa hela kommunen" }).click();
          await page.mouse.move(5, 5);
          await waitForMap();
          const plates = await letterPlates(page, geography, teamIndexes);
          expect(new Set(plates.map(({ team }) => team)).size, screen).toBe(plan.teams.length);
          const rims = await rimsOf(page, plates);
          expect(
            rims.filter(({ isWhole }) => !isWhole),
            screen,
          ).toEqual([]);
          expect(rims.filter(({ inSight }) => inSight > 0.9).length, screen).toBeGreaterThan(plan.teams.length - 2);
          await photograph("rita-bokstaver");
        }
        expect(drawing.misdeeds).toEqual([]);
      } finally {
        await drawing.leave();
      }
    },
    walkPatienceMs,
  );

  it(
    "tells at once which groups and schools' catchments are divided: in the list, in words and by steps",
    async () => {
      const drawing = await openDrawing("Delade grupper", "desktop");
      const { page, plan, geography, numbers, stand, photograph, barriers, sidewaysOverflow } = drawing;
      const press = async (...keys: string[]) => {
        for (const key of keys) await page.keyboard.press(key);
      };
      try {
        const another = await requestsAs(service.address, "planner");
        const { arenas } = await another<{ arenas: Arena[] }>("GET", "arenas");
        const indexOf = new Map(geography.properties.map(({ code }, area) => [code, area]));
        const whole = arenas.flatMap(({ name, kind, priority, catchments }) => {
          const areas = (catchments[plan.divisionId] ?? []).map((code) => indexOf.get(code)!);
          const isWhole = new Set(areas.map((area) => plan.teamIndexes[area])).size === 1;
          return kind === "school" && priority && areas.length > 1 && isWhole ? [{ name, areas }] : [];
        });
        const school = whole[0]!;
        const taken = school.areas[0]!;
        const inSchool = new Set(whole.flatMap(({ areas }) => areas));
        const deep = [...geography.properties.keys()].find(
          (area) => plan.teamIndexes[area] === 2 && !inSchool.has(area) && geography.neighbours[area]!.length > 2,
        )!;
        const beside = geography.neighbours[deep]!.find((area) => plan.teamIndexes[area] === 2)!;
        const inFirst = [...geography.properties.keys()].find(
          (area) => plan.teamIndexes[area] === 0 && !inSchool.has(area),
        )!;
        // Rules that keep two areas, and the catchments of priority schools, together, and two others apart.
        const { teams, rules } = await another<PlanRules>("GET", `plans/${plan.id}/rules`);
        const ruleSet = await another<RuleSet>("POST", "rule-sets", {
          divisionId: plan.divisionId,
          name: "Håll ihop",
          teams,
          rules: {
            ...rules,
            keepCatchmentsOfPrioritySchools: true,
            keepTogether: [
              { name: "Tvillingarna", areaCodes: [deep, beside].map((area) => geography.properties[area]!.code) },
            ],
            keepApart: [{ areaCodes: [deep, inFirst].map((area) => geography.properties[area]!.code) }],
          },
        });
        const chosen = { kind: "rule-set", id: ruleSet.id, version: ruleSet.version };
        await another("PUT", `plans/${plan.id}/rules`, chosen, plan.version);
        await page.reload();
        await page.getByTestId("drawn-teams").getByTestId("balance-total").waitFor({ state: "attached" });
        await page.getByRole("button", { name: "Visa hela kommunen" }).click();

        const list = page.getByTestId("divided");
        const said = page.getByTestId("drawing-live");
        const dividedBefore = await list.count();
        const before = await numbers();
        const words = "Tvillingarna ska hållas ihop men delas mellan A och C";
        const joinedWords = /ska hållas isär men ligger båda i A/;
        const joined = page.getByTestId("joined");
        await stand(deep);
        expect(await joined.count()).toBe(0);
        await press("v", "1");
        // It would share a team with what it is to be kept apart from.
        await stand(beside);
        expect(await page.getByTestId("map-live").textContent()).not.toMatch(joinedWords);
        await stand(deep);
        expect(await page.getByTestId("map-live").textContent()).toMatch(joinedWords);
        await press("Enter");
        expect(await page.getByTestId("preview-effect").textContent()).toMatch(joinedWords);
        await joined.getByText("1 par som ska hållas isär ligger i samma team").scrollIntoViewIfNeeded();
        await photograph("rita-isar");
        await press("Escape");
        await eventually(() => joined.count()).toBe(0);
        // What the move would do is heard before it is done.
        await stand(beside);
        expect(await page.getByTestId("map-live").textContent()).toContain(words);
        await press("Enter");
        expect(await said.textContent()).toContain(words);
        expect(await page.getByTestId("preview-effect").textContent()).toContain(words);
        await list.getByRole("button", { name: "Tvillingarna" }).waitFor();
        await list
          .getByText(/mot villkoren/)
          .first()
          .waitFor();
        await press("Escape");
        expect([await numbers(), await list.count()]).toEqual([before, dividedBefore]);
        await press("Enter", "Control+Enter");
        // A school's catchment too, and both are stepped through.
        const gains = plan.teamIndexes[taken] === 0 ? 1 : 0;
        await stand(taken);
        await press(String(gains + 1), "Enter");
        expect(await said.textContent()).toContain(`Upptagningsområdet för ${school.name} ska hållas ihop men delas`);
        await press("Control+Enter");
        await page.setViewportSize(screens.desktop);
        await list.getByRole("button", { name: school.name, exact: true }).click();
        await page.getByRole("application").focus();
        // What is unfinished is reckoned when the drawing has rested: a walk of it that came too early is made again.
        const timesSteppedTo = async () => {
          const stepped = new Map<string, string>();
          for (;;) {
            await press("n");
            const words = (await said.textContent())!;
            const step = words.match(/^\d+ \/ \d+/)?.[0];
            if (step === undefined || stepped.has(step)) break;
            stepped.set(step, words);
          }
          return ["Tvillingarna ska hållas ihop", `Upptagningsområdet för ${school.name} ska`].map(
            (start) => [...stepped.values()].filter((words) => words.includes(start)).length,
          );
        };
        await eventually(timesSteppedTo).toEqual([1, 1]);
        await photograph("rita-delat");
        expect(await barriers()).toEqual([]);
        await page.setViewportSize(screens.phone);
        await photograph("rita-delat");
        expect([await sidewaysOverflow(), ...(await barriers())]).toEqual([0]);
        // The steps are wide enough for a finger, however long the words between them.
        expect((await page.getByRole("button", { name: /^Nästa/ }).boundingBox())!.width).toBeGreaterThanOrEqual(36);
        await page.setViewportSize(smallDesk);
        // Redone by the other habit's key too.
        await page.getByRole("application").focus();
        await press("Control+z", "Control+z");
        expect(await numbers()).toBe(before);
        await press("Control+y");
        await list.getByRole("button", { name: "Tvillingarna" }).waitFor();
        expect(drawing.misdeeds).toEqual([]);
      } finally {
        await drawing.leave();
      }
    },
    walkPatienceMs,
  );

  it(
    "asks before one signs out of a drawing that is not saved, and loses nothing",
    async () => {
      const drawing = await openDrawing("Utloggad mitt i", "desktop");
      const { page, plan, pair, stand, barriers, photograph, signIn } = drawing;
      const press = async (...keys: string[]) => {
        for (const key of keys) await page.keyboard.press(key);
      };
      const another = await requestsAs(service.address, "planner");
      const teamOf = async (area: number) => (await another<Plan>("GET", `plans/${plan.id}`)).teamIndexes[area];
      const question = page.getByRole("dialog", { name: "Det finns arbete som inte är sparat" });
      const signOut = page.getByRole("button", { name: "Logga ut", exact: true });
      try {
        // What the service refused waits for an answer; one may stay and save it.
        const broken = { status: 500, contentType: "text/plain", body: "" };
        await page.route("**/assignment", (route) => route.fulfill(broken), { times: 1 });
        await stand(pair.outside);
        await press("v", "1", "Enter", "Control+Enter");
        await page.getByRole("alert").getByText("Det du har ritat är inte sparat.").waitFor();
        await page.setViewportSize(screens.desktop);
        await signOut.click();
        await question.getByRole("link", { name: "Utloggad mitt i" }).waitFor();
        await photograph("rita-logga-ut");
        expect(await barriers()).toEqual([]);
        await question.getByRole("button", { name: "Stanna kvar" }).click();
        await page.getByRole("button", { name: "Försök spara igen" }).click();
        await page.locator('[data-saved="true"]').waitFor();
        expect(await teamOf(pair.outside)).toBe(0);
        // What is on its way, or would be saved in a moment, is waited for; then nothing is asked.
        let release = () => {};
        const held = new Promise<void>((resume) => {
          release = resume;
        });
        await page.route(
          "**/assignment",
          async (route) => {
            await held;
            await route.continue();
          },
          { times: 1 },
        );
        await press("Control+z");
        await signOut.click();
        await question.waitFor();
        release();
        await page.locator("[data-role]").first().waitFor();
        expect(await teamOf(pair.outside)).toBe(1);
        // Nothing unsaved, nothing asked.
        await signIn("planner");
        await signOut.click();
        await page.locator("[data-role]").first().waitFor();
        expect(drawing.misdeeds).toEqual([]);
      } finally {
        await drawing.leave();
      }
    },
    walkPatienceMs,
  );

  it(
    "drags the map by the middle and the right mouse button, whatever tool is in hand",
    async () => {
      const drawing = await openDrawing("Dragen karta", "desktop");
      const { page, pair, at, tool, waitForMap, selectedCount, geography } = drawing;
      try {
        await tool("Pensel");
        await page.getByRole("button", { name: /^A · / }).click();
        const { code } = geography.properties[pair.outside]!;
        let here = at(pair.outside);
        for (const button of ["middle", "right"] as const) {
          await page.mouse.move(here.x, here.y);
          await page.mouse.down({ button });
          here = beside(here, -60, 20);
          await page.mouse.move(here.x, here.y, { steps: 3 });
          await page.mouse.up({ button });
          await waitForMap();
          await page.mouse.move(here.x + 1, here.y);
          await eventually(async () => (await page.locator(".map-tooltip strong").allTextContents()).join()).toContain(
            code,
          );
          expect(await page.getByRole("region", { name: "Förhandsvisning" }).count()).toBe(0);
        }
        await page.mouse.click(here.x, here.y);
        expect(await selectedCount()).toBeGreaterThan(0);
        expect(drawing.misdeeds).toEqual([]);
      } finally {
        await drawing.leave();
      }
    },
    walkPatienceMs,
  );

  it(
    "can be done on a phone's screen: one finger draws, two move the map",
    async () => {
      const drawing = await openDrawing("På telefon", "phone");
      const { page, numbers, photograph, barriers, sidewaysOverflow, waitForMap, selectedCount, tool } = drawing;
      try {
        const before = await numbers();
        await tool("Pensel");
        await page.getByRole("button", { name: /^B · / }).click();
        const box = (await page.locator(".map-canvas").boundingBox())!;
        const middle = { x: box.x + box.width / 2, y: box.y + box.height / 3 };
        const touch = await touchScreen(page);
        await touch.drag([middle], { x: 20, y: 40 });
        const drawn = await numbers();
        expect(drawn).not.toBe(before);
        await waitForMap();
        await photograph("rita");
        expect(await barriers()).toEqual([]);
        expect(await sidewaysOverflow()).toBe(0);
        // Half of the map's place is left to the map; the rest is a tap away.
        const coveredPx = (await page.locator(".draw-overlay").boundingBox())!.height;
        expect(coveredPx + (await page.locator(".draw-settings").boundingBox())!.height).toBeLessThan(box.height / 2);
        const whole = page.getByTestId("preview-effect");
        expect(await whole.isVisible()).toBe(false);
        await page.getByRole("button", { name: "Mer", exact: true }).click();
        expect(await whole.isVisible()).toBe(true);
        await page.getByRole("button", { name: "Mindre", exact: true }).click();
        const takeFrom = page.getByLabel("Ta från");
        expect(await takeFrom.isVisible()).toBe(false);
        await page.getByRole("button", { name: /^Pensel · 1 område/ }).click();
        expect(await takeFrom.isVisible()).toBe(true);
        await page.getByRole("button", { name: /^Pensel · 1 område/ }).click();
        // Two maps have no room: the map shows what was before, and the drawing again at its next step.
        const switchBefore = page.getByRole("button", { name: "Före", exact: true });
        const picture = async () => {
          await waitForMap();
          const clip = { x: middle.x - 30, y: middle.y - 30, width: 60, height: 60 };
          return (await page.screenshot({ clip })).toString("base64");
        };
        const now = await picture();
        await switchBefore.press("Enter");
        expect(await switchBefore.getAttribute("aria-pressed")).toBe("true");
        await eventually(picture).not.toBe(now);
        expect([await numbers(), ...(await barriers())]).toEqual([drawn]);
        await tool("Dra kartan");
        await tool("Pensel");
        expect(await switchBefore.getAttribute("aria-pressed")).toBe("false");
        // How the map is shown is behind a button of its own, and closes again.
        const view = page.getByRole("button", { name: "Visning" });
        await view.click();
        const deviations = page.getByLabel("Avvikelser på kartan");
        await deviations.check();
        await photograph("rita-visning");
        expect([await sidewaysOverflow(), ...(await barriers())]).toEqual([0]);
        await deviations.uncheck();
        await view.click();
        expect(await deviations.isVisible()).toBe(false);
        // Without a network nothing is saved: it is told where one draws, and saved by itself when there is one again.
        const trouble = page.getByRole("alert");
        const saved = page.locator('[data-saved="true"]');
        await page.context().setOffline(true);
        await page.getByRole("button", { name: "Godkänn" }).click();
        await trouble.getByText("Det du har ritat är inte sparat.").waitFor();
        await photograph("rita-osparat");
        expect([await sidewaysOverflow(), ...(await barriers())]).toEqual([0]);
        await page.context().setOffline(false);
        await saved.waitFor({ state: "attached" });
        expect(await trouble.count()).toBe(0);
        // What the service refuses waits for the button.
        const broken = { status: 500, contentType: "text/plain", body: "" };
        await page.route("**/assignment", (route) => route.fulfill(broken), { times: 1 });
        await page.getByRole("button", { name: "Ångra senaste steget" }).click();
        expect(await numbers()).toBe(before);
        await trouble.getByRole("button", { name: "Försök spara igen" }).click();
        await saved.waitFor({ state: "attached" });
        expect(await trouble.count()).toBe(0);

        // The area that is tapped follows the two fingers, and is let go where they have taken it.
        await tool("Välj");
        await touch.drag([middle], { x: 0, y: 0 });
        expect(await selectedCount()).toBe(1);
        await touch.drag([beside(middle, -40, 0), beside(middle, 40, 0)], { x: 0, y: 70 });
        expect(await selectedCount()).toBe(1);
        await touch.drag([beside(middle, 0, 70)], { x: 0, y: 0 });
        await eventually(selectedCount).toBe(0);
        expect(drawing.misdeeds).toEqual([]);
      } finally {
        await drawing.leave();
      }
    },
    walkPatienceMs,
  );
});
