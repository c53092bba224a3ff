// Files that take a library are written in a thread of their own, one at a time, within limits of time and memory.
import { Worker } from "node:worker_threads";
import { AppError } from "../errors.ts";
import type { FileContent, Written } from "./file-content.ts";

const workerFile = new URL("./file-writer.worker.ts", import.meta.url);
const timeLimitMs = 120_000;
const memoryLimitMb = 1_024;
/** Who comes when so many wait is asked to try again: a file may take seconds. */
const mostWaiting = 8;

let turn: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** The bytes of the file, or of each. Throws `server.busy` where too many are waiting, and on a fault of the library. */
export async function writeInWorker<Content extends FileContent>(content: Content): Promise<Written<Content>> {
  if (waiting >= mostWaiting) throw new AppError("server.busy");
  waiting += 1;
  const writing = turn
    .then(() => runWorker(content))
    .finally(() => {
      waiting -= 1;
    });
  turn = writing.catch(() => undefined);
  return writing;
}

function runWorker<Content extends FileContent>(content: Content): Promise<Written<Content>> {
  const { promise, resolve, reject } = Promise.withResolvers<Written<Content>>();
  const worker = new Worker(workerFile, {
    workerData: content,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
  });
  const timer = setTimeout(() => reject(new Error(`No ${content.kind} within ${timeLimitMs} ms.`)), timeLimitMs);
  worker.on("message", resolve);
  worker.on("error", reject);
  worker.on("exit", () => reject(new Error(`The thread ended without a ${content.kind}.`)));
  return promise.finally(async () => {
    clearTimeout(timer);
    await worker.terminate();
  });
}
