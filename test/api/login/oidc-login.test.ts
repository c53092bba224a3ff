// Signing in with OpenID Connect at a real provider: good logins, roles from groups, and twenty-odd answers that must be refused.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RefusalReason } from "../../../api/login/login-refusal.ts";
import { addAdministrator } from "../../../api/users/add-administrator.ts";
import { forEachDatabase } from "../../support/databases.ts";
import {
  type OidcIdentityProvider,
  startOidcIdentityProvider,
  type TokenForger,
} from "../../support/oidc-identity-provider.ts";
import { createWebClient, type WebAnswer, type WebClient } from "../../support/web-client.ts";
import { chooseAddress, type LoginUnderTest, startLogin } from "./login-under-test.ts";

const sessionCookie = "omradeslinjen";
const loginCookie = "omradeslinjen-login";

forEachDatabase("a login with OpenID Connect", (open) => {
  let under: LoginUnderTest;
  let provider: OidcIdentityProvider;
  let browser: WebClient;

  beforeAll(async () => {
    const settings = await chooseAddress();
    provider = await startOidcIdentityProvider({ clientAddress: settings.address });
    under = await startLogin(open, settings, {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
    });
  }, 120_000);
  afterAll(() => provider?.close());
  beforeEach(async () => {
    await under.rows("delete from access.user_roles where granted_by = 'administrator'");
    browser = createWebClient();
    provider.forge = null;
    provider.forgeUserInfo = null;
    provider.people.clear();
    provider.people.set("p-1", { name: "Petra Planerare", groups: ["SG-Planerare", "SG-Okänd"], acr: "strong" });
    provider.people.set("c-1", { name: "Carl Chef", groups: ["SG-Chef"] });
  });

  /** Up to the provider's answer: the address it sends the browser back to, not yet visited. */
  async function answerFor(person: string, client = browser, path = "/api/oidc/login"): Promise<string> {
    const callback = `${under.address}/api/oidc/login/callback`;
    const page = await client.follow(await client.get(`${under.address}${path}`), callback);
    // A browser that is already signed in at the provider is sent straight back.
    if (page.location !== null) return page.location;
    expect(page.text).toContain("Kommunens konto");
    const answer = await client.follow(await client.post(page.address, { person }), callback);
    return answer.location!;
  }
  const signIn = async (person: string, path?: string): Promise<WebAnswer> =>
    browser.get(await answerFor(person, browser, path));
  const session = async (client = browser) => {
    const token = client.cookie(under.address, sessionCookie);
    return under.sessionOf(token === null ? null : `${sessionCookie}=${token}`);
  };

  it("lets a person in, in the role their groups give, and back to the page they came from", async () => {
    const entered = await signIn("p-1", "/api/oidc/login?return=/karta%3Fplan%3D1");
    expect([entered.status, entered.location]).toEqual([303, `${under.address}/karta?plan=1`]);
    expect(await session()).toMatchObject({
      signedIn: true,
      role: "planner",
      roles: ["planner"],
      displayName: "Petra Planerare",
      demonstration: false,
      loginProviders: ["oidc"],
    });
    const cookie = entered.cookies.find((each) => each.startsWith(`${sessionCookie}=`))!;
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
    expect(browser.cookie(under.address, loginCookie)).toBeNull();
    const [user] = await under.rows<{ id: string; subject: string }>(
      "select id, subject from access.users where subject like 'oidc:%p-1'",
    );
    expect(user?.subject).toBe(`oidc:${provider.issuer}#p-1`);
    const [event] = await under.rows<{ user_id: string; role: string; details: object }>(
      "select user_id, person_name, role, details, address_class from audit.events where action = 'session.signed-in' order by occurred_at desc limit 1",
    );
    expect(event).toMatchObject({
      person_name: "Petra Planerare",
      role: "planner",
      details: { role: "planner", method: "oidc" },
      address_class: "this-machine",
    });
    expect(event!.user_id).toBe(user!.id);
  });

  it("lets in the first administrator, whom the program has added and no group has", async () => {
    const { database } = under.testDatabase;
    const administrator = { provider: "oidc", id: "a-1", displayName: "Ada Admin" } as const;
    const login = under.config.login!;
    expect(await addAdministrator(database, login, { ...administrator, provider: "saml" })).toBe(false);
    await expect(addAdministrator(database, login, { ...administrator, id: "19811218-9876" })).rejects.toThrow();
    provider.people.set("a-1", { name: "Ada Admin", groups: [] });
    await signIn("a-1");
    expect((await session()).signedIn).toBe(false);
    expect(await addAdministrator(database, login, administrator)).toBe(true);
    await signIn("a-1");
    expect(await session()).toMatchObject({
      signedIn: true,
      role: "admin",
      roles: ["admin"],
      displayName: "Ada Admin",
    });
    const logged = await under.rows<{ role: string; details: unknown }>(
      "select role, details from audit.events where action = 'user.role-given' order by occurred_at desc limit 1",
    );
    expect(logged).toEqual([{ role: "operator", details: { role: "admin", source: "program" } }]);
  });

  it("asks with PKCE, state, nonce and the level that planners need", async () => {
    await signIn("p-1");
    const request = provider.requests.at(-1)!;
    expect(request.get("code_challenge_method")).toBe("S256");
    expect(request.get("acr_values")).toBe("strong");
    for (const name of ["code_challenge", "state", "nonce"]) expect(request.get(name)).toMatch(/^[\w-]{43}$/);
    const before = Object.fromEntries(request);
    await signIn("p-1");
    const after = Object.fromEntries(provider.requests.at(-1)!);
    for (const name of ["code_challenge", "state", "nonce"]) expect(after[name]).not.toBe(before[name]);
  });

  it("begins a new session with a new token at each login, and ends the one before", async () => {
    await signIn("c-1");
    const first = browser.cookie(under.address, sessionCookie)!;
    await signIn("c-1");
    const second = browser.cookie(under.address, sessionCookie)!;
    expect(second).not.toBe(first);
    expect(await under.sessionOf(`${sessionCookie}=${first}`)).toMatchObject({ signedIn: false });
    expect(await under.sessionOf(`${sessionCookie}=${second}`)).toMatchObject({ signedIn: true, role: "manager" });
  });

  it("renews what the provider gives at each login, and leaves what an administrator gave", async () => {
    provider.people.set("t-1", { name: "Tea Team", groups: ["SG-Team-A", "SG-Team-B", "SG-Team-Som-Inte-Finns"] });
    await signIn("t-1");
    expect((await session()).teamIds).toHaveLength(2);
    await under.rows(
      `insert into access.user_roles (municipality_code, user_id, role, granted_by)
       select municipality_code, id, 'reviewer', 'administrator' from access.users where subject like 'oidc:%t-1'`,
    );
    provider.people.set("t-1", { name: "Tea Ny-Namn", groups: ["SG-Team-B", "SG-Chef"] });
    await signIn("t-1");
    expect(await session()).toMatchObject({ displayName: "Tea Ny-Namn", roles: ["manager", "reviewer", "team"] });
    const changes = await under.rows<{ action: string; role: string | null }>(
      `select action, details ->> 'role' as role from audit.events
       where object_kind = 'person' and details ->> 'source' = 'identity-provider'
         and object_id = (select id::text from access.users where subject like 'oidc:%t-1') order by sequence`,
    );
    expect(changes.map(({ action, role }) => (role === null ? action : `${action} ${role}`))).toEqual([
      ...["user.added", "user.role-given team", "user.team-bound", "user.team-bound"],
      ...["user.role-given manager", "user.team-released"],
    ]);
    provider.people.set("t-1", { name: "Tea Ny-Namn", groups: [] });
    await signIn("t-1");
    expect(await session()).toMatchObject({ role: "reviewer", roles: ["reviewer"] });
  });

  it("takes a role away from sessions that are open when the provider takes it away, and tells that there is none", async () => {
    await signIn("c-1");
    expect(await session()).toMatchObject({ role: "manager" });
    provider.people.set("c-1", { name: "Carl Chef", groups: ["SG-chef", "sg-chef ", "SG-Chef2"] });
    const other = createWebClient();
    const refused = await other.get(await answerFor("c-1", other));
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("Du har inget uppdrag här");
    expect(await session()).toMatchObject({ signedIn: false });
  });

  it("keeps nothing of a stranger without a role", async () => {
    provider.people.set("s-1", { name: "Sara Främling", groups: ["SG-Okänd"] });
    const before = await under.countOf("users");
    const refused = await signIn("s-1");
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("Du har inget uppdrag här");
    expect(await under.countOf("users")).toBe(before);
    expect((await under.refusals()).at(-1)).toBe("no-role");
    expect(await session()).toMatchObject({ signedIn: false });
  });

  it("refuses a person who was disabled here", async () => {
    await signIn("c-1");
    await under.rows("update access.users set disabled_at = now() where subject like 'oidc:%c-1'");
    expect((await signIn("c-1")).status).toBe(403);
    expect((await under.refusals()).at(-1)).toBe("person-disabled");
    await under.rows("update access.users set disabled_at = null where subject like 'oidc:%c-1'");
    expect((await signIn("c-1")).status).toBe(303);
  });

  it("never lets a weak login act as planner, also when an administrator makes its person one afterwards", async () => {
    await signIn("c-1");
    await under.rows(
      `insert into access.user_roles (municipality_code, user_id, role, granted_by)
       select municipality_code, id, 'planner', 'administrator' from access.users where subject like 'oidc:%c-1'`,
    );
    expect(await session()).toMatchObject({ role: "manager", roles: ["manager"] });
    await under.rows("update access.sessions set role = 'planner' where not level_met");
    expect(await session()).toMatchObject({ signedIn: false });
    expect((await signIn("c-1")).status).toBe(403);
    expect((await under.refusals()).at(-1)).toBe("level-too-low");
    provider.people.set("c-1", { name: "Carl Chef", groups: ["SG-Chef"], acr: "strong" });
    browser = createWebClient();
    await signIn("c-1");
    expect(await session()).toMatchObject({ role: "planner", roles: ["manager", "planner"] });
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "/api/session",
    "https:evil.example",
    "/..//evil.example",
  ])("returns to the first page instead of %j", async (given) => {
    const entered = await signIn("c-1", `/api/oidc/login?return=${encodeURIComponent(given)}`);
    expect(entered.location).toBe(`${under.address}/`);
  });

  it("ends the session here and goes on to the provider's log-out, which comes back", async () => {
    await signIn("c-1");
    const token = browser.cookie(under.address, sessionCookie);
    const answer = await fetch(`${under.address}/api/session`, {
      method: "DELETE",
      headers: { cookie: `${sessionCookie}=${token}`, "x-requested-with": "omradeslinjen" },
    });
    expect(answer.status).toBe(200);
    const { continueAt } = (await answer.json()) as { continueAt: string };
    expect(continueAt.startsWith(`${provider.issuer}/session/end?`)).toBe(true);
    expect(continueAt).not.toContain("id_token");
    expect(await session()).toMatchObject({ signedIn: false });
    const page = await browser.follow(await browser.get(continueAt));
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)![1]!;
    const ended = await browser.follow(
      await browser.post(`${provider.issuer}/session/end/confirm`, { xsrf, logout: "yes" }),
      under.address,
    );
    expect(ended.location).toBe(`${under.address}/`);
  });

  describe("refuses", () => {
    const claimsWith =
      (changes: object) =>
      async ({ claims, sign }: TokenForger) =>
        sign({ ...claims, ...changes });
    const without =
      (name: string) =>
      async ({ claims, sign }: TokenForger) => {
        const { [name]: _left, ...rest } = claims;
        return sign(rest);
      };
    const seconds = () => Math.floor(Date.now() / 1000);
    const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
    const otherKey = async () =>
      (
        (await crypto.subtle.generateKey(
          {
            name: "RSASSA-PKCS1-v1_5",
            modulusLength: 2048,
            publicExponent: new Uint8Array([1, 0, 1]),
            hash: "SHA-256",
          },
          true,
          ["sign", "verify"],
        )) as CryptoKeyPair
      ).privateKey;

    const forgedTokens: [string, RefusalReason, (genuine: TokenForger) => Promise<string | undefined>][] = [
      ["another issuer", "wrong-issuer", claimsWith({ iss: "https://evil.example" })],
      ["another audience", "wrong-audience", claimsWith({ aud: "another-service" })],
      [
        "several audiences without saying whose it is",
        "wrong-audience",
        claimsWith({ aud: ["omradeslinjen", "another-service"] }),
      ],
      [
        "several audiences, authorised for another",
        "wrong-authorized-party",
        claimsWith({ aud: ["omradeslinjen", "another-service"], azp: "another-service" }),
      ],
      ["another nonce", "wrong-nonce", claimsWith({ nonce: "nonce-of-another-login" })],
      ["no nonce", "incomplete", without("nonce")],
      ["no subject", "incomplete", without("sub")],
      ["no end of its time", "incomplete", without("exp")],
      ["a time that is over", "expired", async (genuine) => claimsWith({ exp: seconds() - 120 })(genuine)],
      ["a time to come (nbf)", "not-yet-valid", async (genuine) => claimsWith({ nbf: seconds() + 300 })(genuine)],
      ["a time to come (iat)", "not-yet-valid", async (genuine) => claimsWith({ iat: seconds() + 300 })(genuine)],
      ["another key's signature", "signature", async ({ claims, sign }) => sign(claims, {}, await otherKey())],
      [
        "a key that the provider does not know",
        "signature",
        async ({ claims, sign }) => sign(claims, { kid: "unknown" }, await otherKey()),
      ],
      ["alg none", "algorithm", async ({ claims }) => `${encoded({ alg: "none" })}.${encoded(claims)}.`],
      [
        "HS256 with the public key as the secret",
        "algorithm",
        async ({ claims, sign, publicKeyText }) =>
          sign(claims, { alg: "HS256" }, new TextEncoder().encode(publicKeyText)),
      ],
      [
        "HS256 with the client's secret",
        "algorithm",
        async ({ claims, sign }) => sign(claims, { alg: "HS256" }, new TextEncoder().encode(provider.clientSecret)),
      ],
      [
        "claims changed after the signature",
        "signature",
        async ({ claims, sign }) => {
          const [header, , signature] = (await sign(claims)).split(".");
          return `${header}.${encoded({ ...claims, groups: ["SG-Planerare"] })}.${signature}`;
        },
      ],
      ["no ID token at all", "incomplete", async () => undefined],
      ["a level too low for a planner", "level-too-low", claimsWith({ acr: "weak" })],
      ["no level for a planner", "level-too-low", without("acr")],
      ["a personal identity number as the id", "personal-number", claimsWith({ sub: "19121212-1212" })],
      ["a personal identity number in the name", "personal-number", claimsWith({ name: "Tolvan 121212-1212" })],
      ["control characters in the id", "wrong-subject", claimsWith({ sub: "p-1\u0000x" })],
    ];

    it.each(forgedTokens)("an ID token with %s (%s), and takes the same one unforged", async (_what, reason, forge) => {
      provider.forge = claimsWith({});
      expect((await signIn("p-1")).status).toBe(303);
      expect(await session()).toMatchObject({ signedIn: true, role: "planner" });
      browser = createWebClient();
      const sessions = await under.countOf("sessions");
      provider.forge = forge;
      const refused = await signIn("p-1");
      expect([refused.status, (await under.refusals()).at(-1)]).toEqual([403, reason]);
      expect(await under.countOf("sessions")).toBe(sessions);
      expect(browser.cookie(under.address, sessionCookie)).toBeNull();
      expect(refused.text).not.toMatch(/nonce|issuer|audience|signature|acr|19121212|Tolvan/i);
    });

    const withParameter = (address: string, name: string, value: string | null) => {
      const changed = new URL(address);
      if (value === null) changed.searchParams.delete(name);
      else changed.searchParams.set(name, value);
      return changed.href;
    };
    const forgedAnswers: [string, RefusalReason, () => Promise<WebAnswer>][] = [
      [
        "another state",
        "wrong-state",
        async () => browser.get(withParameter(await answerFor("c-1"), "state", "x".repeat(43))),
      ],
      ["no state", "wrong-state", async () => browser.get(withParameter(await answerFor("c-1"), "state", null))],
      [
        "a callback that was already used",
        "not-begun-here",
        async () => {
          const answer = await answerFor("c-1");
          const secret = browser.cookie(under.address, loginCookie)!;
          expect((await browser.get(answer)).status).toBe(303);
          const replayed = await fetch(answer, { redirect: "manual", headers: { cookie: `${loginCookie}=${secret}` } });
          return { status: replayed.status, address: answer, location: null, text: await replayed.text(), cookies: [] };
        },
      ],
      [
        "another login's code: PKCE binds it to the browser that asked",
        "provider-refused",
        async () => {
          const stolen = new URL(await answerFor("p-1", createWebClient())).searchParams.get("code")!;
          return browser.get(withParameter(await answerFor("c-1"), "code", stolen));
        },
      ],
      [
        "another browser's login (login CSRF)",
        "not-begun-here",
        async () => createWebClient().get(await answerFor("c-1", createWebClient())),
      ],
      [
        "another browser's answer in a browser with a login of its own",
        "wrong-state",
        async () => {
          await answerFor("c-1");
          return browser.get(await answerFor("p-1", createWebClient()));
        },
      ],
      [
        "an answer from a provider that was not asked (mix-up)",
        "wrong-issuer",
        async () => browser.get(withParameter(await answerFor("c-1"), "iss", "https://evil.example")),
      ],
      [
        "a person who cancelled at the provider",
        "provider-refused",
        async () => {
          const page = await browser.follow(await browser.get(`${under.address}/api/oidc/login`));
          return browser.follow(await browser.post(page.address, { person: "nobody" }));
        },
      ],
      [
        "a request that lost its PKCE challenge on the way",
        "provider-refused",
        async () => {
          const begun = await browser.get(`${under.address}/api/oidc/login`);
          const stripped = withParameter(
            withParameter(begun.location!, "code_challenge", null),
            "code_challenge_method",
            null,
          );
          return browser.follow(await browser.get(stripped));
        },
      ],
      [
        "a login that took longer than ten minutes",
        "not-begun-here",
        async () => {
          const answer = await answerFor("c-1");
          await under.rows("update access.login_attempts set expires_at = now() - interval '1 second'");
          return browser.get(answer);
        },
      ],
      [
        "an answer that nobody asked for",
        "not-begun-here",
        () => browser.get(`${under.address}/api/oidc/login/callback?code=x&state=y`),
      ],
    ];
    it.each(forgedAnswers)("%s (%s), and takes the same login untouched", async (_what, reason, attempt) => {
      expect((await signIn("c-1")).status).toBe(303);
      browser = createWebClient();
      const sessions = await under.countOf("sessions");
      const refused = await attempt();
      expect([refused.status, (await under.refusals()).at(-1)]).toEqual([403, reason]);
      expect((await under.countOf("sessions")) - sessions).toBeLessThanOrEqual(reason === "not-begun-here" ? 1 : 0);
      expect(refused.cookies.some((cookie) => cookie.startsWith(`${sessionCookie}=`))).toBe(false);
    });
  });

  it("keeps a login under way when another site sends the browser here with a state it made up", async () => {
    const answer = await answerFor("c-1");
    const forged = new URL(answer);
    forged.searchParams.set("state", "x".repeat(43));
    expect((await browser.get(forged.href)).status).toBe(403);
    expect((await browser.get(answer)).status).toBe(303);
  });

  it("logs no address, token, name or group", () => {
    const logged = under.logged().join("\n");
    for (const secret of ["Petra", "SG-Planerare", "code=", "eyJ", provider.clientSecret])
      expect(logged).not.toContain(secret);
    expect(logged).toContain('"operation":"login.finish"');
  });
});

forEachDatabase("a provider that keeps groups out of the ID token", (open) => {
  let under: LoginUnderTest;
  let provider: OidcIdentityProvider;
  beforeAll(async () => {
    const settings = await chooseAddress();
    provider = await startOidcIdentityProvider({ clientAddress: settings.address, claimsInIdToken: false });
    provider.people.set("c-1", { name: "Carl Chef", groups: "SG-Okänd,SG-Chef" });
    under = await startLogin(open, settings, {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
    });
  }, 120_000);
  afterAll(() => provider?.close());

  const signIn = async () => {
    const browser = createWebClient();
    const page = await browser.follow(await browser.get(`${under.address}/api/oidc/login`));
    const sent = await browser.post(page.address, { person: "c-1" });
    const answer = await browser.follow(sent, `${under.address}/api/oidc/login/callback`);
    return browser.get(answer.location!);
  };

  it("is asked for the person, and must answer about the same one", async () => {
    expect((await signIn()).status).toBe(303);
    provider.forgeUserInfo = (genuine) => ({ ...genuine, sub: "somebody-else" });
    expect((await signIn()).status).toBe(403);
    expect(await under.refusals()).toEqual(["wrong-subject"]);
  });
});
