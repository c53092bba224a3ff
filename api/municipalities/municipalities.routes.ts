// Operations on municipalities.
import type { Config } from "../config.ts";
import type { Database } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { maySignInTo } from "../session/demonstration.ts";
import { findMunicipality, listMunicipalities } from "./municipalities.store.ts";

export function municipalityHandlers(
  config: Config,
  database: Database,
): Pick<Handlers, "listMunicipalities" | "readMunicipality"> {
  return {
    listMunicipalities: {
      // As nobody also for those who are signed in: a person sees only their own municipality.
      outside: async () => {
        const all = await database.transaction({ kind: "anonymous" }, listMunicipalities);
        return { status: 200, body: { municipalities: all.filter((each) => maySignInTo(config, each)) } };
      },
    },
    readMunicipality: async (transaction, { params }) => {
      const municipality = await findMunicipality(transaction, params.municipality);
      if (!municipality) throw new AppError("not-found");
      return { status: 200, body: municipality };
    },
  };
}
