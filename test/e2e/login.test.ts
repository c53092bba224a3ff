// Signing in and out in a real browser at real identity providers, which are another site than the service.
import { execFileSync } from "node:child_process";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolder } from "../support/databases.ts";
import { findFreePort } from "../support/free-port.ts";
import { type OidcIdentityProvider, startOidcIdentityProvider } from "../support/oidc-identity-provider.ts";
import { type SamlIdentityProvider, startSamlIdentityProvider } from "../support/saml-identity-provider.ts";
import { makeCertifiedKey } from "../support/self-signed-certificate.ts";
import {
  repositoryRoot,
  type ServiceProcess,
  serviceEnvironment,
  startServiceProcess,
} from "../support/service-process.ts";
import { hasBrowser, openBrowser, visit } from "./visitor.ts";

const startPatienceMs = 400_000;
const walkPatienceMs = 240_000;

if (!hasBrowser && process.env.TEST_REQUIRE_ALL === "1") {
  throw new Error("Chromium is not installed, and TEST_REQUIRE_ALL=1 lets nothing be skipped.");
}

describe.skipIf(!hasBrowser)("signing in with the municipality's account in a browser", () => {
  let service: ServiceProcess;
  let browser: Browser;
  let oidc: OidcIdentityProvider;
  let saml: SamlIdentityProvider;

  beforeAll(async () => {
    const dataFolder = makeFolder("e2e-login");
    execFileSync(process.execPath, ["api/cli.ts", "municipalities", "add", "2281", "Sundsvall"], {
      cwd: repositoryRoot,
      env: serviceEnvironment(dataFolder),
      stdio: "pipe",
    });
    const port = await findFreePort();
    // A path of its own, as behind a proxy that others share.
    const address = `http://127.0.0.1:${port}/omraden`;
    const ownKey = makeCertifiedKey("Områdeslinjen");
    // To a browser localhost is another site than 127.0.0.1.
    oidc = await startOidcIdentityProvider({ clientAddress: address, host: "localhost" });
    saml = await startSamlIdentityProvider({ host: "localhost" });
    oidc.people.set("anna", { name: "Anna Admin", groups: ["SG-Admin"] });
    oidc.people.set("frida", { name: "Frida Främmande", groups: [] });
    saml.person = { nameId: "l-1", attributes: { displayName: ["Lo Loggranskare"], groups: ["SG-Logg"] } };
    [service, browser] = await Promise.all([
      startServiceProcess(dataFolder, {
        PORT: String(port),
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        BASE_URL_PREFIX: "/omraden/api",
        LOGIN_MUNICIPALITY: "2281",
        LOGIN_GROUPS: '{"admin": ["SG-Admin"], "reviewer": ["SG-Logg"]}',
        LOGIN_PLANNER_LEVELS: "strong",
        OIDC_ISSUER: oidc.issuer,
        OIDC_CLIENT_ID: oidc.clientId,
        OIDC_CLIENT_SECRET: oidc.clientSecret,
        SAML_ENTRY_SSO: saml.entryPoint,
        SAML_LOGOUT_URL: saml.logoutUrl,
        SAML_IDP_PUBLIC_CERT: saml.key.certificatePem,
        SAML_IDP_ISSUER: saml.issuer,
        SAML_ISSUER: "omradeslinjen",
        SAML_CALLBACK_URL: `${address}/api/saml/login/callback`,
        SAML_PRIVATE_KEY: ownKey.privateKeyPem,
        SAML_PUBLIC_KEY: ownKey.certificatePem,
      }),
      openBrowser(),
    ]);
    saml.meetService(await (await fetch(`${address}/api/saml/metadata`)).text());
  }, startPatienceMs);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await oidc?.close();
    await saml?.close();
  });

  /** Requests to the identity providers are what a login is; nothing else may happen. */
  const otherMisdeeds = (misdeeds: readonly string[]) =>
    misdeeds.filter(
      (each) => ![oidc.issuer, new URL(saml.entryPoint).origin].some((own) => each === `request to ${own}`),
    );
  /** Reaches a control with the keyboard alone. */
  const tabTo = async (page: Page, name: string) => {
    for (let step = 0; step < 20; step += 1) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate(() => document.activeElement?.textContent)) === name) return;
    }
    throw new Error(`${name} can not be reached with the keyboard.`);
  };

  /** Who is signed in stands in the person's menu. */
  const personIs = async (page: Page, name: string) => {
    await page.locator(".person-button").click();
    await page.getByText(name).first().waitFor();
    await page.keyboard.press("Escape");
  };

  it(
    "goes to the provider by keyboard, comes back signed in, and out again at both",
    async () => {
      const { page, misdeeds, barriers, leave } = await visit(browser, `${service.address}/hjalp`, "desktop");
      const link = "Logga in med kommunens konto (OpenID Connect)";
      await page.getByRole("link", { name: link }).waitFor();
      expect(await page.locator("[data-role]").count()).toBe(0);
      expect(await barriers()).toEqual([]);
      await tabTo(page, link);
      await page.keyboard.press("Enter");
      await page.getByLabel("Konto").fill("anna");
      await page.keyboard.press("Enter");
      await personIs(page, "Anna Admin");
      expect(page.url()).toBe(`${service.address}/hjalp`);

      await page.getByRole("button", { name: "Logga ut" }).click();
      await page.waitForURL(`${oidc.issuer}/**`);
      await page.getByRole("button", { name: "Ja, logga ut" }).click();
      await page.getByRole("link", { name: link }).waitFor();
      expect(page.url().startsWith(service.address)).toBe(true);
      // The provider's own session is over too: it asks again who one is.
      await page.getByRole("link", { name: link }).click();
      await page.getByLabel("Konto").waitFor();
      expect(otherMisdeeds(misdeeds)).toEqual([]);
      await leave();
    },
    walkPatienceMs,
  );

  it(
    "takes a form from the SAML provider's page, which comes without our cookies, and logs out at both",
    async () => {
      const { page, misdeeds, leave } = await visit(browser, service.address, "desktop");
      await page.getByRole("link", { name: "Logga in med kommunens konto (SAML)" }).click();
      await page.getByRole("button", { name: "Fortsätt" }).click();
      await personIs(page, "Lo Loggranskare");
      await page.getByRole("button", { name: "Logga ut" }).click();
      await page.getByRole("button", { name: "Fortsätt" }).click();
      await page.getByRole("link", { name: "Logga in med kommunens konto (SAML)" }).waitFor();
      expect(otherMisdeeds(misdeeds)).toEqual([]);
      await leave();
    },
    walkPatienceMs,
  );

  it(
    "tells a person without a role so, in plain words and two languages, with a way back",
    async () => {
      const { page, barriers, leave } = await visit(browser, service.address, "phone");
      await page.getByRole("link", { name: "Logga in med kommunens konto (OpenID Connect)" }).click();
      await page.getByLabel("Konto").fill("frida");
      await page.getByRole("button", { name: "Logga in" }).click();
      await page.getByRole("heading", { name: "Du har inget uppdrag här" }).waitFor();
      await page.getByRole("heading", { name: "You have no role here" }).waitFor();
      expect(await barriers()).toEqual([]);
      await page.getByRole("link", { name: "Till inloggningssidan" }).click();
      await page.getByRole("heading", { name: "Områdeslinjen" }).waitFor();
      await leave();
    },
    walkPatienceMs,
  );
});
