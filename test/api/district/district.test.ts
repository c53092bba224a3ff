// The `district` command as a program: plans scored by an independent script, repetition, proof, and a sentence for every bad file.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { PlanFile } from "../../../api/district/plan-file.ts";
import { searchForPlan } from "../../../api/district/search-for-plan.ts";
import { numberNames } from "../../../engine/issue.ts";
import { Random } from "../../../engine/random.ts";
import { latticeLinks, latticeProblem } from "../../support/grids.ts";
import { checkPlan } from "../../support/plan-checker.ts";
import { type ScoredInstance, scorePlan } from "../../support/score-plan.ts";
import { hasSharedInstances, sharedInstancesFolder } from "../../support/shared-data.ts";

const program = join(import.meta.dirname, "../../../api/cli.ts");
/** A machine that runs much else may be slow to start programs. */
const patienceMs = 120_000;
const folder = mkdtempSync(join(tmpdir(), "district-"));

interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
  readonly remarks: string;
}

/** Tells the processor's seconds at the end, since other suites may run beside this one. */
const tellSeconds = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write("processor " + process.cpuUsage().user / 1e6 + " s"));',
)}`;

function district(words: readonly string[]): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>();
  const child = spawn(process.execPath, ["--import", tellSeconds, program, "district", ...words], {
    env: { ...process.env, LC_ALL: "sv_SE.UTF-8" },
  });
  let output = "";
  let remarks = "";
  child.stdout.on("data", (bytes) => (output += bytes));
  child.stderr.on("data", (bytes) => (remarks += bytes));
  child.on("close", (exitCode) => resolve({ exitCode, output, remarks }));
  return promise;
}

/** A lattice of 6 × 8 with random weights, groups of two in a row, today's teams by columns and two locked nodes. */
function lattice(changes: Record<string, unknown> = {}) {
  const random = new Random(4);
  return {
    name: "lattice",
    k: 4,
    tolerance: 0.05,
    units: "km",
    nodes: Array.from({ length: 48 }, (_, node) => ({
      id: `N${node}`,
      weight: 20 + random.nextInteger(30),
      children: 5 + random.nextInteger(9),
      x: node % 8,
      y: Math.floor(node / 8),
      area: 1,
      perimeter: 4,
      school: node % 8 < 2 ? Math.floor(node / 8) : -1,
      current: Math.floor((node % 8) / 2),
      locked: node === 0 || node === 47,
    })),
    edges: latticeLinks(6, 8),
    bridges: [[0, 1]],
    ...changes,
  };
}

function written(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    content instanceof Uint8Array ? content : typeof content === "string" ? content : JSON.stringify(content),
  );
  return path;
}

const readPlan = (path: string): PlanFile => JSON.parse(readFileSync(path, "utf8"));

function expectScoredRight(instance: ScoredInstance, plan: PlanFile, weightField?: string): void {
  const score = scorePlan(instance, plan.assignment, weightField);
  expect(score.faults).toEqual([]);
  expect(score.largestDeviation).toBeLessThanOrEqual(plan.toleranceFraction + 1e-9);
  expect(plan.scores.cut).toBe(score.cut);
  for (const name of ["len", "hess", "moi", "largestDeviation"] as const) {
    expect(Math.abs(plan.scores[name] - score[name]), name).toBeLessThanOrEqual(1e-9 * Math.max(1, score[name]));
  }
  expect(plan.scores.parts).toEqual(score.parts);
}

describe("district", () => {
  for (const objective of ["cut-edges", "border-length", "hess", "moi", "balance"]) {
    it(`writes a plan for ${objective} that an independent scorer confirms`, async () => {
      const path = written("lattice.json", lattice());
      const out = join(folder, `${objective}.plan.json`);
      const ended = await district([path, "--objective", objective, "--steps", "60000", "--out", out]);
      expect(ended).toMatchObject({ exitCode: 0, output: "" });
      const plan = readPlan(out);
      expectScoredRight(lattice() as unknown as ScoredInstance, plan);
      expect(plan).toMatchObject({ objective, seed: 1, bound: null, boundMethod: "none" });
      expect(ended.remarks).toContain("--keep-together school");
      expect(ended.remarks).toContain("--locked");
    });
  }

  it("balances the field it is told to, from a gzipped file, with groups and locks when asked", async () => {
    const path = written("lattice.json.gz", gzipSync(JSON.stringify(lattice())));
    const words = [
      "--weight",
      "children",
      "--tolerance",
      "0.1",
      "--keep-together",
      "school",
      "--locked",
      "--baseline",
      "current",
    ];
    const ended = await district([path, ...words, "--steps", "60000"]);
    expect(ended.exitCode).toBe(0);
    const plan: PlanFile = JSON.parse(ended.output);
    const instance = lattice();
    expectScoredRight(instance as unknown as ScoredInstance, plan, "children");
    expect(plan.toleranceFraction).toBe(0.1);
    for (let row = 0; row < 6; row++) expect(plan.assignment[row * 8]).toBe(plan.assignment[row * 8 + 1]);
    expect([plan.assignment[0], plan.assignment[47]]).toEqual([0, 3]);
    const moved = instance.nodes.filter((node, index) => node.current !== plan.assignment[index]);
    expect(plan.scores.movedNodes).toBe(moved.length);
    expect(plan.scores.movedWeight).toBe(moved.reduce((sum, node) => sum + node.children, 0));
  });

  it("gives the same plan for a seed and steps on one thread and on two, the best of its searches", async () => {
    const path = written("lattice.json", lattice());
    const words = [path, "--steps", "8000", "--seed", "7", "--searches", "3"];
    const [one, two] = [await district([...words, "--threads", "1"]), await district([...words, "--threads", "2"])];
    const plans = [one, two].map(({ output }): PlanFile => JSON.parse(output));
    expect(plans[1]!.assignment).toEqual(plans[0]!.assignment);
    expect(plans[1]!.seed).toBe(plans[0]!.seed);
    const single = await Promise.all(
      [7, 8, 9].map((seed) => district([path, "--steps", "8000", "--seed", String(seed)])),
    );
    const cuts = single.map(({ output }) => (JSON.parse(output) as PlanFile).scores.cut);
    expect(plans[0]!.scores.cut).toBe(Math.min(...cuts));
  });

  it("proves a bound that is not above the plan, and streams it", async () => {
    const path = written("lattice.json", lattice());
    const ended = await district([path, "--objective", "hess", "--prove", "--seconds", "20"]);
    const plan: PlanFile = JSON.parse(ended.output);
    expect(plan.bound!).toBeLessThanOrEqual(plan.scores.hess);
    expect(plan.bound!).toBeGreaterThan(0.9 * plan.scores.hess);
    expect(ended.remarks).toContain("bevisat minst");
  });

  it("goes on searching in the proof's time while there is no plan", async () => {
    const problem = latticeProblem(6, 8, 4, { toleranceFraction: [0.1], objective: { cutEdges: 1 } });
    const choices = { objective: "cut-edges", weightField: "weight", useLocks: false } as const;
    const found = await searchForPlan(
      problem,
      numberNames,
      {
        choices: { ...choices, toleranceFraction: undefined, groupField: undefined, baselineField: undefined },
        seed: 1,
        searchCount: 1,
        threadCount: 1,
        stepLimit: undefined,
        timeLimitMs: 0.01,
        proofTimeLimitMs: 60_000,
      },
      () => {},
    );
    expect(found.steps).toBeGreaterThan(0);
    expect(found.seconds).toBeLessThan(30);
    expect(checkPlan(problem, found.assignment).faults).toEqual([]);
  });

  it("writes the frontier, and the least change within the tolerance as the plan", async () => {
    const path = written("lattice.json", lattice());
    const ended = await district([path, "--baseline", "current", "--frontier", "--steps", "20000", "--seconds", "8"]);
    expect(ended.exitCode).toBe(0);
    const plan: PlanFile = JSON.parse(ended.output);
    expectScoredRight(lattice() as unknown as ScoredInstance, plan);
    expect(plan.frontier![0]!.movedWeight).toBe(0);
    expect(plan.frontier!.length).toBeGreaterThan(2);
    const within = plan.frontier!.filter(({ largestDeviation }) => largestDeviation <= plan.toleranceFraction + 1e-9);
    expect(plan.scores.movedWeight).toBe(Math.min(...within.map(({ movedWeight }) => movedWeight)));
  });
});

describe("district with a bad file", () => {
  const nodes = () => lattice().nodes as Record<string, unknown>[];
  const withNode = (node: number, fields: Record<string, unknown>) =>
    lattice({ nodes: nodes().map((own, index) => (index === node ? { ...own, ...fields } : own)) });
  const wrong: Record<string, readonly [content: unknown, sentence: string]> = {
    "no JSON": ["hej", "inte giltig JSON"],
    "an empty file": ["", "inte giltig JSON"],
    NaN: [JSON.stringify(lattice()).replace('"x":0', '"x":NaN'), "NaN"],
    "a broken gzip": [Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2), "gzip"],
    "a list": ["[]", "inget JSON-objekt"],
    "no nodes": [lattice({ nodes: [] }), "inga noder"],
    "k of one half": [lattice({ k: 0.5 }), "Fältet k"],
    "a negative tolerance": [lattice({ tolerance: -1 }), "tolerance"],
    "no tolerance": [lattice({ tolerance: undefined }), "--tolerance"],
    "a node without a weight": [withNode(5, { weight: null }), "Nod 5 (N5) har inget giltigt tal i fältet weight"],
    "a weight in words": [withNode(5, { weight: "12" }), "Nod 5 (N5)"],
    "a negative weight": [withNode(5, { weight: -1 }), "negativt i område 5 (N5)"],
    "an infinite position": [JSON.stringify(lattice()).replace('"y":0', '"y":1e999'), "fältet y"],
    "weights of zero only": [lattice({ nodes: nodes().map((node) => ({ ...node, weight: 0 })) }), "noll i alla"],
    "an edge to nowhere": [lattice({ edges: [[0, 48, 1]] }), "edges[0]"],
    "an edge to itself": [lattice({ edges: [[3, 3, 1]] }), "sig själv"],
    "an edge twice": [lattice({ edges: [...latticeLinks(6, 8), [1, 0, 1]] }), "redan förbundna"],
    "a negative border": [lattice({ edges: [[0, 1, -1]] }), "edges[0]"],
  };
  for (const [name, [content, sentence]] of Object.entries(wrong)) {
    it(`answers ${name} with a sentence and exit code 2`, async () => {
      const ended = await district([written("bad.json", content), "--seconds", "1"]);
      expect(ended).toMatchObject({ exitCode: 2, output: "" });
      expect(ended.remarks).toContain(sentence);
    });
  }

  const impossible: Record<string, readonly [content: unknown, sentence: string, words?: string[]]> = {
    "more teams than nodes": [lattice({ k: 49 }), "49 team kan inte dela på 48 noder"],
    "a very large k": [lattice({ k: 2_000_000_000 }), "kan inte dela på"],
    "one giant node": [withNode(5, { weight: 1e6 }), "Område 5 (N5)"],
    "more parts than teams": [
      lattice({ edges: latticeLinks(6, 8).filter(([a, b]) => b - a === 8), bridges: [] }),
      "delar",
    ],
    "locks in separate pieces": [
      lattice({
        nodes: nodes().map((node, index) => ({ ...node, locked: true, current: [0, 1, 0][index % 8] ?? 2 })),
        k: 3,
      }),
      "kan inte",
      ["--locked"],
    ],
    "a team shut up behind another's locks": [
      lattice({
        nodes: nodes().map((node, index) => ({ ...node, locked: { 0: 0, 1: 1, 8: 1 }[index] ?? false })),
        bridges: [],
      }),
      "Team 0 stängs ute av andra teams lås vid område 1 (N1) och 8 (N8)",
      ["--locked"],
    ],
    "a group in pieces that locks keep apart": [
      lattice({
        nodes: nodes().map((node, index) => ({
          ...node,
          locked: [undefined, undefined, undefined, 1, 2][index % 8] ?? false,
          school: index === 0 || index === 7 ? 1 : -1,
        })),
      }),
      "Områden som ska hållas ihop kan inte bindas samman",
      ["--locked", "--keep-together", "school"],
    ],
    "a tolerance that whole numbers cannot keep": [
      { ...withNode(3, { weight: 1 + (nodes()[3]!.weight as number) }), tolerance: 0 },
      "talen i områdena",
    ],
  };
  for (const [name, [content, sentence, words = []]] of Object.entries(impossible)) {
    it(`answers ${name} with the reason and exit code 1`, async () => {
      const ended = await district([written("bad.json", content), "--seconds", "1", ...words]);
      expect(ended).toMatchObject({ exitCode: 1, output: "" });
      expect(ended.remarks).toContain(sentence);
    });
  }

  it("proves that no division keeps the rules where sums alone do not show it, tells what would, and writes no plan", async () => {
    // A ring of 2, 3, 2, 3, 2: two teams are 5 and 7 at best, though 6 would be a sum of some of the numbers.
    const ring = {
      name: "ring",
      k: 2,
      tolerance: 0.1,
      nodes: [2, 3, 2, 3, 2].map((weight, node) => ({ id: node, weight, x: node, y: 0 })),
      edges: Array.from({ length: 5 }, (_, node) => [node, (node + 1) % 5, 1]),
    };
    const ended = await district([written("ring.json", ring), "--seconds", "1"]);
    expect(ended).toMatchObject({ exitCode: 1, output: "" });
    expect(ended.remarks).toContain("Bevisat: ingen indelning håller villkoren");
    expect(ended.remarks).toContain("minst 16,7\u00a0% i stället för 10,0\u00a0%, och med den finns denna");
    expect(ended.remarks).toContain("över sitt mål");
    const wider = await district([written("ring.json", ring), "--tolerance", "0.167", "--steps", "5000"]);
    expect(wider.exitCode).toBe(0);
  });

  it("says that nothing is proven where it is not", async () => {
    // Too many areas for the exact model; the weights are such that a search this short does not come near.
    const path = written("hard.json", {
      name: "hard",
      k: 6,
      tolerance: 1e-6,
      nodes: Array.from({ length: 400 }, (_, node) => ({
        id: node,
        weight: 1000 + ((node * 7919) % 997),
        x: node % 20,
        y: Math.floor(node / 20),
      })),
      edges: latticeLinks(20, 20),
    });
    const ended = await district([path, "--steps", "2000"]);
    expect(ended).toMatchObject({ exitCode: 1, output: "" });
    expect(ended.remarks).toContain("inte bevisat att ingen finns");
  });

  it("names the teams whose locks stand in each other's way", async () => {
    const lockOf: Record<number, number> = { 3: 0, 43: 0, 16: 1, 23: 1 };
    const content = lattice({ nodes: nodes().map((node, index) => ({ ...node, locked: lockOf[index] ?? false })) });
    const ended = await district([written("crossing.json", content), "--seconds", "5", "--locked"]);
    expect(ended).toMatchObject({ exitCode: 1, output: "" });
    expect(ended.remarks).toContain("låsen till team 0 och 1 står i varandras väg");
    expect(ended.remarks).not.toContain("Bevisat");
    const words = ["--frontier", "--baseline", "current", "--steps", "2000", "--locked"];
    const frontier = await district([join(folder, "crossing.json"), ...words]);
    expect(frontier).toMatchObject({ exitCode: 1, output: "" });
    expect(frontier.remarks).toContain("låsen till team 0 och 1 står i varandras väg");
  });

  it("decides with --prove that there is no plan where the search has none at all", async () => {
    const lockOf: Record<number, number> = { 0: 0, 15: 0, 3: 1, 12: 1 };
    const crossing = {
      name: "crossing",
      k: 2,
      tolerance: 1,
      nodes: Array.from({ length: 16 }, (_, node) => ({
        id: node,
        weight: 1,
        x: node % 4,
        y: Math.floor(node / 4),
        locked: lockOf[node] ?? false,
      })),
      edges: latticeLinks(4, 4),
    };
    const ended = await district([written("proven.json", crossing), "--seconds", "60", "--locked", "--prove"]);
    expect(ended).toMatchObject({ exitCode: 1, output: "" });
    expect(ended.remarks).toContain("Bevisat: ingen indelning håller villkoren");
    expect(ended.remarks).toContain("låsen till team 0 och 1 står i varandras väg");
  });

  it("names a wrong word, a missing folder and a missing file", async () => {
    const path = written("lattice.json", lattice());
    expect(await district([path, "--objective", "beauty"])).toMatchObject({ exitCode: 2 });
    expect((await district([path, "--frontier"])).remarks).toContain("--baseline");
    expect((await district([path, "--out", join(folder, "no/plan.json")])).remarks).toContain("finns inte");
    expect((await district([join(folder, "absent.json")])).remarks).toContain("absent.json finns inte");
    expect((await district([path, "--baseline", "yesterday"])).remarks).toContain("Ingen nod har fältet yesterday");
  });
});

describe.skipIf(!hasSharedInstances)("district on the shared instances (skipped where ../shared is absent)", () => {
  type Fields = Record<string, unknown>;
  interface Shared {
    k: number;
    nodes: Fields[];
    edges: [number, number, number][];
    bridges?: unknown;
  }
  const everyNode = (shared: Shared, fields: (node: Fields, index: number) => Fields): Shared => ({
    ...shared,
    nodes: shared.nodes.map((node, index) => ({ ...node, ...fields(node, index) })),
  });
  const neighboursOf = (shared: Shared, area: number): number[] =>
    shared.edges.flatMap(([a, b]) => (a === area ? [b] : b === area ? [a] : []));
  /** The area in the middle is walled in by team 1; a far one is its fellow. */
  const walledIn = (shared: Shared, fellow: boolean): Shared => {
    const area = shared.nodes.findIndex((_node, index) => neighboursOf(shared, index).length === 5);
    const wall = neighboursOf(shared, area);
    const far = shared.nodes.findIndex((_node, index) => index !== area && !wall.includes(index));
    return everyNode(shared, (_node, index) => ({
      locked: index === area || (fellow && index === far) ? 0 : wall.includes(index) ? 1 : false,
    }));
  };
  const bad: Record<
    string,
    readonly [(shared: Shared) => unknown, exitCode: number, sentence: RegExp, words?: string[]]
  > = {
    "in pieces": [
      (shared) => ({ ...shared, edges: shared.edges.filter((_edge, place) => place % 3 === 0), bridges: [] }),
      1,
      /delar utan förbindelse.* Länka vid/,
    ],
    "k > n": [(shared) => ({ ...shared, k: shared.nodes.length + 1 }), 1, /\d+ team kan inte dela på \d+ noder/],
    "without weight": [(shared) => everyNode(shared, () => ({ weight: 0 })), 2, /noll i alla områden/],
    "with one giant area": [
      (shared) => everyNode(shared, (_node, index) => (index === 3 ? { weight: 1e9 } : {})),
      1,
      /Område 3 .* för tungt .* minst [\d,]+\u00a0% i stället för/,
    ],
    "with a negative weight": [
      (shared) => everyNode(shared, (_node, index) => (index === 3 ? { weight: -1 } : {})),
      2,
      /negativt i område 3/,
    ],
    "with NaN": [(shared) => JSON.stringify(shared).replace(/"weight":[\d.]+/, '"weight":NaN'), 2, /NaN/],
    "locked into separate pieces": [
      (shared) => walledIn(shared, true),
      1,
      /låsta till team 0 men kan inte bindas samman: .* låset på område/,
      ["--locked"],
    ],
    "with locks that cut an area off": [
      (shared) => walledIn(shared, false),
      1,
      /Team 0 stängs ute .* minst [\d,]+\u00a0% i stället för/,
      ["--locked"],
    ],
    "with an impossible tolerance": [
      (shared) => ({ ...shared, tolerance: 1e-10 }),
      1,
      /går inte att dela så jämnt.* minst 0,0\d*\u00a0% i stället för/,
    ],
  };
  const instances = ["sundsvall-deso-k4", "ia-counties-k4", "syn-country-6000-k20"];
  it.each(instances.flatMap((instance) => Object.keys(bad).map((what) => [instance, what] as const)))(
    "answers %s %s within a second, with the reason",
    async (instance, what) => {
      const [change, exitCode, sentence, words = []] = bad[what]!;
      const shared: Shared = JSON.parse(readFileSync(join(sharedInstancesFolder, `${instance}.json`), "utf8"));
      const ended = await district([written("bad.json", change(shared)), "--seconds", "30", ...words]);
      expect(ended).toMatchObject({ exitCode, output: "" });
      expect(ended.remarks).toMatch(sentence);
      expect(Number(/processor ([\d.]+) s/.exec(ended.remarks)![1])).toBeLessThan(1);
    },
    patienceMs,
  );

  it.each(["syn-town-300-k4", "syn-country-6000-k20"])("divides %s with weights of 10⁹", async (instance) => {
    const shared: Shared = JSON.parse(readFileSync(join(sharedInstancesFolder, `${instance}.json`), "utf8"));
    const heavy = everyNode(shared, (node) => ({ weight: 1e9 * Number(node.weight) }));
    const ended = await district([written("heavy.json", heavy), "--steps", "200000"]);
    expect(ended.exitCode, ended.remarks).toBe(0);
    expectScoredRight(heavy as unknown as ScoredInstance, JSON.parse(ended.output));
  });

  it("keeps the tolerance of Iowa's counties", async () => {
    const path = join(sharedInstancesFolder, "ia-counties-k4.json");
    const ended = await district([path, "--steps", "400000"]);
    expectScoredRight(JSON.parse(readFileSync(path, "utf8")), JSON.parse(ended.output));
  });
});
