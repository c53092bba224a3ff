// The cookie that a browser keeps while its person is at the identity provider.
import type { CookieOptions, Request } from "express";
import type { Config } from "../config.ts";
import { cookieName, cookieOptions } from "../session/cookie.ts";
import { isSecret } from "./login-secret.ts";

const tenMinutesMilliseconds = 600_000;

export function loginCookieName(config: Config): string {
  return `${cookieName(config)}-login`;
}

/** Lax: it must come along when the identity provider sends the browser back, which is another site's doing. */
export function loginCookieOptions(config: Config): CookieOptions {
  return { ...cookieOptions(config), sameSite: "lax", maxAge: tenMinutesMilliseconds };
}

/** The secret of the request's cookie; null when there is none, several, or one that cannot be. */
export function secretOf(config: Config, request: Request): string | null {
  const prefix = `${loginCookieName(config)}=`;
  const found = (request.headers.cookie ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length));
  const [secret, second] = found;
  return secret !== undefined && second === undefined && isSecret(secret) ? secret : null;
}
