// A number for every request, and one log line when it is answered: never its address, query or body.
import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { containsPersonalIdentityNumber } from "../../data/formats/personal-identity-number.ts";

const acceptedIdentifier = /^[A-Za-z0-9._-]{8,64}$/;

/** A number that another program gave the request; never one that could be a person's. */
function isAcceptable(given: string | undefined): given is string {
  return given !== undefined && acceptedIdentifier.test(given) && !containsPersonalIdentityNumber(given);
}

/** What the edge knows of a request besides Express's own; kept in `response.locals`. */
export interface RequestLocals {
  requestId: string;
  operation?: string;
  role?: string;
}

export function localsOf(response: Response): RequestLocals {
  return response.locals as RequestLocals;
}

/** Takes over a well-formed `x-request-id` or makes one, answers it, and logs method, operation, status and time. */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const given = request.get("x-request-id");
    const locals = localsOf(response);
    locals.requestId = isAcceptable(given) ? given : randomUUID();
    response.setHeader("X-Request-Id", locals.requestId);
    const start = performance.now();
    response.on("close", () => {
      log.info(
        {
          requestId: locals.requestId,
          method: request.method,
          operation: locals.operation ?? "none",
          role: locals.role ?? "none",
          status: response.statusCode,
          milliseconds: Math.round(performance.now() - start),
          complete: response.writableFinished,
        },
        "request",
      );
    });
    next();
  };
}
