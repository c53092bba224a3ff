// The secret of one login in one browser: what is derived from it binds every answer to the browser that asked.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";

/** 32 random bytes as 43 characters. The browser keeps it in a cookie; the database keeps its SHA-256 only. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

export function isSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

type Purpose = "oidc-state" | "oidc-nonce" | "oidc-code-verifier" | "saml-request";

/** A value that only the holder of the secret can know, another for each purpose; 43 characters. */
export function derived(secret: string, purpose: Purpose): string {
  return createHmac("sha256", secret).update(`omradeslinjen-login|${purpose}`).digest("base64url");
}

export function sha256(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}

/** Compares in a time that does not tell how much was right. */
export function areEqual(left: string, right: string): boolean {
  return timingSafeEqual(sha256(left), sha256(right));
}

const nonceBytes = 12;
const tagBytes = 16;

function keyOf(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "", "omradeslinjen-login|sealed", 32));
}

/** Encrypts (AES-256-GCM) so that only the holder of the secret can read it: the database then keeps what it cannot tell. */
export function seal(secret: string, content: unknown): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret), nonce);
  const encrypted = Buffer.concat([cipher.update(JSON.stringify(content), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]);
}

/** What was sealed with the same secret. Throws where it was sealed with another: that is a bug, rows are found by its hash. */
export function unseal(secret: string, sealed: Uint8Array): unknown {
  const decipher = createDecipheriv("aes-256-gcm", keyOf(secret), sealed.subarray(0, nonceBytes));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  const opened = Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
  return JSON.parse(opened.toString("utf8"));
}
