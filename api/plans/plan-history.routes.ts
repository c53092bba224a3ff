// A plan's history: its revisions with what each moved, and bringing an earlier one back.
import { type AreaMove, movedSum, movesBetween, teamIdsOf } from "../../engine/compare-plans.ts";
import { recordAct } from "../audit/record-act.ts";
import type { PlanHistory, PlanRevision } from "../contract/plan-life.ts";
import type { PlanTeam } from "../contract/plans.ts";
import type { Transaction } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Handlers } from "../http/call.ts";
import { listMeasures, type MeasureValues, readMeasures } from "../statistics/measures.ts";
import {
  findAssignments,
  findRevision,
  listRenamings,
  listRevisionSteps,
  listRevisions,
  type StoredRevision,
} from "./plan-history.store.ts";
import { requireDraft, requirePlan, requireState, sightOf } from "./plan-preconditions.ts";
import { insertRevision, updatePlan } from "./plans.store.ts";
import { sittingsOf, withRulesChosen } from "./sittings.ts";

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
      const beginnings = await readBeginnings(transaction, municipality, plan.id, found.slice(0, limit));
      const nextBefore = found.length > limit ? found[limit - 1]!.revision : null;
      const body: PlanHistory = {
        measures: measures.map(({ key, nameSv, nameEn, period }) => ({ key, nameSv, nameEn, period })),
        revisions: withRulesChosen(found)
          .slice(0, limit)
          .map((revision, position) => {
            const { teamIndexes: _, ...told } = revision;
            const begun = beginnings.get(revision.revision);
            return {
              ...told,
              ...movedIn(movesOf(found[position + 1] ?? null, revision, plan.teams), measures),
              sitting: begun
                ? { firstRevision: begun.firstRevision, ...movedIn(movesOf(begun, revision, plan.teams), measures) }
                : null,
            };
          }),
        renamings: await listRenamings(transaction, municipality, plan.id, before, nextBefore),
        nextBefore,
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

interface Beginning extends Pick<StoredRevision, "teamIndexes"> {
  readonly firstRevision: number;
}

/** By the latest revision of each sitting of several, as far as it is told: where it began, and what it began from. */
async function readBeginnings(
  transaction: Transaction,
  municipality: string,
  planId: string,
  told: readonly StoredRevision[],
): Promise<Map<number, Beginning>> {
  const sittings = sittingsOf(await listRevisionSteps(transaction, municipality, planId)).filter(
    ({ latest, earlier }) => earlier.length > 0 && told.some(({ revision }) => revision === latest.revision),
  );
  const firstOf = new Map(sittings.map(({ latest, earlier }) => [latest.revision, earlier.at(-1)!.revision]));
  const before = [...firstOf.values()].map((first) => first - 1);
  const assignments = await findAssignments(transaction, municipality, planId, before);
  return new Map(
    [...firstOf].map(([latest, firstRevision]) => [
      latest,
      { firstRevision, teamIndexes: assignments.get(firstRevision - 1)! },
    ]),
  );
}

function movedIn(
  moves: readonly AreaMove[],
  measures: readonly MeasureValues[],
): Pick<PlanRevision, "movedAreaCount" | "moved"> {
  return { movedAreaCount: moves.length, moved: measures.map(({ values }) => movedSum(moves, values)) };
}

type Assigned = Pick<StoredRevision, "teamIndexes">;

/** What a revision moved from an earlier one; nothing where there is none before. */
function movesOf(before: Assigned | null, after: Assigned, teams: readonly PlanTeam[]): AreaMove[] {
  if (before === null) return [];
  return movesBetween(teamIdsOf({ ...before, teams }), teamIdsOf({ ...after, teams }));
}
