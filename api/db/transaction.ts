// The transaction handed to the rest of the service: every answer is held against the shape the query declared.
import type { QueryResult } from "../../data/queryable.ts";
import type { Transaction } from "./database.ts";
import { DatabaseError } from "./errors.ts";

type RunQuery = <Row>(text: string, values: readonly unknown[]) => Promise<QueryResult<Row>>;

/** Gives a running session the declared shapes of `Transaction`. */
export function shapedTransaction(run: RunQuery): Transaction {
  return {
    query: (text, values = []) => run(text, values),

    async one<Row>(text: string, values: readonly unknown[] = []) {
      const { rows } = await run<Row>(text, values);
      if (rows.length !== 1) throw shapeError("exactly one row", rows.length);
      return rows[0] as Row;
    },

    async maybeOne<Row>(text: string, values: readonly unknown[] = []) {
      const { rows } = await run<Row>(text, values);
      if (rows.length > 1) throw shapeError("one row or none", rows.length);
      return rows[0] ?? null;
    },

    async many<Row>(text: string, values: readonly unknown[] = []) {
      return (await run<Row>(text, values)).rows;
    },

    async affected(text, values = [], count) {
      const { affectedCount } = await run(text, values);
      if (count !== undefined && affectedCount !== count) throw shapeError(`${count} rows touched`, affectedCount);
      return affectedCount;
    },
  };
}

function shapeError(expected: string, found: number): DatabaseError {
  return new DatabaseError(
    "database.shape",
    `The database's answer has another shape: expected ${expected}, found ${found}.`,
  );
}
