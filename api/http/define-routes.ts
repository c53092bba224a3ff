// Turns the contract's list of operations and a handler for each into Express routes.
import { type Request, type Response, Router } from "express";
import type { z } from "zod";
import { rowOf } from "../contract/access.ts";
import { type Operation, type OperationName, operations } from "../contract/operations.ts";
import type { Database } from "../db/database.ts";
import { AppError, parseOrThrow } from "../errors.ts";
import { unknownField } from "../violations.ts";
import { authorise, type RecordRefusal } from "./authorise.ts";
import type { Answer, Call, Caller, FileAnswer, Handlers } from "./call.ts";
import { type Callers, endWhenRefused } from "./end-when-refused.ts";
import { jsonBody } from "./json-body.ts";
import type { OpenStreams } from "./open-streams.ts";
import { type PreparedBytes, sendPrepared } from "./prepared-bytes.ts";
import type { RateLimits } from "./rate-limits.ts";
import { refusePersonalNumbers } from "./refuse-personal-numbers.ts";
import { localsOf } from "./request-log.ts";
import type { Unreached } from "./unreached.ts";
import { requiredVersion, versionTag } from "./versions.ts";
import { visibleFields } from "./visible-fields.ts";

export interface EdgeServices {
  readonly database: Database;
  readonly handlers: Handlers;
  readonly callers: Callers;
  readonly recordRefusal: RecordRefusal;
  readonly unreached: Unreached;
  readonly rateLimits: RateLimits;
  readonly openStreams: OpenStreams;
  /** Compare every answer with the contract (development and tests). */
  readonly checkAnswers: boolean;
}

/** All operations as routes, each path closed with 405 for the methods it does not have. */
export function defineRoutes(services: EdgeServices): Router {
  const router = Router({ caseSensitive: true });
  const methodsByPath = new Map<string, Set<string>>();
  for (const { method, path } of Object.values(operations)) {
    methodsByPath.set(path, (methodsByPath.get(path) ?? new Set()).add(method.toUpperCase()));
  }
  const closed = new Set<string>();
  const names = Object.keys(operations) as OperationName[];
  for (const [position, name] of names.entries()) {
    const operation: Operation = operations[name];
    router[operation.method](operation.path, (request, response) => serve(services, name, request, response));
    const lastOfPath = !names.slice(position + 1).some((later) => operations[later].path === operation.path);
    if (lastOfPath && !closed.has(operation.path)) {
      closed.add(operation.path);
      const allowed = [...methodsByPath.get(operation.path)!].join(", ");
      router.all(operation.path, (_request, response) => {
        response.setHeader("Allow", allowed);
        throw new AppError("request.method-not-allowed");
      });
    }
  }
  return router;
}

async function serve(services: EdgeServices, name: OperationName, request: Request, response: Response): Promise<void> {
  const operation: Operation = operations[name];
  localsOf(response).operation = name;
  const caller = await services.callers.find(request);
  if (caller) localsOf(response).role = caller.role;
  await services.rateLimits.count(operation, caller, request, response);
  // After the count: a program that asks without end would fill the log.
  if (caller) await services.callers.recordTokenUse(caller, name);
  await authorise(name, caller, request.params, services.recordRefusal);
  const answer = await answerTo(services, name, caller, request, response).catch(async (thrown: unknown) => {
    if (caller) await services.unreached.noteOf(thrown, caller, name, Object.keys(request.query).length > 0);
    throw thrown;
  });
  if (answer.stream && caller) endWhenRefused(services.callers, caller, request, response);
  await send(services, name, answer, caller, request, response);
}

/** Reads the request of somebody who may ask, and works. */
async function answerTo(
  services: EdgeServices,
  name: OperationName,
  caller: Caller | null,
  request: Request,
  response: Response,
): Promise<AnyAnswer> {
  const operation: Operation = operations[name];
  requireAcceptable(operation, request);
  const call = {
    params: operation.params && parseOrThrow(operation.params, request.params, "not-found"),
    query: parseQuery(operation, request),
    // Read only now that the caller is known to be allowed to send one.
    body: operation.body && (await parseBody(operation.body, request, response)),
    version: operation.conditional && requiredVersion(request),
    caller,
    request,
    response,
  };
  if (caller && operation.answers[200] === "event-stream") services.openStreams.enter(caller, response);
  return answerOf(services, name, call);
}

const mediaTypes = {
  bytes: "application/octet-stream",
  csv: "text/csv",
  "event-stream": "text/event-stream",
  geojson: "application/json",
  topojson: "application/json",
} as const;

function requireAcceptable(operation: Operation, request: Request): void {
  const kinds = Object.values(operation.answers).filter((kind) => kind !== null);
  if (kinds.length === 0) return;
  const types = kinds.flatMap((kind) => {
    if (kind === "file") return operation.fileTypes ?? [];
    return typeof kind === "string" ? mediaTypes[kind] : "application/json";
  });
  const geographic = kinds.some((kind) => kind === "geojson" || kind === "topojson") ? ["application/geo+json"] : [];
  if (!request.accepts([...types, ...geographic])) throw new AppError("request.not-acceptable");
}

async function parseBody(schema: NonNullable<Operation["body"]>, request: Request, response: Response) {
  const body = parseOrThrow(schema, await jsonBody(request, response), "request.invalid-body");
  refusePersonalNumbers(body);
  return body;
}

function parseQuery(operation: Operation, request: Request): unknown {
  if (operation.query) return parseOrThrow(operation.query, { ...request.query }, "request.invalid-query");
  if (Object.keys(request.query).length === 0) return undefined;
  throw new AppError("request.invalid-query", { violations: [{ field: "", message: unknownField }] });
}

type AnyAnswer = {
  readonly status: number;
  readonly body?: unknown;
  readonly version?: number;
  readonly durable?: boolean;
  readonly stream?: () => void | Promise<void>;
  readonly prepared?: PreparedBytes;
  readonly json?: PreparedBytes;
  readonly bytes?: Uint8Array;
  readonly csv?: string;
  readonly file?: FileAnswer;
};

async function answerOf(services: EdgeServices, name: OperationName, call: object): Promise<AnyAnswer> {
  const handler = services.handlers[name];
  // The pieces of the call were parsed with this operation's own schemas, which the compiler cannot follow by name.
  const typedCall = call as Call<never> & { caller: Caller | null };
  if (typeof handler === "object") {
    return (await (handler.outside as (call: object) => Promise<Answer<OperationName>>)(typedCall)) as AnyAnswer;
  }
  const identity = typedCall.caller ? personOf(typedCall.caller) : ({ kind: "anonymous" } as const);
  const work = handler as (transaction: unknown, call: object) => Promise<Answer<OperationName>>;
  const answer = (await services.database.transaction(identity, (transaction) =>
    work(transaction, typedCall),
  )) as AnyAnswer;
  if (answer.durable) await services.database.sync();
  return answer;
}

/** The identity alone, without what the page is told about the person. */
export function personOf({ kind, municipalityCode, userId, role, teamIds, addressClass }: Caller) {
  return { kind, municipalityCode, userId, role, teamIds, ...(addressClass ? { addressClass } : {}) } as const;
}

async function send(
  services: EdgeServices,
  name: OperationName,
  answer: AnyAnswer,
  caller: Caller | null,
  request: Request,
  response: Response,
): Promise<void> {
  const operation: Operation = operations[name];
  if (answer.stream) return answer.stream();
  if (answer.prepared) return sendPrepared(request, response, answer.prepared);
  response.status(answer.status);
  if (answer.json) {
    if (!seesEverything(name, caller)) throw new Error(`An answer made ahead for ${name}, of which a part is seen.`);
    return sendPrepared(request, response, answer.json);
  }
  if (answer.bytes) {
    response.setHeader("Content-Type", mediaTypes.bytes);
    response.end(answer.bytes);
    return;
  }
  if (answer.file) {
    response.setHeader("Content-Type", answer.file.mediaType);
    response.setHeader("Content-Disposition", `attachment; filename="${answer.file.name}"`);
    response.end(answer.file.bytes);
    return;
  }
  if (answer.csv !== undefined) {
    response.setHeader("Content-Type", `${mediaTypes.csv}; charset=utf-8`);
    response.setHeader("Content-Disposition", "attachment");
    response.end(answer.csv);
    return;
  }
  const schema = operation.answers[answer.status];
  if (answer.body === undefined || schema === null || typeof schema === "string" || schema === undefined) {
    response.end();
    return;
  }
  const body = bodyFor(name, caller, answer.body);
  if (services.checkAnswers) assertAnswer(schema, body);
  if (answer.version !== undefined) {
    const etag = versionTag(answer.version, body);
    response.setHeader("ETag", etag);
    if (operation.method === "get") response.setHeader("Cache-Control", "private, no-cache");
    if (operation.method === "get" && request.get("if-none-match") === etag) {
      response.status(304).end();
      return;
    }
  }
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.end(JSON.stringify(body));
}

/** From text made ahead nothing can be left out: it is for operations that the role sees everything of. */
function seesEverything(name: OperationName, caller: Caller | null): boolean {
  const { sees } = rowOf(name);
  return sees === "anyone" || (caller !== null && sees[caller.role] === "everything");
}

/** What the access table lets the caller see of an answer; its ETag is made from the same. */
function bodyFor(name: OperationName, caller: Caller | null, body: unknown): unknown {
  const { sees } = rowOf(name);
  if (sees === "anyone") return body;
  return visibleFields(body, (caller && sees[caller.role]) ?? []);
}

function assertAnswer(schema: z.ZodType, body: unknown): void {
  const checked = schema.safeParse(body);
  if (checked.success) return;
  const found = checked.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.code} ${issue.message}`);
  throw new Error(`An answer differs from the contract: ${found.slice(0, 10).join("; ")}`);
}
