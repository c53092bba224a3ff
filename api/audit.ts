// Writes to the audit log, in the same transaction as the act.
import type { Transaction } from "./db/database.ts";

/** What is written down; the details never hold counts, names or personal data. */
export type AuditAction =
  | "session.signed-in"
  | "session.signed-out"
  | "session.role-switched"
  | "session.ended"
  | "token.issued"
  | "token.used"
  | "token.revoked"
  | "user.disabled"
  | "user.enabled"
  | "user.role-given"
  | "user.role-taken"
  | "user.team-bound"
  | "user.team-released"
  | "user.signed-out"
  | "access.refused"
  | "counts.read"
  | "adjacency.edited"
  | "team.created"
  | "team.changed"
  | "team.retired"
  | "plan.created"
  | "plan.changed"
  | "plan.assigned"
  | "plan.deleted"
  | "run.started"
  | "run.stopped"
  | "run.repeated"
  | "import.previewed"
  | "import.cancelled";

/** Who did it follows from the transaction's identity. */
export async function recordAct(
  transaction: Transaction,
  action: AuditAction,
  objectKind: string,
  objectId: string,
  details: Readonly<Record<string, string | number | boolean>> = {},
): Promise<void> {
  await transaction.query("select audit.record($1, $2, $3, $4::jsonb)", [
    action,
    objectKind,
    objectId,
    JSON.stringify(details),
  ]);
}
