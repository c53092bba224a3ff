// Sessions, through the database's own functions: no role of the service may read the table.
import type { Role } from "../contract/primitives.ts";
import type { Transaction } from "../db/database.ts";

export interface SessionRow {
  readonly municipalityCode: string;
  readonly municipalityName: string;
  readonly synthetic: boolean;
  readonly userId: string;
  readonly displayName: string;
  readonly role: Role;
  /** Every role the person may act in. */
  readonly roles: readonly Role[];
  readonly teamIds: readonly string[];
  readonly expiresAt: Date;
}

/** Whose token it is, noting that it was used; null when it is unknown, idle or over. */
export async function findSession(transaction: Transaction, tokenHash: Uint8Array): Promise<SessionRow | null> {
  const found = await transaction.maybeOne<SessionRow>(
    `select municipality_code as "municipalityCode", municipality_name as "municipalityName", synthetic,
       user_id as "userId", display_name as "displayName", role, roles, team_ids as "teamIds", expires_at as "expiresAt"
     from access.find_session($1)`,
    [tokenHash],
  );
  if (found) await transaction.one("select access.touch_session($1)", [tokenHash]);
  return found;
}

export async function createSession(
  transaction: Transaction,
  municipality: string,
  role: Role,
  subject: string,
  tokenHash: Uint8Array,
): Promise<void> {
  await transaction.one("select user_id from access.create_session($1, $2, $3, $4)", [
    municipality,
    role,
    tokenHash,
    subject,
  ]);
}

export async function endSession(transaction: Transaction, tokenHash: Uint8Array): Promise<void> {
  await transaction.one("select access.end_session($1)", [tokenHash]);
}
