// The words of `district`, read into choices; every wrong one is named.
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { numberIn, parseWords, required, UsageError } from "../cli/command.ts";
import { type InstanceChoices, type ObjectiveName, objectiveWeights } from "./instance-problem.ts";

export interface DistrictOptions {
  readonly path: string;
  readonly choices: InstanceChoices;
  /** For the search, or the frontier; undefined with a step limit and no time limit. */
  readonly timeLimitMs: number | undefined;
  /** Undefined without `--prove`. With a time limit for the search: what that leaves of the time of both together. */
  readonly proofTimeLimitMs: number | undefined;
  readonly stepLimit: number | undefined;
  readonly seed: number;
  readonly searchCount: number;
  readonly threadCount: number;
  readonly frontier: boolean;
  /** Undefined: the plan is written to standard output. */
  readonly outputPath: string | undefined;
}

/** With `--prove` for search and proof together. */
const defaultSeconds = { search: 10, prove: 180, frontier: 25 } as const;
/** Of the time of search and proof together the search has this share, but no more than `mostSearchSeconds`. */
const searchShare = 0.2;
const mostSearchSeconds = 10;
const mostSeconds = 86_400;

export const districtUsage =
  "district <instans.json|.json.gz> [--objective cut-edges|border-length|hess|moi|balance] [--weight children] " +
  "[--tolerance 0.01] [--seconds 10 | --steps N] [--seed 1] [--threads 1] [--searches 1] [--prove] " +
  "[--keep-together school] [--locked] [--baseline current] [--frontier] [--out plan.json]";

/** Throws UsageError. */
export function readDistrictOptions(words: readonly string[]): DistrictOptions {
  const { positionals, values } = parseWords(words, {
    objective: { type: "string", default: "cut-edges" },
    weight: { type: "string", default: "weight" },
    tolerance: { type: "string" },
    seconds: { type: "string" },
    steps: { type: "string" },
    seed: { type: "string", default: "1" },
    threads: { type: "string", default: "1" },
    searches: { type: "string" },
    prove: { type: "boolean", default: false },
    "keep-together": { type: "string" },
    locked: { type: "boolean", default: false },
    baseline: { type: "string" },
    frontier: { type: "boolean", default: false },
    out: { type: "string" },
  });
  if (positionals.length > 1) {
    throw new UsageError({ sv: `Ett ord för mycket: ${positionals[1]}`, en: `One word too many: ${positionals[1]}` });
  }
  if (values.frontier && values.baseline === undefined) {
    throw new UsageError({
      sv: "--frontier behöver --baseline, fältet med dagens team.",
      en: "--frontier needs --baseline, the field with today's team.",
    });
  }
  const stepLimit =
    values.steps === undefined ? undefined : wholeNumberIn(values.steps, "--steps", 1, Number.MAX_SAFE_INTEGER);
  const threadCount = wholeNumberIn(values.threads, "--threads", 1, 64);
  if (values.frontier && values.prove) {
    throw new UsageError({
      sv: "--frontier bevisar själv sina punkter; ta bort --prove.",
      en: "--frontier proves its points itself; leave out --prove.",
    });
  }
  if (values.searches !== undefined && stepLimit === undefined) {
    throw new UsageError({
      sv: "--searches används med --steps; på tid söker varje tråd en gång.",
      en: "--searches goes with --steps; by time each thread searches once.",
    });
  }
  const task = values.frontier ? "frontier" : values.prove ? "prove" : "search";
  const seconds = numberIn(values.seconds ?? String(defaultSeconds[task]), "--seconds", 0.01, mostSeconds);
  const searchSeconds = task === "prove" ? Math.min(mostSearchSeconds, searchShare * seconds) : seconds;
  const untimed = stepLimit !== undefined && (values.seconds === undefined || task === "prove");
  return {
    path: required(positionals[0], "instans.json"),
    choices: {
      objective: objectiveNamed(values.objective),
      weightField: required(values.weight, "--weight"),
      toleranceFraction: values.tolerance === undefined ? undefined : numberIn(values.tolerance, "--tolerance", 0, 1e6),
      groupField: values["keep-together"],
      useLocks: values.locked,
      baselineField: values.baseline,
    },
    timeLimitMs: untimed ? undefined : 1000 * searchSeconds,
    proofTimeLimitMs: task === "prove" ? 1000 * (untimed ? seconds : seconds - searchSeconds) : undefined,
    stepLimit,
    seed: wholeNumberIn(values.seed, "--seed", -(2 ** 52), 2 ** 52),
    searchCount: stepLimit === undefined ? threadCount : wholeNumberIn(values.searches ?? "1", "--searches", 1, 10_000),
    threadCount,
    frontier: values.frontier,
    outputPath: writablePath(values.out),
  };
}

function objectiveNamed(name: string): ObjectiveName {
  if (Object.hasOwn(objectiveWeights, name)) return name as ObjectiveName;
  const known = Object.keys(objectiveWeights).join(", ");
  throw new UsageError({
    sv: `Okänt mål: ${name}. Det finns ${known}.`,
    en: `Unknown objective: ${name}. There are ${known}.`,
  });
}

function wholeNumberIn(text: string, name: string, least: number, most: number): number {
  const value = numberIn(text, name, least, most);
  if (Number.isInteger(value)) return value;
  throw new UsageError({ sv: `${name} ska vara ett heltal.`, en: `${name} must be a whole number.` });
}

function writablePath(path: string | undefined): string | undefined {
  if (path === undefined || existsSync(dirname(path))) return path;
  throw new UsageError({ sv: `Mappen ${dirname(path)} finns inte.`, en: `There is no folder ${dirname(path)}.` });
}
