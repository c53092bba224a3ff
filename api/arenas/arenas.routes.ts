// Operations on arenas.
import type { Handlers } from "../http/call.ts";
import { listArenas } from "./arenas.store.ts";

export function arenaHandlers(): Pick<Handlers, "listArenas"> {
  return {
    listArenas: async (transaction, { params }) => ({
      status: 200,
      body: { arenas: await listArenas(transaction, params.municipality) },
    }),
  };
}
