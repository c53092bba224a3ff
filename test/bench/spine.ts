// The whole way at a person's speed: start, imports, neighbours, a run, the areas' answer and the drawn map.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Division } from "../../api/contract/divisions.ts";
import type { Plan, PlanBalance, PlanSummary } from "../../api/contract/plans.ts";
import type { Run } from "../../api/contract/runs.ts";
import type { Team } from "../../api/contract/teams.ts";
import { type AreaShape, computeAdjacency } from "../../data/adjacency.ts";
import { demonstrationMunicipality } from "../../data/demo/index.ts";
import { hasBrowser, openBrowser, visit } from "../e2e/visitor.ts";
import { startServiceProcess } from "../support/service-process.ts";
import { gridAreasFile } from "./grid-areas.ts";
import { type Benchmark, type Figure, figure, timed } from "./measurement.ts";
import { type PlannerClient, signInAsPlanner } from "./planner-client.ts";

const importSizes = [59, 350, 6000] as const;

async function* run(): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), "omradeslinjen-bench-"));
  try {
    const first = await startServiceProcess(folder);
    yield figure("first start: database made, demonstration loaded", "ms", [first.startedAfterMs]);
    await first.stop();
    const again: number[] = [];
    for (let start = 0; start < 3; start += 1) {
      const service = await startServiceProcess(folder);
      again.push(service.startedAfterMs);
      await service.stop();
    }
    yield figure("second start", "ms", again);
    const service = await startServiceProcess(folder);
    try {
      const planner = await signInAsPlanner(service.address, demonstrationMunicipality.code);
      yield* pageFigures(service.address, planner);
      yield* runFigures(planner);
      yield* importFigures(planner);
    } finally {
      await service.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  yield* adjacencyFigures();
}

async function* pageFigures(address: string, planner: PlannerClient): AsyncGenerator<Figure> {
  const { divisions } = await planner.get<{ divisions: Division[] }>("divisions");
  const division = divisions[0]!;
  const bytes = await planner.transferredBytes(`divisions/${division.id}/areas`);
  yield figure(`areas answer, ${division.areaCount} areas, compressed`, "kB", [bytes / 1000]);
  const { plans } = await planner.get<{ plans: PlanSummary[] }>("plans");
  const balance = await timed(5, () => planner.get<PlanBalance>(`plans/${plans[0]!.id}/balance`));
  yield figure("a plan's balance in every measure", "ms", balance);
  if (!hasBrowser) return;
  const browser = await openBrowser();
  try {
    const drawn: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      const visitor = await visit(browser, address, "desktop");
      await visitor.signIn("planner");
      await visitor.waitForMap();
      const begun = performance.now();
      await visitor.page.reload();
      await visitor.waitForMap();
      drawn.push(performance.now() - begun);
      await visitor.leave();
    }
    yield figure("from opening the page to the drawn map (software drawing)", "ms", drawn);
  } finally {
    await browser.close();
  }
}

async function* runFigures(planner: PlannerClient): AsyncGenerator<Figure> {
  const { divisions } = await planner.get<{ divisions: Division[] }>("divisions");
  const { teams } = await planner.get<{ teams: Team[] }>("teams");
  const steps = 200_000;
  const durations: number[] = [];
  const deviations: number[] = [];
  const puttingForward: number[] = [];
  for (const seed of [1, 2, 3]) {
    const begun = performance.now();
    let found = await planner.post<Run>("runs", {
      divisionId: divisions[0]!.id,
      teams: teams.map(({ id, investigationPositions, firstLinePositions }) => ({
        teamId: id,
        investigationPositions,
        firstLinePositions,
      })),
      rules: { balancedMeasures: [{ measureKey: "children-0-17", toleranceFraction: 0.01 }] },
      seed,
      stepLimit: steps,
      secondsLimit: 60,
    });
    while (found.status === "queued" || found.status === "running") {
      await new Promise((resolve) => setTimeout(resolve, 20));
      found = await planner.get<Run>(`runs/${found.id}`);
    }
    durations.push(performance.now() - begun);
    deviations.push(found.scores?.largestDeviationFractions[0] ?? Number.NaN);
    const plan = await planner.post<Plan>("plans", { name: `Frö ${seed}`, from: { kind: "run", runId: found.id } });
    const asked = performance.now();
    await planner.patch<Plan>(`plans/${plan.id}`, { status: "proposed", acceptsFaults: true }, plan.version);
    puttingForward.push(performance.now() - asked);
  }
  yield figure(`a run of ${steps} steps, 354 areas, 4 teams, request to result`, "ms", durations);
  yield figure("its largest deviation from the teams' targets", "fraction", deviations);
  yield figure("its plan put forward, with the record made and kept for both kinds of readers", "ms", puttingForward);
}

async function* importFigures(planner: PlannerClient): AsyncGenerator<Figure> {
  for (const count of importSizes) {
    const bytes = gridAreasFile(count);
    const durations: number[] = [];
    for (const time of [1, 2, 3]) {
      const begun = performance.now();
      const loaded = await planner.load(`rutor-${count}.geojson`, bytes, {
        purpose: "areas",
        settings: {
          name: `Rutor ${count}, ${time}`,
          key: `rutor-${count}-${time}`,
          edition: "2025",
          source: "Påhittad",
        },
      });
      if (loaded.status !== "loaded") throw new Error(`Import of ${count} areas ended as ${loaded.status}.`);
      durations.push(performance.now() - begun);
    }
    yield figure(`import of ${count} areas, neighbours included`, "ms", durations);
  }
}

async function* adjacencyFigures(): AsyncGenerator<Figure> {
  for (const count of importSizes) {
    const { features } = JSON.parse(new TextDecoder().decode(gridAreasFile(count))) as {
      features: { geometry: AreaShape["geometry"] }[];
    };
    const areas = features.map(({ geometry }, areaIndex) => ({ areaIndex, geometry }));
    const durations = await timed(5, () => computeAdjacency(areas, { toleranceM: 1 }));
    yield figure(`neighbours of ${count} areas`, "ms", durations);
  }
}

export const spine: Benchmark = {
  title: "start, import, neighbours, run, answer and page, on the embedded database",
  run,
};
