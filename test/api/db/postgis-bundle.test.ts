// The part of PostGIS that the embedded engine starts with: nothing missing that is used, nothing more, and made once.
import { readFileSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { PGlite } from "@electric-sql/pglite";
import { expect, it } from "vitest";
import { postgis } from "../../../api/db/postgis-bundle.ts";

async function bundlePath(): Promise<URL> {
  const made = await postgis.setup({} as PGlite, {});
  return made.bundlePath!;
}

it("holds the library, its installation and the projections, and no other part", async () => {
  const archive = gunzipSync(readFileSync(await bundlePath()));
  const paths: string[] = [];
  for (let at = 0; archive[at] !== 0; ) {
    paths.push(archive.toString("latin1", at, at + 100).split("\0")[0]!);
    const size = Number.parseInt(archive.toString("latin1", at + 124, at + 135), 8);
    at += 512 * (1 + Math.ceil(size / 512));
  }
  const withoutProjections = paths.filter((path) => !path.startsWith("share/proj/"));
  expect(withoutProjections.sort()).toEqual([
    "lib/postgresql/postgis-3.so",
    expect.stringMatching(/^share\/postgresql\/extension\/postgis--\d+\.\d+\.\d+\.sql$/),
    "share/postgresql/extension/postgis.control",
  ]);
  expect(paths).toContain("share/proj/proj.db");
});

it("is made once", async () => {
  const first = statSync(await bundlePath());
  expect(statSync(await bundlePath()).mtimeMs).toBe(first.mtimeMs);
});
