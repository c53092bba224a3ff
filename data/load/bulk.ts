// Writes many rows with few statements: arrays bound to unnest, in chunks, with a checkpoint between them.
import type { Queryable } from "../queryable.ts";

const rowsPerStatement = 2_000;

/** One column of a bulk statement: its PostgreSQL array type and the value each record gives. */
export interface BulkColumn<Record> {
  readonly type: "text" | "integer" | "double precision" | "date" | "uuid" | "boolean" | "smallint";
  readonly value: (record: Record) => string | number | boolean | null;
}

export interface BulkStatement<Record> {
  /** A statement that reads its rows from `{rows}`, which becomes `unnest($k::text[], …)`; fixed values are $1 … $n. */
  readonly text: string;
  readonly fixed: readonly unknown[];
  readonly columns: readonly BulkColumn<Record>[];
}

/**
 * Runs a statement over all records, 2,000 at a time, and answers how many rows it touched in total.
 * `checkpoint` is called before each chunk with the share (0…1) that is done; it may throw to call the load off.
 */
export async function bulkWrite<Record>(
  queryable: Queryable,
  records: readonly Record[],
  statement: BulkStatement<Record>,
  checkpoint: (fraction: number) => void,
): Promise<number> {
  const { text, fixed, columns } = statement;
  const arrays = columns.map(({ type }, index) => `$${fixed.length + index + 1}::${type}[]`).join(", ");
  const sql = text.replace("{rows}", `unnest(${arrays})`);
  let affected = 0;
  for (let start = 0; start < records.length; start += rowsPerStatement) {
    checkpoint(start / records.length);
    const chunk = records.slice(start, start + rowsPerStatement);
    const result = await queryable.query(sql, [...fixed, ...columns.map(({ value }) => chunk.map(value))]);
    affected += result.affectedCount;
  }
  return affected;
}
