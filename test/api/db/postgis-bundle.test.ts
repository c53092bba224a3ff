// The part of PostGIS that the embedded engine starts with: nothing missing that is used, nothing more, and made once.
import { readFileSync, statSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { PGlite } from "@electric-sql/pglite";
import { expect, it } from "vitest";
import { postgis } from "../../../api/db/postgis-bundle.ts";
import { forEachDatabase } from "../../support/databases.ts";

async function bundlePath(): Promise<URL> {
  const made = await postgis.setup({} as PGlite, { PGLITE_ENV: {} });
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

forEachDatabase("what is used of PostGIS", (open) => {
  it("projects, measures, mends and joins", async () => {
    const { asOwner, close } = await open();
    try {
      const { rows } = await asOwner((owner) =>
        owner.query<Record<string, string>>(
          `select st_asgeojson(st_transform(st_setsrid(st_point(500000, 6900000), 3006), 4326), 5) as projected,
             st_length(st_transform(st_setsrid(st_makeline(st_point(17, 62), st_point(17.1, 62)), 4326), 3006))::int as "lengthM",
             st_isvalidreason(st_makevalid(st_geomfromtext('POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))'))) as mended,
             st_area(st_union(st_makeenvelope(0, 0, 2, 2), st_makeenvelope(1, 0, 3, 2)))::int as "areaM2"`,
        ),
      );
      expect(rows).toEqual([
        {
          projected: '{"type":"Point","coordinates":[15,62.23177]}',
          lengthM: 5238,
          mended: "Valid Geometry",
          areaM2: 6,
        },
      ]);
    } finally {
      await close();
    }
  });
});
