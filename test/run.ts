// `npm test`: brings in what the tests need where it may, runs everything this machine can run, and says plainly what it skipped.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureRequirements } from "./support/requirements.ts";

interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const repositoryRoot = join(import.meta.dirname, "..");
const nothingMayBeSkipped = process.env.TEST_REQUIRE_ALL === "1";
const reportFile = join(repositoryRoot, "var", "test-report.json");

const lacking = ensureRequirements();
for (const requirement of lacking) console.log(`Saknas (missing): ${requirement.name}. ${requirement.consequence}`);

// The tests start hundreds of processes and threads of the same program, which then need not translate it anew each time.
process.env.NODE_COMPILE_CACHE ??= join(repositoryRoot, "node_modules", ".cache", "compiled");

const built = spawnSync(process.execPath, [join(repositoryRoot, "web", "build.ts")], { stdio: "inherit" });
if (built.status !== 0) process.exit(built.status ?? 1);

mkdirSync(join(repositoryRoot, "var"), { recursive: true });
rmSync(reportFile, { force: true });
const vitest = join(repositoryRoot, "node_modules", "vitest", "vitest.mjs");
const run = spawnSync(
  process.execPath,
  [vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`, ...process.argv.slice(2)],
  { cwd: repositoryRoot, stdio: "inherit" },
);

let report: TestReport;
try {
  report = JSON.parse(readFileSync(reportFile, "utf8")) as TestReport;
} catch {
  console.error("The test runner left no report.");
  process.exit(run.status === 0 ? 1 : (run.status ?? 1));
}
const skipped = report.testResults.flatMap((file) =>
  file.assertionResults.filter((test) => test.status === "skipped" || test.status === "pending"),
);
const brokenFiles = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
if (skipped.length > 0) {
  console.log(`\nHoppades över (skipped), ${skipped.length}:`);
  for (const test of skipped) console.log(`  ${test.fullName}`);
}
const failed = report.numFailedTests + brokenFiles.length + (nothingMayBeSkipped ? skipped.length : 0);
console.log(
  `\n${report.numPassedTests} passed, ${failed} failed${nothingMayBeSkipped ? "" : `, ${skipped.length} skipped`}`,
);
process.exit(failed > 0 || run.status !== 0 ? 1 : 0);
