// Parses JSON text safely: nesting is measured before JSON.parse is let loose on it.
import { type Issue, issue } from "../issues.ts";
import type { UploadLimits } from "../upload-limits.ts";

const quote = 0x22;
const backslash = 0x5c;

/** The deepest nesting of objects and arrays in JSON bytes, counting stops just past `limit`. Brackets inside strings do not count. */
export function jsonDepth(bytes: Uint8Array, limit: number): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (isInString) {
      if (byte === backslash) index += 1;
      else if (byte === quote) isInString = false;
    } else if (byte === quote) isInString = true;
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
      if (deepest > limit) return deepest;
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
  return deepest;
}

/** True when the bytes begin as a JSON object or array does (a UTF-8 BOM and blanks are passed over). */
export function looksLikeJson(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const first = bytes.subarray(start, start + 1024).find((byte) => byte > 0x20);
  return first === 0x7b || first === 0x5b;
}

export type ParsedJson = { readonly value: unknown; readonly refusal?: undefined } | { readonly refusal: Issue };

/** The value of JSON bytes (UTF-8; Windows-1252 when they are not valid UTF-8), or why they are refused. */
export function parseJson(bytes: Uint8Array, file: string, limits: UploadLimits): ParsedJson {
  if (jsonDepth(bytes, limits.jsonDepth) > limits.jsonDepth) {
    return { refusal: issue("json.too-deep", { file, limit: limits.jsonDepth }) };
  }
  try {
    let text: string;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      text = new TextDecoder("windows-1252").decode(bytes);
    }
    return { value: JSON.parse(text) };
  } catch {
    return { refusal: issue("json.damaged", { file }) };
  }
}

/** True for an object that is neither null nor an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
