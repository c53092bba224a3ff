// The service as one Express application: what every request passes, the routes, and the error handler last.
import { fileURLToPath } from "node:url";
import compression from "compression";
import express, { type Express } from "express";
import type { Logger } from "pino";
import { adjacencyHandlers } from "./adjacency/adjacency.routes.ts";
import { arenaHandlers } from "./arenas/arenas.routes.ts";
import { auditHandlers } from "./audit/audit.routes.ts";
import { recordAct } from "./audit/record-act.ts";
import type { Config } from "./config.ts";
import type { Database } from "./db/database.ts";
import { divisionHandlers } from "./divisions/divisions.routes.ts";
import { explanationHandlers } from "./explanations/explanations.routes.ts";
import { exportHandlers } from "./exports/exports.routes.ts";
import { forecastHandlers } from "./forecast/forecast.routes.ts";
import type { TeamWatch } from "./forecast/team-watch.ts";
import { healthRoutes } from "./health/health.routes.ts";
import { underBasePath } from "./http/base-path.ts";
import type { Handlers } from "./http/call.ts";
import { defineRoutes, personOf } from "./http/define-routes.ts";
import { errorHandler } from "./http/error-handler.ts";
import { createOpenStreams } from "./http/open-streams.ts";
import { ownHostOnly } from "./http/own-host.ts";
import { createRateLimits } from "./http/rate-limits.ts";
import { requestLog } from "./http/request-log.ts";
import { sameOriginOnly } from "./http/same-origin.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { shortRequestsOnly } from "./http/server-limits.ts";
import { createUnreached } from "./http/unreached.ts";
import { webPage } from "./http/web-page.ts";
import type { ImportService } from "./imports/import-service.ts";
import { importHandlers } from "./imports/imports.routes.ts";
import { loginRoutes, postsFromIdentityProvider } from "./login/login.routes.ts";
import { createLoginService, type LoginService } from "./login/login-service.ts";
import { municipalityHandlers } from "./municipalities/municipalities.routes.ts";
import { openapiRoutes } from "./openapi/openapi.routes.ts";
import { planCommentHandlers } from "./plans/plan-comments.routes.ts";
import { planHistoryHandlers } from "./plans/plan-history.routes.ts";
import { planLockHandlers } from "./plans/plan-locks.routes.ts";
import { planRuleHandlers } from "./plans/plan-rules.routes.ts";
import { planHandlers } from "./plans/plans.routes.ts";
import { inheritedTreeHandlers } from "./problem-trees/inherited-trees.routes.ts";
import { problemTreeHandlers } from "./problem-trees/problem-trees.routes.ts";
import { treeCommentHandlers } from "./problem-trees/tree-comments.routes.ts";
import { profileHandlers } from "./profiles/profiles.routes.ts";
import { recordHandlers } from "./record/record.routes.ts";
import { ruleHandlers } from "./rules/rules.routes.ts";
import type { RunService } from "./runs/run-service.ts";
import { runHandlers } from "./runs/runs.routes.ts";
import { createCallers } from "./session/callers.ts";
import { sessionHandlers } from "./session/session.routes.ts";
import { statisticsHandlers } from "./statistics/statistics.routes.ts";
import { surveyHandlers } from "./surveys/surveys.routes.ts";
import { teamHandlers } from "./teams/teams.routes.ts";
import { tokenHandlers } from "./tokens/tokens.routes.ts";
import { userHandlers } from "./users/users.routes.ts";
import { workloadHandlers } from "./workload/workload.routes.ts";

export interface AppParts {
  readonly config: Config;
  readonly database: Database;
  readonly runs: RunService;
  readonly imports: ImportService;
  readonly watch: TeamWatch;
  readonly log: Logger;
  /** True once the service has begun to close: `ready` then answers 503. */
  readonly isClosing?: () => boolean;
  /** Folder of the built page; the repository's own when left out. */
  readonly pageFolder?: string;
  /** What one must know to choose a role in a real municipality; nobody may without. */
  readonly startCode?: string;
  /** How long the requests of one person or address are counted together; a minute when left out. */
  readonly rateWindowMilliseconds?: number;
}

const builtPage = fileURLToPath(new URL("../web/dist", import.meta.url));

/** Makes the application; it never listens. */
export function createApp(parts: AppParts): Express {
  const { config, database, log } = parts;
  const login = config.login && createLoginService(config.login, database);
  const rateLimits = createRateLimits(config, parts.rateWindowMilliseconds);
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("query parser", "simple");
  app.set("trust proxy", config.trustedProxies);

  app.use(requestLog(log));
  app.use(securityHeaders(config));
  app.use(underBasePath(config.basePath));
  app.use(shortRequestsOnly());
  app.use(ownHostOnly(config));
  app.use(compression());
  app.use(healthRoutes(database, parts.isClosing ?? (() => false)));
  app.use(openapiRoutes(config.basePath));
  app.use("/api", sameOriginOnly(config.publicUrl, login?.saml ? postsFromIdentityProvider : new Set()));
  if (login) app.use(loginRoutes(config, login, rateLimits.signIn));
  app.use(
    defineRoutes({
      database,
      handlers: allHandlers(parts, login),
      callers: createCallers(config, database),
      recordRefusal: (caller, operation) =>
        database.transaction(personOf(caller), (transaction) =>
          recordAct(transaction, "access.refused", "operation", operation),
        ),
      unreached: createUnreached((caller, operation, timesInHour) =>
        database.transaction(personOf(caller), (transaction) =>
          recordAct(transaction, "access.not-found", "operation", operation, { timesInHour }),
        ),
      ),
      rateLimits,
      openStreams: createOpenStreams(),
      checkAnswers: !config.production,
    }),
  );
  app.use(webPage(parts.pageFolder ?? builtPage, config.basePath));
  app.use(errorHandler(log));
  return app;
}

function allHandlers(
  { config, database, runs, imports, watch, startCode }: AppParts,
  login: LoginService | null,
): Handlers {
  return {
    ...sessionHandlers(config, database, login, startCode ?? null),
    ...auditHandlers(config, database),
    ...municipalityHandlers(config, database),
    ...divisionHandlers(),
    ...adjacencyHandlers(),
    ...statisticsHandlers(),
    ...arenaHandlers(),
    ...teamHandlers(),
    ...tokenHandlers(),
    ...userHandlers(),
    ...planHandlers(database),
    ...planHistoryHandlers(),
    ...planRuleHandlers(),
    ...planLockHandlers(),
    ...planCommentHandlers(),
    ...exportHandlers(database),
    ...ruleHandlers(),
    ...forecastHandlers(database, watch),
    ...recordHandlers(database),
    ...workloadHandlers(),
    ...problemTreeHandlers(),
    ...treeCommentHandlers(),
    ...inheritedTreeHandlers(),
    ...surveyHandlers(),
    ...runHandlers(database, runs),
    ...explanationHandlers(),
    ...profileHandlers(),
    ...importHandlers(database, imports),
  };
}
