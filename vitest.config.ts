// How the tests are run: a worker a core where the memory allows it, and at least two.
import { availableParallelism, totalmem } from "node:os";
import { defineConfig } from "vitest/config";

/** An embedded database, the service and Chromium beside it; whatever a test starts is counted generously. */
const bytesPerWorker = 4 * 1024 ** 3;
const memoryAllows = Math.floor(totalmem() / bytesPerWorker);

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    pool: "forks",
    // Measured on two cores: a third worker made a whole run longer (27 minutes became 28), as two keep both busy.
    maxWorkers: Math.max(2, Math.min(availableParallelism(), memoryAllows)),
    testTimeout: 30_000,
    hookTimeout: 120_000,
    sequence: { hooks: "stack" },
  },
});
