// Operations on what is locked in a draft: planners only.
import { recordAct } from "../audit/record-act.ts";
import type { NewPlanLocks } from "../contract/plan-locks.ts";
import type { Plan } from "../contract/plans.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { assertSameVersion } from "../http/versions.ts";
import { unknownAreaCodes } from "../rules/area-groups.store.ts";
import { findPlanLocks, writePlanLocks } from "./plan-locks.store.ts";
import { requireDraft, requirePlan, sightOf } from "./plan-preconditions.ts";
import { findPlanForChange } from "./plans.store.ts";

export function planLockHandlers(): Pick<Handlers, "readPlanLocks" | "changePlanLocks"> {
  return {
    readPlanLocks: async (transaction, { params, caller }) => {
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      const locks = await findPlanLocks(transaction, params.municipality, plan.id);
      return { status: 200, body: locks, version: locks.version };
    },
    changePlanLocks: async (transaction, { params, body, version, caller }) => {
      const { municipality, plan: id } = params;
      const state = await findPlanForChange(transaction, municipality, id);
      if (!state || state.isDeleted) throw new AppError("not-found");
      requireDraft(state);
      assertSameVersion((await findPlanLocks(transaction, municipality, id)).version, version);
      const plan = await requirePlan(transaction, municipality, id, sightOf(caller));
      await assertLockable(transaction, municipality, plan, body);
      const locks = await writePlanLocks(transaction, municipality, id, body, caller.userId);
      await recordAct(transaction, "plan.locks-changed", "plan", id, {}, plan);
      return { status: 200, body: locks, version: locks.version };
    },
  };
}

async function assertLockable(
  transaction: Transaction,
  municipality: string,
  { divisionId, teams }: Plan,
  { areaCodes, teamIds }: NewPlanLocks,
): Promise<void> {
  const unknown = new Set(await unknownAreaCodes(transaction, municipality, divisionId, areaCodes));
  const violations = [
    ...areaCodes.flatMap((code, place) =>
      unknown.has(code) ? [{ field: `areaCodes.${place}`, message: unknownArea }] : [],
    ),
    ...teamIds.flatMap((id, place) =>
      teams.some(({ teamId }) => teamId === id) ? [] : [{ field: `teamIds.${place}`, message: unknownTeam }],
    ),
  ];
  if (violations.length > 0) throw new AppError("reference.unknown", { violations });
}

const unknownArea = { sv: "Området finns inte i indelningen.", en: "The division has no such area." };
const unknownTeam = { sv: "Teamet hör inte till förslaget.", en: "The team is not one of the plan's." };
