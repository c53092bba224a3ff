// Serves the built page: hashed files for a year, everything that is no file is the page itself.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import express, { Router } from "express";
import { AppError } from "../errors.ts";
import { localsOf } from "./request-log.ts";

/**
 * `folder` is the build's result; without it only the interface is served, and the address says so. The page is told the
 * path that the service lies under, `basePath`.
 */
export function webPage(folder: string, basePath = ""): Router {
  const router = Router();
  const file = join(folder, "index.html");
  const built = existsSync(file);
  const page = built ? underPath(readFileSync(file, "utf8"), basePath) : notBuilt;
  router.use((request, response, next) => {
    localsOf(response).operation = "page";
    if (request.path === "/api" || request.path.startsWith("/api/")) throw new AppError("not-found");
    next();
  });
  if (built) {
    router.use("/assets", express.static(join(folder, "assets"), { ...noListing, setHeaders: keepForAYear }));
    router.use(express.static(folder, { ...noListing, setHeaders: askEachTime }));
  }
  router.get(/.*/, (request, response) => {
    const looksLikeFile = /\.[a-z0-9]{2,5}$/i.test(request.path);
    if (looksLikeFile || !request.accepts("html")) throw new AppError("not-found");
    askEachTime(response);
    response
      .status(built ? 200 : 503)
      .type("html")
      .send(page);
  });
  // Express's own answer to what is left would repeat the address.
  router.use(() => {
    throw new AppError("request.method-not-allowed");
  });
  return router;
}

/** The page names its files relative to itself and is served at many addresses, so it gets whole paths. */
function underPath(html: string, basePath: string): string {
  return html
    .replaceAll('="./', `="${basePath}/`)
    .replace('<meta name="base-path" content=""', `<meta name="base-path" content="${basePath}"`);
}

/** `cacheControl: false`: the header is set below and not by the library. */
const noListing = { index: false, cacheControl: false } as const;

function keepForAYear(response: { setHeader(name: string, value: string): unknown }): void {
  response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
}

function askEachTime(response: { setHeader(name: string, value: string): unknown }): void {
  response.setHeader("Cache-Control", "no-cache");
}

const notBuilt = `<!doctype html><html lang="sv"><meta charset="utf-8"><title>Områdeslinjen</title>
<p>Sidan är inte byggd. Kör <code>npm start</code> i stället för att starta servern direkt.</p>
<p lang="en">The page has not been built. Run <code>npm start</code> instead of starting the server directly.</p></html>`;
