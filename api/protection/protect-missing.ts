// Protects divisions whose counts came in before there was protection, at the first start after the migration.

import type { KeyedHash } from "../../engine/disclosure/keyed-rounding.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { Database } from "../db/database.ts";
import { programPerson } from "../program-person.ts";
import { protectDivision } from "./protect-division.ts";
import { protectFlow } from "./protect-flow.ts";

const deadlineMilliseconds = 10 * 60_000;

/** Each division, and each municipality's flow, in a transaction of its own, as the program's planner of its municipality. */
export async function protectMissing(
  database: Database,
  keyedHash: KeyedHash,
  tell: (sentence: Sentence) => void,
): Promise<void> {
  const divisions = await database.transaction({ kind: "operator", municipalityCode: null }, (transaction) =>
    transaction.many<{ municipality: string; divisionId: string }>(
      `select distinct municipality_code as municipality, division_id as "divisionId" from exact.population_counts
       where not exists (
         select from protected.measures
         where measures.municipality_code = population_counts.municipality_code
           and measures.division_id = population_counts.division_id)
       order by 1, 2`,
    ),
  );
  const flows = await database.transaction({ kind: "operator", municipalityCode: null }, (transaction) =>
    transaction.many<{ municipality: string }>(
      `select distinct municipality_code as municipality from exact.flow_months
       where municipality_code not in (select municipality_code from protected.flow_months) order by 1`,
    ),
  );
  if (divisions.length + flows.length === 0) return;
  tell({
    sv: "Räknar fram skyddade siffror (bara första gången) …",
    en: "Working out protected numbers (the first time only) …",
  });
  for (const { municipality, divisionId } of divisions) {
    const person = await programPerson(database, municipality);
    await database.transaction(
      person,
      (transaction) => protectDivision(transaction, keyedHash, municipality, divisionId, ["population", "clients"]),
      { deadlineMilliseconds },
    );
  }
  for (const { municipality } of flows) {
    const person = await programPerson(database, municipality);
    await database.transaction(person, (transaction) => protectFlow(transaction, keyedHash, municipality));
  }
  await database.sync();
}
