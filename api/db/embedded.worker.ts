// The thread that runs the embedded database (PGlite with PostGIS): one session, one statement at a time.
import { parentPort, workerData } from "node:worker_threads";
import { type messages, PGlite, protocol } from "@electric-sql/pglite";
import type { EmbeddedAnswer, EmbeddedFailure, EmbeddedRequest, EmbeddedWorkerData } from "./embedded-protocol.ts";
import { postgis } from "./postgis-bundle.ts";
import { decoderOf, type EncodedValue } from "./values.ts";

const { dataFolder, createOnly } = workerData as EmbeddedWorkerData;
const port = parentPort;
if (port === null) throw new Error("embedded.worker.ts is a thread's program, it was started as a process.");

const engine = await PGlite.create({ dataDir: dataFolder, extensions: { postgis } });
if (createOnly) {
  await engine.exec("create extension postgis");
  await engine.close();
  send({ type: "ready" });
} else {
  engine.onNotification((channel, payload) => send({ type: "notification", channel, payload }));
  let last: Promise<void> = Promise.resolve();
  port.on("message", (request: EmbeddedRequest) => {
    last = last.then(() => answer(request));
  });
  send({ type: "ready" });
}

function send(message: EmbeddedAnswer): void {
  port?.postMessage(message);
}

async function answer(request: EmbeddedRequest): Promise<void> {
  try {
    if (request.type === "close") await engine.close();
    const result =
      request.type === "query" ? await runQuery(request.text, request.values) : { rows: [], affectedCount: 0 };
    if (request.type === "script") await runScript(request.text);
    send({ type: "result", id: request.id, ...result });
  } catch (error) {
    send({ type: "failed", id: request.id, failure: failureOf(error) });
  }
}

async function runQuery(text: string, values: readonly EncodedValue[]) {
  const { serialize } = protocol;
  const request = Buffer.concat([
    serialize.parse({ text }),
    serialize.bind({ values: [...values] }),
    serialize.describe({ type: "P" }),
    serialize.execute({}),
    serialize.sync(),
  ]);
  const answered = await exchange(request);
  const rows = readRows(answered);
  const command = answered.find((message) => message.name === "commandComplete") as messages.CommandCompleteMessage;
  return { rows, affectedCount: Number(/(\d+)$/.exec(command.text)?.[1] ?? 0) };
}

async function runScript(text: string): Promise<void> {
  await exchange(protocol.serialize.query(text));
}

/** Sends one request and makes sure that it was answered: a GEOS exception leaves a statement without its completion. */
async function exchange(request: Uint8Array): Promise<messages.BackendMessage[]> {
  const { messages: answered } = await engine.execProtocol(request, { throwOnError: false });
  const failed = answered.find((message) => message.name === "error");
  if (failed !== undefined) throw failed;
  const completed = answered.some((message) => message.name === "commandComplete");
  const skipped = answered.some((message) => message.name === "emptyQuery");
  if (!completed || skipped) {
    throw new EngineFault(
      "The embedded database gave no answer to a statement. An overlay on an invalid geometry does that; the transaction was undone.",
    );
  }
  return answered;
}

class EngineFault extends Error {}

function readRows(answered: readonly messages.BackendMessage[]): Record<string, unknown>[] {
  const description = answered.find((message) => message.name === "rowDescription") as
    | messages.RowDescriptionMessage
    | undefined;
  if (description === undefined) return [];
  const columns = description.fields.map(({ name, dataTypeID }) => ({ name, decode: decoderOf(dataTypeID) }));
  return answered
    .filter((message): message is messages.DataRowMessage => message.name === "dataRow")
    .map(({ fields }) =>
      Object.fromEntries(
        columns.map(({ name, decode }, index) => {
          const text = fields[index] ?? null;
          return [name, text === null ? null : decode(text)];
        }),
      ),
    );
}

function failureOf(error: unknown): EmbeddedFailure {
  if (error instanceof EngineFault) return { code: "database.engine-fault", message: error.message };
  const { code, message, schema, table, column, constraint } = error as messages.DatabaseError;
  return { code: code ?? "XX000", message: message ?? String(error), schema, table, column, constraint };
}
