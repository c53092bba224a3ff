// The process in which one uploaded file is read: gets the bytes, answers with progress and one result, and is then ended.
import { Worker } from "node:worker_threads";
import "./no-network.ts";
import "./file-constants-only.ts";
import { readFile } from "../formats/index.ts";
import type { ParseJob, ParseMessage } from "./protocol.ts";

new Worker(new URL("./end-with-parent.worker.ts", import.meta.url), { execArgv: [] }).unref();

const post = (message: ParseMessage) => void process.send?.(message);

process.once("message", async ({ bytes, fileName, options }: ParseJob) => {
  const result = await readFile(bytes, fileName, {
    ...options,
    onProgress: (fraction, step) => post({ type: "progress", fraction, step }),
  });
  post({ type: "finished", result });
});
