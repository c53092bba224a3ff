// A process that tries to read, write and start what a file may not, and tells what each attempt came to as JSON.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2) as [string];
const attempts: Record<string, () => unknown> = {
  "reads the program": () => readFileSync(join(import.meta.dirname, "../../../data/workers/parse.process.ts")),
  "reads a file beside the program": () => readFileSync(join(import.meta.dirname, "../../../README.md")),
  "reads another file": () => readFileSync(join(folder, "another")),
  "writes a file": () => writeFileSync(join(folder, "written"), "x"),
  "starts a program": () => execFileSync(process.execPath, ["--version"]),
};

function outcomeOf(attempt: () => unknown): string {
  try {
    attempt();
    return "done";
  } catch (error) {
    return (error as { code: string }).code;
  }
}
console.log(JSON.stringify(Object.fromEntries(Object.entries(attempts).map(([name, one]) => [name, outcomeOf(one)]))));
