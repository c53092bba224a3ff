// A connection as the schema's owner: only migrations use it, never a request.
import type { Queryable } from "../../data/queryable.ts";

export interface OwnerConnection extends Queryable {
  readonly kind: "embedded" | "postgresql";
  /** Runs several statements without values, such as a file of SQL. */
  script(text: string): Promise<void>;
}
