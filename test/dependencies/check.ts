// `npm run dependencies`: the licences of what is shipped, and its known holes; ends with 1 when something is not allowed and not explained.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Allowed,
  type AuditReport,
  advisoriesOf,
  advisoryTrouble,
  type Component,
  licenceTrouble,
  whyUnanswered,
} from "./judge.ts";

const root = join(import.meta.dirname, "../..");
const allowed = JSON.parse(readFileSync(join(import.meta.dirname, "allowed.json"), "utf8")) as Allowed;

function npm(...words: string[]): unknown {
  const { stdout } = spawnSync("npm", words, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`npm ${words.join(" ")} told nothing that can be read.`);
  }
}

const shipped = ["--omit=dev", "--package-lock-only"];
const { components } = npm("sbom", "--sbom-format=cyclonedx", ...shipped) as { components: Component[] };
const licences = licenceTrouble(components, allowed);
console.log(`Licences of ${components.length} packages: ${licences.length === 0 ? "all allowed or explained" : ""}`);
for (const sentence of licences) console.log(`  ${sentence}`);

const audited = npm("audit", "--json", ...shipped) as AuditReport;
const unanswered = whyUnanswered(audited);
const holes = unanswered === null ? advisoryTrouble(advisoriesOf(audited), allowed) : [];
if (unanswered === null) console.log(`Known holes of high severity that are not explained: ${holes.length}`);
else {
  console.log("\nHoppades över (skipped), 1:");
  console.log(`  npm audit: known holes were not looked up, the package registry does not tell them (${unanswered}).`);
}
for (const sentence of holes) console.log(`  ${sentence}`);
process.exit(licences.length + holes.length > 0 ? 1 : 0);
