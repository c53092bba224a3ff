// Operations that take a plan out as a file.
import { recordAct } from "../audit/record-act.ts";
import type { Database } from "../db/database.ts";
import type { Handlers } from "../http/call.ts";
import { personOf } from "../http/define-routes.ts";
import { requirePlan, sightOf } from "../plans/plan-preconditions.ts";
import { readOwnTargetShares } from "../plans/plans.store.ts";
import { readExportedAreas } from "./exports.store.ts";
import { fileNameOf } from "./file-name.ts";
import { planFormats } from "./plan-file.ts";

export function exportHandlers(database: Database): Pick<Handlers, "exportPlan"> {
  return {
    exportPlan: {
      outside: async ({ params, query, caller }) => {
        const { municipality, plan: id } = params;
        const { plan, areas } = await database.transaction(personOf(caller), async (transaction) => {
          const found = await requirePlan(transaction, municipality, id, sightOf(caller));
          const plan = { ...found, ownTargetShares: await readOwnTargetShares(transaction, municipality, found) };
          const areas = await readExportedAreas(transaction, municipality, plan.divisionId);
          await recordAct(transaction, "data.exported", "plan", plan.id, { format: query.format }, plan);
          return { plan, areas };
        });
        const { mediaType, ending, write } = planFormats[query.format];
        const bytes = await write(plan, areas);
        return { status: 200, file: { name: fileNameOf("forslag", municipality, plan, ending), mediaType, bytes } };
      },
    },
  };
}
