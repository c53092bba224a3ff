// Single log-out messages from the identity provider: proven before anything in them is believed, in both bindings.
import { createVerify } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { getVerifiedXml } from "@node-saml/node-saml/lib/xml.js";
import type { SamlConfig } from "./login-config.ts";
import { LoginRefused } from "./login-refusal.ts";
import { clockToleranceMilliseconds } from "./saml-assertion.ts";
import {
  attributeOf,
  childrenNamed,
  decodeMessage,
  decodeText,
  isNamed,
  longestMessage,
  onlyChild,
  parseMessage,
  textOf,
  type XmlElement,
} from "./saml-document.ts";
import { isSigned, requirePlainSignatures } from "./saml-signatures.ts";

export type LogoutMessage =
  | {
      readonly kind: "request";
      readonly id: string;
      readonly nameId: string;
      /** None means: every session of the person. */
      readonly sessionIndexes: readonly string[];
      readonly relayState: string;
      readonly expiresAt: Date;
    }
  | { readonly kind: "answer"; readonly isSuccess: boolean };

const longestAgeMilliseconds = 10 * 60_000;
const hashBySignatureMethod: Readonly<Record<string, string>> = {
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": "RSA-SHA256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": "RSA-SHA512",
};

/** A message in the address (HTTP-Redirect): the signature covers the parameters exactly as they were written. */
export async function readRedirectedLogout(config: SamlConfig, rawQuery: string): Promise<LogoutMessage> {
  const written = writtenParameters(rawQuery);
  const name = written.has("SAMLRequest") ? "SAMLRequest" : "SAMLResponse";
  const signature = written.get("Signature");
  const method = written.get("SigAlg");
  if (signature === undefined || method === undefined) throw new LoginRefused("unsigned");
  const hash = hashBySignatureMethod[decodeParameter(method)];
  if (hash === undefined) throw new LoginRefused("algorithm");
  const signed = [name, "RelayState", "SigAlg"]
    .filter((each) => written.has(each))
    .map((each) => `${each}=${written.get(each)}`)
    .join("&");
  const signatureBytes = Buffer.from(decodeParameter(signature), "base64");
  const isProven = config.idpCertificates.some((certificate) =>
    createVerify(hash).update(signed).verify(certificate, signatureBytes),
  );
  if (!isProven) throw new LoginRefused("signature");
  const root = await parseMessage(inflate(decodeParameter(written.get(name) ?? "")));
  return readMessage(config, root, decodeParameter(written.get("RelayState") ?? ""));
}

/** A message in a form (HTTP-POST): signed as a document, and read from the text that was signed. */
export async function readPostedLogout(
  config: SamlConfig,
  form: Readonly<Record<string, unknown>>,
): Promise<LogoutMessage> {
  const text = decodeMessage(form.SAMLRequest ?? form.SAMLResponse);
  const root = await parseMessage(text);
  requirePlainSignatures(root, [root]);
  if (!isSigned(root)) throw new LoginRefused("unsigned");
  let signedText: string | null = null;
  try {
    signedText = getVerifiedXml(text, root as never, [...config.idpCertificates]);
  } catch {
    throw new LoginRefused("signature");
  }
  if (signedText === null) throw new LoginRefused("signature");
  return readMessage(
    config,
    await parseMessage(signedText),
    typeof form.RelayState === "string" ? form.RelayState : "",
  );
}

/** The parameters as they were written, undecoded; one that is given twice is refused. */
function writtenParameters(rawQuery: string): ReadonlyMap<string, string> {
  const written = new Map<string, string>();
  for (const pair of rawQuery.split("&")) {
    const [name = "", ...value] = pair.split("=");
    if (written.has(name)) throw new LoginRefused("structure");
    written.set(name, value.join("="));
  }
  if (written.has("SAMLRequest") === written.has("SAMLResponse")) throw new LoginRefused("structure");
  return written;
}

function decodeParameter(written: string): string {
  try {
    return decodeURIComponent(written.replaceAll("+", " "));
  } catch {
    throw new LoginRefused("structure");
  }
}

function inflate(encoded: string): string {
  try {
    return decodeText(inflateRawSync(Buffer.from(encoded, "base64"), { maxOutputLength: longestMessage }));
  } catch {
    throw new LoginRefused("structure");
  }
}

function readMessage(config: SamlConfig, root: XmlElement, relayState: string): LogoutMessage {
  const isRequest = isNamed(root, "protocol", "LogoutRequest");
  if (!isRequest && !isNamed(root, "protocol", "LogoutResponse")) throw new LoginRefused("structure");
  const issuer = textOf(onlyChild(root, "assertion", "Issuer"));
  if (config.idpIssuer !== null && issuer !== config.idpIssuer) throw new LoginRefused("wrong-issuer");
  if (attributeOf(root, "Destination") !== config.logoutCallbackUrl) throw new LoginRefused("wrong-destination");
  const expiresAt = requireRecent(root);
  if (!isRequest) return { kind: "answer", isSuccess: statusOf(root)?.endsWith(":status:Success") ?? false };
  const nameId = textOf(onlyChild(root, "assertion", "NameID"));
  const id = attributeOf(root, "ID");
  if (nameId === null || id === null) throw new LoginRefused("incomplete");
  const sessionIndexes = childrenNamed(root, "protocol", "SessionIndex").map(textOf);
  return {
    kind: "request",
    id,
    nameId,
    sessionIndexes: sessionIndexes.filter((each) => each !== null),
    relayState,
    expiresAt,
  };
}

function statusOf(root: XmlElement): string | null {
  const status = onlyChild(root, "protocol", "Status");
  return status && attributeOf(onlyChild(status, "protocol", "StatusCode"), "Value");
}

/** Issued in the last minutes and not over; answers until when it could come again. */
function requireRecent(root: XmlElement): Date {
  const now = Date.now();
  const issued = Date.parse(attributeOf(root, "IssueInstant") ?? "");
  if (Number.isNaN(issued)) throw new LoginRefused("incomplete");
  if (issued > now + clockToleranceMilliseconds) throw new LoginRefused("not-yet-valid");
  const given = attributeOf(root, "NotOnOrAfter");
  const latest = Math.min(
    issued + longestAgeMilliseconds,
    given === null ? Number.POSITIVE_INFINITY : Date.parse(given),
  );
  if (!(latest > now - clockToleranceMilliseconds)) throw new LoginRefused("expired");
  return new Date(latest + clockToleranceMilliseconds);
}
