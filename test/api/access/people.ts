// Those who ask in the access matrix: one of each kind, signed in straight into the database.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { tokenRoles } from "../../../api/contract/people.ts";
import type { Role } from "../../../api/contract/primitives.ts";
import type { OwnerConnection } from "../../../api/db/owner.ts";
import { newAccessToken } from "../../../api/tokens/access-token.ts";
import { gridMunicipality, ids, otherMunicipality } from "../support/seeded-municipality.ts";

export const callerNames = [
  "anonymous",
  "team A",
  "team B",
  "manager",
  "planner",
  "admin",
  "reviewer",
  "revoked",
  "expired",
  "idle",
  "planner's token",
  "manager's token",
  "team A's token",
  "revoked token",
] as const;
export type CallerName = (typeof callerNames)[number];

export interface MatrixCaller {
  readonly name: CallerName;
  /** The role that the access table is asked for; null for those who are nobody. */
  readonly role: Role | null;
  readonly byToken: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly userId: string;
  /** Another session and a token of the same person. */
  readonly session: string;
  readonly token: string;
}

const hashOf = (secret: string): Uint8Array => createHash("sha256").update(secret).digest();

export async function addPerson(
  owner: OwnerConnection,
  municipality: string,
  roles: readonly Role[],
  teamIds: readonly string[] = [],
): Promise<string> {
  const id = randomUUID();
  await owner.query(
    "insert into access.users (municipality_code, id, subject, display_name) values ($1, $2, $3, 'Ruta Rutsson')",
    [municipality, id, `matrix:${id}`],
  );
  await owner.query(
    "insert into access.user_roles (municipality_code, user_id, role, granted_by) select $1, $2, unnest($3::text[]), 'administrator'",
    [municipality, id, roles],
  );
  await owner.query(
    "insert into access.user_teams (municipality_code, user_id, team_id, granted_by) select $1, $2, unnest($3::uuid[]), 'administrator'",
    [municipality, id, teamIds],
  );
  return id;
}

/** Signs a person in; answers the session's id and its cookie. */
export async function addSession(owner: OwnerConnection, municipality: string, userId: string, role: Role) {
  const secret = randomBytes(32).toString("base64url");
  const { rows } = await owner.query<{ id: string }>(
    `insert into access.sessions (token_hash, municipality_code, user_id, role, expires_at)
     values ($1, $2, $3, $4, now() + interval '10 hours') returning id`,
    [hashOf(secret), municipality, userId, role],
  );
  return { id: rows[0]!.id, cookie: `omradeslinjen=${secret}` };
}

export async function addToken(owner: OwnerConnection, municipality: string, userId: string, role: Role) {
  const secret = newAccessToken();
  const { rows } = await owner.query<{ id: string }>(
    `insert into access.tokens (token_hash, municipality_code, user_id, role, name, expires_at)
     values ($1, $2, $3, $4, 'QGIS', now() + interval '1 day') returning id`,
    [hashOf(secret), municipality, userId, role],
  );
  return { id: rows[0]!.id, secret };
}

/** All callers of the matrix, in the municipality of squares. */
export async function addCallers(owner: OwnerConnection): Promise<readonly MatrixCaller[]> {
  const roleOf: Record<CallerName, Role> = {
    anonymous: "planner",
    "team A": "team",
    "team B": "team",
    manager: "manager",
    planner: "planner",
    admin: "admin",
    reviewer: "reviewer",
    revoked: "planner",
    expired: "planner",
    idle: "planner",
    "planner's token": "planner",
    "manager's token": "manager",
    "team A's token": "team",
    "revoked token": "planner",
  };
  const callers: MatrixCaller[] = [];
  for (const name of callerNames) {
    const role = roleOf[name];
    const team = name.startsWith("team A") ? [ids.teams[0]!] : name === "team B" ? [ids.teams[1]!] : [];
    const userId = await addPerson(owner, gridMunicipality, [role], team);
    const { id, cookie } = await addSession(owner, gridMunicipality, userId, role);
    const spare = await addSession(owner, gridMunicipality, userId, role);
    const hasTokens = (tokenRoles as readonly string[]).includes(role);
    const spareToken = hasTokens ? (await addToken(owner, gridMunicipality, userId, role)).id : ids.absent;
    const token = await (hasTokens ? addToken(owner, gridMunicipality, userId, role) : null);
    const update = (table: string, change: string, key: string) =>
      owner.query(`update access.${table} set ${change} where id = $1`, [key]);
    if (name === "revoked") await update("users", "disabled_at = now()", userId);
    if (name === "expired") await update("sessions", "expires_at = now() - interval '1 second'", id);
    if (name === "idle") await update("sessions", "last_seen_at = now() - interval '30 minutes 1 second'", id);
    if (name === "revoked token") await update("tokens", "revoked_at = now()", token!.id);
    const byToken = name.endsWith("token");
    const nobody = ["anonymous", "revoked", "expired", "idle", "revoked token"].includes(name);
    const headers: Record<string, string> =
      name === "anonymous" ? {} : byToken ? { Authorization: `Bearer ${token!.secret}` } : { Cookie: cookie };
    callers.push({ name, role: nobody ? null : role, byToken, headers, userId, session: spare.id, token: spareToken });
  }
  return callers;
}

/** Somebody of the other municipality, signed in and with a token. */
export async function addNeighbour(owner: OwnerConnection) {
  const user = await addPerson(owner, otherMunicipality, ["planner"]);
  const session = (await addSession(owner, otherMunicipality, user, "planner")).id;
  const token = (await addToken(owner, otherMunicipality, user, "planner")).id;
  return { user, session, token };
}
