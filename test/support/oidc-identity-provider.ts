// A real OpenID Connect provider on loopback (oidc-provider), whose ID tokens a test may exchange for forged ones.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { Provider } from "oidc-provider";

export interface OidcPerson {
  readonly name: string;
  readonly groups: readonly string[] | string;
  readonly acr?: string;
}

export interface TokenForger {
  /** The claims and the header of the genuine token. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Signs with the provider's own key, or with another. */
  readonly sign: (
    claims: object,
    header?: { alg?: string; kid?: string },
    key?: CryptoKey | Uint8Array,
  ) => Promise<string>;
  readonly publicKeyText: string;
}

export interface OidcIdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** People by their stable id; a test may change them between logins. */
  readonly people: Map<string, OidcPerson>;
  /** Exchanges the next ID tokens; null = genuine. */
  forge: ((genuine: TokenForger) => Promise<string | undefined>) | null;
  /** Changes what the provider answers when asked for the person. */
  forgeUserInfo: ((genuine: Record<string, unknown>) => Record<string, unknown>) | null;
  /** Authorisation requests as they came, newest last. */
  readonly requests: URLSearchParams[];
  close(): Promise<void>;
}

export interface OidcIdentityProviderOptions {
  /** localhost is another site than 127.0.0.1 to a browser. */
  readonly host?: "127.0.0.1" | "localhost";
  readonly clientAddress: string;
  /** Whether groups and name come in the ID token or only from the user-info end-point. */
  readonly claimsInIdToken?: boolean;
}

export async function startOidcIdentityProvider(options: OidcIdentityProviderOptions): Promise<OidcIdentityProvider> {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const signingKey = { ...(await exportJWK(privateKey)), kid: "test", alg: "RS256", use: "sig" };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://${options.host ?? "127.0.0.1"}:${(server.address() as AddressInfo).port}`;
  const clientId = "omradeslinjen";
  const clientSecret = "secret-of-the-test-client-0123456789";
  const people = new Map<string, OidcPerson>();
  const requests: URLSearchParams[] = [];
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${options.clientAddress}/api/oidc/login/callback`],
        post_logout_redirect_uris: [`${options.clientAddress}/`],
      },
    ],
    jwks: { keys: [signingKey as never] },
    cookies: { keys: ["key-of-the-test-provider"] },
    claims: { openid: ["sub"], profile: ["name", "groups"], acr: null },
    acrValues: ["weak", "strong"],
    conformIdTokenClaims: options.claimsInIdToken === false,
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        // The library's own page fetches fonts from elsewhere.
        logoutSource: (context, form) => {
          context.body = `<!doctype html><html lang="sv"><title>Kommunens konto</title><h1>Logga ut?</h1>${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">Ja, logga ut</button></html>`;
        },
      },
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: people.get(sub)!.name, groups: people.get(sub)!.groups }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
      grant.addOIDCScope("openid profile");
      await grant.save();
      return grant;
    },
  });
  const publicKeyText = JSON.stringify(await exportJWK(publicKey));
  const self: OidcIdentityProvider = {
    issuer,
    clientId,
    clientSecret,
    people,
    forge: null,
    forgeUserInfo: null,
    requests,
    close: () =>
      new Promise((resolve) => void server.closeAllConnections() === undefined && server.close(() => resolve())),
  };
  provider.use(async (context, next) => {
    if (context.path === "/auth") requests.push(new URLSearchParams(context.querystring));
    await next();
    const body = context.body as Record<string, unknown> | undefined;
    if (context.path === "/token" && typeof body?.id_token === "string" && self.forge !== null) {
      const claims = JSON.parse(Buffer.from(body.id_token.split(".")[1]!, "base64url").toString()) as Record<
        string,
        unknown
      >;
      const sign: TokenForger["sign"] = (changed, header = {}, key = privateKey) =>
        new SignJWT(changed as never).setProtectedHeader({ alg: "RS256", kid: "test", ...header }).sign(key);
      body.id_token = await self.forge({ claims, sign, publicKeyText });
    }
    if (context.path === "/me" && self.forgeUserInfo !== null) context.body = self.forgeUserInfo(body ?? {});
  });
  const handle = provider.callback();
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/interaction/")) void interact(provider, people, request, response);
    else void handle(request, response);
  });
  return self;
}

/** The sign-in page: one types who one is. `?person=` answers it at once. */
async function interact(
  provider: Provider,
  people: ReadonlyMap<string, OidcPerson>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  if (request.method === "GET") {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="sv"><title>Kommunens konto</title><h1>Kommunens konto</h1>
<form method="post" action="/interaction/${uid}"><label>Konto <input name="person"></label><button>Logga in</button></form></html>`);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const accountId = new URLSearchParams(Buffer.concat(chunks).toString()).get("person") ?? "";
  const person = people.get(accountId);
  const result = person
    ? { login: { accountId, remember: false, ...(person.acr === undefined ? {} : { acr: person.acr }) } }
    : { error: "access_denied", error_description: "unknown person" };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
