// What a connection may cost before the service has read a word of it: time, headers, length of the address.
import { createServer, type Server } from "node:http";
import type { Express, RequestHandler } from "express";
import { AppError } from "../errors.ts";
import { loginPaths } from "../login/login-config.ts";

const addressesFromIdentityProvider: ReadonlySet<string> = new Set([
  loginPaths.oidcCallback,
  loginPaths.samlLogoutCallback,
]);

export interface ServerLimits {
  /** All headers together; Node answers 431 beyond it. */
  readonly headerBytes: number;
  readonly headerCount: number;
  /** Path and query. The longest the page asks for is about 300. */
  readonly addressCharacters: number;
  /** The same for answers that an identity provider sends in the address: codes and signed messages of some thousand. */
  readonly loginAddressCharacters: number;
  /** From the first byte until all headers have come; Node answers 408 beyond it and closes. */
  readonly headersMilliseconds: number;
  /** Until the whole request has come: a file of 50 MB at 3 Mbit/s takes 140 s. */
  readonly requestMilliseconds: number;
  /** How long an idle connection stays open: longer than the proxies' usual 60 s. */
  readonly keepAliveMilliseconds: number;
  /** How often Node looks for connections that are too slow. */
  readonly checkMilliseconds: number;
}

export const serverLimits: ServerLimits = {
  headerBytes: 16 * 1024,
  headerCount: 100,
  addressCharacters: 2_048,
  loginAddressCharacters: 8_192,
  headersMilliseconds: 15_000,
  requestMilliseconds: 180_000,
  keepAliveMilliseconds: 65_000,
  checkMilliseconds: 5_000,
};

/** The HTTP server of an application, within the limits; it does not listen yet. */
export function createLimitedServer(app: Express, limits: ServerLimits = serverLimits): Server {
  return createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMilliseconds,
      requestTimeout: limits.requestMilliseconds,
      keepAliveTimeout: limits.keepAliveMilliseconds,
      connectionsCheckingInterval: limits.checkMilliseconds,
      requireHostHeader: true,
    },
    app,
  );
}

/** Refuses an address that is too long (414) and more headers than any browser or proxy sends (431). */
export function shortRequestsOnly(limits: ServerLimits = serverLimits): RequestHandler {
  return (request, _response, next) => {
    const isLogin = addressesFromIdentityProvider.has(request.path);
    const longest = isLogin ? limits.loginAddressCharacters : limits.addressCharacters;
    if (request.originalUrl.length > longest) throw new AppError("request.address-too-long");
    if (request.rawHeaders.length / 2 > limits.headerCount) throw new AppError("request.too-many-headers");
    next();
  };
}
