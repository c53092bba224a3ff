// The engine's solver in a worker of the page's own, a file from our own origin.
import type { SolverRequest } from "../../engine/protocol.ts";
import { serveSolver } from "../../engine/serve-solver.ts";

// A timer would be held back to four milliseconds at a time; a message to oneself waits in line behind the host's.
const { port1, port2 } = new MessageChannel();
let goOn = () => {};
port1.onmessage = () => goOn();

const hear = serveSolver({
  post: (response) => self.postMessage(response),
  nowMs: () => performance.now(),
  pause: () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    goOn = resolve;
    port2.postMessage(null);
    return promise;
  },
});

self.onmessage = (event: MessageEvent<SolverRequest>) => {
  // A browser keeps a worker's rejections to itself; reported, the host hears of them as its worker's error.
  hear(event.data).catch(reportError);
};
