// Solver threads and the queue before them: runs with a time limit, stopped with the best plan kept, a dead thread replaced.
import { randomUUID } from "node:crypto";
import { Worker } from "node:worker_threads";
import {
  outcomeOf,
  type RunOptions,
  type SolveOutcome,
  type SolverRequest,
  type SolverResponse,
} from "../../engine/protocol.ts";
import type { SolverProgress } from "../../engine/solvers/solve.ts";

export interface SolveOrder extends RunOptions {
  /** Encoded problem; copied to the thread, the caller's buffer stays usable. */
  readonly problem: ArrayBuffer;
  /** Counted from when a thread takes up the order. */
  readonly timeLimitMs?: number;
}

export interface SolveEvents {
  /** A thread has taken up the order. */
  readonly onStart?: () => void;
  /** At most about five times a second. */
  readonly onProgress?: (progress: SolverProgress, elapsedMs: number) => void;
}

export interface SolveJob {
  readonly outcome: Promise<SolveOutcome>;
  /** Ends the search and keeps the best plan so far; an order still in the queue ends without one. */
  stop(): void;
}

/** What the service needs of a solver; the pool of threads is the one it uses. */
export interface Solver {
  solve(order: SolveOrder, events?: SolveEvents): SolveJob;
  /** Stops every order, keeping the best plans, and ends the threads. */
  close(): Promise<void>;
}

interface Order {
  readonly id: string;
  readonly order: SolveOrder;
  readonly events: SolveEvents;
  readonly settle: (outcome: SolveOutcome) => void;
  startedAt: number;
  timer: NodeJS.Timeout | undefined;
  stoppedByPerson: boolean;
}

interface Thread {
  readonly worker: Worker;
  current: Order | undefined;
}

const workerFile = new URL("./solver.worker.ts", import.meta.url);

/** `threadCount` orders at a time; threads are started when first needed. */
export function createSolverPool(threadCount: number): Solver {
  const threads = new Set<Thread>();
  const queue: Order[] = [];
  const unsettled = new Set<Promise<SolveOutcome>>();
  let closing = false;

  function startThread(): Thread {
    const thread: Thread = { worker: new Worker(workerFile), current: undefined };
    threads.add(thread);
    thread.worker.unref();
    thread.worker.on("message", (message: SolverResponse) => hear(thread, message));
    const died = () => {
      if (!threads.delete(thread)) return;
      if (thread.current) settle(thread, { kind: "failed", code: "thread-died" });
      dispatch();
    };
    thread.worker.on("error", died);
    thread.worker.on("exit", died);
    return thread;
  }

  function hear(thread: Thread, message: SolverResponse): void {
    const { current } = thread;
    if (!current || current.id !== message.runId) return;
    if (message.type === "progress") {
      current.events.onProgress?.(message.progress, performance.now() - current.startedAt);
      return;
    }
    settle(thread, outcomeOf(message, current.stoppedByPerson));
    dispatch();
  }

  function settle(thread: Thread, outcome: SolveOutcome): void {
    const order = thread.current!;
    thread.current = undefined;
    thread.worker.unref();
    clearTimeout(order.timer);
    order.settle(outcome);
  }

  function dispatch(): void {
    while (queue.length > 0 && !closing) {
      let idle = [...threads].find((thread) => !thread.current);
      if (!idle && threads.size < threadCount) idle = startThread();
      if (!idle) return;
      begin(idle, queue.shift()!);
    }
  }

  function begin(thread: Thread, order: Order): void {
    thread.current = order;
    thread.worker.ref();
    order.startedAt = performance.now();
    order.events.onStart?.();
    const { problem, timeLimitMs, ...options } = order.order;
    thread.worker.postMessage({ type: "solve", runId: order.id, problem, options } satisfies SolverRequest);
    if (timeLimitMs !== undefined) order.timer = setTimeout(() => cancel(thread, order), timeLimitMs);
  }

  function cancel(thread: Thread, order: Order): void {
    thread.worker.postMessage({ type: "cancel", runId: order.id } satisfies SolverRequest);
  }

  function stop(order: Order): void {
    order.stoppedByPerson = true;
    const waiting = queue.indexOf(order);
    if (waiting >= 0) {
      queue.splice(waiting, 1);
      order.settle({ kind: "failed", code: "out-of-time" });
      return;
    }
    const thread = [...threads].find(({ current }) => current === order);
    if (thread) cancel(thread, order);
  }

  return {
    solve(order, events = {}) {
      if (closing) throw new Error("The solver is closed.");
      const { promise, resolve } = Promise.withResolvers<SolveOutcome>();
      const entry: Order = {
        id: randomUUID(),
        order,
        events,
        settle: resolve,
        startedAt: 0,
        timer: undefined,
        stoppedByPerson: false,
      };
      unsettled.add(promise);
      void promise.then(() => unsettled.delete(promise));
      queue.push(entry);
      dispatch();
      return { outcome: promise, stop: () => stop(entry) };
    },
    async close() {
      closing = true;
      for (const order of [...queue]) stop(order);
      for (const { current } of threads) if (current) stop(current);
      await Promise.all(unsettled);
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}
