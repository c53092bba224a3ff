// People of a municipality as its administrators see and change them, under the policies.
import type { User } from "../contract/people.ts";
import type { Role } from "../contract/primitives.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

/** By name, those who are shut out last. */
export function listUsers(transaction: Transaction, municipality: string): Promise<User[]> {
  return readUsers(transaction, municipality, null);
}

export async function findUser(transaction: Transaction, municipality: string, id: string): Promise<User | null> {
  const [user] = await readUsers(transaction, municipality, id);
  return user ?? null;
}

function readUsers(transaction: Transaction, municipality: string, id: string | null): Promise<User[]> {
  return transaction.many<User>(
    `select u.id, u.id = access.current_user_id() as oneself, u.display_name as "displayName", u.subject, ${timestampText("u.created_at")} as "createdAt",
       ${timestampText("u.disabled_at")} as "disabledAt", ${timestampText("s.last_seen_at")} as "lastSeenAt",
       s.session_count as "sessionCount", r.roles, m.teams, k.tokens
     from access.users u
     cross join lateral (
       select max(last_seen_at) as last_seen_at, count(*)::integer as session_count from access.sessions
       where municipality_code = u.municipality_code and user_id = u.id
         and expires_at > now() and last_seen_at > now() - interval '30 minutes') s
     cross join lateral (
       select coalesce(jsonb_agg(jsonb_build_object('role', role, 'grantedBy', granted_by) order by role, granted_by), '[]')
         as roles
       from access.user_roles where municipality_code = u.municipality_code and user_id = u.id) r
     cross join lateral (
       select coalesce(jsonb_agg(jsonb_build_object('teamId', team_id, 'grantedBy', granted_by) order by team_id, granted_by),
         '[]') as teams
       from access.user_teams where municipality_code = u.municipality_code and user_id = u.id) m
     cross join lateral (
       select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'role', role,
         'createdAt', ${timestampText("created_at")}, 'expiresAt', ${timestampText("expires_at")},
         'lastUsedAt', ${timestampText("last_used_at")}, 'revokedAt', ${timestampText("revoked_at")})
         order by created_at desc, id), '[]') as tokens
       from access.tokens where municipality_code = u.municipality_code and user_id = u.id) k
     where u.municipality_code = $1 and ($2::uuid is null or u.id = $2)
     order by u.disabled_at is not null, u.display_name, u.id`,
    [municipality, id],
  );
}

/** Whether anything changed: a person who is shut out already stays so. */
export async function setDisabled(
  transaction: Transaction,
  municipality: string,
  id: string,
  disabled: boolean,
): Promise<boolean> {
  const changed = await transaction.affected(
    `update access.users set disabled_at = case when $3 then now() end
     where municipality_code = $1 and id = $2 and (disabled_at is null) = $3`,
    [municipality, id, disabled],
  );
  return changed === 1;
}

/** False where an administrator has given it already. */
export async function giveRole(
  transaction: Transaction,
  municipality: string,
  id: string,
  role: Role,
): Promise<boolean> {
  const given = await transaction.affected(
    `insert into access.user_roles (municipality_code, user_id, role, granted_by)
     values ($1, $2, $3, 'administrator') on conflict do nothing`,
    [municipality, id, role],
  );
  return given === 1;
}

/** What became of taking back a role or a team: it may have been given by somebody else, or not at all. */
export type Withdrawal = "taken" | "given-elsewhere" | "not-given";

export async function takeRole(
  transaction: Transaction,
  municipality: string,
  id: string,
  role: Role,
): Promise<Withdrawal> {
  const taken = await transaction.affected(
    `delete from access.user_roles
     where municipality_code = $1 and user_id = $2 and role = $3 and granted_by = 'administrator'`,
    [municipality, id, role],
  );
  if (taken === 1) return "taken";
  const left = await transaction.maybeOne(
    "select 1 from access.user_roles where municipality_code = $1 and user_id = $2 and role = $3 limit 1",
    [municipality, id, role],
  );
  return left ? "given-elsewhere" : "not-given";
}

/** Null where the municipality has no such team; false where an administrator has bound the person to it already. */
export async function bindTeam(
  transaction: Transaction,
  municipality: string,
  id: string,
  teamId: string,
): Promise<boolean | null> {
  const team = await transaction.maybeOne(
    "select 1 from planning.teams where municipality_code = $1 and id = $2 and retired_at is null",
    [municipality, teamId],
  );
  if (!team) return null;
  const bound = await transaction.affected(
    `insert into access.user_teams (municipality_code, user_id, team_id, granted_by)
     values ($1, $2, $3, 'administrator') on conflict do nothing`,
    [municipality, id, teamId],
  );
  return bound === 1;
}

export async function unbindTeam(
  transaction: Transaction,
  municipality: string,
  id: string,
  teamId: string,
): Promise<Withdrawal> {
  const released = await transaction.affected(
    `delete from access.user_teams
     where municipality_code = $1 and user_id = $2 and team_id = $3 and granted_by = 'administrator'`,
    [municipality, id, teamId],
  );
  if (released === 1) return "taken";
  const left = await transaction.maybeOne(
    "select 1 from access.user_teams where municipality_code = $1 and user_id = $2 and team_id = $3 limit 1",
    [municipality, id, teamId],
  );
  return left ? "given-elsewhere" : "not-given";
}
