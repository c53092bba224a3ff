// The program as a process and as a service: starting, refusing to start twice, stopping with work kept, and a solver thread that dies.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { bareProblem } from "../../api/runs/problem.ts";
import { createSolverPool } from "../../api/workers/solver-pool.ts";
import { encodeProblem, noObjective } from "../../engine/problem.ts";
import { forEachDatabase, makeFolder } from "../support/databases.ts";
import { gridMunicipality, ids } from "./support/seeded-municipality.ts";
import { type ServiceUnderTest, startService } from "./support/service-under-test.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

forEachDatabase("stopping the service", (open) => {
  let under: ServiceUnderTest;

  beforeAll(async () => {
    under = await startService(open);
  }, 120_000);

  it("ends a run under way, keeps its best plan, and is done within five seconds", async () => {
    const planner = await under.as("planner");
    const address = await under.service.listen();
    const started = await planner.send("post", `/api/${gridMunicipality}/runs`).send({
      divisionId: ids.division,
      teams: ids.teams.map((teamId) => ({ teamId, investigationPositions: 6, firstLinePositions: 2 })),
      rules: { balancedMeasures: [{ measureKey: "children-0-19", toleranceFraction: 0.1 }] },
      secondsLimit: 600,
    });
    const follower = await fetch(`${address}/api/${gridMunicipality}/runs/${started.body.id}/events`, {
      headers: { Cookie: planner.cookie },
    });
    const reader = follower.body!.getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 600));
    const ended = under.service.runs.ended(started.body.id)!;
    const begun = performance.now();
    await under.service.close();
    expect(performance.now() - begun).toBeLessThan(5_000);
    const run = await ended;
    expect(run.status).toBe("stopped");
    expect(run.teamIndexes?.every((teamIndex) => teamIndex >= 0)).toBe(true);
    await expect(fetch(`${address}/api/health/up`)).rejects.toThrow();
  }, 30_000);
});

describe("the program", () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  function start(script: string, words: string[], environment: Record<string, string>) {
    const child = spawn(process.execPath, [script, ...words], {
      cwd: root,
      env: { LANG: "sv_SE.UTF-8", ...environment },
    });
    children.push(child);
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
    const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
    const says = async (pattern: RegExp) => {
      while (!pattern.test(text)) {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${text}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return pattern.exec(text)!;
    };
    return { child, exit, says, text: () => text };
  }

  it("starts, refuses a second process on its folder in words, and stops when told", async () => {
    const environment = { DATA_FOLDER: makeFolder("main"), PORT: "0", DEMONSTRATION: "false" };
    const first = start("api/main.ts", [], environment);
    const [, address] = await first.says(/Områdeslinjen är igång: (\S+)/);
    expect((await fetch(`${address}/api/health/ready`)).status).toBe(200);
    expect((await fetch(`${address}/api/session`)).headers.get("content-security-policy")).toContain(
      "default-src 'none'",
    );
    const second = start("api/main.ts", [], environment);
    expect(await second.exit).toBe(1);
    expect(second.text()).toContain("används redan av en annan process");
    const begun = performance.now();
    first.child.kill("SIGTERM");
    expect(await first.exit).toBe(0);
    expect(performance.now() - begun).toBeLessThan(5_000);
  }, 120_000);

  it("says that its port is taken before it makes a database", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const folder = makeFolder("taken");
    const { port } = holder.address() as AddressInfo;
    const refused = start("api/main.ts", [], { DATA_FOLDER: folder, PORT: String(port) });
    expect(await refused.exit).toBe(1);
    expect(refused.text()).toContain(`Porten ${port} används redan`);
    expect(readdirSync(folder)).toEqual([]);
    holder.close();
  });

  it("tells every problem of the configuration and exits with 2", async () => {
    const wrong = start("api/main.ts", [], { PORT: "x", LOG_LEVEL: "y" });
    expect(await wrong.exit).toBe(2);
    expect(wrong.text()).toContain("PORT ska vara ett heltal");
    expect(wrong.text()).toContain("LOG_LEVEL ska vara någon av");
  });

  it("explains the command line, and exits with 2 for what it does not understand", async () => {
    const help = start("api/cli.ts", ["help"], {});
    expect(await help.exit).toBe(0);
    for (const command of ["import", "divide", "runs repeat", "municipalities add", "demonstration", "migrate"])
      expect(help.text()).toContain(command);
    const english = start("api/cli.ts", ["help"], { LANG: "en_GB.UTF-8" });
    await english.exit;
    expect(english.text()).toContain("Usage:");
    for (const words of [
      ["dance"],
      ["import", "nothing", "file.csv"],
      ["divide", "--teams", "x"],
      ["migrate", "--force"],
    ]) {
      const wrong = start("api/cli.ts", words, {});
      expect(await wrong.exit, wrong.text()).toBe(2);
    }
  }, 60_000);
});

describe("the solver's threads", () => {
  const side = 4;
  const cells = Array.from({ length: side * side }, (_, cell) => cell);
  const pairs = cells.flatMap((cell) => [
    ...(cell % side < side - 1 ? [[cell, cell + 1]] : []),
    ...(cell + side < side * side ? [[cell, cell + side]] : []),
  ]) as [number, number][];
  const problem = encodeProblem({
    ...bareProblem(
      {
        divisionId: ids.division,
        codes: cells.map(String),
        names: cells.map(String),
        xM: cells.map((cell) => (cell % side) * 1000),
        yM: cells.map((cell) => Math.floor(cell / side) * 1000),
        areaM2: cells.map(() => 1e6),
        perimeterM: cells.map(() => 4000),
        edgeA: pairs.map(([a]) => a),
        edgeB: pairs.map(([, b]) => b),
        borderLengthM: pairs.map(() => 1000),
        measures: [],
      },
      [
        {
          key: "m",
          nameSv: "m",
          nameEn: "m",
          period: null,
          values: cells.map(() => 1),
          missingReasons: [],
          estimated: false,
          unplaced: [],
          total: 16,
          mean: null,
          meanAreaCount: 0,
          protection: null,
          unknownCount: 0,
        },
      ],
      [0.5, 0.5],
    ),
    // With a goal the search goes on until it is stopped.
    objective: { ...noObjective, cutEdges: 1 },
  });

  it("fails the order of a thread that dies or of a buffer that is no problem, and serves the next one", async () => {
    const solver = createSolverPool(1);
    const noProblem = await solver.solve({ problem: new ArrayBuffer(64), seed: 1 }).outcome;
    expect(noProblem).toEqual({ kind: "failed", code: "bad-problem" });
    const broken = await solver.solve({ problem, seed: 0.5 }).outcome;
    expect(broken).toEqual({ kind: "failed", code: "thread-died" });
    expect(await solver.solve({ problem, seed: 1, stepLimit: 2_000 }).outcome).toMatchObject({ kind: "plan" });
    await solver.close();
  });

  it("works orders off in turn, and ends those that wait when it closes", async () => {
    const solver = createSolverPool(1);
    const started: number[] = [];
    const jobs = [0, 1, 2].map((number) =>
      solver.solve({ problem, seed: number, timeLimitMs: 60_000 }, { onStart: () => started.push(number) }),
    );
    expect(started).toEqual([0]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    jobs[0]!.stop();
    expect((await jobs[0]!.outcome).kind).toBe("plan");
    expect(started).toEqual([0, 1]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await solver.close();
    expect(await jobs[2]!.outcome).toEqual({ kind: "failed", code: "out-of-time" });
    expect((await jobs[1]!.outcome).kind).toBe("plan");
  });
});
