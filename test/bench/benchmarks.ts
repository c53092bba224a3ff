// The registry of benchmarks: a new one is a file and a line here.
import type { Figure } from "./measurement.ts";

export interface Benchmark {
  readonly title: string;
  /** Yields each figure as it is measured. */
  readonly run: () => AsyncIterable<Figure>;
}

export const benchmarks = {} as const satisfies Record<string, Benchmark>;

export type BenchmarkName = keyof typeof benchmarks;
