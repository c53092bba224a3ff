// What a login at the identity provider has proven about a person, the same for both protocols.
import { containsPersonalIdentityNumber } from "../../data/formats/personal-identity-number.ts";
import { LoginRefused } from "./login-refusal.ts";

export type ProviderKind = "oidc" | "saml";

/** How the identity provider names the session, so that it can be ended from either side (SAML). */
export interface SamlSession {
  readonly nameId: string;
  readonly nameIdFormat: string | null;
  readonly nameQualifier: string | null;
  readonly spNameQualifier: string | null;
  readonly sessionIndex: string | null;
}

export interface VerifiedLogin {
  readonly provider: ProviderKind;
  /** Provider kind, issuer and the provider's stable id of the person; never a personal identity number. */
  readonly subject: string;
  readonly displayName: string;
  readonly groups: readonly string[];
  /** `acr` or AuthnContextClassRef: how surely the person was recognised. */
  readonly level: string | null;
  readonly samlSession: SamlSession | null;
}

export interface ProviderStatement {
  readonly provider: ProviderKind;
  readonly issuer: string;
  readonly id: unknown;
  readonly displayName: unknown;
  readonly groups: unknown;
  readonly level: unknown;
  readonly samlSession: SamlSession | null;
}

const longestId = 255;
const longestName = 200;
/** C0 and C1 control characters, and those that turn the reading direction. */
const unprintable = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * Takes over what the provider said, or refuses it: an id that is missing, unprintable or too long, and a personal
 * identity number where an id or a name should be.
 */
export function verifiedLogin(statement: ProviderStatement): VerifiedLogin {
  const { provider, issuer, id, samlSession } = statement;
  if (typeof id !== "string" || id.trim() === "" || id.length > longestId || unprintable.test(id)) {
    throw new LoginRefused("wrong-subject");
  }
  if (containsPersonalIdentityNumber(id)) throw new LoginRefused("personal-number");
  const displayName = nameOf(statement.displayName);
  if (containsPersonalIdentityNumber(displayName)) throw new LoginRefused("personal-number");
  return {
    provider,
    subject: `${provider}:${issuer}#${id}`,
    displayName,
    groups: groupsOf(statement.groups),
    level: typeof statement.level === "string" ? statement.level : null,
    samlSession,
  };
}

function nameOf(given: unknown): string {
  const name = typeof given === "string" ? given.normalize("NFC").trim() : "";
  return name === "" || name.length > longestName || unprintable.test(name) ? "Namn saknas" : name;
}

/**
 * One name, a list of names, or one text with several. A text with `=` is a distinguished name, whose commas part
 * nothing.
 */
function groupsOf(given: unknown): readonly string[] {
  const texts = (Array.isArray(given) ? given : [given]).filter((each) => typeof each === "string");
  const names = texts.flatMap((text) => (text.includes("=") ? [text] : [text, ...text.split(/[,;]/)]));
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ""))];
}
