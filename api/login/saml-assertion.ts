// What a signed SAML assertion must say to be a login here, now, for the request that was sent. Reads only what was signed.
import { LoginRefused } from "./login-refusal.ts";
import { attributeOf, childrenNamed, onlyChild, textOf, type XmlElement } from "./saml-document.ts";
import type { SamlSession } from "./verified-login.ts";

export const clockToleranceMilliseconds = 30_000;
const bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
const transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

export interface AssertionExpectation {
  readonly callbackUrl: string;
  /** Entity id of the identity provider; null where the municipality has not told it. */
  readonly idpIssuer: string | null;
  readonly requestId: string;
  readonly nowMilliseconds: number;
}

export interface AssertionContent {
  readonly id: string;
  readonly issuer: string;
  /** Until then the same assertion must not be taken again. */
  readonly expiresAt: Date;
  readonly session: SamlSession;
  readonly isTransient: boolean;
  readonly level: string | null;
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

/** Throws LoginRefused at the first thing that is not as it must be. */
export function readAssertion(assertion: XmlElement, expected: AssertionExpectation): AssertionContent {
  const id = attributeOf(assertion, "ID");
  const issuer = textOf(onlyChild(assertion, "assertion", "Issuer"));
  if (id === null || issuer === null || attributeOf(assertion, "Version") !== "2.0")
    throw new LoginRefused("incomplete");
  if (expected.idpIssuer !== null && issuer !== expected.idpIssuer) throw new LoginRefused("wrong-issuer");
  const subject = onlyChild(assertion, "assertion", "Subject");
  if (subject === null) throw new LoginRefused("wrong-subject");
  const confirmedUntil = requireConfirmation(subject, expected);
  const conditions = onlyChild(assertion, "assertion", "Conditions");
  const validUntil = requireTime(attributeOf(conditions, "NotOnOrAfter"));
  const statement = requireAuthentication(assertion, expected.nowMilliseconds);
  const nameId = onlyChild(subject, "assertion", "NameID");
  const name = textOf(nameId);
  if (name === null) throw new LoginRefused("wrong-subject");
  return {
    id,
    issuer,
    expiresAt: new Date(Math.max(confirmedUntil, validUntil) + clockToleranceMilliseconds),
    session: {
      nameId: name,
      nameIdFormat: attributeOf(nameId, "Format"),
      nameQualifier: attributeOf(nameId, "NameQualifier"),
      spNameQualifier: attributeOf(nameId, "SPNameQualifier"),
      sessionIndex: attributeOf(statement, "SessionIndex"),
    },
    isTransient: attributeOf(nameId, "Format") === transient,
    level: levelOf(statement),
    attributes: attributesOf(assertion),
  };
}

function requireTime(text: string | null): number {
  const milliseconds = text === null ? Number.NaN : Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new LoginRefused("incomplete");
  return milliseconds;
}

/** One bearer confirmation: delivered to us, in answer to this request, not too late. Answers until when. */
function requireConfirmation(subject: XmlElement, expected: AssertionExpectation): number {
  const confirmations = childrenNamed(subject, "assertion", "SubjectConfirmation");
  const [confirmation, second] = confirmations.filter((each) => attributeOf(each, "Method") === bearer);
  if (confirmation === undefined || second !== undefined) throw new LoginRefused("wrong-confirmation");
  const data = onlyChild(confirmation, "assertion", "SubjectConfirmationData");
  if (attributeOf(data, "Recipient") !== expected.callbackUrl) throw new LoginRefused("wrong-recipient");
  if (attributeOf(data, "InResponseTo") !== expected.requestId) throw new LoginRefused("wrong-in-response-to");
  const until = requireTime(attributeOf(data, "NotOnOrAfter"));
  if (expected.nowMilliseconds - clockToleranceMilliseconds >= until) throw new LoginRefused("expired");
  return until;
}

function requireAuthentication(assertion: XmlElement, nowMilliseconds: number): XmlElement {
  const statement = onlyChild(assertion, "assertion", "AuthnStatement");
  if (statement === null) throw new LoginRefused("incomplete");
  const until = attributeOf(statement, "SessionNotOnOrAfter");
  if (until !== null && nowMilliseconds - clockToleranceMilliseconds >= requireTime(until))
    throw new LoginRefused("expired");
  return statement;
}

function levelOf(statement: XmlElement): string | null {
  const context = onlyChild(statement, "assertion", "AuthnContext");
  return context && textOf(onlyChild(context, "assertion", "AuthnContextClassRef"));
}

function attributesOf(assertion: XmlElement): ReadonlyMap<string, readonly string[]> {
  const attributes = new Map<string, string[]>();
  for (const statement of childrenNamed(assertion, "assertion", "AttributeStatement")) {
    for (const attribute of childrenNamed(statement, "assertion", "Attribute")) {
      const values = childrenNamed(attribute, "assertion", "AttributeValue").map(textOf);
      const name = attributeOf(attribute, "Name") ?? "";
      attributes.set(name, [...(attributes.get(name) ?? []), ...values.filter((value) => value !== null)]);
    }
  }
  return attributes;
}
