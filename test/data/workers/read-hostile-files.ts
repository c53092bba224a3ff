// A process that reads the files it is given in the importer's own thread, and tells what came of each as one line of JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { uploadLimits } from "../../../data/upload-limits.ts";
import { parseInWorker } from "../../../data/workers/parse-in-worker.ts";

const [folder, listFile] = process.argv.slice(2) as [string, string];
const list = JSON.parse(readFileSync(join(folder, listFile), "utf8")) as {
  stored: string;
  name: string;
  parseTimeMs?: number;
}[];

function tryToWrite(): string {
  try {
    writeFileSync(join(folder, "written-by-mistake"), "x");
    return "written";
  } catch (error) {
    return (error as { code: string }).code;
  }
}
console.log(JSON.stringify({ name: "a file of its own", outcome: tryToWrite() }));

for (const { stored, name, parseTimeMs = uploadLimits.parseTimeMs } of list) {
  const limits = { ...uploadLimits, parseTimeMs };
  const begun = performance.now();
  const result = await parseInWorker(new Uint8Array(readFileSync(join(folder, stored))), name, { limits });
  const refusal = result.issues.find(({ severity }) => severity === "error")?.code ?? "refused without a reason";
  const told = JSON.stringify(result);
  console.log(
    JSON.stringify({
      name,
      outcome: result.kind === "refused" ? refusal : "read",
      milliseconds: Math.round(performance.now() - begun),
      characters: told.length,
      tellsOtherFiles: /root:.*:0:0:/.test(told),
    }),
  );
}
