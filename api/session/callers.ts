// Who a request comes from: the session of its cookie, or the access token it bears.
import type { Request } from "express";
import { recordAct } from "../audit/record-act.ts";
import type { Config } from "../config.ts";
import type { Database } from "../db/database.ts";
import { addressClassOf } from "../http/address-class.ts";
import type { Caller } from "../http/call.ts";
import { personOf } from "../http/define-routes.ts";
import type { Callers } from "../http/end-when-refused.ts";
import { accessTokenOf } from "../tokens/access-token.ts";
import { findTokenOwner, touchToken } from "../tokens/tokens.store.ts";
import { hashOfToken, tokenOf } from "./cookie.ts";
import { findSession, useSession } from "./session.store.ts";

const anonymous = { kind: "anonymous" } as const;

/** With this header a page says that it asks by itself: what nobody has done does not keep a session from being idle. */
const unattendedHeader = "x-unattended";

/** Nobody as yet, at the place that a request comes from. */
export function nobodyAt(request: Request) {
  return { kind: "anonymous", addressClass: addressClassOf(request.ip) } as const;
}

/** Roles and teams are read from the database at every request. A request that bears a token is never served by its cookie. */
export function createCallers(config: Config, database: Database): Callers {
  return {
    find: async (request) => {
      if (request.headers.authorization !== undefined) return bearerOf(database, request);
      const token = tokenOf(config, request);
      if (token === null) return null;
      const isUnattended = request.get(unattendedHeader) !== undefined;
      const caller = await (isUnattended ? callerWithoutNoting(database, token) : callerOfSession(database, token));
      return caller && { ...caller, addressClass: addressClassOf(request.ip) };
    },
    recordTokenUse: async (caller, operation) => {
      const { tokenId } = caller;
      if (tokenId === null) return;
      await database.transaction(personOf(caller), (transaction) =>
        recordAct(transaction, "token.used", "token", tokenId, { operation }),
      );
    },
    recheck: async (request) => {
      const token = tokenOf(config, request);
      return token === null ? null : callerWithoutNoting(database, token);
    },
  };
}

/** The session of a cookie's token, noting that it was used; null when it is unknown, idle or over. */
export async function callerOfSession(database: Database, token: string): Promise<Caller | null> {
  const hash = hashOfToken(token);
  const found = await database.transaction(anonymous, (transaction) => useSession(transaction, hash));
  return found && sessionCaller(found);
}

async function callerWithoutNoting(database: Database, token: string): Promise<Caller | null> {
  const hash = hashOfToken(token);
  const found = await database.transaction(anonymous, (transaction) => findSession(transaction, hash));
  return found && sessionCaller(found);
}

function sessionCaller(found: NonNullable<Awaited<ReturnType<typeof findSession>>>): Caller {
  return { kind: "person", means: "session", tokenId: null, ...found };
}

/** Whose access token the request bears; null for one that does not count. */
async function bearerOf(database: Database, request: Request): Promise<Caller | null> {
  const token = accessTokenOf(request);
  if (token === null) return null;
  const owner = await database.transaction(anonymous, async (transaction) => {
    const found = await findTokenOwner(transaction, hashOfToken(token));
    if (found) await touchToken(transaction, hashOfToken(token));
    return found;
  });
  return (
    owner && { kind: "person", means: "token", sessionId: null, ...owner, addressClass: addressClassOf(request.ip) }
  );
}
