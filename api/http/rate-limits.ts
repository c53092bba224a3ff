// How often one person, or one address that nobody has signed in from, may ask: 429 and the seconds to wait beyond that.
import type { Request, RequestHandler, Response } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import type { Config } from "../config.ts";
import type { Operation } from "../contract/operations.ts";
import { AppError } from "../errors.ts";
import type { Caller } from "./call.ts";

export interface RateLimits {
  /**
   * Counts a request of an operation: per person by kind (read, change, heavy), per address where nobody has signed in.
   * Rejects with 429 when there were too many.
   */
  count(operation: Operation, caller: Caller | null, request: Request, response: Response): Promise<void>;
  /** Counts an attempt to sign in per address, whoever asks; for routes outside the contract. */
  readonly signIn: RequestHandler;
}

type Kind = "read" | "change" | "heavy" | "anonymous" | "sign-in";

const minute = 60_000;

/** The counters live in this process: they begin anew when it is started, and two processes count each for itself. */
export function createRateLimits(config: Config, windowMilliseconds: number = minute): RateLimits {
  const keys = new WeakMap<Request, string>();
  const limited = (limit: number) =>
    rateLimit({
      windowMs: windowMilliseconds,
      limit,
      // A count of what is left would tell one person's requests from another's; only the refusal says how long to wait.
      standardHeaders: false,
      legacyHeaders: false,
      validate: false,
      keyGenerator: (request) => keys.get(request) ?? addressOf(request),
      handler: (request) => {
        throw tooMany(request);
      },
    });
  const handlers: Readonly<Record<Kind, RequestHandler>> = {
    read: limited(config.readsPerMinute),
    change: limited(config.changesPerMinute),
    heavy: limited(config.heavyPerMinute),
    anonymous: limited(config.anonymousPerMinute),
    "sign-in": limited(config.signInsPerMinute),
  };
  return {
    async count(operation, caller, request, response) {
      const kind = kindOf(operation, caller);
      if (caller && kind !== "sign-in") keys.set(request, `${caller.municipalityCode} ${caller.userId}`);
      await passed(handlers[kind], request, response);
    },
    signIn: handlers["sign-in"],
  };
}

function kindOf(operation: Operation, caller: Caller | null): Kind {
  if (operation.limit === "sign-in") return "sign-in";
  if (!caller) return "anonymous";
  return operation.limit ?? (operation.method === "get" ? "read" : "change");
}

/** The address, or the network of an IPv6 address, whose owner has all of it. */
function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? "");
}

function tooMany(request: Request): AppError {
  const { rateLimit: counted } = request as Request & { rateLimit?: { resetTime?: Date } };
  const seconds = Math.max(1, Math.ceil(((counted?.resetTime?.getTime() ?? 0) - Date.now()) / 1_000));
  return new AppError("request.too-many", { parameters: { seconds }, retryAfterSeconds: seconds });
}

function passed(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const counted = handler(request, response, (trouble?: unknown) => (trouble ? reject(trouble) : resolve()));
    Promise.resolve(counted).catch(reject);
  });
}
