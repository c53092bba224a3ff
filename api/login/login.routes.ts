// The addresses a browser passes on its way to the identity provider and back. Pages and redirections, not the JSON interface.
import express, { type Request, type RequestHandler, type Response, Router } from "express";
import type { Config } from "../config.ts";
import { errorDescriptions } from "../errors.ts";
import { addressClassOf } from "../http/address-class.ts";
import { localsOf } from "../http/request-log.ts";
import { cookieName, cookieOptions, tokenOf } from "../session/cookie.ts";
import { loginPaths } from "./login-config.ts";
import { loginCookieName, loginCookieOptions, secretOf } from "./login-cookie.ts";
import { LoginRefused } from "./login-refusal.ts";
import { isSecret } from "./login-secret.ts";
import type { LoginService, LoginVisit, SignedIn } from "./login-service.ts";
import { refusalStyle, refusalStylePath, renderRefusalPage } from "./refusal-page.ts";
import { ownPath } from "./return-path.ts";
import { type LogoutMessage, readPostedLogout, readRedirectedLogout } from "./saml-logout.ts";
import type { ProviderKind } from "./verified-login.ts";

/** The forms that the identity provider's own page sends us; nothing else may come from another site. */
export const postsFromIdentityProvider: ReadonlySet<string> = new Set([
  loginPaths.samlCallback,
  loginPaths.samlLogoutCallback,
]);

const readForm = express.urlencoded({ extended: false, limit: "300kb", parameterLimit: 10 });

/** Routes for the configured providers only. */
export function loginRoutes(config: Config, service: LoginService, limit: RequestHandler): Router {
  const router = Router({ caseSensitive: true });
  router.get(refusalStylePath, (_request, response) => {
    response.setHeader("Cache-Control", "no-cache");
    response.type("css").send(refusalStyle);
  });
  if (service.providers.includes("oidc")) addOidc(router, config, service, limit);
  if (service.saml !== null) addSaml(router, config, service, limit);
  return router;
}

function addOidc(router: Router, config: Config, service: LoginService, limit: RequestHandler): void {
  const handled = handledFor(config, service, "oidc");
  router.get(loginPaths.oidcLogin, limit, handled("login.begin", beginAt(config, service, "oidc")));
  router.get(
    loginPaths.oidcCallback,
    limit,
    handled("login.finish", async (request, response) => {
      enter(config, response, await service.finishOidc(queryOf(request), visitOf(config, request)));
    }),
  );
}

function addSaml(router: Router, config: Config, service: LoginService, limit: RequestHandler): void {
  const handled = handledFor(config, service, "saml");
  const saml = config.login!.saml!;
  router.get(loginPaths.samlLogin, limit, handled("login.begin", beginAt(config, service, "saml")));
  router.post(
    loginPaths.samlCallback,
    limit,
    readForm,
    handled("login.land", async (request, response) => {
      const landing = await service.landSaml((request.body as Record<string, unknown> | undefined)?.SAMLResponse);
      // A new request of the browser's own, with its cookie: the one before came from another site's page.
      response.redirect(303, `${config.basePath}${loginPaths.samlFinish}?landing=${landing}`);
    }),
  );
  router.get(
    loginPaths.samlFinish,
    limit,
    handled("login.finish", async (request, response) => {
      const { landing } = request.query;
      if (typeof landing !== "string" || !isSecret(landing)) throw new LoginRefused("not-begun-here");
      enter(config, response, await service.finishSaml(landing, visitOf(config, request)));
    }),
  );
  router.get(loginPaths.samlMetadata, (_request, response) => {
    localsOf(response).operation = "login.metadata";
    response.setHeader("Cache-Control", "no-cache");
    response.type("application/samlmetadata+xml").send(service.saml!.metadata());
  });
  const ended = async (message: LogoutMessage, request: Request, response: Response) => {
    const isRequest = message.kind === "request";
    const address = isRequest ? await service.endByProvider(message, visitOf(config, request)) : `${config.basePath}/`;
    response.redirect(303, address);
  };
  router.get(
    loginPaths.samlLogoutCallback,
    limit,
    handled("login.logout", async (request, response) =>
      ended(await readRedirectedLogout(saml, queryOf(request)), request, response),
    ),
  );
  router.post(
    loginPaths.samlLogoutCallback,
    limit,
    readForm,
    handled("login.logout", async (request, response) =>
      ended(await readPostedLogout(saml, request.body ?? {}), request, response),
    ),
  );
}

type Work = (request: Request, response: Response) => Promise<void>;

/** A refused login becomes a page that says what to do, and a row in the audit log that says why. */
function handledFor(config: Config, service: LoginService, provider: ProviderKind) {
  return (operation: string, work: Work): RequestHandler =>
    async (request, response) => {
      const locals = localsOf(response);
      locals.operation = operation;
      response.setHeader("Cache-Control", "no-store");
      try {
        await work(request, response);
      } catch (error) {
        if (!(error instanceof LoginRefused)) throw error;
        await service.recordRefusal(provider, error.reason, visitOf(config, request));
        response.status(errorDescriptions[error.code].status);
        const stronger = provider === "saml" ? `${config.basePath}${loginPaths.samlLogin}?level=planner` : null;
        response.type("html").send(renderRefusalPage(error.code, locals.requestId, config.basePath, stronger));
      }
    };
}

function visitOf(config: Config, request: Request): LoginVisit {
  return {
    secret: secretOf(config, request),
    previousToken: tokenOf(config, request),
    addressClass: addressClassOf(request.ip),
  };
}

function beginAt(config: Config, service: LoginService, provider: ProviderKind): Work {
  return async (request, response) => {
    const { address, secret } = await service.begin(
      provider,
      ownPath(request.query.return),
      request.query.level === "planner",
    );
    response.cookie(loginCookieName(config), secret, loginCookieOptions(config));
    response.redirect(303, address);
  };
}

function enter(config: Config, response: Response, { token, expiresAt, returnPath }: SignedIn): void {
  response.clearCookie(loginCookieName(config), loginCookieOptions(config));
  response.cookie(cookieName(config), token, { ...cookieOptions(config), expires: expiresAt });
  response.redirect(303, `${config.basePath}${returnPath}`);
}

/** The query as it was written, without the question mark. */
function queryOf(request: Request): string {
  return request.url.includes("?") ? request.url.slice(request.url.indexOf("?") + 1) : "";
}
