// The thread in which one uploaded file is read: gets the bytes, answers with progress and one result, and is then thrown away.
import { parentPort, workerData } from "node:worker_threads";
import "./no-network.ts";
import { readFile } from "../formats/index.ts";
import type { ParseJob, ParseMessage } from "./protocol.ts";

const { bytes, fileName, options } = workerData as ParseJob;
const post = (message: ParseMessage) => parentPort?.postMessage(message);

const result = await readFile(bytes, fileName, {
  ...options,
  onProgress: (fraction, step) => post({ type: "progress", fraction, step }),
});
post({ type: "finished", result });
