// How a figure is taken: repeated runs, the median with its spread, and the machine it was taken on.
import { cpus, totalmem } from "node:os";
import type { Aim } from "./aims.ts";

export interface Figure {
  readonly name: string;
  readonly unit: "ms" | "s" | "kB" | "MB" | "count" | "fraction" | "length" | "moment";
  readonly minimum: number;
  readonly median: number;
  readonly maximum: number;
  readonly runs: number;
}

export interface Benchmark {
  readonly title: string;
  /** Yields each figure as it is measured. `options` are the words after the names that begin with `--`. */
  readonly run: (options: ReadonlySet<string>) => AsyncIterable<Figure>;
  /** What it must show: a measured figure that misses its aim, and is not known to, ends the program with 1. */
  readonly aims?: readonly Aim[];
}

/** A figure from measured values; the median is what to quote, the spread says how noisy the machine was. */
export function figure(name: string, unit: Figure["unit"], values: readonly number[]): Figure {
  if (values.length === 0) throw new Error(`figure ${name}: expected at least one value, found none`);
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { name, unit, minimum: sorted[0]!, median, maximum: sorted.at(-1)!, runs: sorted.length };
}

/** The value that 95 in 100 do not exceed. */
export function percentile95(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1]!;
}

/** Milliseconds of `work`, `runs` times. */
export async function timed(runs: number, work: () => unknown): Promise<number[]> {
  const values: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    await work();
    values.push(performance.now() - started);
  }
  return values;
}

/** The machine the figures hold for, in one line. */
export function machine(): string {
  const processors = cpus();
  return `${processors.length} × ${processors[0]?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
}
