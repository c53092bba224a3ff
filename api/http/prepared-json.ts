// An answer in JSON that is written once and sent many times, with the ETag it would have had.
import type { Request, Response } from "express";
import { versionTag } from "./versions.ts";

export interface PreparedJson {
  readonly text: string;
  readonly etag: string;
}

/** The body as it is sent to those who see everything of it. */
export function prepareJson(body: object): PreparedJson {
  return { text: JSON.stringify(body), etag: versionTag(1, body) };
}

/** Answers it, or 304 to somebody who has it. */
export function sendPreparedJson(request: Request, response: Response, { text, etag }: PreparedJson): void {
  response.setHeader("ETag", etag);
  response.setHeader("Cache-Control", "private, no-cache");
  if (request.get("if-none-match") === etag) {
    response.status(304).end();
    return;
  }
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.end(text);
}
