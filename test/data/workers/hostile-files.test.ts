// Hostile files, read as uploads are, with every call to the network counted: each is refused or read, and nothing else happens.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { uploadLimits } from "../../../data/upload-limits.ts";
import { parseInProcess } from "../../../data/workers/parse-in-process.ts";
import { repositoryRoot } from "../../support/service-process.ts";
import { type HostileFile, hostileFiles } from "./hostile-files.ts";

interface Told {
  readonly outcome: string;
  readonly milliseconds: number;
  readonly characters: number;
  readonly tellsOtherFiles: boolean;
}

const workFolder = mkdtempSync(join(tmpdir(), "arbete-"));

async function read({ name, make, parseTimeMs = uploadLimits.parseTimeMs }: HostileFile): Promise<Told> {
  const begun = performance.now();
  const result = await parseInProcess(make(), name, { limits: { ...uploadLimits, parseTimeMs } });
  const refusal = result.issues.find(({ severity }) => severity === "error")?.code ?? "refused without a reason";
  const told = JSON.stringify(result);
  return {
    outcome: result.kind === "refused" ? refusal : "read",
    milliseconds: performance.now() - begun,
    characters: told.length,
    tellsOtherFiles: /root:.*:0:0:/.test(told),
  };
}

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
    for (const file of files) told.set(file.name, await read(file));
  }, 300_000);
  afterAll(() => {
    server.close();
    rmSync(workFolder, { recursive: true });
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
    for (const place of [workFolder, tmpdir(), repositoryRoot, "/"]) {
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
