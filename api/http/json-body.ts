// Reads a JSON body within limits of bytes and nesting.
import express, { type Request, type Response } from "express";
import { jsonDepth } from "../../data/formats/json-text.ts";
import { AppError } from "../errors.ts";

const limit = "4mb";
/** The contract's deepest body nests six. */
const depthLimit = 32;

/** Throws where objects and arrays nest deeper than any body of the contract does. */
export function requireShallow(bytes: Uint8Array): void {
  if (jsonDepth(bytes, depthLimit) > depthLimit) throw new AppError("request.malformed");
}

const parseJson = express.json({
  limit,
  strict: true,
  inflate: false,
  type: "application/json",
  verify: (_request, _response, bytes) => requireShallow(bytes),
});

/** The body's value. Throws 415 for another type or a compressed body, 413 for more than 4 MB, 400 where it is no JSON. */
export function jsonBody(request: Request, response: Response): Promise<unknown> {
  if (!request.is("application/json")) throw new AppError("request.unsupported-media-type");
  return new Promise((resolve, reject) => {
    parseJson(request, response, (trouble?: unknown) =>
      trouble === undefined ? resolve(request.body) : reject(trouble),
    );
  });
}
