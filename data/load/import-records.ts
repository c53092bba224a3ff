// The record of each import in jobs.imports, and its line in the audit log.
import type { Issue } from "../issues.ts";
import type { ColumnMapping, PurposeName, Settings } from "../purposes/purpose.ts";
import type { Queryable } from "../queryable.ts";

export type ImportStatus = "running" | "loaded" | "unchanged" | "refused" | "cancelled" | "failed";

/** What is known when an import begins. */
export interface ImportStart {
  readonly purpose: PurposeName;
  readonly fileName: string;
  /** SHA-256 of the bytes; the file itself is not kept. */
  readonly fileHash: string;
  readonly divisionId: string | null;
  readonly settings: Settings;
}

/** What is known when it has ended. */
export interface ImportRecord {
  readonly id: string;
  readonly status: Exclude<ImportStatus, "running">;
  readonly divisionId: string | null;
  readonly rowCount: number | null;
  readonly loadedCount: number | null;
  readonly issues: readonly Issue[];
  readonly mapping: ColumnMapping;
  readonly settings: Settings;
  readonly periodHashes: Readonly<Record<string, string>> | null;
  /** Keys of settings by which somebody has vouched for something. */
  readonly declared: readonly string[];
}

interface Actor {
  readonly municipalityCode: string;
  readonly userId: string | null;
}

/** Records an import as running; answers its id. */
export async function startImport(queryable: Queryable, actor: Actor, start: ImportStart): Promise<string> {
  const { rows } = await queryable.query<{ id: string }>(
    `insert into jobs.imports (municipality_code, purpose, file_name, file_hash, status, division_id, options, created_by)
     values ($1, $2, $3, $4, 'running', $5::uuid, $6::jsonb, $7::uuid) returning id`,
    [
      actor.municipalityCode,
      start.purpose,
      start.fileName,
      start.fileHash,
      start.divisionId,
      JSON.stringify({ settings: start.settings }),
      actor.userId,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error("Expected the id of the new import, found no row");
  return row.id;
}

/** Issues as they are kept and shown: with their place and sentences, without the offending text. */
function keptIssues(issues: readonly Issue[]): object[] {
  return issues.map(({ value: _value, ...kept }) => kept);
}

/** Records how an import ended, and writes the line in the log. */
export async function finishImport(
  queryable: Queryable,
  actor: Actor,
  purpose: PurposeName,
  record: ImportRecord,
): Promise<void> {
  const { id, status, divisionId, rowCount, loadedCount, issues, mapping, settings, periodHashes, declared } = record;
  const { affectedCount } = await queryable.query(
    `update jobs.imports
     set status = $3, division_id = $4::uuid, row_count = $5, loaded_count = $6, issues = $7::jsonb, options = $8::jsonb,
       finished_at = clock_timestamp()
     where municipality_code = $1 and id = $2::uuid and status = 'running'`,
    [
      actor.municipalityCode,
      id,
      status,
      divisionId,
      rowCount,
      loadedCount,
      JSON.stringify(keptIssues(issues)),
      JSON.stringify({ mapping, settings, ...(periodHashes === null ? {} : { periodHashes }) }),
    ],
  );
  if (affectedCount !== 1) throw new Error(`Expected one running import with the id ${id}, found ${affectedCount}`);
  await queryable.query("select audit.record($1, $2, $3, $4::jsonb, $5::uuid)", [
    `import.${status}`,
    "import",
    id,
    JSON.stringify({ purpose, ...(declared.length === 0 ? {} : { declared: declared.join(", ") }) }),
    divisionId,
  ]);
}
