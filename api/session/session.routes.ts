// Signing in, signing out, and who a request comes from.
import type { Request, Response } from "express";
import { recordAct, recordRefusedSignIn, recordWithSession } from "../audit/record-act.ts";
import type { Config } from "../config.ts";
import type { LoginProvider, Session } from "../contract/session.ts";
import type { Database, Transaction } from "../db/database.ts";
import { AppError, asAppError } from "../errors.ts";
import type { Caller, Handlers } from "../http/call.ts";
import { personOf } from "../http/define-routes.ts";
import { findProviderSession } from "../login/login.store.ts";
import type { LoginService } from "../login/login-service.ts";
import { findMunicipality } from "../municipalities/municipalities.store.ts";
import { callerOfSession, nobodyAt } from "./callers.ts";
import { cookieName, cookieOptions, hashOfToken, newToken, tokenOf } from "./cookie.ts";
import { chosenSubject, maySignInTo, roleChoiceOf } from "./demonstration.ts";
import { createSession, endSession, endSessionsOf, listSessions, switchRole } from "./session.store.ts";
import { isStartCode } from "./start-code.ts";

export function sessionHandlers(
  config: Config,
  database: Database,
  login: LoginService | null,
  startCode: string | null,
): Pick<Handlers, "readSession" | "signIn" | "signOut" | "switchRole" | "listOwnSessions" | "endOwnSession"> {
  return {
    readSession: {
      outside: async ({ caller }) => ({ status: 200, body: sessionOf(config, login?.providers ?? [], caller) }),
    },
    signIn: {
      outside: async ({ body, request, response }) => {
        const previous = tokenOf(config, request);
        const token = newToken();
        await notingRefusal(database, request, body.municipalityCode, async (transaction) => {
          const municipality = await findMunicipality(transaction, body.municipalityCode);
          if (!municipality || !maySignInTo(config, municipality)) throw new AppError("session.no-demonstration");
          if (!municipality.synthetic && !isStartCode(startCode, body.startCode)) {
            throw new AppError("session.wrong-start-code");
          }
          if (previous !== null) await leaveSession(transaction, hashOfToken(previous));
          const subject = chosenSubject(municipality, body.role);
          await createSession(transaction, municipality.code, body.role, subject, hashOfToken(token));
          const act = { role: body.role, method: roleChoiceOf(municipality) };
          await recordWithSession(transaction, hashOfToken(token), "session.signed-in", act);
        });
        const caller = await callerOfSession(database, token);
        if (!caller) throw new AppError("session.required");
        response.cookie(cookieName(config), token, { ...cookieOptions(config), expires: caller.expiresAt });
        return { status: 200, body: sessionOf(config, login?.providers ?? [], caller) };
      },
    },
    switchRole: {
      outside: async ({ body, caller, request, response }) => {
        const previous = tokenOf(config, request);
        const token = newToken();
        await database.transaction(personOf(caller), async (transaction) => {
          const switched =
            previous !== null && (await switchRole(transaction, hashOfToken(previous), body.role, hashOfToken(token)));
          if (!switched) throw new AppError("session.role-not-allowed");
          await login?.keepProviderSession(transaction, previous, token);
          await recordAct(transaction, "session.role-switched", "session", caller.userId, { role: body.role });
        });
        const present = await callerOfSession(database, token);
        if (!present) throw new AppError("session.required");
        response.cookie(cookieName(config), token, { ...cookieOptions(config), expires: present.expiresAt });
        return { status: 200, body: sessionOf(config, login?.providers ?? [], present) };
      },
    },
    listOwnSessions: async (transaction, { params, caller }) => ({
      status: 200,
      body: { sessions: await listSessions(transaction, params.municipality, caller.userId, caller.sessionId) },
    }),
    endOwnSession: async (transaction, { params, caller }) => {
      const ended = await endSessionsOf(transaction, params.municipality, caller.userId, params.session);
      if (ended === 0) throw new AppError("not-found");
      await recordAct(transaction, "session.ended", "session", params.session);
      return { status: 204 };
    },
    signOut: {
      outside: async ({ request, response }) => {
        const token = tokenOf(config, request);
        const continueAt = token === null ? null : await providerLogout(database, login, token);
        await signOut(config, database, request, response);
        return continueAt === null ? { status: 204 } : { status: 200, body: { continueAt } };
      },
    },
  };
}

/** Where the identity provider ends its own session; asked for before ours is gone. */
async function providerLogout(database: Database, login: LoginService | null, token: string): Promise<string | null> {
  const session = await database.transaction({ kind: "anonymous" }, (transaction) =>
    findProviderSession(transaction, hashOfToken(token)),
  );
  return session && login ? login.logoutUrl(session.provider, session.sealedSession, token) : null;
}

/** Signs in as nobody yet. What was undone because the door is closed is written to the log by itself. */
async function notingRefusal(
  database: Database,
  request: Request,
  municipalityCode: string,
  signIn: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  const nobody = nobodyAt(request);
  await database.transaction(nobody, signIn).catch(async (error: unknown) => {
    const { code } = asAppError(error);
    if (code === "session.no-demonstration" || code === "session.wrong-start-code") {
      await database.transaction(nobody, (transaction) =>
        recordRefusedSignIn(transaction, municipalityCode, {
          method: code === "session.wrong-start-code" ? "start-code" : "demonstration",
          reason: code,
        }),
      );
    }
    throw error;
  });
}

async function signOut(config: Config, database: Database, request: Request, response: Response): Promise<void> {
  const token = tokenOf(config, request);
  if (token !== null) {
    await database.transaction(nobodyAt(request), (transaction) => leaveSession(transaction, hashOfToken(token)));
  }
  response.clearCookie(cookieName(config), cookieOptions(config));
}

/** Ends a session and writes whose it was to the log; nothing where there is none. */
async function leaveSession(transaction: Transaction, tokenHash: Uint8Array): Promise<void> {
  await recordWithSession(transaction, tokenHash, "session.signed-out");
  await endSession(transaction, tokenHash);
}

function sessionOf(
  { demonstration }: Config,
  loginProviders: readonly LoginProvider[],
  caller: Caller | null,
): Session {
  const shared = { demonstration, loginProviders: [...loginProviders] };
  if (!caller) return { signedIn: false, ...shared };
  const { displayName, role, roles, teamIds, municipalityCode, municipalityName, synthetic, expiresAt } = caller;
  return {
    signedIn: true,
    ...shared,
    displayName,
    role,
    roles: [...roles],
    teamIds: [...teamIds],
    municipality: { code: municipalityCode, name: municipalityName, synthetic },
    expiresAt: expiresAt.toISOString(),
  };
}
