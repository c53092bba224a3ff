// Reads an uploaded file in a process of its own, within limits of time and memory, so that no file can stop or bring down the service.
import { fork } from "node:child_process";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { containsPersonalIdentityNumber } from "../formats/personal-identity-number.ts";
import { type ReadOptions, type ReadResult, type ReadStep, refused } from "../formats/types.ts";
import { issue } from "../issues.ts";
import { type UploadLimits, uploadLimits } from "../upload-limits.ts";
import type { ParseJob, ParseMessage } from "./protocol.ts";

export interface ParseControl {
  /** Aborting ends the process at once; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, step: ReadStep) => void;
}

const program = join(import.meta.dirname, "parse.process.ts");
const programFolder = join(import.meta.dirname, "../..");
const modules = join(programFolder, "node_modules");

/**
 * Node's options for a process that reads the program's code and no other file (the database and its key may lie beside
 * it), writes nothing, starts no program, and
 * has so many megabytes of JavaScript heap. A thread will not do: V8 ends the whole process, not the thread alone, where
 * a thread passes its limit faster than it can be stopped.
 */
export function closedProcessOptions(memoryMb: number): string[] {
  const readable = [join(programFolder, "data"), join(programFolder, "package.json"), modules, realpathSync(modules)];
  return [
    `--max-old-space-size=${memoryMb}`,
    "--permission",
    // For the thread that ends the process with the service.
    "--allow-worker",
    "--disable-warning=SecurityWarning",
    ...readable.map((path) => `--allow-fs-read=${path}`),
  ];
}

let running = 0;
const waiting: (() => void)[] = [];

async function takeTurn(limits: UploadLimits): Promise<void> {
  if (running >= limits.concurrentFiles) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
}

// A turn is handed straight to the next in line, so the number of running processes never rises above the limit.
function giveTurn(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}

/** V8's last words where the heap is full; where it breaks otherwise it says other things. */
const outOfMemory = /heap out of memory|heap limit/;
const lastWordsLength = 100;

function runJob(job: ParseJob, limits: UploadLimits, control: ParseControl): Promise<ReadResult> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadResult>();
  const reader = fork(program, {
    execArgv: closedProcessOptions(limits.processMemoryMb),
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const { fileName } = job;
  const ended = new Promise<void>((resolveEnded) => {
    reader.once("close", () => resolveEnded());
    // A system that has no room for another process tells it so, and then there is no end to wait for.
    reader.on("error", () => {
      resolve(refused(issue("file.crashed-parser", { file: fileName })));
      if (reader.pid === undefined) resolveEnded();
    });
  });
  let [lastWords, isOutOfMemory] = ["", false];
  reader.stderr?.setEncoding("utf8").on("data", (words: string) => {
    isOutOfMemory ||= outOfMemory.test(lastWords + words);
    lastWords = (lastWords + words).slice(-lastWordsLength);
  });
  const stopAsTooSlow = () =>
    resolve(refused(issue("file.too-slow", { file: fileName, limitSeconds: limits.parseTimeMs / 1_000 })));
  const timer = setTimeout(stopAsTooSlow, limits.parseTimeMs);
  const stopAsCancelled = () => reject(control.signal?.reason);
  control.signal?.addEventListener("abort", stopAsCancelled, { once: true });
  reader.on("message", (message: ParseMessage) => {
    if (message.type === "finished") resolve(message.result);
    else control.onProgress?.(message.fraction, message.step);
  });
  reader.once("close", () => {
    const code = isOutOfMemory ? "file.out-of-memory" : "file.crashed-parser";
    resolve(refused(issue(code, { file: fileName })));
  });
  // A process that is gone before it has taken everything is told by its end.
  if (reader.connected) reader.send(job, () => {});
  return promise.finally(async () => {
    clearTimeout(timer);
    control.signal?.removeEventListener("abort", stopAsCancelled);
    reader.kill("SIGKILL");
    await ended;
  });
}

/**
 * Reads a file as `readFile` does, in a new process: a hang, a crash or too much memory becomes a refusal (`file.too-slow`,
 * `file.crashed-parser`, `file.out-of-memory`) and cannot touch another file or the service. Starting it costs about 0.2 s,
 * GDAL another 0.3 s for geographic files. It sees no environment variables, and ends when the service does. At most `limits.concurrentFiles` run; others wait.
 */
export async function parseInProcess(
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
