// The engine in the page: the built worker gives Node's plan to the bit, stops, and tells its faults; and a planner checks a run.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Run } from "../../api/contract/runs.ts";
import { type DistrictingProblem, decodeProblem, encodeProblem, objectiveNames } from "../../engine/problem.ts";
import { type SolverProgress, solve } from "../../engine/solvers/solve.ts";
import { municipalityProblem } from "../bench/municipality-problem.ts";
import { instanceProblem, latticeProblem, readInstance } from "../support/grids.ts";
import type { ServiceProcess } from "../support/service-process.ts";
import { hasSharedInstances } from "../support/shared-data.ts";
import { solveSteps } from "../support/solving.ts";
import { solveInBuiltWorker } from "./built-solver.ts";
import { startRunningService } from "./running-service.ts";
import { hasBrowser, openBrowser, type Screen, type Walk, walkAs } from "./visitor.ts";

const startPatienceMs = 300_000;
const walkPatienceMs = 240_000;
const demonstration = "9999";
const seeds = [1, 2, 4_294_967_295];

/** Locks, groups, two measures, today's teams, homes, forbidden pairs, a limit on moves, and every goal at once. */
function problemWithEveryRule(): DistrictingProblem {
  const teamCount = 5;
  const problem = municipalityProblem(teamCount, 3);
  const baselineTeam = Int32Array.from({ length: problem.areaCount }, (_, area) =>
    problem.lockedTeam[area]! >= 0 ? problem.lockedTeam[area]! : Math.floor(((area % 25) * teamCount) / 25),
  );
  return {
    ...problem,
    baselineTeam,
    homeArea: Int32Array.of(177, 182, 187, 192, -1),
    forbiddenPairs: Int32Array.of(0, 349, 24, 325),
    movedWeightLimit: 6000,
    objective: {
      balance: 0.1,
      cutEdges: 0.3,
      borderLength: 1,
      momentOfInertia: 0.7,
      change: 0.2,
      travel: 0.4,
      hess: 0.6,
    },
  };
}

const problems: readonly {
  readonly name: string;
  readonly isHere: boolean;
  readonly stepLimit: number;
  readonly make: () => DistrictingProblem;
}[] = [
  { name: "a municipality with every rule and goal", isHere: true, stepLimit: 400_000, make: problemWithEveryRule },
  {
    name: "a grid of 6,000 areas",
    isHere: true,
    stepLimit: 600_000,
    make: () =>
      latticeProblem(60, 100, 20, {
        diagonals: true,
        measures: [Array.from({ length: 6000 }, (_, area) => 1 + ((area * 7919) % 101))],
        objective: { cutEdges: 1, momentOfInertia: 0.5 },
      }),
  },
  {
    name: "Sundsvall's DeSO",
    isHere: hasSharedInstances,
    stepLimit: 400_000,
    make: () => {
      const instance = readInstance("sundsvall-deso-k4");
      return instanceProblem(instance, {
        measures: [instance.nodes.map((node) => node.children!), instance.nodes.map((node) => node.clients!)],
        toleranceFraction: [0.02, 0.2],
        objective: { hess: 1, borderLength: 0.2 },
      });
    },
  },
];

if (!hasBrowser && process.env.TEST_REQUIRE_ALL === "1") {
  throw new Error("Chromium is not installed, and TEST_REQUIRE_ALL=1 lets nothing be skipped.");
}

describe.skipIf(!hasBrowser)("the engine in the page", () => {
  let service: ServiceProcess;
  let browser: Browser;
  beforeAll(async () => {
    [service, browser] = await Promise.all([startRunningService(), openBrowser()]);
  }, startPatienceMs);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  // A page without a map leaves the machine to the engine.
  const asPlanner = (screen: Screen, walk: Walk) =>
    walkAs(
      browser,
      service,
      "planner",
      screen,
      async (visitor) => {
        visitor.page.setDefaultTimeout(walkPatienceMs / 2);
        await walk(visitor);
      },
      { path: "/hjalp" },
    );

  describe.each(problems)("on $name", ({ isHere, stepLimit, make }) => {
    it.skipIf(!isHere)(
      "gives Node's plan and scores to the bit",
      async () => {
        const problem = make();
        await asPlanner("desktop", async ({ page }) => {
          for (const seed of seeds) {
            const answer = await solveInBuiltWorker(page, encodeProblem(problem), { seed, stepLimit });
            expect(answer.brokeDown).toBe(false);
            const end = answer.responses.at(-1)!;
            if (end.type !== "finished" || !("assignment" in end.result)) throw new Error(`Ended by ${end.type}.`);
            const here = solveSteps(problem, stepLimit, seed);
            expect(end.result.assignment).toEqual(here.assignment);
            expect(end.result).toEqual(here);
          }
        });
      },
      walkPatienceMs,
    );
  });

  it("is asked about every goal the engine has", () => {
    const { objective } = problemWithEveryRule();
    expect(objectiveNames.filter((name) => !(objective[name] > 0))).toEqual([]);
  });

  it(
    "is stopped with the best plan so far, which Node has at the same step",
    async () => {
      await asPlanner("desktop", async ({ page }) => {
        const problem = problemWithEveryRule();
        const { responses } = await solveInBuiltWorker(page, encodeProblem(problem), { seed: 5 }, true);
        const end = responses.at(-1)!;
        if (end.type !== "cancelled" || !end.last?.assignment) throw new Error(`Ended by ${end.type}.`);
        expect(responses.slice(0, -1).every(({ type }) => type === "progress")).toBe(true);
        expect(responses.length).toBeGreaterThan(1);
        expect(end.last).toEqual(progressAt(problem, 5, end.last.steps));
      });
    },
    walkPatienceMs,
  );

  it(
    "says that a buffer holds no problem, and is heard to break down on what no host may ask",
    async () => {
      await asPlanner("desktop", async ({ page }) => {
        const noProblem = await solveInBuiltWorker(page, new ArrayBuffer(64), { seed: 1 });
        expect(noProblem).toEqual({
          responses: [{ type: "failed", runId: "one", code: "bad-problem" }],
          brokeDown: false,
        });
        const problem = encodeProblem(latticeProblem(4, 4, 2));
        expect(await solveInBuiltWorker(page, problem, { seed: 0.5 })).toEqual({ responses: [], brokeDown: true });
        const refused = await solveInBuiltWorker(page, encodeProblem(latticeProblem(1, 3, 4)), { seed: 1 });
        expect(refused.responses).toMatchObject([{ type: "finished", result: { status: "refused" } }]);
      });
    },
    walkPatienceMs,
  );

  it(
    "gives the server's and Node's plan for the demonstration municipality",
    async () => {
      await asPlanner("desktop", async ({ page }) => {
        for (const seed of seeds) {
          const run = await finishedRun(page, seed);
          const problem = Uint8Array.from(await readProblem(page, run.id)).buffer;
          const { areaCount } = decodeProblem(problem);
          expect(areaCount).toBe(354);
          const { responses } = await solveInBuiltWorker(page, problem, { seed, stepLimit: run.stepLimit! });
          const end = responses.at(-1)!;
          if (end.type !== "finished" || !("assignment" in end.result)) throw new Error(`Ended by ${end.type}.`);
          const here = solveSteps(decodeProblem(problem), run.stepLimit!, seed);
          expect(end.result).toEqual(here);
          expect(end.result.steps).toBe(run.steps);
        }
      });
    },
    walkPatienceMs,
  );

  it.each<[Screen]>([["desktop"], ["phone"]])(
    "lets a planner on a %s check a run by keyboard, call it off, and read that the plan is the same",
    async (screen) => {
      await asPlanner(screen, async ({ page, photograph, barriers, sidewaysOverflow }) => {
        // Steps enough for some seconds, so that there is time to call the check off.
        const run = await finishedRun(page, 3, 3_000_000);
        await page.goto(`${service.address}/korning?indelning=${run.divisionId}&korning=${run.id}`);
        const check = page.getByTestId("browser-check");
        await check.waitFor();
        await tabTo(page, "Kontrollera i webbläsaren");
        await page.keyboard.press("Enter");
        await check.getByRole("progressbar", { name: "Kontrollens förlopp" }).waitFor();
        expect(await focusedText(page)).toBe("Avbryt kontrollen");
        await page.keyboard.press("Enter");
        await check.getByText("Kontrollen avbröts. Körningens resultat är orört.").waitFor();
        expect(await focusedText(page)).toBe("Kontrollera i webbläsaren");
        await page.keyboard.press("Enter");
        await check.getByText("Exakt samma resultat").waitFor({ timeout: 90_000 });
        await check.getByText("Alla 354 områden är i samma team som i körningen.").waitFor();
        await check.getByText(/^Samma version av beräkningen \(\d+\.\d+\.\d+\)\.$/).waitFor();
        expect(await focusedText(page)).toBe("Kontrollera i webbläsaren");
        await photograph("korning-kontroll", screen === "phone" ? undefined : 4);
        expect(await barriers()).toEqual([]);
        expect(await sidewaysOverflow()).toBe(0);
      });
    },
    walkPatienceMs,
  );

  it(
    "says how many areas differ, that the engine has another version, and what went wrong",
    async () => {
      // Six times opened: without a map beside it.
      await asPlanner("phone", async ({ page }) => {
        const run = await finishedRun(page, 7);
        const check = page.getByTestId("browser-check");
        const checkWith = async (changes: Partial<Run>) => {
          await page.route(`**/runs/${run.id}`, (route) => route.fulfill({ json: { ...run, ...changes } }));
          await page.goto(`${service.address}/korning?indelning=${run.divisionId}&korning=${run.id}`);
          await check.getByRole("button", { name: "Kontrollera i webbläsaren" }).click();
        };
        const teamIndexes = [...run.teamIndexes!];
        teamIndexes[0] = (teamIndexes[0]! + 1) % run.teams.length;

        await checkWith({ teamIndexes });
        await check.getByText("Annat resultat", { exact: true }).waitFor();
        await check.getByText("1 av 354 områden är i ett annat team än i körningen.").waitFor();
        await page.unrouteAll();

        await checkWith({ teamIndexes, engineVersion: "0.0.9" });
        await check.getByText("Annat resultat: beräkningen har bytt version").waitFor();
        await check.getByText(/^Körningen gjordes med version 0\.0\.9 av beräkningen/).waitFor();
        await page.unrouteAll();

        await checkWith({ engineVersion: "0.0.9" });
        await check.getByText("Exakt samma resultat").waitFor();
        await check.getByText(/^Körningen gjordes med version 0\.0\.9 av beräkningen/).waitFor();
        await page.unrouteAll();

        await checkWith({ problemHash: run.problemHash.replace(/^./, (digit) => (digit === "0" ? "1" : "0")) });
        await check.getByText(/en annan kontrollsumma än den som sparades/).waitFor();
        await page.unrouteAll();

        await page.route(`**/runs/${run.id}/problem`, (route) => route.abort());
        await checkWith({});
        await check.getByText(/^Det går inte att nå tjänsten just nu/).waitFor();
        await page.unrouteAll();

        await page.route("**/assets/solver.worker-*.js", (route) => route.fulfill({ status: 404 }));
        await checkWith({});
        await check.getByText(/^Webbläsaren kunde inte räkna klart/).waitFor();
        await page.unrouteAll();
      });
    },
    walkPatienceMs,
  );
});

/** The progress that Node tells at just that step. */
function progressAt(problem: DistrictingProblem, seed: number, steps: number): SolverProgress {
  for (const progress of solve(problem, { seed })) {
    if (progress.steps === steps) return progress;
    if (progress.steps > steps) break;
  }
  throw new Error(`Node has no progress at step ${steps}.`);
}

/** A run on the demonstration municipality, started as the signed-in planner. */
function finishedRun(page: Page, seed: number, stepLimit = 200_000): Promise<Run> {
  return page.evaluate(
    async ({ municipality, seed, stepLimit }) => {
      const base = `/api/${municipality}`;
      const read = async (path: string) => (await fetch(`${base}/${path}`)).json();
      const { divisions } = await read("divisions");
      const { teams } = await read("teams");
      const started = await fetch(`${base}/runs`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-requested-with": "omradeslinjen" },
        body: JSON.stringify({
          divisionId: divisions.find((each: { name: string }) => each.name.startsWith("NYKO")).id,
          teams: teams.map((team: { id: string; investigationPositions: number; firstLinePositions: number }) => ({
            teamId: team.id,
            investigationPositions: team.investigationPositions,
            firstLinePositions: team.firstLinePositions,
          })),
          rules: { balancedMeasures: [{ measureKey: "children-0-17", toleranceFraction: 0.02 }] },
          seed,
          stepLimit,
        }),
      });
      if (started.status !== 202) throw new Error(await started.text());
      const { id } = await started.json();
      for (;;) {
        const run: Run = await read(`runs/${id}`);
        if (run.status === "failed") throw new Error(JSON.stringify(run.failure));
        if (run.status === "finished") return run;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    { municipality: demonstration, seed, stepLimit },
  );
}

function readProblem(page: Page, runId: string): Promise<Uint8Array> {
  return page.evaluate(async (path) => {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(await answer.text());
    return new Uint8Array(await answer.arrayBuffer());
  }, `/api/${demonstration}/runs/${runId}/problem`);
}

const focusedText = (page: Page): Promise<string | null> => page.evaluate(() => document.activeElement!.textContent);

/** Presses Tab until the element with that text has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 100; presses++) {
    await page.keyboard.press("Tab");
    if ((await focusedText(page)) === text) return;
  }
  throw new Error(`A hundred Tab presses did not lead to "${text}".`);
}
