// Sessions: found, begun and changed through the database's own functions by whoever holds the token, listed and ended under the policies.
import type { OwnSession } from "../contract/people.ts";
import type { Role } from "../contract/primitives.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

export interface SessionRow {
  readonly sessionId: string;
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

const sessionColumns = `session_id as "sessionId", municipality_code as "municipalityCode", municipality_name as "municipalityName", synthetic,
  user_id as "userId", display_name as "displayName", role, roles, team_ids as "teamIds", expires_at as "expiresAt"`;

/** Whose token it is; null when it is unknown, idle or over, or its person may no longer act in its role. */
export function findSession(transaction: Transaction, tokenHash: Uint8Array): Promise<SessionRow | null> {
  return transaction.maybeOne<SessionRow>(`select ${sessionColumns} from access.find_session($1)`, [tokenHash]);
}

/** As `findSession`, and notes that the session was used, so that it is not idle. */
export async function useSession(transaction: Transaction, tokenHash: Uint8Array): Promise<SessionRow | null> {
  const used = await transaction.maybeOne<SessionRow & { touched: boolean }>(
    `select ${sessionColumns}, access.touch_session($1) as touched from access.find_session($1)`,
    [tokenHash],
  );
  if (!used) return null;
  const { touched: _touched, ...session } = used;
  return session;
}

/** Acts in another of the person's roles under a new token; false where the role is not theirs. */
export async function switchRole(
  transaction: Transaction,
  tokenHash: Uint8Array,
  role: Role,
  newTokenHash: Uint8Array,
): Promise<boolean> {
  const { switched } = await transaction.one<{ switched: boolean }>(
    "select access.switch_role($1, $2, $3) as switched",
    [tokenHash, role, newTokenHash],
  );
  return switched;
}

const isOpen = "expires_at > now() and last_seen_at > now() - interval '30 minutes'";

/** A person's open sessions, the one used last first. */
export function listSessions(
  transaction: Transaction,
  municipality: string,
  userId: string,
  currentId: string | null,
): Promise<OwnSession[]> {
  return transaction.many<OwnSession>(
    `select id, role, ${timestampText("created_at")} as "createdAt", ${timestampText("last_seen_at")} as "lastSeenAt",
       ${timestampText("expires_at")} as "expiresAt", id is not distinct from $3::uuid as current
     from access.sessions where municipality_code = $1 and user_id = $2 and ${isOpen}
     order by last_seen_at desc, id`,
    [municipality, userId, currentId],
  );
}

/** Ends one of a person's sessions, or all; answers how many. */
export function endSessionsOf(
  transaction: Transaction,
  municipality: string,
  userId: string,
  sessionId: string | null = null,
): Promise<number> {
  return transaction.affected(
    `delete from access.sessions
     where municipality_code = $1 and user_id = $2 and ($3::uuid is null or id = $3)`,
    [municipality, userId, sessionId],
  );
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
