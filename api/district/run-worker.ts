// Runs one worker thread to its answer: progress on the way, an end by force when it does not answer in time.
import { Worker } from "node:worker_threads";

export interface WorkerLimits<Answer> {
  /** The thread's own clock ends its work after this; undefined: it ends by itself. */
  readonly timeLimitMs: number | undefined;
  /** What counts when the thread has not answered `graceMs` after its time. */
  readonly lateAnswer: () => Answer;
}

const graceMs = 5000;

/**
 * Posts `workerData` to a new thread and resolves with its first message that `isAnswer`; the others go to `onProgress`.
 * Rejects when the thread fails. The thread is ended in every case.
 */
export function runWorker<Message, Answer extends Message>(
  file: URL,
  workerData: unknown,
  limits: WorkerLimits<Answer>,
  isAnswer: (message: Message) => message is Answer,
  onProgress: (message: Exclude<Message, Answer>) => void,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const worker = new Worker(file, { workerData });
  const { timeLimitMs, lateAnswer } = limits;
  const timer = timeLimitMs === undefined ? undefined : setTimeout(() => resolve(lateAnswer()), timeLimitMs + graceMs);
  worker.on("message", (message: Message) => {
    if (isAnswer(message)) resolve(message);
    else onProgress(message as Exclude<Message, Answer>);
  });
  worker.on("error", reject);
  worker.on("exit", () => reject(new Error("The thread ended without an answer.")));
  return promise.finally(() => {
    clearTimeout(timer);
    return worker.terminate();
  });
}
