// Why a login was refused: the reason for the log, and the trouble the person is told of.
import type { ErrorCode } from "../errors.ts";

/**
 * Every reason a login can be refused for, with what the person is told. The reason goes to the audit log and nowhere
 * else: an answer that named it would help whoever forges the next one.
 */
const troubleByReason = {
  "not-begun-here": "login.not-begun-here",
  "wrong-state": "login.not-begun-here",
  "wrong-in-response-to": "login.not-begun-here",
  unsolicited: "login.not-begun-here",
  "provider-refused": "login.provider-refused",
  "provider-unavailable": "login.provider-unavailable",
  "wrong-issuer": "login.not-valid",
  "wrong-audience": "login.not-valid",
  "wrong-authorized-party": "login.not-valid",
  "wrong-nonce": "login.not-valid",
  "wrong-recipient": "login.not-valid",
  "wrong-destination": "login.not-valid",
  "wrong-confirmation": "login.not-valid",
  "wrong-subject": "login.not-valid",
  "wrong-status": "login.not-valid",
  expired: "login.not-valid",
  "not-yet-valid": "login.not-valid",
  replayed: "login.not-valid",
  unsigned: "login.not-valid",
  signature: "login.not-valid",
  algorithm: "login.not-valid",
  structure: "login.not-valid",
  encrypted: "login.not-valid",
  incomplete: "login.not-valid",
  "personal-number": "login.personal-number",
  "level-too-low": "login.level-too-low",
  "no-role": "login.no-role",
  "person-disabled": "login.no-role",
  "no-municipality": "login.no-municipality",
} as const satisfies Record<string, ErrorCode>;

export type RefusalReason = keyof typeof troubleByReason;

/** A login that is not accepted. Carries no part of what was sent. */
export class LoginRefused extends Error {
  readonly reason: RefusalReason;
  readonly code: ErrorCode;
  constructor(reason: RefusalReason) {
    super(`login refused: ${reason}`);
    this.name = "LoginRefused";
    this.reason = reason;
    this.code = troubleByReason[reason];
  }
}
