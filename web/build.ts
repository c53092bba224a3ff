// Builds the page into web/dist, and does nothing when it is already built from the present sources.
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const webFolder = import.meta.dirname;
const rootFolder = join(webFolder, "..");
const stampFile = join(webFolder, "dist", ".sources");

/** SHA-256 over everything the page is built from, the lock file included (it names the libraries' versions). */
function sourcesHash(): string {
  const hash = createHash("sha256");
  const sources = globSync(["web/**/*.*", "engine/**/*.ts", "api/contract/*.ts", "package-lock.json"], {
    cwd: rootFolder,
  })
    .filter((source) => !source.startsWith(join("web", "dist")))
    .sort();
  for (const source of sources) hash.update(source).update(readFileSync(join(rootFolder, source)));
  return hash.digest("hex");
}

const hash = sourcesHash();
const upToDate = existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash;
if (!upToDate || process.argv.includes("--always")) {
  console.log("Bygger sidan … (building the page)");
  // Vite takes React's slow development build wherever this says anything else, for example when a test builds the page.
  process.env.NODE_ENV = "production";
  await build({ configFile: join(webFolder, "vite.config.ts"), logLevel: "warn" });
  writeFileSync(stampFile, hash);
}
