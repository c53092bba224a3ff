// The thread of the embedded database seen from the service: starts it, asks it, ends it when it does not answer.
import { Worker } from "node:worker_threads";
import type { QueryResult } from "../../data/queryable.ts";
import type { EmbeddedAnswer, EmbeddedRequest, EmbeddedWorkerData } from "./embedded-protocol.ts";
import { DatabaseError } from "./errors.ts";
import { encodeValue } from "./values.ts";

interface Waiting {
  readonly resolve: (result: QueryResult<unknown>) => void;
  readonly reject: (error: Error) => void;
}

type RequestBody = EmbeddedRequest extends infer Request
  ? Request extends unknown
    ? Omit<Request, "id">
    : never
  : never;

/** One running thread. Once it has failed it is never used again: the owner starts another on the same folder. */
export class EmbeddedEngine {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ready = Promise.withResolvers<void>();
  #nextId = 1;
  #broken = false;

  constructor(data: EmbeddedWorkerData, onNotification: (channel: string, payload: string) => void) {
    this.#worker = new Worker(new URL("./embedded.worker.ts", import.meta.url), {
      workerData: data,
      // The process's own options (--eval, --input-type) are not the thread's.
      execArgv: [],
    });
    this.#worker.on("message", (answer: EmbeddedAnswer) => {
      if (answer.type === "ready") this.#ready.resolve();
      else if (answer.type === "notification") onNotification(answer.channel, answer.payload);
      else this.#settle(answer);
    });
    this.#worker.on("error", (error) =>
      this.#fail(new DatabaseError("database.engine-fault", error.message, { cause: error })),
    );
    this.#worker.on("exit", () =>
      this.#fail(new DatabaseError("database.closed", "The embedded database's thread has ended.")),
    );
    this.#ready.promise.catch(() => {});
  }

  /** Resolves when the folder is open. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** True when the thread must be replaced: it was ended, or a statement got no answer. */
  get broken(): boolean {
    return this.#broken;
  }

  get busy(): boolean {
    return this.#waiting.size > 0;
  }

  query<Row>(text: string, values: readonly unknown[]): Promise<QueryResult<Row>> {
    return this.#ask({ type: "query", text, values: values.map(encodeValue) }) as Promise<QueryResult<Row>>;
  }

  async script(text: string): Promise<void> {
    await this.#ask({ type: "script", text });
  }

  /** Ends the thread in an orderly way. */
  async close(): Promise<void> {
    if (!this.#broken) await this.#ask({ type: "close" });
    await this.terminate(new DatabaseError("database.closed", "The database was closed."));
  }

  /** Ends the thread at once; whatever waits is rejected with `reason`. The folder recovers from its log when reopened. */
  async terminate(reason: DatabaseError): Promise<void> {
    this.#fail(reason);
    await this.#worker.terminate();
  }

  #ask(body: RequestBody): Promise<QueryResult<unknown>> {
    if (this.#broken) {
      return Promise.reject(new DatabaseError("database.closed", "The embedded database's thread has ended."));
    }
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...body, id } satisfies EmbeddedRequest);
    });
  }

  #settle(answer: Extract<EmbeddedAnswer, { id: number }>): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.type === "result") {
      waiting?.resolve({ rows: answer.rows, affectedCount: answer.affectedCount });
      return;
    }
    const { code, message, ...fields } = answer.failure;
    if (code === "database.engine-fault") this.#broken = true;
    waiting?.reject(new DatabaseError(code, message, fields));
  }

  #fail(reason: DatabaseError): void {
    this.#broken = true;
    this.#ready.reject(reason);
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }
}
