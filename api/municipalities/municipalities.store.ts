// Municipalities: who one may sign in to.
import type { Municipality } from "../contract/session.ts";
import type { Transaction } from "../db/database.ts";

const columns = "code, name, synthetic";

/** In the order of their codes. */
export function listMunicipalities(transaction: Transaction): Promise<Municipality[]> {
  return transaction.many<Municipality>(`select ${columns} from geography.municipalities order by code`);
}

export function findMunicipality(transaction: Transaction, code: string): Promise<Municipality | null> {
  return transaction.maybeOne<Municipality>(`select ${columns} from geography.municipalities where code = $1`, [code]);
}

/** Adds a municipality; false where it is there already (its name is then left as it is). */
export async function addMunicipality(transaction: Transaction, municipality: Municipality): Promise<boolean> {
  const added = await transaction.affected(
    `insert into geography.municipalities (code, name, synthetic) values ($1, $2, $3) on conflict (code) do nothing`,
    [municipality.code, municipality.name, municipality.synthetic],
  );
  return added === 1;
}
