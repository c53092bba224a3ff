// Personal access tokens (åtkomstnycklar): what one looks like, and where a request bears it.
import type { Request } from "express";
import { newToken } from "../session/cookie.ts";

/** Recognised by people and by programs that look for leaked secrets. */
const prefix = "omradeslinjen_";
const pattern = /^Bearer (omradeslinjen_[A-Za-z0-9_-]{43})$/i;

/** The prefix and 32 random bytes as 43 characters; only its SHA-256 is kept. */
export function newAccessToken(): string {
  return `${prefix}${newToken()}`;
}

/** The token of the Authorization header, the only place where one counts; null when it cannot be one. */
export function accessTokenOf(request: Request): string | null {
  return pattern.exec(request.headers.authorization ?? "")?.[1] ?? null;
}
