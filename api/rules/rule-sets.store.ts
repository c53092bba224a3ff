// Rule sets: named rules of a division, a new row for every version.
import { z } from "zod";
import { type RuleSet, type RuleSetInput, Rules, RunTeam } from "../contract/rules.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

const columns = `
  id, version, division_id as "divisionId", name, teams, rules, access.display_name(created_by) as author,
  ${timestampText("created_at")} as "createdAt"`;

const RunTeams = z.array(RunTeam);

/** Rules stored by an earlier version of the program lack what came later, and the database keeps no order of members. */
function ruleSetOf(row: RuleSet): RuleSet {
  return { ...row, teams: RunTeams.parse(row.teams), rules: Rules.parse(row.rules) };
}

/** The latest version of each that is in use, by name. */
export async function listRuleSets(
  transaction: Transaction,
  municipality: string,
  divisionId: string | null,
): Promise<RuleSet[]> {
  const rows = await transaction.many<RuleSet>(
    `select ${columns} from planning.rule_sets s
     where municipality_code = $1 and ($2::uuid is null or division_id = $2) and retired_at is null
       and version = (select max(version) from planning.rule_sets
                      where municipality_code = s.municipality_code and id = s.id)
     order by created_at desc, id`,
    [municipality, divisionId],
  );
  return rows.map(ruleSetOf);
}

/** Newest first; none where there is no such rule set or it was put away. */
export async function listRuleSetVersions(
  transaction: Transaction,
  municipality: string,
  id: string,
): Promise<RuleSet[]> {
  const rows = await transaction.many<RuleSet>(
    `select ${columns} from planning.rule_sets
     where municipality_code = $1 and id = $2 and retired_at is null order by version desc`,
    [municipality, id],
  );
  return rows.map(ruleSetOf);
}

export async function findRuleSetVersion(
  transaction: Transaction,
  municipality: string,
  id: string,
  version: number,
): Promise<RuleSet | null> {
  const row = await transaction.maybeOne<RuleSet>(
    `select ${columns} from planning.rule_sets
     where municipality_code = $1 and id = $2 and version = $3 and retired_at is null`,
    [municipality, id, version],
  );
  return row && ruleSetOf(row);
}

/** The latest version, its rows locked until the transaction ends; null where there is none. */
export async function findRuleSetForChange(
  transaction: Transaction,
  municipality: string,
  id: string,
): Promise<Pick<RuleSet, "version" | "divisionId"> | null> {
  const rows = await transaction.many<Pick<RuleSet, "version" | "divisionId">>(
    `select version, division_id as "divisionId" from planning.rule_sets
     where municipality_code = $1 and id = $2 and retired_at is null order by version desc for update`,
    [municipality, id],
  );
  return rows[0] ?? null;
}

/** `id` null makes a new one. */
export async function insertRuleSetVersion(
  transaction: Transaction,
  municipality: string,
  id: string | null,
  version: number,
  input: RuleSetInput,
  userId: string | null,
): Promise<RuleSet> {
  const row = await transaction.one<RuleSet>(
    `insert into planning.rule_sets (municipality_code, id, version, division_id, name, teams, rules, created_by)
     values ($1, coalesce($2::uuid, gen_random_uuid()), $3, $4, $5, $6::jsonb, $7::jsonb, $8) returning ${columns}`,
    [
      municipality,
      id,
      version,
      input.divisionId,
      input.name,
      JSON.stringify(input.teams),
      JSON.stringify(input.rules),
      userId,
    ],
  );
  return ruleSetOf(row);
}

/** Puts every version away, or takes them back; runs that used them show them all the while. */
export async function markRetired(
  transaction: Transaction,
  municipality: string,
  id: string,
  isRetired: boolean,
): Promise<void> {
  await transaction.affected(
    `update planning.rule_sets set retired_at = case when $3 then now() end where municipality_code = $1 and id = $2`,
    [municipality, id, isRetired],
  );
}
