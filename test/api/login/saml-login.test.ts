// Signing in with SAML 2.0 at a real provider: good logins, single log-out both ways, and thirty-odd forgeries that must be refused.
import { createSign } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RefusalReason } from "../../../api/login/login-refusal.ts";
import { forEachDatabase } from "../../support/databases.ts";
import {
  type Draft,
  encode,
  formIn,
  type SamlIdentityProvider,
  sessionIndexOfTests,
  sign,
  startSamlIdentityProvider,
  write,
} from "../../support/saml-identity-provider.ts";
import { makeCertifiedKey } from "../../support/self-signed-certificate.ts";
import { createWebClient, type WebAnswer, type WebClient } from "../../support/web-client.ts";
import { chooseAddress, type LoginUnderTest, startLogin } from "./login-under-test.ts";

const sessionCookie = "omradeslinjen";
const strong = "http://id.elegnamnden.se/loa/1.0/loa3";

forEachDatabase("a login with SAML", (open) => {
  let under: LoginUnderTest;
  let provider: SamlIdentityProvider;
  let browser: WebClient;
  const ownKey = makeCertifiedKey("Områdeslinjen");
  const strangersKey = makeCertifiedKey("Somebody else");

  beforeAll(async () => {
    const settings = await chooseAddress();
    provider = await startSamlIdentityProvider();
    const oneLine = (pem: string) => pem.replaceAll("\n", "\\n");
    under = await startLogin(
      open,
      { ...settings, environment: { ...settings.environment, LOGIN_PLANNER_LEVELS: strong } },
      {
        SAML_ENTRY_SSO: provider.entryPoint,
        SAML_LOGOUT_URL: provider.logoutUrl,
        SAML_IDP_PUBLIC_CERT: oneLine(provider.key.certificatePem),
        SAML_IDP_ISSUER: provider.issuer,
        SAML_ISSUER: "https://omradeslinjen.example.se/saml",
        SAML_CALLBACK_URL: `${settings.address}/api/saml/login/callback`,
        SAML_PRIVATE_KEY: oneLine(ownKey.privateKeyPem),
        SAML_PUBLIC_KEY: oneLine(ownKey.certificatePem),
      },
    );
    const metadata = await fetch(`${settings.address}/api/saml/metadata`);
    expect(metadata.headers.get("content-type")).toContain("application/samlmetadata+xml");
    provider.meetService(await metadata.text());
  }, 120_000);
  afterAll(() => provider?.close());
  beforeEach(() => {
    browser = createWebClient();
    provider.person = {
      nameId: "b7c1c9b2-carl",
      attributes: { displayName: ["Carl Chef"], groups: ["SG-Chef", "SG-Okänd"] },
    };
  });
  const planner = {
    nameId: "a0e5-petra",
    attributes: { groups: ["SG-Planerare"], givenName: ["Petra"], surname: ["Plan"] },
  };

  /** Begins a login and answers the id of its request; the provider has checked the request's signature. */
  async function begin(client = browser, path = "/api/saml/login"): Promise<string> {
    const page = await client.follow(await client.get(`${under.address}${path}`));
    expect(page.text).toContain("Kommunens konto");
    return provider.requestIds.at(-1)!;
  }
  /** The form that the provider's page sends, from another site and so without our cookies, and what follows from it. */
  async function answer(encoded: string, client = browser): Promise<WebAnswer> {
    const posted = await client.post(
      `${under.address}/api/saml/login/callback`,
      { SAMLResponse: encoded },
      { fromSite: new URL(provider.entryPoint).origin },
    );
    return posted.location?.includes("/api/saml/login/finish") ? client.get(posted.location) : posted;
  }
  const signIn = async (client = browser, path?: string) =>
    answer(await provider.respond(await begin(client, path)), client);
  const cookieOf = (client = browser) => {
    const token = client.cookie(under.address, sessionCookie);
    return token === null ? null : `${sessionCookie}=${token}`;
  };
  const session = (client = browser) => under.sessionOf(cookieOf(client));

  it("lets a person in, in the role their groups give, and back to the page they came from", async () => {
    const entered = await signIn(browser, "/api/saml/login?return=/team");
    expect([entered.status, entered.location]).toEqual([303, `${under.address}/team`]);
    expect(entered.cookies.find((each) => each.startsWith(`${sessionCookie}=`))).toMatch(
      /; HttpOnly; SameSite=Strict$/,
    );
    expect(await session()).toMatchObject({
      role: "manager",
      roles: ["manager"],
      displayName: "Carl Chef",
      loginProviders: ["saml"],
    });
    const [user] = await under.rows<{ subject: string }>(
      "select subject from access.users where subject like 'saml:%'",
    );
    expect(user?.subject).toBe(`saml:${provider.issuer}#b7c1c9b2-carl`);
  });

  it("takes groups as several values, as one text, and as distinguished names", async () => {
    for (const groups of [["x", "SG-Chef"], ["x,SG-Chef;y"], ["CN=Chefer,OU=Grupper,DC=kommun,DC=se"]]) {
      provider.person = { nameId: "g-1", attributes: { groups } };
      browser = createWebClient();
      await signIn();
      expect(await session()).toMatchObject({ role: "manager", displayName: "Namn saknas" });
    }
  });

  it("demands the level that planners need", async () => {
    provider.person = planner;
    expect((await signIn()).status).toBe(403);
    expect((await under.refusals()).at(-1)).toBe("level-too-low");
    provider.person = { ...planner, level: strong };
    await signIn();
    expect(await session()).toMatchObject({ role: "planner", displayName: "Petra Plan" });
  });

  it("asks the provider for that level when the refused person goes on, and of nobody else", async () => {
    const requestAt = async (address: string) => {
      const { location } = await createWebClient().get(address);
      const message = new URL(location!).searchParams.get("SAMLRequest")!;
      return inflateRawSync(Buffer.from(message, "base64")).toString();
    };
    expect(await requestAt(`${under.address}/api/saml/login`)).not.toContain("RequestedAuthnContext");
    provider.person = planner;
    browser = createWebClient();
    const refused = await signIn();
    const [, link] = /<a href="([^"]*level=planner)">Logga in starkare/.exec(refused.text)!;
    const demanding = await requestAt(new URL(link!, under.address).href);
    expect(demanding).toContain('Comparison="exact"');
    expect(demanding).toContain(strong);
    provider.person = { nameId: "s-2", attributes: { groups: ["SG-Okänd"] } };
    browser = createWebClient();
    expect((await signIn()).text).not.toContain("level=planner");
  });

  it("says that a person without a role has none", async () => {
    provider.person = { nameId: "s-1", attributes: { groups: ["SG-Okänd"] } };
    const refused = await signIn();
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("Du har inget uppdrag här");
  });

  it("keeps what an assertion proved sealed, and for a minute only", async () => {
    const before = await under.countOf("login_attempts");
    const requestId = await begin();
    const posted = await browser.post(`${under.address}/api/saml/login/callback`, {
      SAMLResponse: await provider.respond(requestId),
    });
    expect(posted.location).toContain("/api/saml/login/finish?landing=");
    const [kept] = await under.rows<{ text: string; seconds: number }>(
      `select encode(sealed_login, 'escape') as text, extract(epoch from expires_at - now())::integer as seconds
       from access.login_attempts where sealed_login is not null`,
    );
    expect(kept!.seconds).toBeLessThanOrEqual(60);
    for (const secret of ["Carl", "SG-Chef", "b7c1c9b2"]) expect(kept!.text).not.toContain(secret);
    expect((await browser.get(posted.location!)).status).toBe(303);
    expect(await under.countOf("login_attempts")).toBe(before);
  });

  it("describes the service to the provider, with its certificate and where answers go", async () => {
    const metadata = await (await fetch(`${under.address}/api/saml/metadata`)).text();
    expect(metadata).toContain('entityID="https://omradeslinjen.example.se/saml"');
    expect(metadata).toContain(`Location="${under.address}/api/saml/login/callback"`);
    expect(metadata).toContain(`Location="${under.address}/api/saml/logout/callback"`);
    expect(metadata).toContain('AuthnRequestsSigned="true"');
    expect(metadata).toContain('WantAssertionsSigned="true"');
    expect(metadata).not.toContain("PRIVATE");
  });

  describe("single log-out", () => {
    const signOut = async (cookie: string) => {
      const ended = await fetch(`${under.address}/api/session`, {
        method: "DELETE",
        headers: { cookie, "x-requested-with": "omradeslinjen" },
      });
      return {
        status: ended.status,
        body: ended.status === 200 ? ((await ended.json()) as { continueAt: string }) : null,
      };
    };

    it("asks the provider to end its session, with a request it accepts, and comes back", async () => {
      await signIn();
      const { status, body } = await signOut(cookieOf()!);
      expect(status).toBe(200);
      expect(await session()).toMatchObject({ signedIn: false });
      const page = await browser.get(body!.continueAt);
      const { action, fields } = formIn(page.text);
      const back = await browser.post(action, fields, { fromSite: provider.entryPoint });
      expect([back.status, back.location]).toEqual([303, `${under.address}/`]);
    });

    it("still can after the person has switched role and got a new token", async () => {
      provider.person = { ...provider.person, attributes: { groups: ["SG-Chef", "SG-Loggranskare"] } };
      await signIn();
      const switched = await fetch(`${under.address}/api/session/role`, {
        method: "PUT",
        headers: { cookie: cookieOf()!, "x-requested-with": "omradeslinjen", "content-type": "application/json" },
        body: JSON.stringify({ role: "reviewer" }),
      });
      expect(switched.status).toBe(200);
      const cookie = switched.headers.getSetCookie()[0]!.split(";")[0]!;
      const { status, body } = await signOut(cookie);
      expect(status).toBe(200);
      expect((await browser.get(body!.continueAt)).text).toContain("SAMLResponse");
    });

    it("ends the session that the provider says is over, and answers it", async () => {
      await signIn();
      const other = createWebClient();
      provider.person = { nameId: "somebody-else", attributes: { groups: ["SG-Chef"] } };
      await signIn(other);
      const fields = provider.requestLogout({ nameId: "b7c1c9b2-carl", attributes: {} }, sessionIndexOfTests);
      const client = createWebClient();
      const answered = await client.post(`${under.address}/api/saml/logout/callback`, fields, {
        fromSite: provider.issuer,
      });
      expect(answered.status).toBe(303);
      expect(answered.location!.startsWith(`${provider.logoutUrl}?`)).toBe(true);
      expect(new URL(answered.location!).searchParams.get("RelayState")).toBe("from-the-provider");
      expect(await session()).toMatchObject({ signedIn: false });
      expect(await session(other)).toMatchObject({ signedIn: true });
      expect((await client.get(answered.location!)).text).toContain("Du är utloggad");
      const [event] = await under.rows<{ details: object }>(
        "select details from audit.events where action = 'session.ended-by-provider' order by occurred_at desc limit 1",
      );
      // All tests sign in with one session index of the provider's, so that earlier sessions of the person end too.
      expect(event!.details).toEqual({ method: "saml", sessions: expect.toSatisfy((count: number) => count >= 1) });
    });

    const logoutRequest = (changes: { destination?: string; issued?: number; nameId?: string; issuer?: string } = {}) =>
      `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_${crypto.randomUUID()}" Version="2.0" IssueInstant="${new Date(Date.now() + (changes.issued ?? 0) * 60_000).toISOString()}" Destination="${changes.destination ?? `${under.address}/api/saml/logout/callback`}"><saml:Issuer>${changes.issuer ?? provider.issuer}</saml:Issuer><saml:NameID>${changes.nameId ?? "b7c1c9b2-carl"}</saml:NameID></samlp:LogoutRequest>`;
    /** In the address, signed as the binding says: over the parameters as they are written. */
    const redirected = (xml: string, key = provider.key, algorithm = "rsa-sha256", hash = "RSA-SHA256") => {
      const signed = `SAMLRequest=${encodeURIComponent(deflateRawSync(xml).toString("base64"))}&SigAlg=${encodeURIComponent(`http://www.w3.org/2001/04/xmldsig-more#${algorithm}`)}`;
      const signature = createSign(hash).update(signed).sign(key.privateKey, "base64");
      return `${signed}&Signature=${encodeURIComponent(signature)}`;
    };
    const callback = (query: string) => browser.get(`${under.address}/api/saml/logout/callback?${query}`);

    it("takes the provider's request in the address too, for all sessions of the person when it names none", async () => {
      await signIn();
      const second = createWebClient();
      await signIn(second);
      expect((await callback(redirected(logoutRequest()))).status).toBe(303);
      expect(await session()).toMatchObject({ signedIn: false });
      expect(await session(second)).toMatchObject({ signedIn: false });
    });

    const forgedRequests: [string, RefusalReason, () => Promise<WebAnswer>][] = [
      ["without a signature", "unsigned", () => callback(redirected(logoutRequest()).replace(/&SigAlg=.*$/, ""))],
      ["signed by another key", "signature", () => callback(redirected(logoutRequest(), strangersKey))],
      [
        "with SHA-1",
        "algorithm",
        () => callback(redirected(logoutRequest()).replace("xmldsig-more%23rsa-sha256", "xmldsig-more%23rsa-sha1")),
      ],
      [
        "with a second, unsigned message beside the signed one",
        "structure",
        () =>
          callback(
            `${redirected(logoutRequest({ nameId: "x" }))}&SAMLRequest=${encodeURIComponent(deflateRawSync(logoutRequest()).toString("base64"))}`,
          ),
      ],
      [
        "to another service",
        "wrong-destination",
        () => callback(redirected(logoutRequest({ destination: "https://other.example/" }))),
      ],
      [
        "of another provider",
        "wrong-issuer",
        () => callback(redirected(logoutRequest({ issuer: "https://evil.example" }))),
      ],
      ["from an hour ago", "expired", () => callback(redirected(logoutRequest({ issued: -60 })))],
      ["from the future", "not-yet-valid", () => callback(redirected(logoutRequest({ issued: 5 })))],
      [
        "that was already used",
        "replayed",
        async () => {
          const query = redirected(logoutRequest({ nameId: "nobody" }));
          expect((await callback(query)).status).toBe(303);
          return callback(query);
        },
      ],
      [
        "that unpacks to more than a message can be",
        "structure",
        () => callback(redirected(`${logoutRequest()}${" ".repeat(5_000_000)}`)),
      ],
      [
        "in a form, with a name changed after the signature",
        "signature",
        () => {
          const signed = sign(logoutRequest({ nameId: "somebody" }), "LogoutRequest", provider.key);
          const forged = signed.replace(">somebody<", ">b7c1c9b2-carl<");
          return browser.post(`${under.address}/api/saml/logout/callback`, { SAMLRequest: encode(forged) });
        },
      ],
      [
        "in a form, without a signature",
        "unsigned",
        () => browser.post(`${under.address}/api/saml/logout/callback`, { SAMLRequest: encode(logoutRequest()) }),
      ],
    ];
    it.each(forgedRequests)(
      "refuses the provider's request %s (%s), and takes a good one",
      async (_what, reason, attempt) => {
        const person = createWebClient();
        await signIn(person);
        const refused = await attempt();
        expect([refused.status, (await under.refusals()).at(-1)]).toEqual([403, reason]);
        expect(await session(person)).toMatchObject({ signedIn: true });
        expect((await callback(redirected(logoutRequest()))).status).toBe(303);
        expect(await session(person)).toMatchObject({ signedIn: false });
      },
    );
  });

  describe("refuses", () => {
    type Forge = (draft: Draft) => string;
    /** One thing is said wrong, and signed by the provider: mis-addressed rather than forged. */
    const saying =
      (change: Partial<Draft> | ((draft: Draft) => Partial<Draft>)): Forge =>
      (draft) =>
        sign(
          write({ ...draft, ...(typeof change === "function" ? change(draft) : change) }),
          "Assertion",
          provider.key,
        );
    /** Rightly signed, and then the text is changed. */
    const changing =
      (change: (signed: string, draft: Draft) => string): Forge =>
      (draft) =>
        change(sign(write(draft), "Assertion", provider.key), draft);
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const assertionIn = (xml: string) => /<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)![0];
    const signatureIn = (xml: string) => /<ds:Signature .*?<\/ds:Signature>/s.exec(xml)![0];
    /** A planner's assertion that nobody has signed, with another id. */
    const evilAssertion = (draft: Draft) =>
      assertionIn(
        write({
          ...draft,
          assertionId: "_evil",
          level: strong,
          nameId: "evil",
          attributes: { groups: ["SG-Planerare"] },
        }),
      );
    const named = (xml: string) =>
      xml.replace("<saml:Assertion ", '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ');

    const forgeries: [string, RefusalReason, Forge][] = [
      ["another issuer", "wrong-issuer", saying({ issuer: "https://evil.example" })],
      ["another issuer of the envelope", "wrong-issuer", saying({ responseIssuer: "https://evil.example" })],
      ["another audience", "wrong-audience", saying({ audience: "https://other-service.example" })],
      ["another recipient", "wrong-recipient", saying({ recipient: "https://other-service.example/acs" })],
      ["no recipient", "wrong-recipient", saying({ recipient: "" })],
      ["another destination", "wrong-destination", saying({ destination: "https://other-service.example/acs" })],
      ["no request it answers (unsolicited)", "unsolicited", saying({ inResponseTo: "", subjectInResponseTo: "" })],
      [
        "an answer to a request that was never sent",
        "wrong-in-response-to",
        saying({ inResponseTo: "_made-up", subjectInResponseTo: "_made-up" }),
      ],
      [
        "an envelope that answers, around an assertion that answers nothing",
        "wrong-in-response-to",
        saying({ subjectInResponseTo: "" }),
      ],
      [
        "an assertion for another request in a fresh envelope",
        "wrong-in-response-to",
        saying({ subjectInResponseTo: "_of-somebody-elses-login" }),
      ],
      [
        "a time that is over",
        "expired",
        () => saying({ notOnOrAfter: at(-2), notBefore: at(-9) })(provider.draft(provider.requestIds.at(-1)!)),
      ],
      ["a confirmation that is over", "expired", (draft) => saying({ confirmedUntil: at(-2) })(draft)],
      ["a session that is over", "expired", (draft) => saying({ sessionEnds: at(-2) })(draft)],
      ["an issue of an hour ago", "expired", (draft) => saying({ issueInstant: at(-60) })(draft)],
      ["a time to come", "not-yet-valid", (draft) => saying({ notBefore: at(3) })(draft)],
      [
        "another confirmation than bearer",
        "wrong-confirmation",
        saying({ method: "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches" }),
      ],
      [
        "a refusal as its status",
        "provider-refused",
        saying({ status: "urn:oasis:names:tc:SAML:2.0:status:Responder" }),
      ],
      [
        "a name that is another at each login",
        "wrong-subject",
        saying({ nameIdFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:transient" }),
      ],
      ["a personal identity number as its name", "personal-number", saying({ nameId: "191212121212" })],
      ["no name", "wrong-subject", saying({ nameId: "" })],
      ["no signature", "unsigned", (draft) => write(draft)],
      ["a signature over the envelope only", "unsigned", (draft) => sign(write(draft), "Response", provider.key)],
      ["another key's signature", "signature", (draft) => sign(write(draft), "Assertion", strangersKey)],
      [
        "a good assertion in an envelope that another key signed",
        "signature",
        (draft) => sign(sign(write(draft), "Assertion", provider.key), "Response", strangersKey),
      ],
      [
        "SHA-1 signatures",
        "algorithm",
        (draft) =>
          sign(write(draft), "Assertion", provider.key, {
            signatureAlgorithm: "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
          }),
      ],
      [
        "SHA-1 digests",
        "algorithm",
        (draft) =>
          sign(write(draft), "Assertion", provider.key, { digestAlgorithm: "http://www.w3.org/2000/09/xmldsig#sha1" }),
      ],
      [
        "HMAC with the provider's public certificate as the secret",
        "algorithm",
        (draft) =>
          sign(write(draft), "Assertion", provider.key, {
            signatureAlgorithm: "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
            hmacSecret: provider.key.certificatePem,
          }),
      ],
      [
        "comments kept in what is signed",
        "algorithm",
        (draft) =>
          sign(write(draft), "Assertion", provider.key, {
            canonicalisation: "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
          }),
      ],
      [
        "a group changed after the signature",
        "signature",
        changing((signed) => signed.replace(">SG-Chef<", ">SG-Planerare<")),
      ],
      [
        "a name changed after the signature",
        "signature",
        changing((signed) => signed.replace(">b7c1c9b2-carl<", ">a0e5-petra<")),
      ],
      [
        "an attribute added after the signature",
        "signature",
        changing((signed) =>
          signed.replace(
            "</saml:AttributeStatement>",
            '<saml:Attribute Name="groups"><saml:AttributeValue>SG-Planerare</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>',
          ),
        ),
      ],
      [
        "a comment in the name",
        "structure",
        changing((signed) => signed.replace(">b7c1c9b2-carl<", ">b7c1c9b2<!---->-carl<")),
      ],
      [
        "a comment put in by the person before the provider signed",
        "structure",
        saying({ nameId: "a0e5-petra<!---->.evil" }),
      ],
      [
        "a processing instruction that hides part of the name",
        "structure",
        changing((signed) => signed.replace(">b7c1c9b2-carl<", "><?p b7c1c9b2-?>carl<")),
      ],
      [
        "CDATA in the name",
        "structure",
        changing((signed) => signed.replace(">b7c1c9b2-carl<", "><![CDATA[b7c1c9b2-carl]]><")),
      ],
      [
        "a document type with entities",
        "structure",
        changing(
          (signed) => `<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>${signed.replace(">Carl Chef<", ">&e;<")}`,
        ),
      ],
      [
        "a second, unsigned assertion before the signed one (XSW 1)",
        "structure",
        changing((signed, draft) => signed.replace("<saml:Assertion ", `${evilAssertion(draft)}<saml:Assertion `)),
      ],
      [
        "a second, unsigned assertion after the signed one (XSW 2)",
        "structure",
        changing((signed, draft) => signed.replace("</samlp:Response>", `${evilAssertion(draft)}</samlp:Response>`)),
      ],
      [
        "the signed assertion inside an unsigned one (XSW 3)",
        "structure",
        changing((signed, draft) => {
          const original = assertionIn(signed);
          return signed.replace(
            original,
            evilAssertion(draft).replace("</saml:Assertion>", `${original}</saml:Assertion>`),
          );
        }),
      ],
      [
        "the signed assertion inside the signature of an unsigned one (XSW 4)",
        "structure",
        changing((signed, draft) => {
          const original = assertionIn(signed);
          const moved = signatureIn(signed).replace(
            "</ds:Signature>",
            `<ds:Object>${named(original)}</ds:Object></ds:Signature>`,
          );
          return signed.replace(original, evilAssertion(draft).replace("<saml:Subject>", `${moved}<saml:Subject>`));
        }),
      ],
      [
        "an unsigned assertion with the id of the signed one, which is moved into extensions (XSW 5)",
        "structure",
        changing((signed, draft) => {
          const original = assertionIn(signed);
          const evil = evilAssertion(draft).replace('ID="_evil"', `ID="${draft.assertionId}"`);
          return signed.replace(original, `<samlp:Extensions>${original}</samlp:Extensions>${evil}`);
        }),
      ],
      [
        "the signature moved to an unsigned assertion, the signed one beside it (XSW 6)",
        "structure",
        changing((signed, draft) => {
          const original = assertionIn(signed);
          const signature = signatureIn(signed);
          const evil = evilAssertion(draft).replace("<saml:Subject>", `${signature}<saml:Subject>`);
          return signed.replace(
            original,
            `${evil}<samlp:Extensions>${original.replace(signature, "")}</samlp:Extensions>`,
          );
        }),
      ],
      [
        "a signed envelope inside an unsigned one (XSW 7)",
        "structure",
        (draft) => {
          const signed = sign(sign(write(draft), "Assertion", provider.key), "Response", provider.key);
          const evil = write({
            ...draft,
            responseId: "_outer",
            assertionId: "_evil",
            attributes: { groups: ["SG-Planerare"] },
          });
          return evil.replace("<samlp:Status>", `<samlp:Extensions>${signed}</samlp:Extensions><samlp:Status>`);
        },
      ],
      [
        "two signatures on one assertion",
        "structure",
        changing((signed) => signed.replace(signatureIn(signed), (found) => found + found)),
      ],
      [
        "an encrypted assertion, which is not taken",
        "encrypted",
        changing((signed) =>
          signed.replace(
            /<saml:Assertion.*<\/saml:Assertion>/s,
            "<saml:EncryptedAssertion><x/></saml:EncryptedAssertion>",
          ),
        ),
      ],
      ["no assertion", "structure", changing((signed) => signed.replace(assertionIn(signed), ""))],
      ["another document", "structure", () => "<html></html>"],
      ["text that is not XML", "structure", () => "SG-Planerare"],
      ["more than a message can be", "structure", (draft) => write(draft) + " ".repeat(210_000)],
    ];

    it.each(forgeries)("an assertion with %s (%s), and takes the same one unforged", async (_what, reason, forge) => {
      const draft = provider.draft(await begin());
      expect((await answer(encode(sign(write(draft), "Assertion", provider.key)))).status).toBe(303);
      expect(await session()).toMatchObject({ signedIn: true, role: "manager" });
      browser = createWebClient();
      const sessions = await under.countOf("sessions");
      const refused = await answer(encode(forge(provider.draft(await begin()))));
      expect([refused.status, (await under.refusals()).at(-1)]).toEqual([403, reason]);
      expect(await under.countOf("sessions")).toBe(sessions);
      expect(cookieOf()).toBeNull();
      expect(refused.text).not.toMatch(/passwd|SG-|carl|petra|audience|signature|XSW/i);
    });

    const misuses: [string, RefusalReason, () => Promise<WebAnswer>][] = [
      [
        "an assertion that was already used",
        "wrong-in-response-to",
        async () => {
          const encoded = await provider.respond(await begin());
          expect((await answer(encoded)).status).toBe(303);
          return answer(encoded);
        },
      ],
      [
        "an assertion that was already used, in an envelope for a new request",
        "replayed",
        async () => {
          const first = provider.draft(await begin());
          expect((await answer(encode(sign(write(first), "Assertion", provider.key)))).status).toBe(303);
          const again = provider.draft(await begin());
          return answer(encode(sign(write({ ...again, assertionId: first.assertionId }), "Assertion", provider.key)));
        },
      ],
      [
        "an answer that is sent twice before the browser comes for it",
        "wrong-in-response-to",
        async () => {
          const encoded = await provider.respond(await begin());
          const post = () => browser.post(`${under.address}/api/saml/login/callback`, { SAMLResponse: encoded });
          expect((await post()).status).toBe(303);
          return post();
        },
      ],
      [
        "another browser's login (login CSRF)",
        "not-begun-here",
        async () => {
          const encoded = await provider.respond(await begin(createWebClient()));
          return answer(encoded, createWebClient());
        },
      ],
      [
        "another browser's login in a browser that began one itself",
        "not-begun-here",
        async () => {
          const encoded = await provider.respond(await begin(createWebClient()));
          await begin();
          return answer(encoded);
        },
      ],
      [
        "a landing that was already used",
        "not-begun-here",
        async () => {
          const posted = await browser.post(`${under.address}/api/saml/login/callback`, {
            SAMLResponse: await provider.respond(await begin()),
          });
          const cookie = `omradeslinjen-login=${browser.cookie(under.address, "omradeslinjen-login")}`;
          expect((await browser.get(posted.location!)).status).toBe(303);
          const again = await fetch(posted.location!, { redirect: "manual", headers: { cookie } });
          return { status: again.status, address: "", location: null, text: await again.text(), cookies: [] };
        },
      ],
      [
        "a landing that the browser comes for too late",
        "not-begun-here",
        async () => {
          const posted = await browser.post(`${under.address}/api/saml/login/callback`, {
            SAMLResponse: await provider.respond(await begin()),
          });
          await under.rows("update access.login_attempts set expires_at = now() - interval '1 second'");
          return browser.get(posted.location!);
        },
      ],
      [
        "a form without a response",
        "structure",
        () => browser.post(`${under.address}/api/saml/login/callback`, { x: "y" }),
      ],
    ];
    it.each(misuses)("%s (%s), and takes the next login", async (_what, reason, attempt) => {
      const refused = await attempt();
      expect([refused.status, (await under.refusals()).at(-1)]).toEqual([403, reason]);
      browser = createWebClient();
      expect((await signIn()).status).toBe(303);
      expect(await session()).toMatchObject({ signedIn: true });
    });

    it("other sites' forms to every other address, as before", async () => {
      for (const path of [
        "/api/session",
        "/api/saml/login",
        "/api/saml/login/finish",
        "/api/saml/login/callback/",
        "/api/saml/login/callback/x",
      ]) {
        const answered = await browser.post(
          `${under.address}${path}`,
          { SAMLResponse: "x" },
          { fromSite: provider.issuer },
        );
        expect([path, answered.status]).toEqual([path, 403]);
        expect(answered.text).toContain("request.cross-site");
      }
    });
  });

  it("logs no message, name or group", () => {
    const logged = under.logged().join("\n");
    for (const secret of ["Carl", "SG-Chef", "SAMLResponse", "landing=", "b7c1c9b2"])
      expect(logged).not.toContain(secret);
    expect(logged).toContain('"operation":"login.land"');
  });
});
