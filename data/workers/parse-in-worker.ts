// Reads an uploaded file in a thread of its own, within limits of time and memory, so that no file can stop or bring down the service.
import { Worker } from "node:worker_threads";
import { containsPersonalIdentityNumber } from "../formats/personal-identity-number.ts";
import { type ReadOptions, type ReadResult, type ReadStep, refused } from "../formats/types.ts";
import { type Issue, issue } from "../issues.ts";
import { type UploadLimits, uploadLimits } from "../upload-limits.ts";
import type { ParseJob, ParseMessage } from "./protocol.ts";

export interface ParseControl {
  /** Aborting ends the thread at once; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, step: ReadStep) => void;
}

const workerFile = new URL("./parse.worker.ts", import.meta.url);

let running = 0;
const waiting: (() => void)[] = [];

async function takeTurn(limits: UploadLimits): Promise<void> {
  if (running >= limits.concurrentFiles) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
}

// A turn is handed straight to the next in line, so the number of running threads never rises above the limit.
function giveTurn(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}

function issueOfCrash(error: unknown, fileName: string): Issue {
  const isMemory = (error as { code?: unknown } | null)?.code === "ERR_WORKER_OUT_OF_MEMORY";
  return isMemory ? issue("file.out-of-memory", { file: fileName }) : issue("file.crashed-parser", { file: fileName });
}

function runJob(job: ParseJob, limits: UploadLimits, control: ParseControl): Promise<ReadResult> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadResult>();
  const worker = new Worker(workerFile, {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: limits.workerMemoryMb },
    env: {},
    stdin: false,
    stdout: true,
    stderr: true,
  });
  const stopAsTooSlow = () =>
    resolve(refused(issue("file.too-slow", { file: job.fileName, limitSeconds: limits.parseTimeMs / 1_000 })));
  const timer = setTimeout(stopAsTooSlow, limits.parseTimeMs);
  const stopAsCancelled = () => reject(control.signal?.reason);
  control.signal?.addEventListener("abort", stopAsCancelled, { once: true });
  worker.on("message", (message: ParseMessage) => {
    if (message.type === "finished") resolve(message.result);
    else control.onProgress?.(message.fraction, message.step);
  });
  worker.on("error", (error) => resolve(refused(issueOfCrash(error, job.fileName))));
  worker.on("exit", () => resolve(refused(issueOfCrash(null, job.fileName))));
  return promise.finally(async () => {
    clearTimeout(timer);
    control.signal?.removeEventListener("abort", stopAsCancelled);
    await worker.terminate();
  });
}

/**
 * Reads a file as `readFile` does, in a new thread: a hang, a crash or too much memory becomes a refusal (`file.too-slow`,
 * `file.crashed-parser`, `file.out-of-memory`) and cannot touch another file. Starting the thread costs about 0.2 s, GDAL another
 * 0.3 s for geographic files. The thread sees no environment variables. At most `limits.concurrentFiles` run; others wait.
 */
export async function parseInWorker(
  bytes: Uint8Array,
  fileName: string,
  options: Omit<ReadOptions, "onProgress"> = {},
  control: ParseControl = {},
): Promise<ReadResult> {
  const limits = options.limits ?? uploadLimits;
  if (containsPersonalIdentityNumber(fileName)) return refused(issue("file.personal-identity-number-in-name", {}));
  control.signal?.throwIfAborted();
  await takeTurn(limits);
  try {
    control.signal?.throwIfAborted();
    return await runJob({ bytes, fileName, options }, limits, control);
  } finally {
    giveTurn();
  }
}
