// The engine's solver in a thread of its own.
import { setImmediate } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import { serveSolver } from "../../engine/serve-solver.ts";

const port = parentPort!;
// A rejection is nobody's to handle here: it ends the thread, and the pool starts another.
port.on(
  "message",
  serveSolver({
    post: (response) => port.postMessage(response),
    nowMs: () => performance.now(),
    pause: () => setImmediate(),
  }),
);
