// Operations on the forecast: its history, the limits of balanced and full, and the watch over today's teams.
import { recordAct } from "../audit/record-act.ts";
import type { Database, Transaction } from "../db/database.ts";
import { findDivisionHead } from "../divisions/divisions.store.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { personOf } from "../http/define-routes.ts";
import { assertSameVersion } from "../http/versions.ts";
import { listFindings } from "./findings.store.ts";
import { readForecastHistory } from "./history.store.ts";
import { readLoadLimits, saveLoadLimits } from "./limits.store.ts";
import type { TeamWatch } from "./team-watch.ts";

type ForecastOperations =
  | "readForecastHistory"
  | "readLoadLimits"
  | "saveLoadLimits"
  | "listWatchFindings"
  | "checkTeamsNow";

export function forecastHandlers(database: Database, watch: TeamWatch): Pick<Handlers, ForecastOperations> {
  return {
    readForecastHistory: async (transaction, { params }) => {
      await requireDivision(transaction, params.municipality, params.division);
      const history = await readForecastHistory(transaction, params.municipality, params.division);
      return { status: 200, body: history };
    },
    readLoadLimits: async (transaction, { params }) => {
      const limits = await readLoadLimits(transaction, params.municipality);
      return { status: 200, body: limits, version: limits.version };
    },
    saveLoadLimits: async (transaction, { params, body, version, caller }) => {
      assertSameVersion((await readLoadLimits(transaction, params.municipality)).version, version);
      const saved = await saveLoadLimits(transaction, params.municipality, version, body, caller.userId);
      if (!saved) throw new AppError("version.changed");
      await recordAct(transaction, "load-limits.saved", "load-limits", params.municipality, { version: saved.version });
      return { status: 200, body: saved, version: saved.version };
    },
    listWatchFindings: async (transaction, { params }) => {
      await requireDivision(transaction, params.municipality, params.division);
      return { status: 200, body: { months: await listFindings(transaction, params.municipality, params.division) } };
    },
    checkTeamsNow: {
      outside: async ({ params, caller }) => {
        const person = personOf(caller);
        await database.transaction(person, (transaction) =>
          requireDivision(transaction, params.municipality, params.division),
        );
        return { status: 200, body: await watch.check(person, params.division, new Date()) };
      },
    },
  };
}

async function requireDivision(transaction: Transaction, municipality: string, divisionId: string): Promise<void> {
  if (!(await findDivisionHead(transaction, municipality, divisionId))) throw new AppError("not-found");
}
