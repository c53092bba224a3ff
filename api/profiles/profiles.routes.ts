// Operations on area profiles.
import type { Handlers } from "../http/call.ts";
import { requirePlan, sightOf } from "../plans/plan-preconditions.ts";
import { readInheritance } from "./inheritance.ts";

type ProfileOperations = "readProfileInheritance";

export function profileHandlers(): Pick<Handlers, ProfileOperations> {
  return {
    readProfileInheritance: async (transaction, { params, query, caller }) => {
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      const ownTeams = caller.role === "team" ? caller.teamIds : null;
      const earlierPlanId = query.earlierPlanId ?? null;
      return {
        status: 200,
        body: await readInheritance(transaction, params.municipality, plan, earlierPlanId, ownTeams),
      };
    },
  };
}
