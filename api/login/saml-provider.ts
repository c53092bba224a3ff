// SAML 2.0: sends the person to the identity provider, proves the signed assertion that comes back, and describes the service to it.
import { type SamlConfig as LibraryConfig, SAML, ValidateInResponseTo } from "@node-saml/node-saml";
import type { SamlConfig } from "./login-config.ts";
import { LoginRefused, type RefusalReason } from "./login-refusal.ts";
import { derived } from "./login-secret.ts";
import { type AssertionContent, clockToleranceMilliseconds, readAssertion } from "./saml-assertion.ts";
import {
  attributeOf,
  childrenNamed,
  decodeMessage,
  descendantsOf,
  isNamed,
  onlyChild,
  parseMessage,
  textOf,
  type XmlElement,
} from "./saml-document.ts";
import { isSigned, requirePlainSignatures } from "./saml-signatures.ts";
import { type SamlSession, type VerifiedLogin, verifiedLogin } from "./verified-login.ts";

const success = "urn:oasis:names:tc:SAML:2.0:status:Success";
const longestAgeMilliseconds = 10 * 60_000;

/** A proven login, and what makes sure that it is used once and by the browser that asked. */
export interface ProvenAssertion {
  readonly login: VerifiedLogin;
  readonly requestId: string;
  readonly assertionId: string;
  readonly expiresAt: Date;
}

export interface SamlProvider {
  /** The id of the request that a login with this secret sends. */
  requestIdOf(secret: string): string;
  /** The provider's page, with a signed request; with levels, one of them is demanded of the login. */
  begin(secret: string, levels?: readonly string[]): Promise<string>;
  /**
   * Proves a response. `isOutstanding` tells whether a request of ours with that id waits for its answer. Throws
   * LoginRefused.
   */
  finish(encoded: unknown, isOutstanding: (requestId: string) => Promise<boolean>): Promise<ProvenAssertion>;
  /** The provider's log-out, with a signed request that names the session. */
  logoutUrl(session: SamlSession): Promise<string>;
  /** The provider's address with the signed answer to its log-out request. */
  logoutAnswerUrl(requestId: string, relayState: string): Promise<string>;
  /** Our metadata, to be given to the identity provider. */
  metadata(): string;
}

export function createSamlProvider(config: SamlConfig): SamlProvider {
  const requestIdOf = (secret: string) => `_${derived(secret, "saml-request")}`;
  return {
    requestIdOf,
    begin: (secret, levels = []) => {
      const ofRequest = { generateUniqueId: () => requestIdOf(secret), ...levelsDemanded(levels) };
      return new SAML({ ...libraryConfig(config), ...ofRequest }).getAuthorizeUrlAsync("", undefined, {});
    },
    finish: (encoded, isOutstanding) => proveResponse(config, encoded, isOutstanding),
    logoutUrl: ({ nameId, nameIdFormat, nameQualifier, spNameQualifier, sessionIndex }) =>
      new SAML(libraryConfig(config)).getLogoutUrlAsync(
        {
          issuer: config.issuer,
          nameID: nameId,
          ...(nameIdFormat === null ? ({} as { nameIDFormat: string }) : { nameIDFormat: nameIdFormat }),
          ...(nameQualifier === null ? {} : { nameQualifier }),
          ...(spNameQualifier === null ? {} : { spNameQualifier }),
          ...(sessionIndex === null ? {} : { sessionIndex }),
        },
        "",
        {},
      ),
    logoutAnswerUrl: (requestId, relayState) =>
      new SAML(libraryConfig(config)).getLogoutResponseUrlAsync(
        { issuer: config.issuer, nameID: "", nameIDFormat: "", ID: requestId },
        relayState,
        {},
        true,
      ),
    metadata: () => new SAML(libraryConfig(config)).generateServiceProviderMetadata(null, config.publicCertificate),
  };
}

/** A provider refuses who cannot meet a demanded level, so it is demanded only of who was told to log in more strongly. */
function levelsDemanded(levels: readonly string[]): Partial<LibraryConfig> {
  if (levels.length === 0) return {};
  return { disableRequestedAuthnContext: false, authnContext: [...levels], racComparison: "exact" };
}

function libraryConfig(config: SamlConfig): LibraryConfig {
  return {
    callbackUrl: config.callbackUrl,
    entryPoint: config.entryPoint,
    issuer: config.issuer,
    audience: config.issuer,
    idpCert: [...config.idpCertificates],
    privateKey: config.privateKey,
    logoutUrl: config.logoutUrl,
    logoutCallbackUrl: config.logoutCallbackUrl,
    signatureAlgorithm: "sha256",
    digestAlgorithm: "sha256",
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    wantAssertionsSigned: true,
    acceptedClockSkewMs: clockToleranceMilliseconds,
    maxAssertionAgeMs: longestAgeMilliseconds,
    validateInResponseTo: ValidateInResponseTo.always,
  };
}

async function proveResponse(
  config: SamlConfig,
  encoded: unknown,
  isOutstanding: (requestId: string) => Promise<boolean>,
): Promise<ProvenAssertion> {
  const text = decodeMessage(encoded);
  const response = await parseMessage(text);
  const { requestId, isResponseSigned } = requireResponse(response, config);
  const signedAssertion = await provenAssertion(config, String(encoded), isResponseSigned, isOutstanding);
  const content = readAssertion(await parseMessage(signedAssertion), {
    callbackUrl: config.callbackUrl,
    idpIssuer: config.idpIssuer,
    requestId,
    nowMilliseconds: Date.now(),
  });
  return { login: loginOf(config, content), requestId, assertionId: content.id, expiresAt: content.expiresAt };
}

/** What is asked of the envelope. It may be unsigned, so nothing of it is used but to refuse. */
function requireResponse(response: XmlElement, config: SamlConfig) {
  if (!isNamed(response, "protocol", "Response") || attributeOf(response, "Version") !== "2.0") {
    throw new LoginRefused("structure");
  }
  requireSuccess(response);
  const all = [...descendantsOf(response)];
  if (all.some(({ localName }) => localName === "EncryptedAssertion" || localName === "EncryptedID")) {
    throw new LoginRefused("encrypted");
  }
  const assertions = all.filter(({ localName }) => localName === "Assertion");
  const [assertion] = childrenNamed(response, "assertion", "Assertion");
  if (assertion === undefined || assertions.length !== 1) throw new LoginRefused("structure");
  requirePlainSignatures(response, [response, assertion]);
  if (!isSigned(assertion)) throw new LoginRefused("unsigned");
  const isResponseSigned = isSigned(response);
  const destination = attributeOf(response, "Destination");
  if (destination !== config.callbackUrl && (destination !== null || isResponseSigned)) {
    throw new LoginRefused("wrong-destination");
  }
  const issuer = textOf(onlyChild(response, "assertion", "Issuer"));
  if (config.idpIssuer !== null && issuer !== null && issuer !== config.idpIssuer)
    throw new LoginRefused("wrong-issuer");
  const requestId = attributeOf(response, "InResponseTo");
  if (requestId === null) throw new LoginRefused("unsolicited");
  return { requestId, isResponseSigned };
}

function requireSuccess(response: XmlElement): void {
  const status = onlyChild(response, "protocol", "Status");
  const code = status && onlyChild(status, "protocol", "StatusCode");
  if (code === null) throw new LoginRefused("structure");
  if (attributeOf(code, "Value") !== success) throw new LoginRefused("provider-refused");
}

/** The text of the assertion as it was signed: the library canonicalises it, checks the signature and answers that text. */
async function provenAssertion(
  config: SamlConfig,
  encoded: string,
  isResponseSigned: boolean,
  isOutstanding: (requestId: string) => Promise<boolean>,
): Promise<string> {
  const library = new SAML({
    ...libraryConfig(config),
    // A signature over the whole response is not demanded, but where there is one it must hold.
    wantAuthnResponseSigned: isResponseSigned,
    cacheProvider: {
      saveAsync: async () => null,
      removeAsync: async () => null,
      getAsync: async (requestId) => ((await isOutstanding(requestId)) ? new Date().toISOString() : null),
    },
  });
  const { profile } = await library.validatePostResponseAsync({ SAMLResponse: encoded }).catch((error: unknown) => {
    throw new LoginRefused(reasonOf(error));
  });
  const assertion = profile?.getAssertionXml?.();
  if (assertion === undefined) throw new LoginRefused("incomplete");
  return assertion;
}

const reasonsByMessage: readonly (readonly [RegExp, RefusalReason])[] = [
  [/signature/i, "signature"],
  [/InResponseTo/, "wrong-in-response-to"],
  [/not yet valid/, "not-yet-valid"],
  [/expired|subject confirmation/, "expired"],
  [/audience|AudienceRestriction/i, "wrong-audience"],
  [/condition/, "incomplete"],
];

/** The library's error as our reason; its text may repeat what was sent and is not passed on. */
function reasonOf(error: unknown): RefusalReason {
  const { message } = error as Error;
  return reasonsByMessage.find(([pattern]) => pattern.test(message))?.[1] ?? "structure";
}

function loginOf(
  config: SamlConfig,
  { session, isTransient, issuer, level, attributes }: AssertionContent,
): VerifiedLogin {
  const first = (name: string) => attributes.get(name)?.[0];
  // A transient name is another at each login; it names nobody.
  const stableName = isTransient ? null : session.nameId;
  return verifiedLogin({
    provider: "saml",
    issuer,
    id: config.subjectAttribute === null ? stableName : first(config.subjectAttribute),
    displayName: first("displayName") ?? [first("givenName"), first("surname")].filter(Boolean).join(" "),
    groups: attributes.get(config.groupsAttribute),
    level,
    samlSession: session,
  });
}
