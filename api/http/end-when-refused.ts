// Ends an open event stream when its listener may no longer listen: signed out, disabled, expired, or acting in another role.
import type { Request, Response } from "express";
import type { OperationName } from "../contract/operations.ts";
import type { Caller } from "./call.ts";

/** Who asks, by the request's cookie or access token. */
export interface Callers {
  /** Null for nobody. Notes when the session or the token was last used, but for what a page asks by itself. */
  readonly find: (request: Request) => Promise<Caller | null>;
  /** Writes to the log what an access token is used for; nothing for a session. */
  readonly recordTokenUse: (caller: Caller, operation: OperationName) => Promise<void>;
  /** The same without noting a use: whether somebody who still listens may go on. */
  readonly recheck: (request: Request) => Promise<Caller | null>;
}

const recheckMilliseconds = 2_000;

/** Asks again every two seconds while the answer is open; one question at a time, since the database may be busy. */
export function endWhenRefused(callers: Callers, caller: Caller, request: Request, response: Response): void {
  let asking = false;
  const timer = setInterval(async () => {
    if (asking) return;
    asking = true;
    const present = await callers.recheck(request).catch(() => null);
    asking = false;
    if (present?.userId !== caller.userId || present.role !== caller.role) response.end();
  }, recheckMilliseconds);
  timer.unref();
  response.on("close", () => clearInterval(timer));
}
