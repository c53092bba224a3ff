// Reads a multipart request into a file and its options, within a limit of bytes, with the parser that Node has.
import type { Request } from "express";
import type { z } from "zod";
import { uploadLimits } from "../../data/upload-limits.ts";
import { ImportOptions } from "../contract/imports.ts";
import { AppError, parseOrThrow } from "../errors.ts";
import { requireShallow } from "../http/json-body.ts";
import { refusePersonalNumbers } from "../http/refuse-personal-numbers.ts";

export interface Upload {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly options: z.output<typeof ImportOptions>;
}

/** Room for the options and the boundaries beside the file. */
const overheadBytes = 1024 * 1024;

/**
 * Throws 415 for another content type, 413 for more bytes than the limit, announced or sent, 400 for a body that is not
 * multipart, and 422 where the part `file` or `options` is missing or wrong.
 */
export async function readUpload(request: Request, limitBytes: number = uploadLimits.compressedBytes): Promise<Upload> {
  if (!request.is("multipart/form-data")) throw new AppError("request.unsupported-media-type");
  const bytes = await readLimited(request, limitBytes + overheadBytes);
  const form = await parseForm(bytes, request.headers["content-type"]!);
  const file = form.get("file");
  if (!(file instanceof File)) throw missingPart("file");
  if (file.size > limitBytes) throw new AppError("request.too-large");
  const options = parseOrThrow(ImportOptions, await parseOptions(form.get("options")), "request.invalid-body");
  refusePersonalNumbers({ settings: options.settings });
  return { fileName: file.name.slice(0, 255), bytes: new Uint8Array(await file.arrayBuffer()), options };
}

async function readLimited(request: Request, limitBytes: number): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers["content-length"] ?? 0) > limitBytes) throw new AppError("request.too-large");
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limitBytes) throw new AppError("request.too-large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseForm(bytes: Buffer<ArrayBuffer>, contentType: string): Promise<FormData> {
  return new Response(bytes, { headers: { "Content-Type": contentType } }).formData().catch((cause) => {
    throw new AppError("request.malformed", { cause });
  });
}

async function parseOptions(part: File | string | null): Promise<unknown> {
  if (part === null) throw missingPart("options");
  const text = typeof part === "string" ? part : await part.text();
  try {
    requireShallow(Buffer.from(text));
    return JSON.parse(text);
  } catch {
    throw new AppError("request.malformed");
  }
}

function missingPart(field: string): AppError {
  return new AppError("request.invalid-body", {
    violations: [{ field, message: { sv: "Delen saknas.", en: "The part is missing." } }],
  });
}
