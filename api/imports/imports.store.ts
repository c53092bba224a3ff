// Imports as they are remembered: what was brought in or refused, with every remark. The file itself is not kept.
import type { Import, ImportIssue, ImportPurpose } from "../contract/imports.ts";
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

export function insertImport(
  transaction: Transaction,
  municipality: string,
  started: {
    readonly purpose: ImportPurpose;
    readonly fileName: string;
    readonly fileHash: string;
    readonly divisionId: string | null;
    readonly options: object;
    readonly userId: string;
  },
): Promise<Import> {
  return transaction.one<Import>(
    `insert into jobs.imports (municipality_code, purpose, file_name, file_hash, status, division_id, options, created_by)
     values ($1, $2, $3, $4, 'running', $5, $6::jsonb, $7) returning ${columns}`,
    [
      municipality,
      started.purpose,
      started.fileName,
      started.fileHash,
      started.divisionId,
      JSON.stringify(started.options),
      started.userId,
    ],
  );
}

export interface ImportEnd {
  readonly status: Exclude<Import["status"], "running">;
  readonly divisionId: string | null;
  readonly rowCount: number | null;
  readonly loadedCount: number | null;
  readonly issues: readonly ImportIssue[];
}

export function markImportEnded(
  transaction: Transaction,
  municipality: string,
  id: string,
  end: ImportEnd,
): Promise<Import> {
  return transaction.one<Import>(
    `update jobs.imports set status = $3, division_id = coalesce($4, division_id), row_count = $5, loaded_count = $6,
       issues = $7::jsonb, finished_at = now()
     where municipality_code = $1 and id = $2 returning ${columns}`,
    [municipality, id, end.status, end.divisionId, end.rowCount, end.loadedCount, JSON.stringify(end.issues)],
  );
}

/** After a crash: what was being read was undone with its transaction. Answers how many there were. */
export function failInterruptedImports(transaction: Transaction): Promise<number> {
  return transaction.affected(
    `update jobs.imports set status = 'failed', finished_at = now() where status = 'running'`,
  );
}
