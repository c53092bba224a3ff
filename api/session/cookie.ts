// The session cookie: its name, its attributes and the token in it.
import { createHash, randomBytes } from "node:crypto";
import type { CookieOptions, Request } from "express";
import { type Config, isLoopback } from "../config.ts";
import { isLoopbackName } from "../loopback.ts";

const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

type Served = Pick<Config, "host" | "publicUrl" | "trustedProxies">;

/**
 * The one exception to a Secure cookie: plain http on this machine alone, which Safari sends no Secure cookie over.
 * Everywhere else the cookie is Secure, also where https was forgotten: then nobody stays signed in, and nothing leaks.
 */
function onThisMachineAlone({ host, publicUrl, trustedProxies }: Served): boolean {
  if (!isLoopback({ host }) || trustedProxies > 0) return false;
  if (publicUrl === null) return true;
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === "http:" && isLoopbackName(hostname);
}

/** `__Host-`: the browser itself sees to it that the cookie is Secure, for this host alone and for every path. */
export function cookieName(config: Served): string {
  return onThisMachineAlone(config) ? "omradeslinjen" : "__Host-omradeslinjen";
}

export function cookieOptions(config: Served): CookieOptions {
  return { httpOnly: true, sameSite: "strict", secure: !onThisMachineAlone(config), path: "/" };
}

/** 32 random bytes as 43 characters; only its SHA-256 is kept. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashOfToken(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}

/** The token of the request's cookie; null when there is none or it cannot be one. */
export function tokenOf(config: Served, request: Request): string | null {
  const prefix = `${cookieName(config)}=`;
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const trimmed = pair.trim();
    if (!trimmed.startsWith(prefix)) continue;
    const token = trimmed.slice(prefix.length);
    return tokenPattern.test(token) ? token : null;
  }
  return null;
}
