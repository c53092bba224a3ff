// The settings of the login: half a configuration is refused by name, wrong ones are told, and what the groups give.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readConfig } from "../../../api/config.ts";
import { parseGroupMapping, rolesOfGroups } from "../../../api/login/group-mapping.ts";
import { makeFolder } from "../../support/databases.ts";
import { makeCertifiedKey } from "../../support/self-signed-certificate.ts";

const key = makeCertifiedKey("Områdeslinjen");
const otherKey = makeCertifiedKey("Another");
const provider = makeCertifiedKey("Provider");
const common = {
  PUBLIC_URL: "https://omraden.example.se",
  LOGIN_MUNICIPALITY: "2281",
  LOGIN_GROUPS: '{"planner": ["SG-Planerare"], "team": {"A": ["SG-A"]}}',
  LOGIN_PLANNER_LEVELS: "loa3, loa4",
};
const oidc = { OIDC_ISSUER: "https://login.example.se", OIDC_CLIENT_ID: "omraden", OIDC_CLIENT_SECRET: "hemlig" };
const saml = {
  SAML_ENTRY_SSO: "https://idp.example.se/sso",
  SAML_IDP_PUBLIC_CERT: provider.certificatePem,
  SAML_ISSUER: "omradeslinjen",
  SAML_CALLBACK_URL: "https://omraden.example.se/api/saml/login/callback",
  SAML_PRIVATE_KEY: key.privateKeyPem,
  SAML_PUBLIC_KEY: key.certificatePem,
};
const problemsOf = (environment: Record<string, string>) => {
  const result = readConfig(environment);
  return result.ok ? [] : result.problems.map((problem) => problem.key).sort();
};
const loginOf = (environment: Record<string, string>) => {
  const result = readConfig(environment);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config.login;
};

it("has no login where nothing is set", () => {
  expect(loginOf({})).toBeNull();
});

it("takes OpenID Connect, SAML, and both, and lets nobody choose a role beside them", () => {
  expect(loginOf({ ...common, ...oidc })).toMatchObject({
    municipalityCode: "2281",
    plannerLevels: ["loa3", "loa4"],
    saml: null,
    oidc: { callbackUrl: "https://omraden.example.se/api/oidc/login/callback", scope: "openid profile" },
  });
  expect(loginOf({ ...common, ...saml })).toMatchObject({
    oidc: null,
    saml: { logoutUrl: "https://idp.example.se/sso", idpIssuer: null, groupsAttribute: "groups" },
  });
  expect(loginOf({ ...common, ...oidc, ...saml })).toMatchObject({ oidc: {}, saml: {} });
  const own = { ...common, ...oidc, PUBLIC_URL: "http://127.0.0.1:8281" };
  const result = readConfig(own);
  expect(result.ok && result.config.demonstration).toBe(false);
  expect(problemsOf({ ...own, DEMONSTRATION: "true" })).toEqual(["DEMONSTRATION"]);
});

it.each([...Object.keys({ ...common, ...oidc })])("refuses OpenID Connect without %s, and names it", (left) => {
  const { [left]: _left, ...rest } = { ...common, ...oidc } as Record<string, string>;
  expect(problemsOf(rest)).toEqual([left]);
  const result = readConfig(rest);
  const [problem] = result.ok ? [] : result.problems;
  expect(problem?.message.sv).toMatch(/^saknas: /);
  expect(problem?.message.sv).toContain(left);
});

it.each([...Object.keys(saml)])("refuses SAML without %s, and names it", (left) => {
  const { [left]: _left, ...rest } = { ...common, ...saml } as Record<string, string>;
  expect(problemsOf(rest)).toEqual([left]);
});

it.each([
  ["LOGIN_MUNICIPALITY", "Sundsvall"],
  ["LOGIN_GROUPS", "no-such-file.json"],
  ["LOGIN_GROUPS", "{}"],
  ["LOGIN_GROUPS", '{"planerare": ["x"]}'],
  ["LOGIN_GROUPS", '{"planner": "x"}'],
  ["LOGIN_GROUPS", '{"team": ["x"]}'],
  ["LOGIN_GROUPS", '{"team": {"a": ["x"]}}'],
  ["PUBLIC_URL", "http://omraden.example.se"],
  ["OIDC_ISSUER", "http://login.example.se"],
  ["OIDC_SCOPE", "profile"],
])("refuses %s=%s and does not repeat it", (name, value) => {
  expect(problemsOf({ ...common, ...oidc, [name]: value })).toEqual([name]);
});

it.each([
  ["SAML_ENTRY_SSO", "http://idp.example.se/sso"],
  ["SAML_CALLBACK_URL", "https://other.example.se/api/saml/login/callback"],
  ["SAML_CALLBACK_URL", "https://omraden.example.se/saml/login/callback"],
  ["SAML_IDP_PUBLIC_CERT", "hemlig"],
  ["SAML_IDP_PUBLIC_CERT", makeCertifiedKey("Weak", 1024).certificatePem],
  ["SAML_PUBLIC_KEY", "hemlig"],
  ["SAML_PRIVATE_KEY", "hemlig"],
  ["SAML_PRIVATE_KEY", otherKey.privateKeyPem],
])("refuses a wrong %s and does not repeat it", (name, value) => {
  const result = readConfig({ ...common, ...saml, [name]: value });
  expect(result.ok ? [] : result.problems.map((problem) => problem.key)).toEqual([name]);
  expect(JSON.stringify(result)).not.toContain("hemlig");
});

it("reads keys as Sundsvall's services write them: line breaks as \\n, or base64 alone, and several certificates", () => {
  const bare = provider.certificatePem.replace(/-----[A-Z ]+-----|\n/g, "");
  const forms = [
    provider.certificatePem.replaceAll("\n", "\\n"),
    bare,
    `${provider.certificatePem}${otherKey.certificatePem}`,
  ];
  const read = forms.map((form) => loginOf({ ...common, ...saml, SAML_IDP_PUBLIC_CERT: form })!.saml!.idpCertificates);
  expect(read[0]).toEqual([provider.certificatePem]);
  expect(read[1]).toEqual([provider.certificatePem]);
  expect(read[2]).toEqual([provider.certificatePem, otherKey.certificatePem]);
});

it("reads the groups from a file", () => {
  const file = join(makeFolder("groups"), "groups.json");
  writeFileSync(file, '{"manager": ["SG-Chef"]}');
  expect(loginOf({ ...common, ...oidc, LOGIN_GROUPS: file })?.groups).toEqual({ manager: ["SG-Chef"] });
});

it("takes 'any' for no demand on a planner's level, and nothing less plain", () => {
  expect(loginOf({ ...common, ...oidc, LOGIN_PLANNER_LEVELS: "any" })?.plannerLevels).toEqual([]);
});

it("moves every address with BASE_URL_PREFIX", () => {
  const moved = { ...common, ...oidc, ...saml, BASE_URL_PREFIX: "/omraden/api" };
  expect(problemsOf(moved)).toEqual(["SAML_CALLBACK_URL"]);
  const callback = "https://omraden.example.se/omraden/api/saml/login/callback";
  for (const PUBLIC_URL of ["https://omraden.example.se", "https://omraden.example.se/omraden/"]) {
    const login = loginOf({ ...moved, SAML_CALLBACK_URL: callback, PUBLIC_URL });
    expect(login?.saml?.callbackUrl).toBe(callback);
    expect(login?.oidc?.callbackUrl).toBe("https://omraden.example.se/omraden/api/oidc/login/callback");
  }
  expect(problemsOf({ ...common, ...oidc, PUBLIC_URL: "https://omraden.example.se/other" })).toEqual(["PUBLIC_URL"]);
  expect(problemsOf({ BASE_URL_PREFIX: "/omraden" })).toEqual(["BASE_URL_PREFIX"]);
});

it("gives a role for exactly the groups that are named, and teams by letter", () => {
  const mapping = parseGroupMapping(
    '{"planner": ["P1", "P2"], "manager": ["Å-chef"], "team": {"A": ["TA"], "B": ["TB"]}}',
  )!;
  const given = (...held: string[]) => rolesOfGroups(mapping, held);
  expect(given()).toEqual({ roles: [], teamLetters: [] });
  expect(given("p1", "P1 ", "P", "P11", "planner")).toEqual({ roles: [], teamLetters: [] });
  expect(given("P2", "TB", "unknown")).toEqual({ roles: ["planner", "team"], teamLetters: ["B"] });
  expect(given("A\u030a-chef")).toEqual({ roles: ["manager"], teamLetters: [] });
  expect(given("TA", "TB")).toEqual({ roles: ["team"], teamLetters: ["A", "B"] });
});
