// The registry of benchmarks: a new one is a file and a line here.
import { audit } from "./audit.ts";
import { districting } from "./districting.ts";
import { drawing } from "./drawing.ts";
import { drawingInBrowser } from "./drawing-in-browser.ts";
import type { Benchmark } from "./measurement.ts";
import { profiles } from "./profiles.ts";
import { spine } from "./spine.ts";

export const benchmarks = {
  spine,
  districting,
  audit,
  drawing,
  browser: drawingInBrowser,
  profiles,
} as const satisfies Record<string, Benchmark>;

export type BenchmarkName = keyof typeof benchmarks;
