// A thread that reads a file cannot reach the network in any way Node has, and the same attempts reach it elsewhere.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

describe("the closed network", () => {
  let server: Server;
  let connections = 0;
  beforeAll(async () => {
    server = createServer((_request, response) => void response.end());
    server.on("connection", () => {
      connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => void server.close());

  function outcomes(isClosed: boolean): Promise<Record<string, string>> {
    const workerData = { port: (server.address() as AddressInfo).port, isClosed };
    const worker = new Worker(new URL("./try-network.ts", import.meta.url), { workerData });
    return new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
    }).finally(() => worker.terminate()) as Promise<Record<string, string>>;
  }

  it("lets no attempt out", async () => {
    const found = await outcomes(true);
    expect(Object.keys(found).length).toBeGreaterThan(8);
    for (const [name, outcome] of Object.entries(found)) expect(outcome, name).toContain("may not reach the network");
    expect(connections).toBe(0);
  });

  it("is what stops them: without it they get through", async () => {
    const found = await outcomes(false);
    for (const name of ["fetch", "http", "net", "datagram", "lookup", "program", "programAtOnce"]) {
      expect([name, found[name]]).toEqual([name, "done"]);
    }
    expect(connections).toBeGreaterThanOrEqual(3);
  });
});
