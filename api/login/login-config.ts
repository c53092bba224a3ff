// The settings of the login: which identity provider, which municipality, and which groups give which role.
import { existsSync, readFileSync } from "node:fs";
import type { Sentence } from "../contract/primitives.ts";
import { isLoopbackName } from "../loopback.ts";
import { type GroupMapping, parseGroupMapping } from "./group-mapping.ts";
import { certificateProblem, certificatesIn, isCertificateOfKey, pemOf } from "./saml-keys.ts";

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  readonly groupsClaim: string;
  readonly callbackUrl: string;
  /** Where the provider sends the person after its log-out. */
  readonly loggedOutUrl: string;
}

export interface SamlConfig {
  /** Where the person is sent with the request (single sign-on service, HTTP-Redirect). */
  readonly entryPoint: string;
  /** One, or several while the provider changes keys; PEM. */
  readonly idpCertificates: readonly string[];
  /** Entity id of the provider; null = not told, then its key alone says who it is. */
  readonly idpIssuer: string | null;
  /** Our own entity id, which is also the audience. */
  readonly issuer: string;
  readonly callbackUrl: string;
  readonly logoutCallbackUrl: string;
  /** The provider's single log-out service. */
  readonly logoutUrl: string;
  readonly privateKey: string;
  readonly publicCertificate: string;
  readonly groupsAttribute: string;
  /** The attribute with the stable id; null = the NameID. */
  readonly subjectAttribute: string | null;
}

export interface LoginConfig {
  readonly municipalityCode: string;
  readonly groups: GroupMapping;
  /** `acr` values or AuthnContextClassRefs that a planner's login must have one of; empty = any will do. */
  readonly plannerLevels: readonly string[];
  readonly oidc: OidcConfig | null;
  readonly saml: SamlConfig | null;
}

/** What is wrong with one key. The value itself is never repeated: it may hold a password. */
export interface ConfigProblem {
  readonly key: string;
  readonly message: Sentence;
}

type Given = Readonly<Record<string, string | undefined>>;

const oidcNeeded = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
const oidcChosen = ["OIDC_SCOPE", "OIDC_GROUPS_CLAIM"] as const;
const samlNeeded = [
  "SAML_ENTRY_SSO",
  "SAML_IDP_PUBLIC_CERT",
  "SAML_ISSUER",
  "SAML_CALLBACK_URL",
  "SAML_PRIVATE_KEY",
  "SAML_PUBLIC_KEY",
] as const;
const samlChosen = ["SAML_IDP_ISSUER", "SAML_LOGOUT_URL", "SAML_GROUPS_ATTRIBUTE", "SAML_SUBJECT_ATTRIBUTE"] as const;
const commonNeeded = ["LOGIN_MUNICIPALITY", "LOGIN_GROUPS", "LOGIN_PLANNER_LEVELS", "PUBLIC_URL"] as const;

/** Every key of the login; PUBLIC_URL belongs to the service as a whole. */
export const loginKeys: readonly string[] = [
  ...commonNeeded.filter((key) => key !== "PUBLIC_URL"),
  ...oidcNeeded,
  ...oidcChosen,
  ...samlNeeded,
  ...samlChosen,
];

/** The paths of the login below the service's address; the identity provider is told of the callbacks. */
export const loginPaths = {
  oidcLogin: "/api/oidc/login",
  oidcCallback: "/api/oidc/login/callback",
  samlLogin: "/api/saml/login",
  samlCallback: "/api/saml/login/callback",
  samlFinish: "/api/saml/login/finish",
  samlMetadata: "/api/saml/metadata",
  samlLogoutCallback: "/api/saml/logout/callback",
} as const;

/** True where any setting of an identity provider is given. */
export function hasLoginProvider(given: Given): boolean {
  return [...oidcNeeded, ...samlNeeded].some((key) => given[key] !== undefined);
}

/**
 * Reads the login's settings. `publicUrl` is the service's address with its base path, null where it is not set or wrong.
 * Half a configuration is a problem for each key that is missing; no provider at all is no login.
 */
export function readLoginConfig(
  given: Given,
  publicUrl: string | null,
): { readonly login: LoginConfig | null; readonly problems: readonly ConfigProblem[] } {
  const wantsOidc = [...oidcNeeded, ...oidcChosen].some((key) => given[key] !== undefined);
  const wantsSaml = [...samlNeeded, ...samlChosen].some((key) => given[key] !== undefined);
  if (!wantsOidc && !wantsSaml) return { login: null, problems: meaningless(given) };
  const problems = [
    ...missing(given, commonNeeded, { sv: "inloggning", en: "a login" }),
    ...commonProblems(given),
    ...(wantsOidc ? oidcProblems(given) : []),
    ...(wantsSaml ? samlProblems(given, publicUrl) : []),
  ];
  const groups = groupsGiven(given);
  if (problems.length > 0 || groups === null || publicUrl === null) return { login: null, problems };
  const login: LoginConfig = {
    municipalityCode: given.LOGIN_MUNICIPALITY!,
    groups,
    plannerLevels: levelsGiven(given.LOGIN_PLANNER_LEVELS!),
    oidc: wantsOidc ? oidcConfig(given, publicUrl) : null,
    saml: wantsSaml ? samlConfig(given, publicUrl) : null,
  };
  return { login, problems };
}

function problem(key: string, sv: string, en: string): ConfigProblem {
  return { key, message: { sv, en } };
}

function meaningless(given: Given): ConfigProblem[] {
  return commonNeeded
    .filter((key) => key !== "PUBLIC_URL" && given[key] !== undefined)
    .map((key) => problem(key, "har ingen mening utan OIDC_… eller SAML_…", "has no meaning without OIDC_… or SAML_…"));
}

function missing(given: Given, needed: readonly string[], what: Sentence): ConfigProblem[] {
  return needed
    .filter((key) => given[key] === undefined)
    .map((key) =>
      problem(
        key,
        `saknas: ${what.sv} behöver ${needed.join(", ")}`,
        `is missing: ${what.en} needs ${needed.join(", ")}`,
      ),
    );
}

function commonProblems(given: Given): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (given.LOGIN_MUNICIPALITY !== undefined && !/^\d{4}$/.test(given.LOGIN_MUNICIPALITY)) {
    problems.push(
      problem(
        "LOGIN_MUNICIPALITY",
        "ska vara en kommunkod med fyra siffror",
        "must be a municipality code of four digits",
      ),
    );
  }
  if (given.LOGIN_GROUPS !== undefined && groupsGiven(given) === null) {
    problems.push(
      problem(
        "LOGIN_GROUPS",
        'ska vara JSON, eller en fil med JSON, som {"planner": ["grupp"], "manager": ["grupp"], "admin": ["grupp"], "reviewer": ["grupp"], "team": {"A": ["grupp"]}}',
        'must be JSON, or a file with JSON, like {"planner": ["group"], "manager": ["group"], "admin": ["group"], "reviewer": ["group"], "team": {"A": ["group"]}}',
      ),
    );
  }
  const isOpen = given.PUBLIC_URL?.startsWith("http:") && !isOwnMachine(given.PUBLIC_URL);
  if (isOpen) {
    problems.push(
      problem(
        "PUBLIC_URL",
        "ska börja med https:// när det finns inloggning",
        "must begin with https:// where there is a login",
      ),
    );
  }
  return problems;
}

function isOwnMachine(address: string): boolean {
  return URL.canParse(address) && isLoopbackName(new URL(address).hostname);
}

/** An https address, or http on this machine itself. */
function isSafeAddress(address: string): boolean {
  return URL.canParse(address) && (new URL(address).protocol === "https:" || isOwnMachine(address));
}

function addressProblems(given: Given, keys: readonly string[]): ConfigProblem[] {
  return keys
    .filter((key) => given[key] !== undefined && !isSafeAddress(given[key]))
    .map((key) =>
      problem(key, "ska vara en adress som börjar med https://", "must be an address that begins with https://"),
    );
}

function groupsGiven(given: Given): GroupMapping | null {
  const text = given.LOGIN_GROUPS ?? "";
  if (text.trimStart().startsWith("{")) return parseGroupMapping(text);
  return existsSync(text) ? parseGroupMapping(readFileSync(text, "utf8")) : null;
}

/** `any` is written out, so that nobody leaves the demand out by mistake. */
function levelsGiven(text: string): readonly string[] {
  return text.trim() === "any" ? [] : text.split(/[\s,]+/).filter((level) => level !== "");
}

function oidcProblems(given: Given): ConfigProblem[] {
  return [
    ...missing(given, oidcNeeded, { sv: "OpenID Connect", en: "OpenID Connect" }),
    ...addressProblems(given, ["OIDC_ISSUER"]),
    ...(given.OIDC_SCOPE === undefined || given.OIDC_SCOPE.split(" ").includes("openid")
      ? []
      : [problem("OIDC_SCOPE", "ska innehålla openid", "must include openid")]),
  ];
}

function oidcConfig(given: Given, publicUrl: string): OidcConfig {
  return {
    issuer: given.OIDC_ISSUER!,
    clientId: given.OIDC_CLIENT_ID!,
    clientSecret: given.OIDC_CLIENT_SECRET!,
    scope: given.OIDC_SCOPE ?? "openid profile",
    groupsClaim: given.OIDC_GROUPS_CLAIM ?? "groups",
    callbackUrl: `${publicUrl}${loginPaths.oidcCallback}`,
    loggedOutUrl: `${publicUrl}/`,
  };
}

function samlProblems(given: Given, publicUrl: string | null): ConfigProblem[] {
  const problems = [
    ...missing(given, samlNeeded, { sv: "SAML", en: "SAML" }),
    ...addressProblems(given, ["SAML_ENTRY_SSO", "SAML_LOGOUT_URL"]),
    ...certificateProblems(given),
  ];
  const callback = given.SAML_CALLBACK_URL;
  if (callback !== undefined && publicUrl !== null && callback !== `${publicUrl}${loginPaths.samlCallback}`) {
    problems.push(
      problem(
        "SAML_CALLBACK_URL",
        `ska vara tjänstens egen adress: PUBLIC_URL följt av ${loginPaths.samlCallback} (med BASE_URL_PREFIX i stället för /api där den är satt)`,
        `must be the service's own address: PUBLIC_URL followed by ${loginPaths.samlCallback} (with BASE_URL_PREFIX in place of /api where it is set)`,
      ),
    );
  }
  return problems;
}

function certificateProblems(given: Given): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  for (const key of ["SAML_IDP_PUBLIC_CERT", "SAML_PUBLIC_KEY"]) {
    const found = given[key] === undefined ? null : certificateProblem(given[key]);
    if (found !== null) problems.push({ key, message: found });
  }
  const { SAML_PRIVATE_KEY, SAML_PUBLIC_KEY } = given;
  if (SAML_PRIVATE_KEY === undefined || SAML_PUBLIC_KEY === undefined || problems.length > 0) return problems;
  if (!isCertificateOfKey(SAML_PUBLIC_KEY, SAML_PRIVATE_KEY)) {
    problems.push(
      problem(
        "SAML_PRIVATE_KEY",
        "ska vara den privata nyckeln (PEM) till certifikatet i SAML_PUBLIC_KEY",
        "must be the private key (PEM) of the certificate in SAML_PUBLIC_KEY",
      ),
    );
  }
  return problems;
}

function samlConfig(given: Given, publicUrl: string): SamlConfig {
  return {
    entryPoint: given.SAML_ENTRY_SSO!,
    idpCertificates: certificatesIn(given.SAML_IDP_PUBLIC_CERT!),
    idpIssuer: given.SAML_IDP_ISSUER ?? null,
    issuer: given.SAML_ISSUER!,
    callbackUrl: given.SAML_CALLBACK_URL!,
    logoutCallbackUrl: `${publicUrl}${loginPaths.samlLogoutCallback}`,
    logoutUrl: given.SAML_LOGOUT_URL ?? given.SAML_ENTRY_SSO!,
    privateKey: pemOf(given.SAML_PRIVATE_KEY!, "PRIVATE KEY"),
    publicCertificate: certificatesIn(given.SAML_PUBLIC_KEY!)[0]!,
    groupsAttribute: given.SAML_GROUPS_ATTRIBUTE ?? "groups",
    subjectAttribute: given.SAML_SUBJECT_ATTRIBUTE ?? null,
  };
}
