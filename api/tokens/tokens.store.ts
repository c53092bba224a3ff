// Access tokens: made, listed and revoked under the policies; found through the database's own functions.
import type { AccessToken, NewAccessToken } from "../contract/people.ts";
import type { Transaction } from "../db/database.ts";
import type { SessionRow } from "../session/session.store.ts";
import { timestampText } from "../timestamp-text.ts";

const columns = `
  t.id, t.name, t.role, ${timestampText("t.created_at")} as "createdAt", ${timestampText("t.expires_at")} as "expiresAt",
  ${timestampText("t.last_used_at")} as "lastUsedAt", ${timestampText("t.revoked_at")} as "revokedAt"`;

/** A person's tokens, newest first, revoked and expired ones included. */
export function listTokens(transaction: Transaction, municipality: string, userId: string): Promise<AccessToken[]> {
  return transaction.many<AccessToken>(
    `select ${columns} from access.tokens t where t.municipality_code = $1 and t.user_id = $2
     order by t.created_at desc, t.id`,
    [municipality, userId],
  );
}

export async function insertToken(
  transaction: Transaction,
  person: { readonly municipalityCode: string; readonly userId: string; readonly role: string },
  { name, days }: NewAccessToken,
  tokenHash: Uint8Array,
): Promise<AccessToken> {
  const { id } = await transaction.one<{ id: string }>(
    `insert into access.tokens (municipality_code, user_id, role, name, token_hash, expires_at)
     values ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) returning id`,
    [person.municipalityCode, person.userId, person.role, name, tokenHash, days],
  );
  return transaction.one<AccessToken>(
    `select ${columns} from access.tokens t where t.municipality_code = $1 and t.id = $2`,
    [person.municipalityCode, id],
  );
}

/** False where the person has no such token that still counts. */
export async function revokeToken(
  transaction: Transaction,
  municipality: string,
  userId: string,
  tokenId: string,
): Promise<boolean> {
  const revoked = await transaction.affected(
    `update access.tokens set revoked_at = now(), revoked_by = access.current_user_id()
     where municipality_code = $1 and user_id = $2 and id = $3 and revoked_at is null`,
    [municipality, userId, tokenId],
  );
  return revoked === 1;
}

/** Revokes all that still count; answers which. */
export async function revokeTokensOf(
  transaction: Transaction,
  municipality: string,
  userId: string,
): Promise<string[]> {
  const revoked = await transaction.many<{ id: string }>(
    `update access.tokens set revoked_at = now(), revoked_by = access.current_user_id()
     where municipality_code = $1 and user_id = $2 and revoked_at is null returning id`,
    [municipality, userId],
  );
  return revoked.map(({ id }) => id);
}

type TokenOwner = Omit<SessionRow, "sessionId"> & { readonly tokenId: string };

/** Whose token it is; null when it does not count. */
export function findTokenOwner(transaction: Transaction, tokenHash: Uint8Array): Promise<TokenOwner | null> {
  return transaction.maybeOne<TokenOwner>(
    `select token_id as "tokenId", municipality_code as "municipalityCode", municipality_name as "municipalityName",
       synthetic, user_id as "userId", display_name as "displayName", role, roles, team_ids as "teamIds",
       expires_at as "expiresAt"
     from access.find_token($1)`,
    [tokenHash],
  );
}

export async function touchToken(transaction: Transaction, tokenHash: Uint8Array): Promise<void> {
  await transaction.one("select access.touch_token($1)", [tokenHash]);
}
