// A thread that tries every way out to the network after it was closed, and answers what each attempt came to.
import { execFileSync, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { lookup, resolve4 } from "node:dns";
import { Resolver } from "node:dns/promises";
import { get } from "node:http";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { parentPort, workerData } from "node:worker_threads";

const { port, isClosed } = workerData as { port: number; isClosed: boolean };
if (isClosed) await import("../../../data/workers/no-network.ts");

const url = `http://127.0.0.1:${port}/`;
const byEvent = (start: () => { once(event: string, hear: (value?: unknown) => void): unknown }, success: string) =>
  new Promise<void>((resolve, reject) => {
    const started = start();
    started.once("error", reject);
    started.once(success, () => resolve());
  });

const attempts: Record<string, () => Promise<unknown>> = {
  fetch: () => fetch(url),
  http: () => byEvent(() => get(url), "response"),
  net: () => byEvent(() => connect(port, "127.0.0.1"), "connect"),
  tls: () => byEvent(() => connectTls(port, "127.0.0.1"), "secureConnect"),
  datagram: () =>
    new Promise((resolve, reject) => {
      const socket = createSocket("udp4");
      socket.send("x", port, "127.0.0.1", (trouble) => (trouble ? reject(trouble) : resolve(socket.close())));
    }),
  lookup: () =>
    new Promise((resolve, reject) => lookup("localhost", (trouble) => (trouble ? reject(trouble) : resolve(0)))),
  resolve: () => new Promise((_resolve, reject) => resolve4("example.invalid", reject)),
  resolver: () => new Resolver().resolve4("example.invalid"),
  program: () => byEvent(() => spawn(process.execPath, ["--version"]), "exit"),
  programAtOnce: async () => execFileSync(process.execPath, ["--version"]),
};

const outcomes: Record<string, string> = {};
for (const [name, attempt] of Object.entries(attempts)) {
  outcomes[name] = await (async () => attempt())().then(
    () => "done",
    (trouble: Error) => `${trouble.message} ${(trouble.cause as Error | undefined)?.message ?? ""}`,
  );
}
parentPort?.postMessage(outcomes);
