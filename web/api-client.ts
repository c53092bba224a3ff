// The only way to the service: requests typed from the contract, trouble handed back as a value.
import type { FeatureCollection } from "geojson";
import type { Topology } from "topojson-specification";
import type { z } from "zod";
import type { Operation, OperationName, operations } from "../api/contract/operations.ts";
import type { Problem } from "../api/contract/problem.ts";
import { basePath } from "./base-path.ts";
import { hearPresence } from "./presence.ts";
import { ProblemError } from "./problem-error.ts";

type Operations = typeof operations;
/** "get /api/:municipality/teams" → its operation in the contract. */
type OperationsByRoute = {
  [Name in OperationName as `${Operations[Name]["method"]} ${Operations[Name]["path"]}`]: Operations[Name];
};
export type Route = keyof OperationsByRoute;

type ParameterName<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterName<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

type BodyOf<O extends Operation> = O extends { readonly upload: true }
  ? { body: FormData }
  : O extends { readonly body: infer Body extends z.ZodType }
    ? { body: z.input<Body> }
    : { body?: never };
type QueryOf<O extends Operation> = O extends { readonly query: infer Query extends z.ZodObject }
  ? { query?: z.input<Query> }
  : { query?: never };
type VersionOf<O extends Operation> = O extends { readonly conditional: true }
  ? { ifVersion: number }
  : { ifVersion?: never };
type ParametersOf<O extends Operation> = [ParameterName<O["path"]>] extends [never]
  ? { params?: never }
  : { params: Record<ParameterName<O["path"]>, string> };

type AnswerBody<Answer> = Answer extends z.ZodType
  ? z.output<Answer>
  : Answer extends "topojson"
    ? Topology
    : Answer extends "geojson"
      ? FeatureCollection
      : Answer extends "event-stream"
        ? never
        : Answer extends "bytes"
          ? ArrayBuffer
          : Answer extends "csv"
            ? Blob
            : Answer extends "file"
              ? File
              : undefined;
type SuccessOf<Answers> = {
  [Status in keyof Answers]: Status extends 304 ? never : AnswerBody<Answers[Status]>;
}[keyof Answers];

export type RequestOf<R extends Route> = BodyOf<OperationsByRoute[R]> &
  QueryOf<OperationsByRoute[R]> &
  VersionOf<OperationsByRoute[R]> &
  ParametersOf<OperationsByRoute[R]> & { signal?: AbortSignal };
export type AnswerOf<R extends Route> = SuccessOf<OperationsByRoute[R]["answers"]>;

export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

/** The problem inside an error of a query or mutation; anything else is told as an unexpected fault. */
export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : localProblem("unexpected", 0);
}

const localSentences = {
  "no-contact": {
    sv: "Det går inte att nå tjänsten just nu. Kontrollera nätet och försök igen. Det du har skrivit finns kvar.",
    en: "The service cannot be reached right now. Check the network and try again. What you have typed is kept.",
  },
  unexpected: {
    sv: "Något gick fel som vi inte hade räknat med. Försök igen. Händer det på nytt, anmäl felet.",
    en: "Something went wrong that we did not expect. Try again. If it happens again, report it.",
  },
} as const;

function localProblem(code: keyof typeof localSentences, status: number, requestId = ""): Problem {
  return { type: "about:blank", title: code, status, code, detail: localSentences[code], requestId, violations: [] };
}

/** Heard from when the page is opened. */
const isSomebodyThere = hearPresence(window, () => performance.now());

/** Called when the service says that the session has ended; set once by the session provider. */
let whenSignedOut: (() => void) | null = null;
export function onSignedOut(listener: () => void): () => void {
  whenSignedOut = listener;
  return () => {
    if (whenSignedOut === listener) whenSignedOut = null;
  };
}

/** Puts the parameters and the query into a path of the contract, below the path the service lies under. */
export function addressOf(
  path: string,
  params: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined)
      throw new Error(`The path ${path} needs ${name}; found ${Object.keys(params).join(", ")}.`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  const text = search.toString();
  return `${basePath}${text === "" ? filled : `${filled}?${text}`}`;
}

async function readProblem(response: Response): Promise<Problem> {
  const requestId = response.headers.get("x-request-id") ?? "";
  if (!response.headers.get("content-type")?.includes("application/problem+json")) {
    return localProblem("unexpected", response.status, requestId);
  }
  return (await response.json()) as Problem;
}

const byteType = "application/octet-stream";
const csvType = "text/csv";

/** The name that the service gives a file to save; null for other answers. */
function fileNameOf(response: Response): string | null {
  return /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? null;
}

async function readAnswer(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const fileName = fileNameOf(response);
  if (fileName !== null) return new File([await response.blob()], fileName);
  const type = response.headers.get("content-type") ?? "";
  if (type === byteType) return await response.arrayBuffer();
  // As bytes: reading it as text would take away the mark by which Excel knows UTF-8.
  if (type.startsWith(csvType)) return await response.blob();
  return await response.json();
}

/**
 * Sends one request of the contract.
 * @param route method and path, as in the contract: `"get /api/:municipality/teams"`.
 * @param request its parameters, query, body and (for changes) the version the person last read.
 * @returns the answer, or the problem the service (or the network) had. It never throws for expected trouble; an
 * abort is thrown on, as TanStack Query expects.
 */
export async function call<R extends Route>(route: R, request: RequestOf<R>): Promise<Outcome<AnswerOf<R>>> {
  const { params, query, body, ifVersion, signal } = request as {
    params?: Record<string, string>;
    query?: Record<string, unknown>;
    body?: unknown;
    ifVersion?: number;
    signal?: AbortSignal;
  };
  const space = route.indexOf(" ");
  const headers: Record<string, string> = {
    accept: `application/json, ${byteType}, ${csvType}, */*;q=0.5`,
    // Violations are told in this language.
    "accept-language": document.documentElement.lang,
    "x-requested-with": "omradeslinjen",
  };
  if (!isSomebodyThere()) headers["x-unattended"] = "true";
  if (body !== undefined && !(body instanceof FormData)) headers["content-type"] = "application/json";
  if (ifVersion !== undefined) headers["if-match"] = `"${ifVersion}"`;
  const init: RequestInit = { method: route.slice(0, space).toUpperCase(), headers, credentials: "same-origin" };
  if (body !== undefined) init.body = body instanceof FormData ? body : JSON.stringify(body);
  if (signal) init.signal = signal;

  let response: Response;
  try {
    response = await fetch(addressOf(route.slice(space + 1), params, query), init);
  } catch (error) {
    if (signal?.aborted) throw error;
    return { ok: false, problem: localProblem("no-contact", 0) };
  }
  if (!response.ok) {
    const problem = await readProblem(response);
    if (response.status === 401) whenSignedOut?.();
    return { ok: false, problem };
  }
  return { ok: true, value: (await readAnswer(response)) as AnswerOf<R> };
}

/** As `call`, for TanStack Query: the answer, or a thrown ProblemError. */
export async function ask<R extends Route>(route: R, request: RequestOf<R>): Promise<AnswerOf<R>> {
  const outcome = await call(route, request);
  if (!outcome.ok) throw new ProblemError(outcome.problem);
  return outcome.value;
}
