// The least that loading needs of a database: a pool's client, a test's transaction and the embedded engine all serve.

export interface QueryResult<Row> {
  readonly rows: Row[];
  /** Rows inserted, updated or deleted by a writing statement; rows returned otherwise. */
  readonly affectedCount: number;
}

/** One open transaction, already acting as somebody. Values are bound as $1, $2 …; arrays bind as PostgreSQL arrays. */
export interface Queryable {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
}
