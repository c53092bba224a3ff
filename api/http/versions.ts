// ETags of things that change, and the version that If-Match names.
import { createHash } from "node:crypto";
import type { Request } from "express";
import { AppError } from "../errors.ts";

/** A strong ETag: the version, and a hash of what was answered, so that a renamed team also changes it. */
export function versionTag(version: number, body: unknown): string {
  return `"${version}-${createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 16)}"`;
}

/**
 * The version of `If-Match: "7"` or `If-Match: "7-…"` as answered in an ETag. Throws 428 where the header is missing and
 * 412 where it names no version.
 */
export function requiredVersion(request: Request): number {
  const header = request.get("if-match");
  if (header === undefined) throw new AppError("version.missing");
  const version = /^(?:W\/)?"(\d{1,9})(?:-[0-9a-f]+)?"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new AppError("version.changed");
  return Number(version);
}

/** Throws 412, telling the present version, where it is not the one that was read. */
export function assertSameVersion(present: number, expected: number): void {
  if (present !== expected) throw new AppError("version.changed", { currentVersion: present });
}
