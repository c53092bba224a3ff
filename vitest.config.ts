// How the tests are run: three at a time, since they wait for their databases, and then the browser's, of which two keep two cores busy.
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
        test: { name: "browser", include: [browserTests], maxWorkers: 2, sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        // An embedded database takes about 1 GB.
        test: {
          name: "service",
          include: ["test/**/*.test.ts"],
          exclude: [browserTests],
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
    ],
  },
});
