// Runs the `district` command as a program on a shared instance, and has its plan scored by the independent scorer.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { PlanFile } from "../../api/district/plan-file.ts";
import { type PlanScore, type ScoredInstance, scorePlan } from "../support/score-plan.ts";
import { sharedInstancesFolder } from "../support/shared-data.ts";

export interface BenchedInstance extends ScoredInstance {
  readonly name: string;
  readonly tolerance: number;
  readonly path: string;
}

export interface DistrictRun {
  readonly plan: PlanFile;
  readonly score: PlanScore;
  /** Of the whole program, reading the file included. */
  readonly wallSeconds: number;
  /** Most memory the program held at once; undefined where the system does not tell. */
  readonly peakMegabytes: number | undefined;
}

const program = join(import.meta.dirname, "../../api/cli.ts");

/** An instance by its file name without extension, gzipped or not. */
export function readBenchedInstance(name: string): BenchedInstance {
  const plain = join(sharedInstancesFolder, `${name}.json`);
  const path = existsSync(plain) ? plain : `${plain}.gz`;
  const bytes = readFileSync(path);
  const text = (path === plain ? bytes : gunzipSync(bytes)).toString("utf8");
  return { ...(JSON.parse(text) as Omit<BenchedInstance, "path">), path };
}

/**
 * Runs the command with one thread. Throws when it ends with another exit code than 0, and when its plan breaks the
 * tolerance, is in pieces, or has other scores than the independent scorer finds: such a figure must not be printed.
 */
export async function runDistrict(
  instance: BenchedInstance,
  words: readonly string[],
  weightField = "weight",
): Promise<DistrictRun> {
  const folder = mkdtempSync(join(tmpdir(), "district-bench-"));
  const out = join(folder, "plan.json");
  try {
    const started = performance.now();
    const { peakMegabytes } = await finished([
      program,
      "district",
      instance.path,
      ...words,
      "--weight",
      weightField,
      "--out",
      out,
    ]);
    const wallSeconds = (performance.now() - started) / 1000;
    const plan = JSON.parse(readFileSync(out, "utf8")) as PlanFile;
    const score = scorePlan(instance, plan.assignment, weightField);
    assertTrue(instance.name, plan, score);
    return { plan, score, wallSeconds, peakMegabytes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function assertTrue(name: string, plan: PlanFile, score: PlanScore): void {
  if (score.faults.length > 0) throw new Error(`${name}: ${score.faults.join(", ")}`);
  if (score.largestDeviation > plan.toleranceFraction + 1e-9) {
    throw new Error(`${name}: deviation ${score.largestDeviation}, expected at most ${plan.toleranceFraction}`);
  }
  for (const field of ["cut", "len", "hess", "moi"] as const) {
    if (Math.abs(plan.scores[field] - score[field]) > 1e-6 * Math.max(1, score[field]))
      throw new Error(`${name}: ${field} ${plan.scores[field]} in the plan, ${score[field]} by the scorer`);
  }
}

function finished(words: readonly string[]): Promise<{ peakMegabytes: number | undefined }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ peakMegabytes: number | undefined }>();
  const child = spawn(process.execPath, words, { stdio: ["ignore", "ignore", "pipe"] });
  let remarks = "";
  let peakMegabytes: number | undefined;
  child.stderr.on("data", (bytes) => {
    remarks += bytes;
  });
  const timer = setInterval(() => {
    peakMegabytes = peakOf(child.pid) ?? peakMegabytes;
  }, 100);
  child.on("close", (exitCode) => {
    clearInterval(timer);
    if (exitCode === 0) resolve({ peakMegabytes });
    else reject(new Error(`district ended with exit code ${exitCode}: ${remarks.slice(-1000)}`));
  });
  return promise;
}

/** Linux tells the most memory a process ever held at once. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return line ? Number(line[1]) / 1024 : undefined;
  } catch {
    return undefined;
  }
}
