// Operations on rule sets and groups of areas.
import { recordAct } from "../audit/record-act.ts";
import type { AreaGroup, AreaGroupInput, RuleSet } from "../contract/rules.ts";
import type { Transaction } from "../db/database.ts";
import { findDivisionHead } from "../divisions/divisions.store.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { assertSameVersion } from "../http/versions.ts";
import {
  deleteAreaGroup,
  findAreaGroupForChange,
  insertAreaGroup,
  listAreaGroups,
  unknownAreaCodes,
  updateAreaGroup,
} from "./area-groups.store.ts";
import {
  findRuleSetForChange,
  insertRuleSetVersion,
  listRuleSets,
  listRuleSetVersions,
  markRetired,
} from "./rule-sets.store.ts";

type RuleOperations =
  | "listRuleSets"
  | "readRuleSet"
  | "createRuleSet"
  | "changeRuleSet"
  | "retireRuleSet"
  | "undeleteRuleSet"
  | "listAreaGroups"
  | "createAreaGroup"
  | "changeAreaGroup"
  | "deleteAreaGroup";

export function ruleHandlers(): Pick<Handlers, RuleOperations> {
  return {
    listRuleSets: async (transaction, { params, query }) => ({
      status: 200,
      body: { ruleSets: await listRuleSets(transaction, params.municipality, query.divisionId ?? null) },
    }),
    readRuleSet: async (transaction, { params }) => {
      const versions = await listRuleSetVersions(transaction, params.municipality, params.ruleSet);
      if (versions.length === 0) throw new AppError("not-found");
      return { status: 200, body: { versions } };
    },
    createRuleSet: async (transaction, { params, body, caller }) => {
      await requireDivision(transaction, params.municipality, body.divisionId);
      const made = await insertRuleSetVersion(transaction, params.municipality, null, 1, body, caller.userId);
      await recordAct(transaction, "rules.saved", "rule-set", made.id, { version: 1 }, made);
      return { status: 201, body: made, version: 1 };
    },
    changeRuleSet: async (transaction, { params, body, version, caller }) => {
      const { municipality, ruleSet: id } = params;
      const before = await requireRuleSet(transaction, municipality, id, version);
      if (before.divisionId !== body.divisionId) throw unknownReference("divisionId");
      const made = await insertRuleSetVersion(transaction, municipality, id, version + 1, body, caller.userId);
      await recordAct(transaction, "rules.saved", "rule-set", id, { version: made.version }, made);
      return { status: 200, body: made, version: made.version };
    },
    retireRuleSet: async (transaction, { params, version }) => {
      await requireRuleSet(transaction, params.municipality, params.ruleSet, version);
      await markRetired(transaction, params.municipality, params.ruleSet, true);
      await recordAct(transaction, "rules.retired", "rule-set", params.ruleSet);
      return { status: 204 };
    },
    undeleteRuleSet: async (transaction, { params }) => {
      await markRetired(transaction, params.municipality, params.ruleSet, false);
      const [newest] = await listRuleSetVersions(transaction, params.municipality, params.ruleSet);
      if (!newest) throw new AppError("not-found");
      await recordAct(transaction, "rules.taken-back", "rule-set", params.ruleSet);
      return { status: 200, body: newest, version: newest.version };
    },
    listAreaGroups: async (transaction, { params, query }) => ({
      status: 200,
      body: { groups: await listAreaGroups(transaction, params.municipality, query.divisionId ?? null) },
    }),
    createAreaGroup: async (transaction, { params, body, caller }) => {
      await requireDivision(transaction, params.municipality, body.divisionId);
      await requireAreas(transaction, params.municipality, body);
      const group = await insertAreaGroup(transaction, params.municipality, body, caller.userId);
      await recordAct(transaction, "area-group.saved", "area-group", group.id, { version: 1 }, group);
      return { status: 201, body: group, version: group.version };
    },
    changeAreaGroup: async (transaction, { params, body, version }) => {
      const before = await requireAreaGroup(transaction, params.municipality, params.group, version);
      if (before.divisionId !== body.divisionId) throw unknownReference("divisionId");
      await requireAreas(transaction, params.municipality, body);
      const group = await updateAreaGroup(transaction, params.municipality, params.group, body);
      await recordAct(transaction, "area-group.saved", "area-group", group.id, { version: group.version }, group);
      return { status: 200, body: group, version: group.version };
    },
    deleteAreaGroup: async (transaction, { params, version }) => {
      await requireAreaGroup(transaction, params.municipality, params.group, version);
      await deleteAreaGroup(transaction, params.municipality, params.group);
      await recordAct(transaction, "area-group.deleted", "area-group", params.group);
      return { status: 204 };
    },
  };
}

async function requireRuleSet(
  transaction: Transaction,
  municipality: string,
  id: string,
  version: number,
): Promise<Pick<RuleSet, "divisionId">> {
  const found = await findRuleSetForChange(transaction, municipality, id);
  if (!found) throw new AppError("not-found");
  assertSameVersion(found.version, version);
  return found;
}

async function requireAreaGroup(
  transaction: Transaction,
  municipality: string,
  id: string,
  version: number,
): Promise<AreaGroup> {
  const found = await findAreaGroupForChange(transaction, municipality, id);
  if (!found) throw new AppError("not-found");
  assertSameVersion(found.version, version);
  return found;
}

async function requireDivision(transaction: Transaction, municipality: string, id: string): Promise<void> {
  if (!(await findDivisionHead(transaction, municipality, id))) throw unknownReference("divisionId");
}

async function requireAreas(
  transaction: Transaction,
  municipality: string,
  { divisionId, areaCodes }: AreaGroupInput,
): Promise<void> {
  const unknown = new Set(await unknownAreaCodes(transaction, municipality, divisionId, areaCodes));
  if (unknown.size === 0) return;
  const message = { sv: "Området finns inte i indelningen.", en: "The division has no such area." };
  throw new AppError("reference.unknown", {
    violations: areaCodes.flatMap((code, place) =>
      unknown.has(code) ? [{ field: `areaCodes.${place}`, message }] : [],
    ),
  });
}

function unknownReference(field: string): AppError {
  return new AppError("reference.unknown", {
    violations: [{ field, message: { sv: "Finns inte i kommunen.", en: "Does not exist in the municipality." } }],
  });
}
