// PostGIS for the embedded engine without the parts that are never used: they took more than half of the time of every start, and a quarter of its memory.
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Extension } from "@electric-sql/pglite";
import { postgis as whole } from "@electric-sql/pglite-postgis";

/** Rasters, topology, addresses of the United States, and the steps between PostGIS's own versions. */
function isUsed(path: string): boolean {
  if (path.startsWith("share/proj/")) return true;
  return /^(lib\/postgresql\/postgis-3\.so|share\/postgresql\/extension\/postgis(\.control|--\d+\.\d+\.\d+\.sql))$/.test(
    path,
  );
}

/** The engine loads and compiles all that the bundle holds, so what is left out here is never read. */
export const postgis: Extension = {
  name: whole.name,
  async setup(engine, options) {
    // Also tells the engine where its projections lie.
    const made = await whole.setup(engine, options);
    return { ...made, bundlePath: pathToFileURL(usedBundle(fileURLToPath(made.bundlePath!))) };
  },
};

/**
 * The file of the used parts. It lies with the program's own packages, where only who may change the program may write,
 * and is made at the first start; where that cannot be, the whole bundle is used.
 */
function usedBundle(whole: string): string {
  const rules = createHash("sha256")
    .update(isUsed.toString())
    .update(readFileSync(whole.replace(/postgis\.tar\.gz$/, "../package.json")));
  const folder = join(import.meta.dirname, "../../node_modules/.cache/omradeslinjen");
  const file = join(folder, `postgis-${rules.digest("hex").slice(0, 16)}.tar.gz`);
  if (existsSync(file)) return file;
  try {
    mkdirSync(folder, { recursive: true });
    // Of its own name: two engines of one process may begin at the same time.
    const unfinished = `${file}.${randomUUID()}`;
    writeFileSync(unfinished, gzipSync(usedEntries(gunzipSync(readFileSync(whole))), { level: 1 }));
    renameSync(unfinished, file);
    return file;
  } catch {
    return whole;
  }
}

const blockBytes = 512;

/** The used entries of a tar archive (POSIX 1003.1 ustar): each a block of head, of which the first 100 signs are the path and twelve from 124 the size in octal digits, and its content in whole blocks. */
function usedEntries(archive: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at + blockBytes <= archive.length && archive[at] !== 0; ) {
    const text = (from: number, length: number) =>
      archive.toString("latin1", at + from, at + from + length).split("\0")[0]!;
    const size = Number.parseInt(text(124, 12), 8);
    const end = at + blockBytes * (1 + Math.ceil(size / blockBytes));
    if (isUsed(text(0, 100))) kept.push(archive.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, Buffer.alloc(2 * blockBytes)]);
}
