// The session cookie: its name, its attributes and the token in it.
import { createHash, randomBytes } from "node:crypto";
import type { CookieOptions, Request } from "express";
import type { Config } from "../config.ts";

const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

function overHttps(config: Config): boolean {
  return config.publicUrl?.startsWith("https:") ?? false;
}

export function cookieName(config: Config): string {
  return overHttps(config) ? "__Host-omradeslinjen" : "omradeslinjen";
}

export function cookieOptions(config: Config): CookieOptions {
  return { httpOnly: true, sameSite: "strict", secure: overHttps(config), path: "/" };
}

/** 32 random bytes as 43 characters; only its SHA-256 is kept. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashOfToken(token: string): Uint8Array {
  return createHash("sha256").update(token).digest();
}

/** The token of the request's cookie; null when there is none or it cannot be one. */
export function tokenOf(config: Config, request: Request): string | null {
  const prefix = `${cookieName(config)}=`;
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const trimmed = pair.trim();
    if (!trimmed.startsWith(prefix)) continue;
    const token = trimmed.slice(prefix.length);
    return tokenPattern.test(token) ? token : null;
  }
  return null;
}
