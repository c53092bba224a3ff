// The probe at start: nobody's transaction must see a row. A policy that was opened by mistake keeps the service from serving.
import { DatabaseError, type ProgressText, StartError } from "./errors.ts";
import type { OwnerConnection } from "./owner.ts";
import { databaseRoles } from "./session.ts";

type Probing = Pick<OwnerConnection, "query" | "script">;

/** Seen without an identity on purpose: one chooses a municipality before one signs in. */
const openOnPurpose = new Set(["omradeslinjen_anonymous geography.municipalities"]);

/** Tables and views of the database itself: not the system's, not an extension's, not the history of its schema. */
const ownTables = `
  select pg_class.oid, format('%I.%I', nspname, relname) as name, relkind, relrowsecurity
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where relkind in ('r', 'p', 'v', 'm', 'f')
    and nspname !~ '^pg_' and nspname not in ('information_schema', 'schema_history')
    and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')`;

/**
 * Throws a StartError ("database.policies") where a table has no policies in force, or where a transaction that acts as
 * nobody, in any role, would see a row of any table or view. What there is comes from the catalogue, so that a new table
 * is probed without being named here.
 */
export async function refuseVisibleRows(connection: Probing): Promise<void> {
  const { rows: unguarded } = await connection.query<{ name: string }>(
    `select name from (${ownTables}) as own where not relrowsecurity and relkind <> 'v' order by name`,
  );
  const seen: string[] = [];
  for (const role of databaseRoles) seen.push(...(await seenByNobody(connection, role)));
  const found = [...unguarded.map(({ name }) => name), ...seen];
  if (found.length === 0) return;
  throw new StartError("database.policies", {
    sv: `Behörighetsreglerna i databasen håller inte: utan inloggning syns rader i ${found.join(", ")}. Kör "npm run migrate", eller ta bort det som har lagts till vid sidan av. Tjänsten startar inte förrän det är åtgärdat.`,
    en: `The policies of the database do not hold: without an identity rows can be seen in ${found.join(", ")}. Run "npm run migrate", or remove what was added beside it. The service does not start until this is mended.`,
  });
}

/** "role table" for every table or view of which the role sees a row while nobody's settings are made. */
async function seenByNobody(connection: Probing, role: string): Promise<string[]> {
  const { rows: readable } = await connection.query<{ name: string }>(
    `select name from (${ownTables}) as own, pg_roles
     where rolname = $1 and has_any_column_privilege(pg_roles.oid, own.oid, 'select') order by name`,
    [role],
  );
  if (readable.length === 0) return [];
  const probes = readable.map(({ name }) => `select ${literal(name)} as name where exists (select from ${name})`);
  await connection.script(`begin read only; set local role ${role}`);
  try {
    const { rows } = await connection.query<{ name: string }>(probes.join(" union all "));
    return rows.map(({ name }) => `${role} ${name}`).filter((sight) => !openOnPurpose.has(sight));
  } finally {
    await connection.script("rollback");
  }
}

/**
 * Throws a StartError ("database.login-role") where the login, before it acts as somebody, has a right to any table or
 * function: then a forgotten identity would go unnoticed. For PostgreSQL; the embedded engine has one session only.
 */
export async function refuseOwnRights(connection: Probing): Promise<void> {
  const { rows } = await connection.query<{ login: string; rights: number }>(
    `select current_user::text as login, (
       select count(*)::integer from (${ownTables}) as own
       where has_any_column_privilege(own.oid, 'select, insert, update, references')
         or has_table_privilege(own.oid, 'delete, truncate, trigger')) as rights`,
  );
  if (rows[0] === undefined) throw new DatabaseError("database.shape", "Expected one row about the login's rights.");
  const { login, rights } = rows[0];
  if (rights > 0) throw new StartError("database.login-role", ownRightsText(login, rights));
}

function ownRightsText(login: string, rights: number): ProgressText {
  return {
    sv: `Databasrollen "${login}" har egna rättigheter till ${rights} tabeller. Den ska inga ha: kör "alter role ${login} noinherit" och ta tillbaka det som har getts till den.`,
    en: `The database role "${login}" has rights of its own to ${rights} tables. It should have none: run "alter role ${login} noinherit" and revoke what was granted to it.`,
  };
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
