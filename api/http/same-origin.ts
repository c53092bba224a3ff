// Refuses state-changing requests that another site's page could have caused.
import type { RequestHandler } from "express";
import { AppError } from "../errors.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** A header that no form and no other site's script can set without being asked first. */
const requestedWith = "omradeslinjen";

/**
 * Every request that changes something carries `X-Requested-With: omradeslinjen`; where the browser tells its origin
 * (`Sec-Fetch-Site`, `Origin`), it must be the service's own. `exceptedPosts` are the exact paths of the forms that a
 * municipality's identity provider sends; they carry their own proof and change nothing without it.
 */
export function sameOriginOnly(publicUrl: string | null, exceptedPosts: ReadonlySet<string>): RequestHandler {
  const publicOrigin = publicUrl === null ? null : new URL(publicUrl).origin;
  return (request, _response, next) => {
    if (safeMethods.has(request.method)) return next();
    if (request.method === "POST" && exceptedPosts.has(`${request.baseUrl}${request.path}`)) return next();
    const site = request.get("sec-fetch-site");
    const origin = request.get("origin");
    const sameSite = site === undefined || site === "same-origin" || site === "none";
    const sameOrigin = origin === undefined || isOwn(origin, publicOrigin, request.get("host"));
    if (!sameSite || !sameOrigin || request.get("x-requested-with") !== requestedWith) {
      throw new AppError("request.cross-site");
    }
    next();
  };
}

/** With a PUBLIC_URL the whole origin counts; without one the service knows only by which name it was asked. */
function isOwn(origin: string, publicOrigin: string | null, askedHost: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  return publicOrigin === null ? new URL(origin).host === askedHost : origin === publicOrigin;
}
