// Who a transaction acts as, in the database's own terms. The only place that sets a role.
import type { Identity } from "./database.ts";
import type { EncodedValue } from "./values.ts";

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

export interface Statement {
  readonly text: string;
  readonly values: readonly EncodedValue[];
}

/** The statement that makes the open transaction act as the identity, until it ends. */
export function actAs(identity: Identity, deadlineMilliseconds: number): Statement {
  const municipalityCode = identity.kind === "anonymous" ? "" : (identity.municipalityCode ?? everyMunicipality);
  const person = identity.kind === "person" ? identity : null;
  return {
    text: `select
      set_config('app.municipality_code', $1, true),
      set_config('app.user_id', $2, true),
      set_config('app.team_ids', $3, true),
      set_config('app.role', $4, true),
      set_config('app.address_class', $5, true),
      set_config('statement_timeout', $6, true),
      set_config('role', $7, true)`,
    values: [
      municipalityCode,
      person?.userId ?? "",
      person ? `{${person.teamIds.join(",")}}` : "",
      person?.role ?? identity.kind,
      (identity.kind === "operator" ? null : identity.addressClass) ?? "",
      String(deadlineMilliseconds),
      databaseRole(identity),
    ],
  };
}

/** The setting of an operator that works across municipalities; unset means none, so that forgetting fails closed. */
const everyMunicipality = "*";
