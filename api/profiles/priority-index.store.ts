// Versions of the priority index; the program's own is version 0 and has no row.
import type { PriorityIndex } from "../contract/profiles.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

/** Four of SCB's nine, alike heavy: few with work, many with economic assistance, out of work or ill. */
const programsOwn: PriorityIndex = {
  version: 0,
  weights: [
    { indicatorKey: "economic-assistance", weight: 1 },
    { indicatorKey: "unemployed-16-64", weight: 1 },
    { indicatorKey: "employed-20-64", weight: -1 },
    { indicatorKey: "ill-health-days-16-64", weight: 1 },
  ],
  author: null,
  createdAt: null,
};

const columns = `version, weights, access.display_name(created_by) as author, ${timestampText("created_at")} as "createdAt"`;

export async function readPriorityIndex(transaction: Transaction, municipality: string): Promise<PriorityIndex> {
  const saved = await transaction.maybeOne<PriorityIndex>(
    `select ${columns} from planning.priority_indexes where municipality_code = $1 order by version desc limit 1`,
    [municipality],
  );
  return saved ?? programsOwn;
}

/** Adds a version; null where somebody else has added it first. */
export function insertPriorityIndex(
  transaction: Transaction,
  municipality: string,
  version: number,
  weights: PriorityIndex["weights"],
  userId: string,
): Promise<PriorityIndex | null> {
  return transaction.maybeOne<PriorityIndex>(
    `insert into planning.priority_indexes (municipality_code, version, weights, created_by)
     values ($1, $2, $3::jsonb, $4) on conflict (municipality_code, version) do nothing returning ${columns}`,
    [municipality, version, JSON.stringify(weights), userId],
  );
}
