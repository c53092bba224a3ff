// How the tests are run: the browser's first, which keep two cores busy two at a time, then all others three at a time, since those wait for their databases.
import { defineConfig } from "vitest/config";

const browserTests = "test/e2e/**/*.test.ts";

export default defineConfig({
  test: {
    globalSetup: ["test/support/global-setup.ts"],
    pool: "forks",
    testTimeout: 30_000,
    hookTimeout: 120_000,
    sequence: { hooks: "stack" },
    projects: [
      {
        extends: true,
        test: { name: "browser", include: [browserTests], maxWorkers: 2, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        // An embedded database takes about 1 GB.
        test: {
          name: "service",
          include: ["test/**/*.test.ts"],
          exclude: [browserTests],
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
