// The thread for one file: same answer as in the calling thread, and no file can hang, crash or outlive its limits.
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { readFile } from "../../../data/formats/index.ts";
import { uploadLimits } from "../../../data/upload-limits.ts";
import { parseInWorker } from "../../../data/workers/parse-in-worker.ts";
import { madeUpPersonalNumber, makeSquares, utf8 } from "./make-files.ts";

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/geo/${name}`, import.meta.url)));
const manyRows = (count: number) => utf8(`kod;antal\n${"110101;12\n".repeat(count)}`);

describe("reading in a thread of its own", () => {
  test.for(["squares.gpkg", "shape-3014-latin1.zip", "tab-3014.zip", "squares-4326.geojson"])(
    "%s gives what readFile gives",
    async (name) => {
      expect(await parseInWorker(fixture(name), name)).toEqual(await readFile(fixture(name), name));
    },
  );

  test("progress rises from the thread to the caller", async () => {
    const seen: number[] = [];
    await parseInWorker(fixture("squares.gpkg"), "a.gpkg", {}, { onProgress: (fraction) => seen.push(fraction) });
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
  });

  test("a file that takes too long is refused in time, and the next file is untouched", async () => {
    const started = performance.now();
    const limits = { ...uploadLimits, parseTimeMs: 300 };
    const slow = await parseInWorker(manyRows(900_000), "stor.csv", { limits });
    expect(slow).toMatchObject({ kind: "refused", issues: [{ code: "file.too-slow" }] });
    expect(performance.now() - started).toBeLessThan(3_000);
    expect((await parseInWorker(manyRows(3), "liten.csv")).kind).toBe("table");
  });

  test("a file that needs too much memory is refused, and the next file is untouched", async () => {
    const limits = { ...uploadLimits, workerMemoryMb: 48 };
    const large = await parseInWorker(manyRows(900_000), "stor.csv", { limits });
    expect(large).toMatchObject({ kind: "refused", issues: [{ code: "file.out-of-memory" }] });
    expect((await parseInWorker(manyRows(3), "liten.csv")).kind).toBe("table");
  });

  test("cancelling ends the thread and rejects with the reason", async () => {
    const controller = new AbortController();
    const reading = parseInWorker(
      manyRows(900_000),
      "stor.csv",
      {},
      { signal: controller.signal, onProgress: () => controller.abort(new Error("ångrat")) },
    );
    await expect(reading).rejects.toThrow("ångrat");
    await expect(parseInWorker(manyRows(3), "a.csv", {}, { signal: controller.signal })).rejects.toThrow("ångrat");
    expect((await parseInWorker(manyRows(3), "liten.csv")).kind).toBe("table");
  });

  test("more files than may run at once wait their turn, and all are read", async () => {
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, index) => parseInWorker(utf8(makeSquares([{ a: index }])), `${index}.geojson`)),
    );
    expect(results.map(({ kind }) => kind)).toEqual(Array(6).fill("features"));
  });

  test("nothing is left on disk", async () => {
    const before = readdirSync(tmpdir()).sort();
    await parseInWorker(fixture("squares.gpkg"), "a.gpkg");
    await parseInWorker(fixture("squares.gpkg").slice(0, 30_000), "trasig.gpkg");
    expect(
      readdirSync(tmpdir())
        .sort()
        .filter((name) => !before.includes(name) && /gpkg|gdal|upload/i.test(name)),
    ).toEqual([]);
  });

  test("a file name with a personal identity number is refused without repeating it", async () => {
    const number = madeUpPersonalNumber("20120314", "238");
    const result = await parseInWorker(manyRows(1), `akt ${number}.csv`);
    expect(result).toMatchObject({ kind: "refused", issues: [{ code: "file.personal-identity-number-in-name" }] });
    expect(JSON.stringify(result)).not.toContain(number);
  });
});
