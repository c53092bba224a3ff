// Operations on workload: its weights, and the load they give.
import { recordAct } from "../audit/record-act.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { assertSameVersion } from "../http/versions.ts";
import { requirePlan, sightOf } from "../plans/plan-preconditions.ts";
import { readFlow } from "./flow.store.ts";
import { readPlanWorkload } from "./plan-workload.ts";
import { insertWeights, listWeightVersions } from "./weights.store.ts";

export function workloadHandlers(): Pick<
  Handlers,
  "readFlow" | "readPlanWorkload" | "recordSavedTable" | "readWorkloadWeights" | "saveWorkloadWeights"
> {
  return {
    readPlanWorkload: async (transaction, { params, caller }) => {
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      return { status: 200, body: await readPlanWorkload(transaction, params.municipality, plan) };
    },
    readFlow: async (transaction, { params }) => ({
      status: 200,
      body: await readFlow(transaction, params.municipality),
    }),
    recordSavedTable: async (transaction, { body, caller }) => {
      // What a team is told nothing of, the log is not to say that it has saved.
      if (caller.role === "team" && body.table !== "follow-up") throw new AppError("session.role-not-allowed");
      await recordAct(transaction, "data.exported", "table", body.table, { format: body.format });
      return { status: 204 };
    },
    readWorkloadWeights: async (transaction, { params }) => {
      const versions = await listWeightVersions(transaction, params.municipality);
      return { status: 200, body: { versions }, version: versions[0]!.version };
    },
    saveWorkloadWeights: async (transaction, { params, body, version, caller }) => {
      const [present] = await listWeightVersions(transaction, params.municipality);
      assertSameVersion(present!.version, version);
      const saved = await insertWeights(transaction, params.municipality, version + 1, body, caller.userId);
      if (!saved) throw new AppError("version.changed");
      await recordAct(transaction, "workload.weights-saved", "workload-weights", String(saved.version));
      return { status: 200, body: saved, version: saved.version };
    },
  };
}
