// Lets the whole service lie under a path of its own, as BASE_URL_PREFIX says.
import type { RequestHandler } from "express";
import { AppError } from "../errors.ts";

/** Takes the base path off every address before the routes see it; other addresses do not exist. */
export function underBasePath(basePath: string): RequestHandler {
  return (request, response, next) => {
    if (basePath === "") return next();
    if (request.path === basePath) return response.redirect(308, `${basePath}/`);
    if (!request.url.startsWith(`${basePath}/`)) throw new AppError("not-found");
    request.url = request.url.slice(basePath.length);
    next();
  };
}
