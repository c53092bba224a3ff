// A plan's history: its revisions with what each moved, and bringing an earlier one back.
import { type AreaMove, movedSum, movesBetween, teamIdsOf } from "../../engine/compare-plans.ts";
import { recordAct } from "../audit/record-act.ts";
import type { PlanHistory } from "../contract/plan-life.ts";
import type { PlanTeam } from "../contract/plans.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { listMeasures, readMeasures } from "../statistics/measures.ts";
import { findRevision, listRevisions, type StoredRevision } from "./plan-history.store.ts";
import { requireDraft, requirePlan, requireState, sightOf } from "./plan-preconditions.ts";
import { insertRevision, updatePlan } from "./plans.store.ts";

type HistoryOperations = "readPlanHistory" | "readPlanRevision" | "restorePlanRevision";

export function planHistoryHandlers(): Pick<Handlers, HistoryOperations> {
  return {
    readPlanHistory: async (transaction, { params, query, caller }) => {
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      const before = query.before === undefined ? null : Number(query.before);
      const limit = Number(query.limit);
      // One more than is told: what the last one moved is told from the one before it.
      const found = await listRevisions(transaction, params.municipality, plan.id, before, limit + 1);
      const { municipality } = params;
      const keys = historyMeasures(await listMeasures(transaction, caller.role, municipality, plan.divisionId));
      const measures = await readMeasures(transaction, caller.role, municipality, plan.divisionId, keys);
      const body: PlanHistory = {
        measures: measures.map(({ key, nameSv, nameEn, period }) => ({ key, nameSv, nameEn, period })),
        revisions: found.slice(0, limit).map((revision, position) => {
          const moves = movesOf(found[position + 1] ?? null, revision, plan.teams);
          const { teamIndexes: _, ...told } = revision;
          const before = found[position + 1];
          return {
            ...told,
            rulesChosen: before !== undefined && JSON.stringify(before.judgedBy) !== JSON.stringify(revision.judgedBy),
            movedAreaCount: moves.length,
            moved: measures.map(({ values }) => movedSum(moves, values)),
          };
        }),
        nextBefore: found.length > limit ? found[limit - 1]!.revision : null,
      };
      await recordAct(transaction, "counts.read", "plan", plan.id, { version: plan.version }, plan);
      return { status: 200, body };
    },
    readPlanRevision: async (transaction, { params, caller }) => {
      const plan = await requirePlan(transaction, params.municipality, params.plan, sightOf(caller));
      const number = Number(params.revision);
      const revision = await findRevision(transaction, params.municipality, plan.id, number);
      if (!revision) throw new AppError("not-found");
      const before = await findRevision(transaction, params.municipality, plan.id, number - 1);
      return { status: 200, body: { ...revision, moves: movesOf(before, revision, plan.teams) } };
    },
    restorePlanRevision: async (transaction, { params, version, caller }) => {
      const { municipality, plan: id } = params;
      requireDraft(await requireState(transaction, municipality, id, version, null));
      const restored = await findRevision(transaction, municipality, id, Number(params.revision));
      if (!restored) throw new AppError("not-found");
      const { teamIndexes, revision: restoredFrom } = restored;
      const revision = { teamIndexes, restoredFrom, planVersion: version + 1 };
      await insertRevision(transaction, municipality, id, revision, caller.userId);
      await updatePlan(transaction, municipality, id, {});
      const plan = await requirePlan(transaction, municipality, id, sightOf(caller));
      const details = { revision: plan.revision, restored: restoredFrom };
      await recordAct(transaction, "plan.revision-restored", "plan", id, details, plan);
      return { status: 200, body: plan, version: plan.version };
    },
  };
}

/** The division's first measure of people and its first of clients. */
function historyMeasures(measures: readonly { readonly key: string; readonly kind: string }[]): string[] {
  return ["population", "clients"].flatMap((kind) => measures.find((measure) => measure.kind === kind)?.key ?? []);
}

/** What a revision moved from the one before; nothing where there is none before. */
function movesOf(before: StoredRevision | null, after: StoredRevision, teams: readonly PlanTeam[]): AreaMove[] {
  if (before === null) return [];
  return movesBetween(teamIdsOf({ ...before, teams }), teamIdsOf({ ...after, teams }));
}
