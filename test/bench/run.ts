// `npm run bench [-- name … --option …]`: prints the figures of the named benchmarks (all when none is named), keeps them under results/, and ends with 1 where an aim is missed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { missesOf, tellMisses } from "./aims.ts";
import { type BenchmarkName, benchmarks } from "./benchmarks.ts";
import { type Benchmark, type Figure, machine } from "./measurement.ts";

const resultsFolder = join(import.meta.dirname, "results");
const format = (value: number): string => value.toLocaleString("sv-SE", { maximumSignificantDigits: 4 });

function isBenchmarkName(name: string): name is BenchmarkName {
  return Object.hasOwn(benchmarks, name);
}

/** The figures of an earlier run; with options only a part of a benchmark is measured, and the others stay. */
function figuresOf(file: string): readonly Figure[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { figures: Figure[] }).figures : [];
}

const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const options = new Set(process.argv.slice(2).filter((word) => word.startsWith("--")));
const unknown = asked.filter((name) => !isBenchmarkName(name));
if (unknown.length > 0) {
  console.error(`Unknown benchmark: ${unknown.join(", ")}. There are: ${Object.keys(benchmarks).join(", ")}.`);
  process.exit(2);
}
const names = asked.length > 0 ? asked.filter(isBenchmarkName) : (Object.keys(benchmarks) as BenchmarkName[]);

console.log(machine());
mkdirSync(resultsFolder, { recursive: true });
for (const name of names) {
  console.log(`\n${name}: ${benchmarks[name].title}`);
  const figures: Figure[] = [];
  const { run, aims = [] }: Benchmark = benchmarks[name];
  for await (const measured of run(options)) {
    figures.push(measured);
    const spread =
      measured.runs > 1 ? `  (${format(measured.minimum)}–${format(measured.maximum)}, ${measured.runs} runs)` : "";
    console.log(`  ${measured.name.padEnd(58)} ${format(measured.median).padStart(10)} ${measured.unit}${spread}`);
  }
  const file = join(resultsFolder, `${name}.json`);
  const kept = options.size > 0 ? figuresOf(file) : [];
  const known = new Map([...kept, ...figures].map((one) => [one.name, one]));
  writeFileSync(file, `${JSON.stringify({ machine: machine(), figures: [...known.values()] }, null, 2)}\n`);
  if (tellMisses(missesOf(aims, figures))) process.exitCode = 1;
}
