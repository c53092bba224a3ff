// Plans through their life in a real browser: status, branches, deleting and undo, comments, history, two planners at once, comparison.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlanHistory } from "../../api/contract/plan-life.ts";
import type { Plan, PlanSummary } from "../../api/contract/plans.ts";
import type { Role } from "../../api/contract/primitives.ts";
import type { ServiceProcess } from "../support/service-process.ts";
import { startRunningService } from "./running-service.ts";
import { hasBrowser, openBrowser, type Screen, screens, type Visitor, visit, type Walk, walkAs } from "./visitor.ts";

const startPatienceMs = 300_000;
const walkPatienceMs = 240_000;
const eventually = <Value>(read: () => Value | Promise<Value>) => expect.poll(read, { timeout: 30_000 });

/** Sends to the service as the page does. */
function send<Body>(page: Page, method: string, path: string, body?: object, version?: number): Promise<Body> {
  return page.evaluate(
    async ([method, path, body, version]) => {
      const { municipality } = await (await fetch("/api/session")).json();
      const headers: Record<string, string> = {
        "content-type": "application/json",
        "x-requested-with": "omradeslinjen",
      };
      if (version !== null) headers["if-match"] = `"${version}"`;
      const answer = await fetch(`/api/${municipality.code}/${path}`, {
        method,
        headers,
        ...(body === null ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
      return answer.status === 204 ? undefined : await answer.json();
    },
    [method, path, body ?? null, version ?? null] as const,
  ) as Promise<Body>;
}

/** The same state in a phone's width, where nothing may lie outside the screen. */
async function alsoOnPhone({ page, photograph, sidewaysOverflow }: Visitor, name: string): Promise<void> {
  await page.setViewportSize(screens.phone);
  await photograph(name);
  expect(await sidewaysOverflow(), name).toBe(0);
  await page.setViewportSize(screens.desktop);
}

const allPlans = async (page: Page) => (await send<{ plans: PlanSummary[] }>(page, "GET", "plans")).plans;
const todays = async (page: Page) => (await allPlans(page)).find(({ isPresent }) => isPresent)!;

/** A draft that is a copy of today's division with the first areas of team A in team B. */
async function draftOf(page: Page, name: string, movedCount: number): Promise<Plan> {
  const today = await todays(page);
  const made = await send<Plan>(page, "POST", "plans", { name, from: { kind: "plan", planId: today.id } });
  return moveFromTo(page, made, 0, 1, movedCount);
}

async function moveFromTo(page: Page, plan: Plan, from: number, to: number, movedCount: number): Promise<Plan> {
  const moved = plan.teamIndexes.flatMap((team, area) => (team === from ? [area] : [])).slice(0, movedCount);
  const teamIndexes = plan.teamIndexes.map((team, area) => (moved.includes(area) ? to : team));
  return send<Plan>(page, "PUT", `plans/${plan.id}/assignment`, { teamIndexes }, plan.version);
}

describe.skipIf(!hasBrowser)("plans through their life in a browser", () => {
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
    walkAs(browser, service, role, screen, walk, { path: "/forslag" });

  const open = (page: Page, path: string) => page.goto(`${service.address}${path}`);

  it(
    "lists plans by status, and takes a draft from copy to proposed by keyboard",
    async () => {
      await as("planner", "desktop", async (visitor) => {
        const { page, photograph, barriers } = visitor;
        const whole = await draftOf(page, "Norra förslaget", 6);
        // Areas here and there in another team: it falls apart, and is put forward all the same.
        const teamIndexes = whole.teamIndexes.map((team, area) =>
          area % 40 === 39 ? (team + 1) % whole.teams.length : team,
        );
        await send(page, "PUT", `plans/${whole.id}/assignment`, { teamIndexes }, whole.version);
        await open(page, "/forslag");
        const card = page.locator('[data-plan="Norra förslaget"]');
        await card.waitFor();
        await page.getByRole("heading", { name: "Gäller i dag" }).waitFor();
        await photograph("forslag");
        expect(await barriers()).toEqual([]);

        await card.getByRole("button", { name: "Namn och beskrivning: Norra förslaget" }).focus();
        await page.keyboard.press("Enter");
        const dialog = page.getByRole("dialog", { name: "Namn och beskrivning" });
        await dialog.getByLabel("Namn", { exact: true }).fill("Förslag norr");
        await dialog.getByLabel("Beskrivning").fill("Sex områden till norra teamet.");
        expect(await barriers()).toEqual([]);
        await page.keyboard.press("Escape");
        await eventually(() => dialog.count()).toBe(0);
        expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
          "Namn och beskrivning: Norra förslaget",
        );
        await page.keyboard.press("Enter");
        await dialog.getByLabel("Namn", { exact: true }).fill("Förslag norr");
        await page.keyboard.press("Enter");
        const renamed = page.locator('[data-plan="Förslag norr"]');
        await renamed.getByRole("button", { name: "Lägg fram: Förslag norr" }).focus();
        await page.keyboard.press("Enter");
        const propose = page.getByRole("dialog");
        await propose.getByRole("button", { name: "Lägg fram" }).press("Enter");
        await propose
          .getByRole("alert")
          .getByText(/^Team [A-Z] .* består av \d+ delar\. Skilt från resten: /)
          .first()
          .waitFor();
        await photograph("forslag-i-delar");
        await alsoOnPhone(visitor, "forslag-i-delar");
        expect(await barriers()).toEqual([]);
        await propose.getByRole("button", { name: "Lägg fram ändå" }).press("Enter");
        await renamed.locator(".tag", { hasText: "Förslag" }).waitFor();
        await renamed.getByRole("button", { name: "Fastställ: Förslag norr" }).click();
        const adopt = page.getByRole("dialog", { name: "Fastställ Förslag norr" });
        await adopt.getByText(/ersätter/).waitFor();
        await adopt.getByText(/^\d+ team består av flera delar$/).waitFor();
        await adopt.getByText(/^Det godtogs av .+ när förslaget lades fram\.$/).waitFor();
        await adopt.getByLabel("Gäller från").fill("2099-01-01");
        await photograph("forslag-faststall");
        await alsoOnPhone(visitor, "forslag-faststall");
        expect(await barriers()).toEqual([]);
        await adopt.getByRole("button", { name: "Fastställ", exact: true }).click();
        await page.getByRole("heading", { name: "Fastställda, börjar gälla senare" }).waitFor();
        await page.getByText("Gäller i dag, ersätts").waitFor();
        await renamed.getByRole("button", { name: "Upphäv: Förslag norr" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Upphäv" }).click();
        await page.getByRole("heading", { name: "Ersatta" }).waitFor();
        await eventually(() => page.getByText("Gäller i dag, ersätts").count()).toBe(0);
      });
    },
    walkPatienceMs,
  );

  it(
    "deletes a draft, and takes it back at once or later",
    async () => {
      await as("planner", "phone", async ({ page, photograph, barriers, sidewaysOverflow }) => {
        await draftOf(page, "Ett hastverk", 2);
        await open(page, "/forslag");
        const card = page.locator('[data-plan="Ett hastverk"]');
        await card.getByRole("button", { name: "Ta bort: Ett hastverk" }).click();
        await page.getByText("Ett hastverk är borttaget.").waitFor();
        await eventually(() => card.count()).toBe(0);
        await photograph("forslag-borttaget");
        expect(await barriers()).toEqual([]);
        expect(await sidewaysOverflow()).toBe(0);
        await page.getByRole("button", { name: "Ångra" }).click();
        await card.waitFor();
        await card.getByRole("button", { name: "Ta bort: Ett hastverk" }).click();
        await page.getByRole("button", { name: "Stäng" }).click();
        await page.getByText(/^\d+ borttag(et|na) utkast$/).click();
        await page.getByRole("button", { name: "Ta tillbaka: Ett hastverk" }).first().click();
        await card.waitFor();
        await photograph("forslag");
      });
    },
    walkPatienceMs,
  );

  it(
    "keeps comments on the plan, a team and an area, with answers, until they are resolved",
    async () => {
      await as("planner", "desktop", async (visitor) => {
        const { page, photograph, barriers } = visitor;
        const plan = await draftOf(page, "Att tala om", 3);
        await open(page, `/forslag/${plan.id}`);
        await page.getByRole("button", { name: "Kommentarer" }).click();
        const text = page.getByLabel("Kommentar", { exact: true });
        await text.fill("Hänger skolvägarna ihop?");
        // What is written stays while another part or page is looked at, and is asked about before one signs out.
        await page.getByRole("button", { name: "Historik" }).click();
        await page
          .getByRole("navigation", { name: "Sidor" })
          .getByRole("link", { name: "Förslag", exact: true })
          .click();
        await page.goBack();
        await page.getByRole("button", { name: "Kommentarer" }).click();
        expect(await text.inputValue()).toBe("Hänger skolvägarna ihop?");
        await page.getByRole("button", { name: "Kommentera" }).click();
        await page.getByText("Hänger skolvägarna ihop?").waitFor();
        await page.getByLabel("Vad gäller det?").selectOption({ label: "Ett område" });
        await page.getByLabel("Vilket område?").fill("9999");
        await page.getByText("Det finns inget område med den koden.").waitFor();
        const code = await page.locator("datalist option").first().getAttribute("value");
        await page.getByLabel("Vilket område?").fill(code!);
        await text.fill("Ring 811218-9876 först");
        await page.getByRole("button", { name: "Kommentera" }).click();
        await page.getByText("Texten innehåller ett personnummer.").waitFor();
        await text.fill("Buss saknas här.");
        await page.getByRole("button", { name: "Kommentera" }).click();
        const thread = page.locator(".comment-list li.card", { hasText: "Buss saknas här." });
        await thread.getByRole("button", { name: "Svara" }).click();
        await page.keyboard.type("Den kommer i höst.");
        await page.getByRole("button", { name: "Översikt" }).click();
        await page.getByRole("button", { name: "Kommentarer" }).click();
        await thread.getByRole("button", { name: "Skicka svaret" }).click();
        await thread.getByText("Den kommer i höst.").waitFor();
        await photograph("forslag-kommentarer");
        await alsoOnPhone(visitor, "forslag-kommentarer");
        expect(await barriers()).toEqual([]);
        await thread.getByRole("button", { name: "Markera som klar" }).click();
        await eventually(() => thread.count()).toBe(0);
        await page.getByLabel("Visa även 1 som är klar").check();
        await thread.locator(".tag", { hasText: "Klar" }).waitFor();
        page.once("dialog", (question) => void question.accept());
        await thread.getByRole("button", { name: "Ta bort" }).first().click();
        await thread.getByText("Kommentaren är borttagen").or(page.getByText("Kommentaren är borttagen")).waitFor();
      });
    },
    walkPatienceMs,
  );

  it(
    "tells the history, shows what a version moved, and restores an earlier one",
    async () => {
      await as("planner", "desktop", async (visitor) => {
        const { page, photograph, barriers } = visitor;
        const first = await draftOf(page, "Med historia", 4);
        const second = await moveFromTo(page, first, 2, 3, 5);
        await open(page, `/forslag/${second.id}?flik=historik`);
        const newest = page.locator('[data-revision="3"]');
        await newest.getByText("Version 2–3 tillsammans: 9 områden flyttade").waitFor();
        await page.getByText("De 2 stegen vart för sig").click();
        await page.locator('[data-step="3"]').getByText("5 områden flyttade").waitFor();
        await page.locator('[data-step="2"]').getByText("4 områden flyttade").waitFor();
        await send(page, "PATCH", `plans/${second.id}`, { description: "Skolorna först." }, second.version);
        await page.reload();
        const renaming = page.getByTestId("renaming");
        await renaming.getByRole("heading", { name: "Beskrivningen ändrad" }).waitFor();
        await renaming.getByText("Skolorna först.").waitFor();
        await photograph("forslag-historik");
        await alsoOnPhone(visitor, "forslag-historik");
        expect(await barriers()).toEqual([]);
        await newest.getByRole("link", { name: "Visa vad som flyttades" }).first().click();
        await page.getByTestId("moved-total").getByText("9 av").waitFor();
        await page.goBack();
        await page.getByText("De 2 stegen vart för sig").click();
        const earlier = page.locator('[data-step="2"]');
        await earlier.getByRole("button", { name: "Återställ" }).focus();
        await page.keyboard.press("Enter");
        await page.getByText("Version 2 är återställd.").waitFor();
        await page.getByText("Återställd från version 2").waitFor();
        const restored = await send<Plan>(page, "GET", `plans/${second.id}`);
        expect(restored.teamIndexes).toEqual(first.teamIndexes);
        expect(restored.revision).toBe(4);

        const { measures } = await send<{ measures: { key: string; kind: string }[] }>(
          ...([page, "GET", `divisions/${restored.divisionId}/measures`] as const),
        );
        const { key } = measures.find(({ kind }) => kind === "population")!;
        const teams = restored.teams.map(({ teamId, investigationPositions, firstLinePositions }) => ({
          ...{ teamId, investigationPositions, firstLinePositions },
        }));
        const rules = { balancedMeasures: [{ measureKey: key, toleranceFraction: 0.03 }], targets: "equal" };
        const ruleSet = { divisionId: restored.divisionId, name: "Lika stora team", teams, rules };
        await send(page, "POST", "rule-sets", ruleSet);
        // As where the page is not reached by https: it may not copy.
        await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
        await open(page, `/forslag/${second.id}`);
        await page.getByRole("button", { name: "Kopiera länk" }).press("Enter");
        const link = page.getByLabel("Länken", { exact: true });
        await eventually(() => link.evaluate((field: HTMLInputElement) => field.value)).toMatch(
          `/forslag/${second.id}`,
        );
        expect(
          await link.evaluate(
            (field: HTMLInputElement) =>
              field === document.activeElement && [field.selectionStart, field.selectionEnd, field.value.length],
          ),
        ).toEqual([0, ...Array(2).fill(await link.evaluate((field: HTMLInputElement) => field.value.length))]);
        await photograph("forslag-lank");
        expect(await barriers()).toEqual([]);
        const judge = page.getByTestId("plan-judge");
        await judge.getByText("teamens tjänster och ±1 %, inga egna villkor").first().waitFor();
        await judge.getByText("Bedöm efter andra villkor").click();
        await judge.getByLabel("Villkor").selectOption({ label: "Lika stora team (version 1)" });
        await judge.getByRole("button", { name: "Bedöm efter dessa" }).press("Enter");
        await judge.getByText("Förslaget bedöms nu efter Lika stora team (version 1).").waitFor();
        const tolerance = page.getByLabel("Tolerans").locator("option:checked");
        await eventually(() => tolerance.textContent()).toMatch(/3/);
        await photograph("forslag-villkor");
        await alsoOnPhone(visitor, "forslag-villkor");
        expect(await barriers()).toEqual([]);
        await judge.getByRole("button", { name: "Ångra" }).press("Enter");
        await judge.getByText("Förslaget bedöms nu efter").waitFor({ state: "detached" });
        const { judgedBy, revision } = await send<Plan>(page, "GET", `plans/${second.id}`);
        expect([judgedBy!.kind, revision]).toEqual(["usual", 6]);
      });
    },
    walkPatienceMs,
  );

  /** Moves the first area of a team in the table, as a person does. */
  async function moveFirst(page: Page, from: string, to: number): Promise<void> {
    await page.getByRole("button", { name: "Tabell", exact: true }).click();
    const row = page.locator("tbody tr", { has: page.locator(".team-badge", { hasText: from }) }).first();
    await row.getByRole("checkbox").check();
    await page.locator(".draw-target").nth(to).click();
    await page.getByRole("button", { name: "Godkänn" }).click();
  }

  it(
    "lets the planner who came second choose: together, mine, theirs, both or later, and loses nothing",
    async () => {
      const first = await visit(browser, service.address, "desktop");
      const second = await visit(browser, service.address, "desktop");
      try {
        await first.signIn("planner");
        await second.signIn("planner");
        const plan = await draftOf(first.page, "Två ritar", 1);
        const beside = await draftOf(first.page, "Ritas bredvid", 1);
        const address = `/karta?indelning=${plan.divisionId}&forslag=${plan.id}`;
        const read = () => send<Plan>(first.page, "GET", `plans/${plan.id}`);
        const { page } = second;
        /** The first planner saves a move from team C to D, then the second one a move from team B to A. */
        const both = async (count: number) => {
          const theirs = await moveFromTo(first.page, await read(), 2, 3, count);
          await moveFirst(page, "B", 0);
          await page.getByRole("dialog", { name: "Två har ändrat Två ritar" }).waitFor();
          return theirs;
        };
        const choose = (name: string) => page.getByRole("dialog").getByRole("button", { name, exact: true });

        await open(page, address);
        await page.locator("[data-team]").first().waitFor();
        const merged = await both(2);
        const dialog = page.getByRole("dialog");
        await dialog.getByText("Du har flyttat 1 område.").waitFor();
        await dialog.getByText(/har flyttat 2 områden\./).waitFor();
        expect(await dialog.locator("tbody tr").count()).toBe(3);
        expect(await second.barriers()).toEqual([]);
        await second.photograph("konflikt");
        await page.setViewportSize(screens.phone);
        expect(await choose("Slå ihop").isVisible()).toBe(true);
        await second.photograph("konflikt");
        expect([await second.sidewaysOverflow(), ...(await second.barriers())]).toEqual([0]);
        await page.setViewportSize(screens.desktop);
        await choose("Slå ihop").focus();
        await page.keyboard.press("Enter");
        await eventually(async () => (await read()).revision).toBe(merged.revision + 1);
        const together = await read();
        expect(together.teamIndexes.filter((team, area) => team !== merged.teamIndexes[area])).toEqual([0]);

        const under = await both(1);
        await choose("Behåll min").click();
        await eventually(async () => (await read()).revision).toBe(under.revision + 1);
        expect((await read()).teamIndexes).not.toEqual(under.teamIndexes);

        const kept = await both(1);
        await choose("Behåll den andras").click();
        await eventually(async () => (await read()).revision).toBe(kept.revision + 2);
        expect((await read()).teamIndexes).toEqual(kept.teamIndexes);
        await eventually(() => dialog.count()).toBe(0);
        const { revisions } = await send<PlanHistory>(page, "GET", `plans/${plan.id}/revisions?limit=2`);
        expect(revisions.map(({ setAside }) => setAside)).toEqual([false, true]);

        const later = await both(1);
        await choose("Senare").click();
        const waiting = page.getByText("Det du ritar sparas inte förrän du har valt.");
        await waiting.waitFor();
        expect(await second.barriers()).toEqual([]);
        // In sight on a phone too, and over nothing of what one draws with.
        await page.setViewportSize(screens.phone);
        const [notice, bar] = await Promise.all(
          [".workspace-notice", ".draw-bar"].map((place) => page.locator(place).boundingBox()),
        );
        expect(notice!.y + notice!.height).toBeLessThanOrEqual(bar!.y);
        await page.setViewportSize(screens.desktop);
        expect((await read()).teamIndexes).toEqual(later.teamIndexes);
        await page.getByRole("button", { name: "Välj nu" }).click();
        await dialog.waitFor();
        await page.keyboard.press("Escape");
        await waiting.waitFor();
        // The choice waits in its own plan alone: another draft is drawn in and saved as ever, and tells of what waits.
        const chooser = page.getByLabel("Indelning i team", { exact: true });
        await chooser.selectOption(beside.id);
        await eventually(() => waiting.count()).toBe(0);
        await page.getByText("Det du har ritat i Två ritar är inte sparat.").waitFor();
        await page.setViewportSize(screens.phone);
        expect(await second.sidewaysOverflow()).toBe(0);
        await page.setViewportSize(screens.desktop);
        await moveFirst(page, "B", 0);
        const readBeside = () => send<Plan>(first.page, "GET", `plans/${beside.id}`);
        await eventually(async () => (await readBeside()).revision).toBe(beside.revision + 1);
        const besideNow = await readBeside();
        const movedBeside = besideNow.teamIndexes.filter((team, area) => team !== beside.teamIndexes[area]);
        expect([movedBeside, (await read()).teamIndexes]).toEqual([[0], later.teamIndexes]);
        expect([await dialog.count(), ...(await second.barriers())]).toEqual([0]);
        await page.getByRole("link", { name: "Öppna förslaget" }).click();
        await choose("Behåll båda").click();
        await eventually(() => new URL(page.url()).searchParams.get("forslag")).not.toBe(plan.id);
        const own = await send<Plan>(page, "GET", `plans/${new URL(page.url()).searchParams.get("forslag")}`);
        expect(own).toMatchObject({ name: "Två ritar – min version", status: "draft" });
        expect(own.teamIndexes).not.toEqual(later.teamIndexes);
        expect((await read()).teamIndexes).toEqual(later.teamIndexes);
        expect([...first.misdeeds, ...second.misdeeds]).toEqual([]);
      } finally {
        await first.leave();
        await second.leave();
      }
    },
    walkPatienceMs,
  );

  it(
    "takes a version that was saved elsewhere into the drawing as a step, says so, and gives back what one had",
    async () => {
      await as("planner", "desktop", async (visitor) => {
        const { page, photograph, barriers, sidewaysOverflow } = visitor;
        const plan = await draftOf(page, "Återställd vid sidan av", 3);
        const read = () => send<Plan>(page, "GET", `plans/${plan.id}`);
        await open(page, `/karta?indelning=${plan.divisionId}&forslag=${plan.id}`);
        await page.locator("[data-team]").first().waitFor();
        await moveFirst(page, "B", 0);
        await eventually(async () => (await read()).revision).toBe(plan.revision + 1);
        const own = await read();
        await page.getByRole("link", { name: "Kommentarer och historik" }).click();
        await page.getByRole("button", { name: "Historik" }).click();
        const earlier = page.locator(`[data-step="${plan.revision}"], [data-revision="${plan.revision}"]`).last();
        await page
          .getByText(/stegen vart för sig/)
          .first()
          .click();
        await earlier.getByRole("button", { name: "Återställ" }).click();
        await page.getByText(`Version ${plan.revision} är återställd.`).waitFor();
        expect((await read()).teamIndexes).toEqual(plan.teamIndexes);
        await page.getByRole("button", { name: "Översikt" }).click();
        await page.getByRole("link", { name: /^Visa på kartan/ }).click();
        const notice = page.getByTestId("taken-up");
        await notice.getByText(/^Versionen från .+, av .+, är nu ett steg i ritningen\./).waitFor();
        await eventually(() => page.getByTestId("drawing-live").textContent()).toMatch(/^Versionen från /);
        expect(await barriers()).toEqual([]);
        await photograph("rita-annan-version");
        await page.setViewportSize(screens.phone);
        await photograph("rita-annan-version");
        expect([await sidewaysOverflow(), ...(await barriers())]).toEqual([0]);
        await page.setViewportSize(screens.desktop);
        await page.keyboard.press("Control+z");
        await eventually(() => notice.count()).toBe(0);
        await eventually(async () => (await read()).teamIndexes).toEqual(own.teamIndexes);
        expect((await read()).revision).toBe(own.revision + 2);
        // What was drawn before it can be taken back too.
        await page.keyboard.press("Control+z");
        await eventually(async () => (await read()).teamIndexes).toEqual(plan.teamIndexes);
      });
    },
    walkPatienceMs,
  );

  it(
    "compares two plans: maps in step, what moves with children and clients, schools, scores",
    async () => {
      await as("planner", "desktop", async ({ page, photograph, barriers, waitForMap }) => {
        const plan = await draftOf(page, "Att jämföra", 12);
        const today = await todays(page);
        await open(page, `/jamfor?fran=${today.id}&till=${plan.id}`);
        const total = page.getByTestId("moved-total");
        await total.getByText(/^12 av/).waitFor();
        expect(await page.locator(".moved-table").first().locator("tbody tr").count()).toBe(12);
        const cells = page.locator(".moved-table").first().locator("tbody td:nth-child(5)");
        await eventually(() => cells.last().textContent()).toMatch(/\d/);
        const values = await cells.allTextContents();
        const children = values.reduce((sum, text) => sum + (Number.parseInt(text.replace(/\s/g, ""), 10) || 0), 0);
        await eventually(async () => (await total.textContent())!.replace(/\s/g, "")).toContain(`:${children}·`);
        await page.getByRole("heading", { name: "Skolor och andra arenor som byter team" }).waitFor();
        await page
          .getByRole("cell", { name: "Team som hänger ihop" })
          .or(page.getByText("Team som hänger ihop"))
          .first()
          .waitFor();
        await waitForMap();
        expect(await barriers()).toEqual([]);
        await photograph("jamfor");
        // One map is zoomed by keyboard, the other follows: what was drawn there before is no longer there.
        const maps = page.locator(".paired-map canvas.maplibregl-canvas");
        const before = await maps.nth(1).screenshot();
        await page.getByRole("application").first().focus();
        await page.keyboard.press("+");
        await page.keyboard.press("+");
        await waitForMap();
        await eventually(async () => (await maps.nth(1).screenshot()).equals(before)).toBe(false);
        await page.getByRole("heading", { name: "Siffrorna sida vid sida" }).scrollIntoViewIfNeeded();
        await photograph("jamfor-siffror");
      });
    },
    walkPatienceMs,
  );

  it(
    "gives a manager the same link with protected numbers, and a draft's link to nobody but planners",
    async () => {
      let proposed = "";
      let draft = "";
      await as("planner", "phone", async ({ page, photograph, barriers, sidewaysOverflow, waitForMap }) => {
        const plan = await draftOf(page, "Till chefen", 8);
        await send(page, "PATCH", `plans/${plan.id}`, { status: "proposed", acceptsFaults: true }, plan.version);
        proposed = plan.id;
        draft = (await draftOf(page, "Bara vårt", 1)).id;
        await open(page, `/forslag/${proposed}`);
        await waitForMap();
        await photograph("forslag-lasa");
        expect(await sidewaysOverflow()).toBe(0);
        const today = await todays(page);
        await open(page, `/jamfor?fran=${today.id}&till=${proposed}`);
        await page.getByTestId("moved-total").getByText(/^8 av/).waitFor();
        await waitForMap();
        await photograph("jamfor");
        expect(await barriers()).toEqual([]);
        expect(await sidewaysOverflow()).toBe(0);
      });
      await as("manager", "desktop", async ({ page, photograph, barriers, waitForMap, goTo }) => {
        await open(page, `/forslag/${proposed}`);
        await page.getByRole("heading", { name: "Till chefen" }).waitFor();
        await page.getByText("Summorna är gjorda av skyddade tal.").waitFor();
        await waitForMap();
        for (const name of ["Kommentarer", "Historik", "Fastställ: Till chefen", "Ta bort: Till chefen"]) {
          expect(await page.getByRole("button", { name }).count(), name).toBe(0);
        }
        await photograph("forslag-chef");
        expect(await barriers()).toEqual([]);
        await page.getByRole("link", { name: "Jämför: Till chefen" }).click();
        await page.getByText("Antalen är skyddade tal").waitFor();
        const cells = page.locator(".moved-table").first().locator("tbody td:nth-child(6)");
        await eventually(() => cells.first().textContent()).toMatch(/±4|≈|minst|skyddat/);
        for (const cell of await cells.allTextContents()) expect(cell).toMatch(/±4|≈|minst|skyddat|okänt/);
        expect(await barriers()).toEqual([]);
        await open(page, `/forslag/${draft}`);
        await page.getByText("Förslaget finns inte här").waitFor();
        expect(await barriers()).toEqual([]);
        await goTo("Förslag");
        await page.locator('[data-plan="Till chefen"]').waitFor();
        expect(await page.locator('[data-plan="Bara vårt"]').count()).toBe(0);
      });
    },
    walkPatienceMs,
  );
});
