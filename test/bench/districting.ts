// The districting engine beside its peers: the shared instances, a municipality's size, balance, proofs, least change, growth with n.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ObjectiveName } from "../../api/district/instance-problem.ts";
import { latticeProblem } from "../support/grids.ts";
import { hasSharedInstances } from "../support/shared-data.ts";
import { demonstrationInstance } from "./demonstration-instance.ts";
import { type BenchedInstance, type DistrictRun, readBenchedInstance, runDistrict } from "./district-runs.ts";
import { districtingAims } from "./districting-aims.ts";
import { type Benchmark, type Figure, figure } from "./measurement.ts";
import { hasMetis, runMetis } from "./metis.ts";
import { municipalityProblem } from "./municipality-problem.ts";
import { type ComparedObjective, peers } from "./peers.ts";
import { growthExponent, timedSearch, timeOfSteps, timeToFeasible } from "./timed-search.ts";

const tableFile = join(import.meta.dirname, "results", "districting.md");

/** What is run: all, or with `--quick` one second, one seed, and instances below a thousand areas. */
interface Extent {
  readonly seconds: readonly number[];
  readonly seeds: readonly number[];
  readonly largestAreaCount: number;
  readonly quick: boolean;
}

const whole: Extent = { seconds: [1, 10], seeds: [1, 2, 3], largestAreaCount: Number.POSITIVE_INFINITY, quick: false };
const short: Extent = { seconds: [1], seeds: [1], largestAreaCount: 1000, quick: true };

const units = { "cut-edges": "count", "border-length": "length", hess: "moment" } as const;
const scoreFields = { "cut-edges": "cut", "border-length": "len", hess: "hess" } as const;

/** What is measured, in this order; `--municipality` and so on measure only the parts named. */
const parts = { plans, moments, others, municipality, balance, proofs, "least-change": leastChange, growth } as const;

async function* run(options: ReadonlySet<string>): AsyncGenerator<Figure> {
  if (!hasSharedInstances) throw new Error("The districting instances are not beside the checkout (../shared/bench).");
  const extent = options.has("--quick") ? short : whole;
  const named = Object.entries(parts).filter(([name]) => options.has(`--${name}`));
  for (const [, part] of named.length > 0 ? named : Object.entries(parts)) yield* part(extent);
}

/** Beside the peers: the tables of results/districting.md. */
async function* plans(extent: Extent): AsyncGenerator<Figure> {
  const tables: string[] = [];
  for (const objective of ["cut-edges", "border-length", "hess"] as const) {
    const table = new ComparisonTable(objective, extent);
    for (const name of Object.keys(peers[objective])) {
      const instance = readBenchedInstance(name);
      if (instance.nodes.length > extent.largestAreaCount) continue;
      yield* compare(instance, objective, extent, table);
    }
    tables.push(table.text());
    console.log(`\n${table.text()}`);
  }
  writeFileSync(tableFile, tables.join("\n"));
}

export const districting: Benchmark = {
  title: "plans and proofs on the shared instances, beside the peers",
  run,
  aims: districtingAims(peers),
};

async function* compare(
  instance: BenchedInstance,
  objective: ComparedObjective,
  extent: Extent,
  table: ComparisonTable,
): AsyncGenerator<Figure> {
  const { name } = instance;
  if (objective !== "hess" && hasMetis()) {
    const runs = extent.seeds.map((seed) => runMetis(instance, objective, seed).score);
    const kept = runs.filter(
      (score) => score.faults.length === 0 && score.largestDeviation <= instance.tolerance + 1e-9,
    );
    const measured = figure(
      `${objective} ${name}, METIS here`,
      units[objective],
      runs.map((score) => score[scoreFields[objective]]),
    );
    table.add(name, "METIS here", `${rounded(measured.median)} (${kept.length} of ${runs.length} within)`);
    yield measured;
  }
  for (const seconds of extent.seconds) {
    const runs: DistrictRun[] = [];
    for (const seed of extent.seeds)
      runs.push(
        await runDistrict(instance, ["--objective", objective, "--seconds", String(seconds), "--seed", String(seed)]),
      );
    const measured = figure(
      `${objective} ${name}, ${seconds} s`,
      units[objective],
      runs.map(({ score }) => score[scoreFields[objective]]),
    );
    table.add(name, `here ${seconds} s`, rounded(measured.median));
    yield measured;
  }
}

/** Four significant digits, whole numbers as they are. */
function rounded(value: number): string {
  return Number.isInteger(value) && value < 1e5 ? String(value) : value.toPrecision(6);
}

/** One objective's figures in Markdown: the peers' of the file, then what was measured here. */
class ComparisonTable {
  private readonly objective: ComparedObjective;
  private readonly extent: Extent;
  private readonly measured = new Map<string, Map<string, string>>();

  constructor(objective: ComparedObjective, extent: Extent) {
    this.objective = objective;
    this.extent = extent;
  }

  add(instance: string, column: string, text: string): void {
    const row = this.measured.get(instance) ?? new Map<string, string>();
    row.set(column, text);
    this.measured.set(instance, row);
  }

  text(): string {
    const known = peers[this.objective];
    const peerColumns = [...new Set(Object.values(known).flatMap((figures) => Object.keys(figures)))];
    const shownPeers = peerColumns.filter((column) => !column.endsWith(" deviation"));
    const ownColumns = [
      ...(this.objective === "hess" ? [] : ["METIS here"]),
      ...this.extent.seconds.map((seconds) => `here ${seconds} s`),
    ];
    const rows = [...this.measured].map(([name, own]) => {
      const figures = known[name]!;
      const peer = shownPeers.map((column) => {
        const deviation = figures[`${column} deviation`];
        const value = figures[column];
        return value === undefined ? "" : `${rounded(value)}${deviation === undefined ? "" : ` (at ${deviation} %)`}`;
      });
      return [name, ...peer, ...ownColumns.map((column) => own.get(column) ?? "")];
    });
    const head = [this.objective, ...shownPeers, ...ownColumns];
    const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line), ""].join("\n");
  }
}

/** The moment about the centroid (moi) in about a second, beside that of METIS's plan and of the plan for the best own area (hess). */
async function* moments({ seeds, largestAreaCount }: Extent): AsyncGenerator<Figure> {
  for (const name of ["sundsvall-deso-k4", "ia-counties-k4", "nh-tracts-k2", "syn-town-300-k4"]) {
    const instance = readBenchedInstance(name);
    if (instance.nodes.length > largestAreaCount) continue;
    if (hasMetis()) {
      const metis = seeds.map((seed) => runMetis(instance, "cut-edges", seed).score.moi);
      yield figure(`moi ${name}, METIS's plan here`, "moment", metis);
    }
    for (const objective of ["hess", "moi"] as const) {
      const found: number[] = [];
      for (const seed of seeds) {
        const words = ["--objective", objective, "--steps", "4000000", "--seed", String(seed)];
        found.push((await runDistrict(instance, words)).score.moi);
      }
      yield figure(`moi ${name}, 4 million steps with ${objective} as the goal`, "moment", found);
    }
  }
}

/** Instances that nobody has told a figure of: one run each, beside METIS. */
async function* others({ quick }: Extent): AsyncGenerator<Figure> {
  if (quick) return;
  const instance = readBenchedInstance("al-counties-k7");
  if (hasMetis()) {
    const { score } = runMetis(instance, "cut-edges", 1);
    yield figure(`cut-edges ${instance.name}, METIS here at ${(100 * score.largestDeviation).toFixed(2)} %`, "count", [
      score.cut,
    ]);
  }
  for (const objective of ["cut-edges", "hess"] as const) {
    const { score } = await runDistrict(instance, ["--objective", objective, "--steps", "20000000"]);
    yield figure(`${objective} ${instance.name}, 20 million steps`, units[objective], [score[scoreFields[objective]]]);
  }
}

async function* municipality({ quick, seeds }: Extent): AsyncGenerator<Figure> {
  const longMs = quick ? 5000 : 60_000;
  for (const teamCount of quick ? [4] : [4, 5, 6]) {
    const searches = seeds.map((seed) => timedSearch(municipalityProblem(teamCount, seed), seed, [1000, longMs]));
    const label = `municipality of 350 areas, ${teamCount} teams`;
    yield figure(
      `${label}: first plan that keeps every rule`,
      "ms",
      searches.map((one) => one.firstFeasibleMs ?? Number.POSITIVE_INFINITY),
    );
    const above = searches.map(({ objectiveAt: [early, late] }) =>
      early === undefined || late === undefined ? Number.POSITIVE_INFINITY : early / late - 1,
    );
    yield figure(`${label}: goals after 1 s above those after ${longMs / 1000} s`, "fraction", above);
  }
}

async function* balance({ quick, seeds }: Extent): AsyncGenerator<Figure> {
  const sundsvall = readBenchedInstance("sundsvall-deso-k4");
  const deviations: number[] = [];
  for (const seed of seeds) {
    const words = ["--objective", "balance", "--seconds", "1", "--seed", String(seed)];
    deviations.push((await runDistrict(sundsvall, words, "children")).score.largestDeviation);
  }
  yield figure("balance sundsvall-deso-k4 by children, 1 s: largest deviation", "fraction", deviations);
  if (quick) return;
  const country = readBenchedInstance("syn-country-100000-k20");
  for (const seconds of [10, 60]) {
    const runs: DistrictRun[] = [];
    for (const seed of seconds === 10 ? seeds : seeds.slice(0, 1))
      runs.push(await runDistrict(country, ["--seconds", String(seconds), "--seed", String(seed)]));
    const label = `syn-country-100000-k20, ${seconds} s`;
    yield figure(
      `${label}: cut edges (METIS 3724)`,
      "count",
      runs.map(({ score }) => score.cut),
    );
    yield figure(
      `${label}: largest deviation`,
      "fraction",
      runs.map(({ score }) => score.largestDeviation),
    );
    yield figure(
      `${label}: first plan that keeps every rule`,
      "s",
      runs.map(({ plan }) => plan.secondsToFeasible ?? Number.POSITIVE_INFINITY),
    );
    yield figure(
      `${label}: whole program`,
      "s",
      runs.map(({ wallSeconds }) => wallSeconds),
    );
    const peaks = runs.flatMap(({ peakMegabytes }) => peakMegabytes ?? []);
    if (peaks.length > 0) yield figure(`${label}: most memory`, "MB", peaks);
  }
}

async function* proofs({ quick }: Extent): AsyncGenerator<Figure> {
  const demonstration = demonstrationInstance();
  const tasks: readonly (readonly [name: string, objective: ObjectiveName, seconds: number])[] = quick
    ? [
        ["sundsvall-deso-k4", "hess", 20],
        [demonstration.name, "hess", 30],
      ]
    : [
        ["sundsvall-deso-k4", "hess", 20],
        [demonstration.name, "hess", 30],
        ["nh-tracts-k2", "hess", 30],
        ["syn-town-300-k4", "hess", 30],
        ["ia-tracts-k4", "hess", 30],
        ["syn-town-300-k4", "hess", 180],
        ["syn-town-300-k4", "cut-edges", 30],
        ["syn-town-300-k4", "border-length", 30],
        ["sundsvall-deso-k4", "balance", 20],
      ];
  for (const [name, objective, seconds] of tasks) {
    const words = ["--objective", objective, "--prove", "--seconds", String(seconds)];
    const instance = name === demonstration.name ? demonstration : readBenchedInstance(name);
    const { plan, score } = await runDistrict(instance, words);
    const value = objective === "balance" ? score.largestDeviation : score[scoreFields[objective as ComparedObjective]];
    const label = `proof of ${objective} ${name}, at most ${seconds} s (${plan.boundMethod}${plan.optimal ? ", optimal" : ""})`;
    yield figure(`${label}: gap`, "fraction", [value > 0 ? Math.max(0, 1 - plan.bound! / value) : 0]);
    yield figure(`${label}: time`, "s", [plan.seconds]);
  }
}

async function* leastChange(): AsyncGenerator<Figure> {
  const words = ["--baseline", "current", "--frontier"];
  const { plan, wallSeconds } = await runDistrict(readBenchedInstance("syn-town-300-k4"), words);
  const points = plan.frontier!;
  yield figure("least change syn-town-300-k4: points of the frontier", "count", [points.length]);
  yield figure("least change syn-town-300-k4: proven points", "count", [
    points.filter(({ proof }) => proof === "proven").length,
  ]);
  yield figure("least change syn-town-300-k4: whole program", "s", [wallSeconds]);
}

/** Lattices of doubling size for 20 teams: how the time to the first plan, and for a number of steps per area, grows. */
async function* growth({ quick }: Extent): AsyncGenerator<Figure> {
  const sides = quick ? [32, 45, 64] : [45, 64, 90, 128, 181, 256, 362];
  const areaCounts = sides.map((side) => side * side);
  const problems = sides.map((side) => latticeProblem(side, side, 20, { diagonals: true, objective: { cutEdges: 1 } }));
  const longestMs = 60_000;
  const first = problems.map((problem) => timeToFeasible(problem, 1, longestMs) ?? longestMs);
  yield figure(
    `growth of the time to a first plan, ${areaCounts[0]} to ${areaCounts.at(-1)} areas: exponent`,
    "fraction",
    [growthExponent(areaCounts, first)],
  );
  const steps = problems.map((problem, i) => timeOfSteps(problem, 1, 100 * areaCounts[i]!));
  yield figure("growth of the time for 100 steps per area: exponent", "fraction", [growthExponent(areaCounts, steps)]);
}
