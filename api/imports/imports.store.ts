// Imports as they are remembered: what was brought in or refused, with every remark. The file itself is not kept.
import type { Import } from "../contract/imports.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

const listColumns = `
  id, purpose, file_name as "fileName", status, division_id as "divisionId", row_count as "rowCount",
  loaded_count as "loadedCount", access.display_name(created_by) as author,
  ${timestampText("created_at")} as "createdAt", ${timestampText("finished_at")} as "finishedAt"`;
const columns = `${listColumns}, issues`;

const listedImports = 200;

export function listImports(transaction: Transaction, municipality: string): Promise<Omit<Import, "issues">[]> {
  return transaction.many(
    `select ${listColumns} from jobs.imports where municipality_code = $1
     order by created_at desc, id limit ${listedImports}`,
    [municipality],
  );
}

export function findImport(transaction: Transaction, municipality: string, id: string): Promise<Import | null> {
  return transaction.maybeOne<Import>(`select ${columns} from jobs.imports where municipality_code = $1 and id = $2`, [
    municipality,
    id,
  ]);
}

/** After a crash: what was being read was undone with its transaction. Answers how many there were. */
export function failInterruptedImports(transaction: Transaction): Promise<number> {
  return transaction.affected(
    `update jobs.imports set status = 'failed', finished_at = now() where status = 'running'`,
  );
}
