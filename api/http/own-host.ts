// Refuses requests that reached the service by a name that is not its own: another site's page may point its name here (DNS rebinding).
import type { RequestHandler } from "express";
import { type Config, isLoopback } from "../config.ts";
import { AppError } from "../errors.ts";
import { isLoopbackName } from "../loopback.ts";

/**
 * A service on this machine answers to this machine's names only, and one with a PUBLIC_URL to that name too. One that
 * listens to the network without a PUBLIC_URL cannot know its name; nobody chooses a role there.
 */
export function ownHostOnly(config: Pick<Config, "host" | "publicUrl">): RequestHandler {
  const publicName = config.publicUrl === null ? null : new URL(config.publicUrl).hostname;
  const knowsItsName = publicName !== null || isLoopback(config);
  return (request, _response, next) => {
    // A proxy in front may have chosen by one of two and Node by the other (RFC 9112, 3.2).
    const hosts = request.rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === "host");
    if (hosts.length > 1) throw new AppError("request.malformed");
    const name = request.hostname ?? "";
    if (knowsItsName && !isLoopbackName(name) && name !== publicName) throw new AppError("request.wrong-host");
    next();
  };
}
