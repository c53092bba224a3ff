// Choosing a role without a login: where it is allowed, and as whom.
import type { Config } from "../config.ts";
import { type Role, roles } from "../contract/primitives.ts";
import type { Municipality } from "../contract/session.ts";
import type { Database, Transaction } from "../db/database.ts";
import { listMunicipalities } from "../municipalities/municipalities.store.ts";

const roleNames: Record<Role, string> = {
  planner: "Planerare",
  manager: "Chef",
  team: "Teammedlem",
  admin: "Administratör",
  reviewer: "Loggranskare",
};

/** The made-up planner may also act as manager, so that changing role can be tried. */
const rolesOf: Record<Role, readonly Role[]> = {
  planner: ["planner", "manager"],
  manager: ["manager"],
  team: ["team"],
  admin: ["admin"],
  reviewer: ["reviewer"],
};

/** How one signs in without a login: a real municipality's log must never be taken for the demonstration's. */
export function roleChoiceOf({ synthetic }: Pick<Municipality, "synthetic">): "demonstration" | "start-code" {
  return synthetic ? "demonstration" : "start-code";
}

/** The person of a role that one signs in as without a login, as access.users names it. */
export function chosenSubject(municipality: Pick<Municipality, "synthetic">, role: Role): string {
  return `${roleChoiceOf(municipality)}:${role}`;
}

/**
 * The made-up municipality, where the demonstration is on (the configuration lets it be on only where the service is
 * reached from this machine alone); a real one only with the embedded database, on a planner's own computer, and then
 * with the start code that the program printed.
 */
export function maySignInTo(config: Config, municipality: Municipality): boolean {
  return config.demonstration && (municipality.synthetic || config.databaseUrl === null);
}

/**
 * Makes sure that every municipality one may choose a role in has a person of each role to sign in as; the team member
 * belongs to its first team. Done by the program itself at start, never by a request.
 */
export async function addDemonstrationPeople(config: Config, database: Database): Promise<void> {
  const operator = { kind: "operator", municipalityCode: null } as const;
  await database.transaction(operator, async (transaction) => {
    for (const municipality of await listMunicipalities(transaction)) {
      if (maySignInTo(config, municipality)) await addPeople(transaction, municipality);
    }
  });
}

/** Whether there is a real municipality that one may choose a role in, with the start code. */
export async function hasRealMunicipality(config: Config, database: Database): Promise<boolean> {
  const all = await database.transaction({ kind: "anonymous" }, listMunicipalities);
  return all.some((municipality) => !municipality.synthetic && maySignInTo(config, municipality));
}

async function addPeople(transaction: Transaction, municipality: Municipality): Promise<void> {
  const mark = municipality.synthetic ? "demo" : "startkod";
  for (const role of roles) {
    await transaction.one(
      `select access.add_user($1, $2, $3, $4, array(
         select id from planning.teams where municipality_code = $1 and retired_at is null and $5 order by letter limit 1))`,
      [
        municipality.code,
        chosenSubject(municipality, role),
        `${roleNames[role]} (${mark})`,
        rolesOf[role],
        role === "team",
      ],
    );
  }
}
