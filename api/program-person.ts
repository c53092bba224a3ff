// The planner that the command line and the demonstration act as: a person like others, so that policies and the log hold.
import type { Database } from "./db/database.ts";
import type { Person } from "./http/call.ts";

/** Adds the person to the municipality where needed. The municipality must exist. */
export async function programPerson(database: Database, municipalityCode: string): Promise<Person> {
  const { id } = await database.transaction({ kind: "operator", municipalityCode }, (transaction) =>
    transaction.one<{ id: string }>(
      "select access.add_user($1, 'program:command-line', 'Kommandoraden', array['planner']) as id",
      [municipalityCode],
    ),
  );
  return { kind: "person", municipalityCode, userId: id, role: "planner", teamIds: [] };
}
