// The process for one file: same answer as in the calling one, and no file can hang, crash or outlive its limits.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFile } from "../../../data/formats/index.ts";
import { uploadLimits } from "../../../data/upload-limits.ts";
import { closedProcessOptions, parseInProcess } from "../../../data/workers/parse-in-process.ts";
import { madeUpPersonalNumber, makeSquares, utf8 } from "../formats/make-files.ts";

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/geo/${name}`, import.meta.url)));
const manyRows = (count: number) => utf8(`kod;antal\n${"110101;12\n".repeat(count)}`);

/** The processes that another has started, as Linux tells them. */
function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && statusOf(name)[1] === String(parent))
    .map(Number);
}

/** The state's letter and the parent of a process; none where it is gone. */
function statusOf(process: number | string): string[] {
  try {
    const stat = readFileSync(`/proc/${process}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

/** A dead one that nobody has taken note of yet is not alive. */
const isAlive = (process: number) => /^[^ZX]$/.test(statusOf(process)[0] ?? "Z");

describe("reading in a process of its own", () => {
  test.for(["squares.gpkg", "shape-3014-latin1.zip", "tab-3014.zip", "squares-4326.geojson"])(
    "%s gives what readFile gives",
    async (name) => {
      expect(await parseInProcess(fixture(name), name)).toEqual(await readFile(fixture(name), name));
    },
  );

  test("progress rises from the process to the caller", async () => {
    const seen: number[] = [];
    await parseInProcess(fixture("squares.gpkg"), "a.gpkg", {}, { onProgress: (fraction) => seen.push(fraction) });
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
  });

  test("a file that takes too long is refused in time, and the next file is untouched", async () => {
    const started = performance.now();
    const limits = { ...uploadLimits, parseTimeMs: 300 };
    const slow = await parseInProcess(manyRows(900_000), "stor.csv", { limits });
    expect(slow).toMatchObject({ kind: "refused", issues: [{ code: "file.too-slow" }] });
    expect(performance.now() - started).toBeLessThan(3_000);
    expect((await parseInProcess(manyRows(3), "liten.csv")).kind).toBe("table");
  });

  test("a file that needs too much memory is refused, and the next file is untouched", async () => {
    const limits = { ...uploadLimits, processMemoryMb: 48 };
    const large = await parseInProcess(manyRows(900_000), "stor.csv", { limits });
    expect(large).toMatchObject({ kind: "refused", issues: [{ code: "file.out-of-memory" }] });
    expect((await parseInProcess(manyRows(3), "liten.csv")).kind).toBe("table");
  });

  test("cancelling ends the process and rejects with the reason", async () => {
    const controller = new AbortController();
    const reading = parseInProcess(
      manyRows(900_000),
      "stor.csv",
      {},
      { signal: controller.signal, onProgress: () => controller.abort(new Error("ångrat")) },
    );
    await expect(reading).rejects.toThrow("ångrat");
    await expect(parseInProcess(manyRows(3), "a.csv", {}, { signal: controller.signal })).rejects.toThrow("ångrat");
    expect((await parseInProcess(manyRows(3), "liten.csv")).kind).toBe("table");
  });

  test("more files than may run at once wait their turn, and all are read", async () => {
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, index) => parseInProcess(utf8(makeSquares([{ a: index }])), `${index}.geojson`)),
    );
    expect(results.map(({ kind }) => kind)).toEqual(Array(6).fill("features"));
  });

  test("the process reads the program's code and no other file, writes none and starts no program", () => {
    const folder = mkdtempSync(join(tmpdir(), "arbete-"));
    writeFileSync(join(folder, "another"), "x");
    const program = join(import.meta.dirname, "try-everything.ts");
    const attempt = (options: readonly string[]) =>
      JSON.parse(execFileSync(process.execPath, [...options, program, folder], { encoding: "utf8" }));
    expect(attempt([...closedProcessOptions(256), `--allow-fs-read=${program}`])).toEqual({
      "reads the program": "done",
      "reads a file beside the program": "ERR_ACCESS_DENIED",
      "reads another file": "ERR_ACCESS_DENIED",
      "writes a file": "ERR_ACCESS_DENIED",
      "starts a program": "ERR_ACCESS_DENIED",
    });
    expect(new Set(Object.values(attempt([])))).toEqual(new Set(["done"]));
    rmSync(folder, { recursive: true });
  });

  test.runIf(existsSync("/proc/self/stat"))("the process ends when the one that started it is killed", async () => {
    const starter = spawn(process.execPath, [join(import.meta.dirname, "read-slow-file.ts")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((resolve) => starter.stdout.once("data", resolve));
    const [reader] = childrenOf(starter.pid!);
    expect(isAlive(reader!)).toBe(true);
    starter.kill("SIGKILL");
    await expect.poll(() => isAlive(reader!), { timeout: 10_000, interval: 100 }).toBe(false);
  });

  test("nothing is left on disk", async () => {
    const before = readdirSync(tmpdir()).sort();
    await parseInProcess(fixture("squares.gpkg"), "a.gpkg");
    await parseInProcess(fixture("squares.gpkg").slice(0, 30_000), "trasig.gpkg");
    expect(
      readdirSync(tmpdir())
        .sort()
        .filter((name) => !before.includes(name) && /gpkg|gdal|upload/i.test(name)),
    ).toEqual([]);
  });

  test("a file name with a personal identity number is refused without repeating it", async () => {
    const number = madeUpPersonalNumber("20120314", "238");
    const result = await parseInProcess(manyRows(1), `akt ${number}.csv`);
    expect(result).toMatchObject({ kind: "refused", issues: [{ code: "file.personal-identity-number-in-name" }] });
    expect(JSON.stringify(result)).not.toContain(number);
  });
});
