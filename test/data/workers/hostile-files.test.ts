// Hostile files, read where nothing may be written and every call to the network is counted: each is refused or read, and nothing else happens.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { uploadLimits } from "../../../data/upload-limits.ts";
import { repositoryRoot } from "../../support/service-process.ts";
import { type HostileFile, hostileFiles } from "./hostile-files.ts";

interface Told {
  readonly name: string;
  readonly outcome: string;
  readonly milliseconds: number;
  readonly characters: number;
  readonly tellsOtherFiles: boolean;
}

const folder = mkdtempSync(join(tmpdir(), "fientliga-"));
const workFolder = mkdtempSync(join(tmpdir(), "arbete-"));

describe("hostile files", () => {
  let server: Server;
  let files: readonly HostileFile[];
  const told = new Map<string, Told>();
  let connections = 0;

  beforeAll(async () => {
    server = createServer((_request, response) => void response.end());
    server.on("connection", () => {
      connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    files = hostileFiles(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, workFolder);
    const list = files.map(({ name, make, parseTimeMs }, index) => {
      writeFileSync(join(folder, `${index}`), make());
      return { stored: `${index}`, name, parseTimeMs };
    });
    writeFileSync(join(folder, "list.json"), JSON.stringify(list));
    for (const line of (await readInLockedProcess()).split("\n").filter(Boolean)) {
      const one = JSON.parse(line) as Told;
      told.set(one.name, one);
    }
  }, 300_000);
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
    rmSync(workFolder, { recursive: true });
  });

  /** Node's permission model: reads the program and the files, writes nothing and starts no program, in threads too. */
  function readInLockedProcess(): Promise<string> {
    const readable = [repositoryRoot, realpathSync(join(repositoryRoot, "node_modules")), folder];
    const child = spawn(
      process.execPath,
      [
        "--permission",
        "--allow-worker",
        "--disable-warning=SecurityWarning",
        // Threads inherit it.
        `--import=${pathToFileURL(join(import.meta.dirname, "constants-only.ts"))}`,
        ...readable.map((path) => `--allow-fs-read=${path}`),
        join(import.meta.dirname, "read-hostile-files.ts"),
        folder,
        "list.json",
      ],
      { cwd: repositoryRoot, stdio: ["ignore", "pipe", "inherit"] },
    );
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => (code === 0 ? resolve(text) : reject(new Error(`ended with ${code}: ${text}`))));
    });
  }

  it("are read by a process that can write nothing", () => {
    expect(told.get("a file of its own")?.outcome).toBe("ERR_ACCESS_DENIED");
  });

  it("are each refused for what they are, or read without what they refer to, in time", () => {
    const unexpected = files.flatMap(({ name, what, outcomes }) => {
      const outcome = told.get(name)?.outcome ?? "not told";
      return (outcomes as readonly string[]).includes(outcome) ? [] : [`${what}: ${outcome}`];
    });
    expect(unexpected).toEqual([]);
    for (const { name, what } of files) {
      const one = told.get(name);
      expect(one?.milliseconds, what).toBeLessThan(uploadLimits.parseTimeMs + 10_000);
      expect(one?.characters, what).toBeLessThan(100_000);
      expect(one?.tellsOtherFiles, what).toBe(false);
    }
  });

  it("leave nothing behind", () => {
    expect(readdirSync(folder).sort()).toEqual([...files.keys(), "list.json"].map(String).sort());
    for (const place of [folder, workFolder, tmpdir(), repositoryRoot, "/"]) {
      expect(
        readdirSync(place).filter((name) => /climbed/.test(name)),
        place,
      ).toEqual([]);
    }
  });

  it("ask nobody anything, and the counter counts", async () => {
    expect(connections).toBe(0);
    await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(connections).toBe(1);
  });
});
