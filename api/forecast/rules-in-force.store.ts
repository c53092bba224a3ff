// The rules that today's division was made with, as the check may know them: areas and teams, no counts and no words.
import type { Transaction } from "../db/database.ts";
import { readPrioritySchools } from "../runs/runs.store.ts";

export interface RulesInForce {
  /** The run that the division came from, or rules that a planner chose for it. */
  readonly source: "run" | "rule-set";
  readonly locks: readonly { readonly areaCode: string; readonly teamId: string }[];
  /** Area codes of each group, and of each pair. */
  readonly keepTogether: readonly (readonly string[])[];
  readonly keepApart: readonly (readonly string[])[];
  /** Of each priority school, where the rules keep catchments whole. */
  readonly catchments: readonly (readonly string[])[];
}

/** Null where the plan has no rules of its own, and for a plan that does not apply today. */
export async function readRulesInForce(
  transaction: Transaction,
  municipality: string,
  plan: { readonly id: string; readonly divisionId: string },
): Promise<RulesInForce | null> {
  const found = await transaction.maybeOne<Omit<RulesInForce, "catchments"> & { keepsCatchments: boolean }>(
    `select source, locks, keep_together as "keepTogether", keep_apart as "keepApart",
       keep_catchments as "keepsCatchments"
     from planning.rules_in_force($1)`,
    [plan.id],
  );
  if (!found) return null;
  const { keepsCatchments, ...rules } = found;
  const schools = keepsCatchments ? await readPrioritySchools(transaction, municipality, plan.divisionId) : [];
  return { ...rules, catchments: schools.map(({ areaCodes }) => areaCodes) };
}
