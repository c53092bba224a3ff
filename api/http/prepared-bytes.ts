// A large answer made once and sent many times: compressed once for each way of it, with a strong ETag, and kept by what it was made from.
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Request, Response } from "express";
import { versionTag } from "./versions.ts";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

type Encoding = "br" | "gzip";

export interface PreparedBytes {
  /** Names the content; the encoding is added to make the ETag. */
  readonly contentHash: string;
  readonly contentType: string;
  readonly identity: Buffer;
  /** Compressed: made when first asked for, then kept. */
  readonly encoded: (encoding: Encoding) => Promise<Buffer>;
}

/** Of brotli: 9 for what is kept long (some 0.1 s for a megabyte), 4 (gzip's size in less time) for what is soon another. */
type BrotliQuality = 4 | 9;

export function prepareBytes(
  text: string,
  contentType: string,
  contentHash: string,
  quality: BrotliQuality = 9,
): PreparedBytes {
  const identity = Buffer.from(text, "utf8");
  const made = new Map<Encoding, Promise<Buffer>>();
  return {
    contentHash,
    contentType,
    identity,
    encoded: (encoding) => {
      const kept = made.get(encoding) ?? (encoding === "br" ? brotli(identity, quality) : compressGzip(identity));
      made.set(encoding, kept);
      return kept;
    },
  };
}

/** A body as it is sent to those who see everything of it, with the ETag it would have had. */
export function prepareJson(body: object): PreparedBytes {
  const contentHash = versionTag(1, body).slice(1, -1);
  return prepareBytes(JSON.stringify(body), "application/json; charset=utf-8", contentHash, 4);
}

function brotli(bytes: Buffer, quality: BrotliQuality): Promise<Buffer> {
  return compressBrotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/** Keeps the latest prepared answers by key; two requests for the same at once make it once. */
export class PreparedBytesCache {
  readonly #entries = new Map<string, Promise<PreparedBytes>>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The kept answer for `key`, or the one that `make` makes; a failure is not kept. */
  async get(key: string, make: () => Promise<PreparedBytes>): Promise<PreparedBytes> {
    const kept = this.#entries.get(key);
    if (kept) {
      this.#entries.delete(key);
      this.#entries.set(key, kept);
      return kept;
    }
    const made = make();
    this.#entries.set(key, made);
    made.catch(() => this.#entries.delete(key));
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#limit) break;
      this.#entries.delete(oldest);
    }
    return made;
  }
}

/** Answers with the best encoding the request accepts, or 304 when it has the content in that or another encoding. */
export async function sendPrepared(request: Request, response: Response, prepared: PreparedBytes): Promise<void> {
  const accepted = request.acceptsEncodings("br", "gzip", "identity") || "identity";
  const encoding = accepted === "br" || accepted === "gzip" ? accepted : "identity";
  response.vary("Accept-Encoding");
  response.setHeader("ETag", `"${prepared.contentHash}-${encoding}"`);
  response.setHeader("Cache-Control", "private, no-cache");
  const known = request.headers["if-none-match"] ?? "";
  if (known.split(",").some((tag) => tag.trim().replace(/^W\//, "").startsWith(`"${prepared.contentHash}-`))) {
    response.status(304).end();
    return;
  }
  const bytes = encoding === "identity" ? prepared.identity : await prepared.encoded(encoding);
  response.status(200);
  response.setHeader("Content-Type", prepared.contentType);
  response.setHeader("Content-Length", bytes.length);
  if (encoding !== "identity") response.setHeader("Content-Encoding", encoding);
  response.end(bytes);
}
