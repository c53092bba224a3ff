// The locks of drafts.
import type { NewPlanLocks, PlanLocks } from "../contract/plan-locks.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

const columns = `area_codes as "areaCodes", team_ids::text[] as "teamIds", version,
  access.display_name(changed_by) as "changedBy", ${timestampText("changed_at")} as "changedAt"`;
const noLocks: PlanLocks = { areaCodes: [], teamIds: [], version: 1, changedBy: null, changedAt: null };

/** None, at version 1, where the plan never had any. */
export async function findPlanLocks(
  transaction: Transaction,
  municipality: string,
  planId: string,
): Promise<PlanLocks> {
  const found = await transaction.maybeOne<PlanLocks>(
    `select ${columns} from planning.plan_locks where municipality_code = $1 and plan_id = $2`,
    [municipality, planId],
  );
  return found ?? noLocks;
}

/** Replaces them; the version grows by one. The plan must be held by the transaction. */
export function writePlanLocks(
  transaction: Transaction,
  municipality: string,
  planId: string,
  { areaCodes, teamIds }: NewPlanLocks,
  userId: string,
): Promise<PlanLocks> {
  return transaction.one<PlanLocks>(
    `insert into planning.plan_locks (municipality_code, plan_id, area_codes, team_ids, changed_by)
     values ($1, $2, $3::text[], $4::uuid[], $5)
     on conflict (municipality_code, plan_id) do update set area_codes = excluded.area_codes,
       team_ids = excluded.team_ids, version = plan_locks.version + 1, changed_by = excluded.changed_by, changed_at = now()
     returning ${columns}`,
    [municipality, planId, areaCodes, teamIds, userId],
  );
}

/** A branch begins with the locks of the plan it is a copy of. */
export async function copyPlanLocks(
  transaction: Transaction,
  municipality: string,
  fromPlanId: string,
  planId: string,
  userId: string,
): Promise<void> {
  const { areaCodes, teamIds, version } = await findPlanLocks(transaction, municipality, fromPlanId);
  if (version > 1) await writePlanLocks(transaction, municipality, planId, { areaCodes, teamIds }, userId);
}
