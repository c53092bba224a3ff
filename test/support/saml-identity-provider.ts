// A real SAML 2.0 identity provider on loopback (samlify), and what a forger needs: its messages as text, signed again or not.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as samlify from "samlify";
import { SignedXml } from "xml-crypto";
import { type CertifiedKey, makeCertifiedKey } from "./self-signed-certificate.ts";

export interface SamlPerson {
  readonly nameId: string;
  readonly nameIdFormat?: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly level?: string;
}

export interface SamlIdentityProvider {
  readonly issuer: string;
  readonly key: CertifiedKey;
  readonly entryPoint: string;
  readonly logoutUrl: string;
  /** Whom the next login is of. */
  person: SamlPerson;
  /** Ids of the requests that came, newest last; each was signed by the service. */
  readonly requestIds: string[];
  /** Answers to log-out requests of ours, newest last. */
  readonly logoutAnswers: URLSearchParams[];
  /** Takes the service's metadata, as an operator would. */
  meetService(metadata: string): void;
  /** The signed response to a request, as samlify makes it; base64. */
  respond(requestId: string): Promise<string>;
  /** The parts of a response that is right in everything, for a forger to change. */
  draft(requestId: string): Draft;
  /** A log-out request of the provider's own, as samlify makes it: the fields of a form. */
  requestLogout(person: SamlPerson, sessionIndex: string): Record<string, string>;
  close(): Promise<void>;
}

/** Everything that a response says. Changing one field makes one forgery. */
export interface Draft {
  responseId: string;
  assertionId: string;
  issuer: string;
  responseIssuer: string;
  destination: string;
  recipient: string;
  audience: string;
  inResponseTo: string;
  subjectInResponseTo: string;
  issueInstant: string;
  notBefore: string;
  notOnOrAfter: string;
  confirmedUntil: string;
  sessionEnds: string | null;
  status: string;
  method: string;
  nameId: string;
  nameIdFormat: string;
  level: string;
  attributes: Readonly<Record<string, readonly string[]>>;
}

export const sessionIndexOfTests = "session-1";
const persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
const success = "urn:oasis:names:tc:SAML:2.0:status:Success";
const sha256Signature = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

// Schemas are the business of the service under test.
samlify.setSchemaValidator({ validate: async () => "not validated" });

export async function startSamlIdentityProvider(
  options: { readonly host?: "127.0.0.1" | "localhost" } = {},
): Promise<SamlIdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://${options.host ?? "127.0.0.1"}:${(server.address() as AddressInfo).port}`;
  const key = makeCertifiedKey("Identity provider of the tests");
  const entryPoint = `${issuer}/sso`;
  const logoutUrl = `${issuer}/slo`;
  const idp = samlify.IdentityProvider({
    entityID: `${issuer}/metadata`,
    privateKey: key.privateKeyPem,
    signingCert: key.certificatePem,
    requestSignatureAlgorithm: sha256Signature,
    wantAuthnRequestsSigned: true,
    wantLogoutRequestSigned: true,
    wantLogoutResponseSigned: true,
    nameIDFormat: [persistent],
    singleSignOnService: [
      { Binding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect", Location: entryPoint },
      { Binding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", Location: entryPoint },
    ],
    singleLogoutService: [{ Binding: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect", Location: logoutUrl }],
  } as never);
  let service: ReturnType<typeof samlify.ServiceProvider> | undefined;
  const self: SamlIdentityProvider = {
    issuer: `${issuer}/metadata`,
    key,
    entryPoint,
    logoutUrl,
    person: { nameId: "nobody", attributes: {} },
    requestIds: [],
    logoutAnswers: [],
    meetService(metadata) {
      service = samlify.ServiceProvider({
        metadata,
        wantMessageSigned: true,
        wantLogoutRequestSigned: true,
        wantLogoutResponseSigned: true,
      } as never);
    },
    async respond(requestId) {
      const draft = self.draft(requestId);
      const { context } = await idp.createLoginResponse(
        service!,
        { extract: { request: { id: requestId } } } as never,
        "post",
        {},
        {
          customTagReplacement: () => ({ id: draft.responseId, context: write(draft) }),
        } as never,
      );
      return context;
    },
    draft: (requestId) => draftOf(self, service!, requestId),
    requestLogout(person, sessionIndex) {
      const { context } = idp.createLogoutRequest(
        service!,
        "post",
        { logoutNameID: person.nameId, sessionIndex } as never,
        { relayState: "from-the-provider" } as never,
      ) as { context: string };
      return { SAMLRequest: context, RelayState: "from-the-provider" };
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  server.on("request", (request, response) => void serve(self, idp, () => service!, request, response));
  return self;
}

type Identity = ReturnType<typeof samlify.IdentityProvider>;
type Service = ReturnType<typeof samlify.ServiceProvider>;

async function serve(
  self: SamlIdentityProvider,
  idp: Identity,
  service: () => Service,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams, search } = new URL(request.url ?? "/", self.entryPoint);
  const query = Object.fromEntries(searchParams);
  // What is signed is the query as it was written, without the signature.
  const octetString = search.slice(1).replace(/&Signature=.*$/, "");
  try {
    if (pathname === "/sso") {
      const { extract } = await idp.parseLoginRequest(service(), "redirect", { query, octetString });
      const requestId = String(extract.request?.id);
      self.requestIds.push(requestId);
      const address = service().entityMeta.getAssertionConsumerService("post") as string;
      return sendForm(response, address, { SAMLResponse: await self.respond(requestId) });
    }
    if (query.SAMLResponse !== undefined) {
      self.logoutAnswers.push(searchParams);
      await idp.parseLogoutResponse(service(), "redirect", { query, octetString });
      response.end("<!doctype html><h1>Du är utloggad</h1>");
      return;
    }
    const parsed = await idp.parseLogoutRequest(service(), "redirect", { query, octetString });
    const { context } = idp.createLogoutResponse(service(), parsed as never, "post") as { context: string };
    const address = service().entityMeta.getSingleLogoutService("post") as string;
    sendForm(response, address, { SAMLResponse: context });
  } catch (error) {
    response.statusCode = 400;
    response.end(`refused by the provider: ${String((error as Error).message ?? error)}`);
  }
}

/** The page that sends the form; a person without script presses the button. */
function sendForm(response: ServerResponse, address: string, fields: Readonly<Record<string, string>>): void {
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`);
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(`<!doctype html><html lang="sv"><title>Kommunens konto</title><h1>Kommunens konto</h1>
<form method="post" action="${address}">${inputs.join("")}<button>Fortsätt</button></form></html>`);
}

/** The form in a page of the provider. */
export function formIn(html: string): { readonly action: string; readonly fields: Record<string, string> } {
  const action = /action="([^"]+)"/.exec(html)?.[1];
  if (action === undefined) throw new Error(`The provider sent no form: ${html.slice(0, 300)}`);
  const fields = [...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]);
  return { action, fields: Object.fromEntries(fields) };
}

function draftOf(self: SamlIdentityProvider, service: Service, requestId: string): Draft {
  const address = service.entityMeta.getAssertionConsumerService("post") as string;
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  return {
    responseId: `_${crypto.randomUUID()}`,
    assertionId: `_${crypto.randomUUID()}`,
    issuer: self.issuer,
    responseIssuer: self.issuer,
    destination: address,
    recipient: address,
    audience: service.entityMeta.getEntityID(),
    inResponseTo: requestId,
    subjectInResponseTo: requestId,
    issueInstant: at(0),
    notBefore: at(-1),
    notOnOrAfter: at(5),
    confirmedUntil: at(5),
    sessionEnds: null,
    status: success,
    method: "urn:oasis:names:tc:SAML:2.0:cm:bearer",
    nameId: self.person.nameId,
    nameIdFormat: self.person.nameIdFormat ?? persistent,
    level: self.person.level ?? "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
    attributes: self.person.attributes,
  };
}

/** The response as text, not signed. */
export function write(draft: Draft): string {
  const attributes = Object.entries(draft.attributes).map(
    ([name, values]) =>
      `<saml:Attribute Name="${name}">${values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join("")}</saml:Attribute>`,
  );
  const optional = (name: string, value: string) => (value === "" ? "" : ` ${name}="${value}"`);
  const sessionEnds = draft.sessionEnds === null ? "" : ` SessionNotOnOrAfter="${draft.sessionEnds}"`;
  return (
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${draft.responseId}" Version="2.0" IssueInstant="${draft.issueInstant}"${optional("Destination", draft.destination)}${optional("InResponseTo", draft.inResponseTo)}>` +
    `<saml:Issuer>${draft.responseIssuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="${draft.status}"/></samlp:Status>` +
    `<saml:Assertion ID="${draft.assertionId}" Version="2.0" IssueInstant="${draft.issueInstant}"><saml:Issuer>${draft.issuer}</saml:Issuer>` +
    `<saml:Subject><saml:NameID Format="${draft.nameIdFormat}">${draft.nameId}</saml:NameID><saml:SubjectConfirmation Method="${draft.method}">` +
    `<saml:SubjectConfirmationData${optional("NotOnOrAfter", draft.confirmedUntil)}${optional("Recipient", draft.recipient)}${optional("InResponseTo", draft.subjectInResponseTo)}/></saml:SubjectConfirmation></saml:Subject>` +
    `<saml:Conditions NotBefore="${draft.notBefore}" NotOnOrAfter="${draft.notOnOrAfter}"><saml:AudienceRestriction><saml:Audience>${draft.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    `<saml:AuthnStatement AuthnInstant="${draft.issueInstant}" SessionIndex="${sessionIndexOfTests}"${sessionEnds}><saml:AuthnContext><saml:AuthnContextClassRef>${draft.level}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>` +
    `<saml:AttributeStatement>${attributes.join("")}</saml:AttributeStatement></saml:Assertion></samlp:Response>`
  );
}

export interface Signing {
  /** Another algorithm than RSA with SHA-256. */
  readonly signatureAlgorithm?: string;
  readonly digestAlgorithm?: string;
  readonly canonicalisation?: string;
  readonly hmacSecret?: string;
}

/** Signs one element of a message with xml-crypto, as an identity provider does; the rest of the text stays as it is. */
export function sign(
  xml: string,
  element: "Response" | "Assertion" | "LogoutRequest",
  key: CertifiedKey,
  { signatureAlgorithm, digestAlgorithm, canonicalisation, hmacSecret }: Signing = {},
): string {
  const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
  const signature = new SignedXml({
    privateKey: hmacSecret ?? key.privateKeyPem,
    publicCert: key.certificatePem,
    signatureAlgorithm: signatureAlgorithm ?? sha256Signature,
    canonicalizationAlgorithm: exclusive,
  } as never);
  if (hmacSecret !== undefined) signature.enableHMAC();
  const xpath = `//*[local-name(.)='${element}']`;
  signature.addReference({
    xpath,
    digestAlgorithm: digestAlgorithm ?? "http://www.w3.org/2001/04/xmlenc#sha256",
    transforms: ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", canonicalisation ?? exclusive],
  } as never);
  signature.computeSignature(xml, {
    prefix: "ds",
    location: { reference: `${xpath}/*[local-name(.)='Issuer']`, action: "after" },
  });
  return signature.getSignedXml();
}

export function encode(xml: string): string {
  return Buffer.from(xml, "utf8").toString("base64");
}
