// The last handler: any thrown thing becomes problem+json, and a fault is logged here and nowhere else.
import type { ErrorRequestHandler, Request, Response } from "express";
import type { Logger } from "pino";
import { AppError, asAppError, problemOf } from "../errors.ts";
import { localsOf } from "./request-log.ts";

/** Swedish unless English is preferred. */
function languageOf(request: Request): "sv" | "en" {
  return request.acceptsLanguages("sv", "en") === "en" ? "en" : "sv";
}

/** Database messages may quote values, so only name, code and the place in our own code are logged. */
function loggable(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const { code } = thrown as { code?: unknown };
  const isOurs = code === undefined || thrown instanceof AppError;
  const cause = thrown.cause === undefined ? {} : { cause: loggable(thrown.cause) };
  const place = (thrown.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  return {
    name: thrown.name,
    code,
    ...(isOurs ? { message: thrown.message } : {}),
    place: place.slice(0, 8),
    ...cause,
  };
}

export function errorHandler(log: Logger): ErrorRequestHandler {
  return (thrown, request, response, next) => {
    const error = asAppError(thrown);
    const { requestId, operation } = localsOf(response);
    const problem = problemOf(error, requestId, languageOf(request));
    if (problem.status >= 500) log.error({ requestId, operation, fault: loggable(thrown) }, "fault");
    else log.debug({ requestId, operation, code: error.code }, "refused");
    if (response.headersSent) return next(thrown);
    sendProblem(response, problem);
  };
}

function sendProblem(response: Response, problem: ReturnType<typeof problemOf>): void {
  response.status(problem.status);
  response.removeHeader("ETag");
  response.setHeader("Cache-Control", "no-store");
  if (problem.currentVersion !== undefined) response.setHeader("ETag", `"${problem.currentVersion}"`);
  if (problem.retryAfterSeconds !== undefined) response.setHeader("Retry-After", problem.retryAfterSeconds);
  response.setHeader("Content-Type", "application/problem+json; charset=utf-8");
  response.end(JSON.stringify(problem));
}
