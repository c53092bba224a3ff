// Findings of the monthly check.
import type { WatchedMonth } from "../contract/forecast.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

/** So many months are told. */
const toldMonths = 24;

/** Newest first. */
export async function listFindings(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<WatchedMonth[]> {
  const rows = await transaction.many<{ month: string; checkedAt: string; stored: StoredFinding }>(
    `select month, ${timestampText("checked_at")} as "checkedAt", finding as stored
     from planning.watch_findings where municipality_code = $1 and division_id = $2 order by month desc limit $3`,
    [municipality, divisionId, toldMonths],
  );
  return rows.map(({ month, checkedAt, stored: { finding, lack } }) => ({ month, checkedAt, finding, lack }));
}

export type StoredFinding = Pick<WatchedMonth, "finding" | "lack">;

/** Takes the place of an earlier finding of the month. `flowUntil` is the latest month of flow that was read. */
export async function storeFinding(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  { month, checkedAt, finding, lack }: WatchedMonth,
  flowUntil: string | null,
): Promise<void> {
  await transaction.affected(
    `insert into planning.watch_findings (municipality_code, division_id, month, finding, checked_at)
     values ($1, $2, $3, $4::jsonb, $5::timestamptz)
     on conflict (municipality_code, division_id, month)
       do update set finding = excluded.finding, checked_at = excluded.checked_at`,
    [municipality, divisionId, month, JSON.stringify({ finding, lack, flowUntil }), checkedAt],
    1,
  );
}

/** Divisions with a plan that applies today that nobody has checked in the month, or since later flow was told. */
export function listUnchecked(
  transaction: Transaction,
  municipality: string,
  month: string,
): Promise<{ readonly divisionId: string }[]> {
  return transaction.many(
    `select division_id as "divisionId" from planning.present_plans
     where municipality_code = $1 and not exists (
       select from planning.watch_findings w
       where w.municipality_code = present_plans.municipality_code and w.division_id = present_plans.division_id
         and w.month = $2
         and coalesce(w.finding ->> 'flowUntil', '') >= coalesce((
           select to_char(max(flow.month), 'YYYY-MM') from protected.flow_months flow where flow.municipality_code = $1), ''))
     order by 1`,
    [municipality, month],
  );
}

/** Municipalities with a plan that applies today; asked by the program itself. */
export function listWatchedMunicipalities(transaction: Transaction): Promise<{ readonly code: string }[]> {
  return transaction.many("select distinct municipality_code as code from planning.present_plans order by 1");
}
