// Is the process up, and is it ready to serve?
import { Router } from "express";
import type { Database } from "../db/database.ts";
import { AppError } from "../errors.ts";
import { localsOf } from "../http/request-log.ts";

const deadlineMilliseconds = 2_000;

/** `up` answers as long as the process lives; `ready` asks the database and says 503 while the service is closing. */
export function healthRoutes(database: Database, isClosing: () => boolean): Router {
  const router = Router();
  router.get("/api/health/up", (_request, response) => {
    localsOf(response).operation = "health.up";
    response.json({ status: "up" });
  });
  router.get("/api/health/ready", async (_request, response) => {
    localsOf(response).operation = "health.ready";
    if (isClosing()) throw new AppError("server.busy");
    await askDatabase(database);
    response.json({ status: "ready" });
  });
  return router;
}

async function askDatabase(database: Database): Promise<void> {
  try {
    await database.transaction(
      { kind: "anonymous" },
      (transaction) => transaction.one<{ one: number }>("select 1 as one"),
      { deadlineMilliseconds, readOnly: true },
    );
  } catch (cause) {
    throw new AppError("server.database-unavailable", { cause });
  }
}
