// Threads for analyses and the queue before them: each has a time limit, is stopped with what it has found, and ended by force when it does not answer.
import { Worker } from "node:worker_threads";
import type { EngineIssue } from "../../engine/issue.ts";
import { nothingFound } from "./analyses/analysis.ts";
import {
  type AnalysisFindings,
  type AnalysisMessage,
  type AnalysisOrder,
  planCountPlace,
  planPlace,
  stopPlace,
} from "./analysis-protocol.ts";

export type AnalysisOutcome =
  | {
      readonly kind: "findings";
      readonly end: "finished" | "stopped";
      /** The time had gone: a faster machine might have found or proven more. */
      readonly outOfTime: boolean;
      readonly findings: AnalysisFindings;
      readonly issues: readonly EngineIssue[];
    }
  | { readonly kind: "failed"; readonly code: "thread-died" };

export interface AnalysisEvents {
  /** A thread has taken up the order. */
  readonly onStart?: () => void;
  /** At most about four times a second. */
  readonly onProgress?: (findings: AnalysisFindings, elapsedMs: number) => void;
}

export interface AnalysisJob {
  readonly outcome: Promise<AnalysisOutcome>;
  /** Ends the work and keeps what was found; an order still in the queue ends with nothing. */
  stop(): void;
  /** Hands over a plan that has become known; the next one takes its place. */
  offer(plan: Int32Array): void;
}

export interface AnalysisPool {
  analyse(order: AnalysisOrder, areaCount: number, events?: AnalysisEvents): AnalysisJob;
  /** Stops every order, keeping what was found, and ends the threads. */
  close(): Promise<void>;
}

/** A thread that has not answered so long after its stop or its time is ended. */
const graceMs = 5_000;
const workerFile = new URL("./analysis.worker.ts", import.meta.url);

interface Entry {
  readonly order: AnalysisOrder;
  readonly shared: Int32Array;
  readonly events: AnalysisEvents;
  readonly settle: (outcome: AnalysisOutcome) => void;
  state: "waiting" | "working" | "ended";
  force: (() => void) | undefined;
}

export function createAnalysisPool(threadCount: number): AnalysisPool {
  const waiting: Entry[] = [];
  const working = new Set<Entry>();
  const unsettled = new Set<Promise<AnalysisOutcome>>();
  let closing = false;

  function dispatch(): void {
    while (waiting.length > 0 && working.size < threadCount) begin(waiting.shift()!);
  }

  function begin(entry: Entry): void {
    entry.state = "working";
    working.add(entry);
    const started = performance.now();
    const worker = new Worker(workerFile, { workerData: { order: entry.order, shared: entry.shared } });
    let latest: AnalysisFindings = nothingFound;
    let grace: NodeJS.Timeout | undefined;
    const end = (outcome: AnalysisOutcome): void => {
      if (entry.state === "ended") return;
      entry.state = "ended";
      clearTimeout(grace);
      clearTimeout(limit);
      working.delete(entry);
      void worker.terminate();
      entry.settle(outcome);
      dispatch();
    };
    const kept = (): AnalysisOutcome => ({
      kind: "findings",
      end: "stopped",
      outOfTime: performance.now() - started >= entry.order.timeLimitMs,
      findings: latest,
      issues: [],
    });
    entry.force = () => {
      grace ??= setTimeout(() => end(kept()), graceMs);
    };
    const limit = setTimeout(entry.force, entry.order.timeLimitMs);
    worker.on("message", (message: AnalysisMessage) => {
      latest = message.findings;
      if (message.type === "progress") entry.events.onProgress?.(latest, performance.now() - started);
      else
        end({
          kind: "findings",
          end: message.stopped ? "stopped" : "finished",
          outOfTime: message.outOfTime,
          findings: latest,
          issues: message.issues,
        });
    });
    const died = () => end({ kind: "failed", code: "thread-died" });
    worker.on("error", died);
    worker.on("exit", died);
    entry.events.onStart?.();
  }

  function stop(entry: Entry): void {
    Atomics.store(entry.shared, stopPlace, 1);
    if (entry.state === "working") entry.force?.();
    if (entry.state !== "waiting") return;
    waiting.splice(waiting.indexOf(entry), 1);
    entry.state = "ended";
    entry.settle({ kind: "findings", end: "stopped", outOfTime: false, findings: nothingFound, issues: [] });
  }

  return {
    analyse(order, areaCount, events = {}) {
      const { promise, resolve } = Promise.withResolvers<AnalysisOutcome>();
      const shared = new Int32Array(new SharedArrayBuffer(4 * (planPlace + areaCount)));
      const entry: Entry = { order, shared, events, settle: resolve, state: "waiting", force: undefined };
      unsettled.add(promise);
      void promise.then(() => unsettled.delete(promise));
      waiting.push(entry);
      if (closing) stop(entry);
      else dispatch();
      return {
        outcome: promise,
        stop: () => stop(entry),
        offer(plan) {
          shared.set(plan, planPlace);
          Atomics.add(shared, planCountPlace, 1);
        },
      };
    },
    async close() {
      closing = true;
      for (const entry of [...waiting, ...working]) stop(entry);
      await Promise.all(unsettled);
    },
  };
}
