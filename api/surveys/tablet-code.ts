// Codes that open a survey on a tablet: short enough to type, long enough not to be guessed; only their hash is kept.
import { createHash, randomBytes } from "node:crypto";

/** No signs that look alike. */
const signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const signCount = 12;

/** 60 random bits, "ABCD-EFGH-JKLM". */
export function newTabletCode(): string {
  const code = [...randomBytes(signCount)].map((byte) => signs[byte % signs.length]!).join("");
  return code.replace(/(.{4})(?=.)/g, "$1-");
}

/** Of a tablet's request: its code, and what its page drew for itself when it opened the code. */
export function tabletHashes({ code, device }: { readonly code: string; readonly device: string }) {
  return { code: tabletCodeHash(code), device: createHash("sha256").update(device).digest() };
}

/** The same however it was typed: with or without hyphens and spaces, in small or capital letters. */
export function tabletCodeHash(code: string): Uint8Array {
  return createHash("sha256")
    .update(code.toUpperCase().replace(/[^0-9A-Z]/g, ""))
    .digest();
}
