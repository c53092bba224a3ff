// Versions of the workload weights; the program's default is version 0 and has no row.
import type { WorkloadWeights, WorkloadWeightsInput } from "../contract/workload.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";
import { defaultWeights } from "./default-weights.ts";

const columns = `
  version, unit, per_case as "perCase", other_case as "otherCase", per_child as "perChild", note,
  access.display_name(created_by) as author, ${timestampText("created_at")} as "createdAt"`;

/** Newest first, the default last. */
export async function listWeightVersions(transaction: Transaction, municipality: string): Promise<WorkloadWeights[]> {
  const saved = await transaction.many<WorkloadWeights>(
    `select ${columns} from planning.workload_weights where municipality_code = $1 order by version desc`,
    [municipality],
  );
  return [...saved, defaultWeights];
}

/** The version asked for, or the newest; null where there is no such version. */
export async function findWeights(
  transaction: Transaction,
  municipality: string,
  version: number | null,
): Promise<WorkloadWeights | null> {
  const versions = await listWeightVersions(transaction, municipality);
  return (version === null ? versions[0] : versions.find((each) => each.version === version)) ?? null;
}

/** Adds a version; null where somebody else has added it first. */
export function insertWeights(
  transaction: Transaction,
  municipality: string,
  version: number,
  { unit, perCase, otherCase, perChild, note }: WorkloadWeightsInput,
  userId: string,
): Promise<WorkloadWeights | null> {
  return transaction.maybeOne<WorkloadWeights>(
    `insert into planning.workload_weights
       (municipality_code, version, unit, per_case, other_case, per_child, note, created_by)
     values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8)
     on conflict (municipality_code, version) do nothing returning ${columns}`,
    [municipality, version, unit, JSON.stringify(perCase), otherCase, perChild, note, userId],
  );
}
