// Who a transaction acts as, in the database's own terms. The only place that sets a role.
import type { Identity } from "./database.ts";

/**
 * The database role of an identity. On PostgreSQL the login role may only become these and owns nothing, so the role
 * and the policies are the guard. The embedded engine has one session, a superuser inside a private process: there
 * the role is a second line, and the process's own file permissions the first.
 */
function databaseRole(identity: Identity): string {
  const name = identity.kind === "person" ? identity.role : identity.kind;
  return `omradeslinjen_${name}`;
}

/** Every role a transaction may act in; migrations create them and the service's login becomes a member of them. */
export const databaseRoles = ["anonymous", "login", "planner", "manager", "team", "admin", "reviewer", "operator"].map(
  (name) => `omradeslinjen_${name}`,
);

/**
 * Begins a transaction that acts as the identity until it ends: one script, since every request would otherwise wait
 * twice for the database before its first question.
 */
export function beginAs(identity: Identity, deadlineMilliseconds: number, isReadOnly: boolean): string {
  const municipalityCode = identity.kind === "anonymous" ? "" : (identity.municipalityCode ?? everyMunicipality);
  const person = identity.kind === "person" ? identity : null;
  const settings = {
    "app.municipality_code": municipalityCode,
    "app.user_id": person?.userId ?? "",
    "app.team_ids": person ? `{${person.teamIds.join(",")}}` : "",
    "app.role": person?.role ?? identity.kind,
    "app.address_class": (identity.kind === "operator" ? null : identity.addressClass) ?? "",
    statement_timeout: String(deadlineMilliseconds),
    role: databaseRole(identity),
  };
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${asWritten(value)}', true)`);
  return `${isReadOnly ? "begin read only" : "begin"}; select ${set.join(", ")}`;
}

/** Codes, ids and roles: nothing that would end a literal. Anything else is a fault and stops the transaction. */
function asWritten(value: string): string {
  if (!/^[\w{},*.-]*$/.test(value)) throw new Error("An identity with a sign that no code, id or role has.");
  return value;
}

/** The setting of an operator that works across municipalities; unset means none, so that forgetting fails closed. */
const everyMunicipality = "*";
