// OpenID Connect: sends the person to the provider, and proves what comes back (authorisation code, PKCE, state, nonce).
import * as client from "openid-client";
import { isLoopbackName } from "../loopback.ts";
import type { OidcConfig } from "./login-config.ts";
import { LoginRefused, type RefusalReason } from "./login-refusal.ts";
import { areEqual, derived } from "./login-secret.ts";
import { type VerifiedLogin, verifiedLogin } from "./verified-login.ts";

const clockToleranceSeconds = 30;
const patienceSeconds = 10;
/** Signatures that need the provider's private key. A shared secret or none at all is never accepted. */
const signatureAlgorithms = /^(RS|PS|ES)(256|384|512)$|^(EdDSA|Ed25519)$/;

export interface OidcProvider {
  /** The state that an answer to this login must carry. */
  stateOf(secret: string): string;
  /** Throws LoginRefused unless the callback's address carries that state. */
  requireState(callbackQuery: string, secret: string): void;
  /** The provider's page, asked for this login. */
  begin(secret: string): Promise<string>;
  /** Proves the answer in the callback's address. Throws LoginRefused. */
  finish(callbackQuery: string, secret: string): Promise<VerifiedLogin>;
  /** The provider's log-out, coming back to our sign-in page; null where it has none. */
  logoutUrl(): Promise<string | null>;
}

/** The provider is asked for its addresses at the first login, so that the service starts also when it does not answer. */
export function createOidcProvider(config: OidcConfig, plannerLevels: readonly string[]): OidcProvider {
  let discovered: Promise<client.Configuration> | undefined;
  const discover = (): Promise<client.Configuration> => {
    discovered ??= discoverProvider(config).catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  };
  return {
    stateOf: (secret) => derived(secret, "oidc-state"),
    requireState(callbackQuery, secret) {
      const given = new URLSearchParams(callbackQuery).get("state") ?? "";
      if (!areEqual(given, derived(secret, "oidc-state"))) throw new LoginRefused("wrong-state");
    },
    async begin(secret) {
      const provider = await discover();
      const verifier = derived(secret, "oidc-code-verifier");
      return client.buildAuthorizationUrl(provider, {
        redirect_uri: config.callbackUrl,
        response_type: "code",
        scope: config.scope,
        state: derived(secret, "oidc-state"),
        nonce: derived(secret, "oidc-nonce"),
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        ...(plannerLevels.length > 0 ? { acr_values: plannerLevels.join(" ") } : {}),
      }).href;
    },
    async finish(callbackQuery, secret) {
      const provider = await discover();
      const { claims, accessToken } = await exchangeCode(provider, config, callbackQuery, secret);
      const all = await withUserInfo(provider, config, claims, accessToken);
      return verifiedLogin({
        provider: "oidc",
        issuer: claims.iss,
        id: claims.sub,
        displayName: all.name ?? [all.given_name, all.family_name].filter(Boolean).join(" "),
        groups: all[config.groupsClaim],
        level: claims.acr,
        samlSession: null,
      });
    },
    async logoutUrl() {
      const provider = await discover();
      if (provider.serverMetadata().end_session_endpoint === undefined) return null;
      return client.buildEndSessionUrl(provider, { post_logout_redirect_uri: config.loggedOutUrl }).href;
    },
  };
}

async function discoverProvider(config: OidcConfig): Promise<client.Configuration> {
  const issuer = new URL(config.issuer);
  try {
    return await client.discovery(
      issuer,
      config.clientId,
      { client_secret: config.clientSecret, [client.clockTolerance]: clockToleranceSeconds },
      undefined,
      {
        timeout: patienceSeconds,
        execute: [
          // The signature of the ID token is checked though it comes straight from the provider.
          client.enableNonRepudiationChecks,
          ...(isLoopbackName(issuer.hostname) ? [client.allowInsecureRequests] : []),
        ],
      },
    );
  } catch {
    throw new LoginRefused("provider-unavailable");
  }
}

async function exchangeCode(provider: client.Configuration, config: OidcConfig, callbackQuery: string, secret: string) {
  const expectedState = derived(secret, "oidc-state");
  const address = new URL(`${config.callbackUrl}?${callbackQuery}`);
  const answer = await client
    .authorizationCodeGrant(provider, address, {
      pkceCodeVerifier: derived(secret, "oidc-code-verifier"),
      expectedState,
      expectedNonce: derived(secret, "oidc-nonce"),
      idTokenExpected: true,
    })
    .catch((error: unknown) => {
      throw new LoginRefused(reasonOf(error));
    });
  const claims = answer.claims();
  if (claims === undefined || answer.id_token === undefined) throw new LoginRefused("incomplete");
  requireSignatureAlgorithm(answer.id_token);
  if (claims.iat > Date.now() / 1000 + clockToleranceSeconds) throw new LoginRefused("not-yet-valid");
  return { claims, accessToken: answer.access_token };
}

/** The library lets the provider's own list of algorithms decide; ours is shorter. */
function requireSignatureAlgorithm(idToken: string): void {
  const header = JSON.parse(Buffer.from(idToken.split(".")[0]!, "base64url").toString("utf8")) as { alg?: unknown };
  if (typeof header.alg !== "string" || !signatureAlgorithms.test(header.alg)) throw new LoginRefused("algorithm");
}

/** Groups and name are asked for where the ID token lacks them; the library makes sure that they are of the same person. */
async function withUserInfo(
  provider: client.Configuration,
  config: OidcConfig,
  claims: client.IDToken,
  accessToken: string,
): Promise<Readonly<Record<string, unknown>>> {
  const lacksSomething = claims[config.groupsClaim] === undefined || claims.name === undefined;
  if (!lacksSomething || provider.serverMetadata().userinfo_endpoint === undefined) return claims;
  const info = await client.fetchUserInfo(provider, accessToken, claims.sub).catch((error: unknown) => {
    throw new LoginRefused(
      codeOf(error) === "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED" ? "wrong-subject" : reasonOf(error),
    );
  });
  return { ...info, ...claims };
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}

const reasonsByClaim: Readonly<Record<string, RefusalReason>> = {
  iss: "wrong-issuer",
  aud: "wrong-audience",
  azp: "wrong-authorized-party",
  nonce: "wrong-nonce",
  exp: "expired",
  nbf: "not-yet-valid",
};

/** The library's error as our reason. Its causes hold the token's content, so nothing of it is passed on. */
function reasonOf(error: unknown): RefusalReason {
  const code = codeOf(error);
  const { message, cause } = error as { message?: string; cause?: { message?: string; cause?: unknown } };
  const innermost = (cause?.cause ?? cause) as { claim?: string; claims?: unknown } | undefined;
  const claim = innermost?.claim;
  if (typeof claim === "string" && reasonsByClaim[claim] !== undefined) return reasonsByClaim[claim];
  const said = `${message ?? ""} ${cause?.message ?? ""}`;
  if (/"alg"|algorithm/i.test(said) || code === "OAUTH_UNSUPPORTED_OPERATION") return "algorithm";
  if (/signature|KEY_SELECTION|key/i.test(`${said} ${String(code)}`)) return "signature";
  if (/"iss"/.test(said)) return "wrong-issuer";
  if (/"(nonce|aud|exp|iat|sub|id_token)"|missing/.test(said)) return "incomplete";
  if (code === "OAUTH_RESPONSE_BODY_ERROR" || code === "OAUTH_AUTHORIZATION_RESPONSE_ERROR") return "provider-refused";
  return code === undefined || /TIMEOUT|RESPONSE_IS_NOT/.test(String(code)) ? "provider-unavailable" : "structure";
}
