// Takes what a run found into the draft that it began from, as one step that can be undone there.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Plan, PlanTeam } from "../../api/contract/plans.ts";
import type { Run } from "../../api/contract/runs.ts";
import { ask } from "../api-client.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import type { LockedThings } from "../drawing/locks.ts";
import { drawingOf, openDrawing } from "../state/drawings.ts";
import { useTakeUp } from "../state/plan-edit.ts";
import { usePlanLocks } from "../state/plan-locks.ts";
import { usePlan } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";

/** Each area's team by its place among the plan's teams; null where the plan lacks one of them. */
function asIn(plan: Plan, teams: readonly PlanTeam[], teamIndexes: readonly number[]): number[] | null {
  const places = teams.map(({ teamId }) => plan.teams.findIndex((own) => own.teamId === teamId));
  return places.includes(-1) ? null : teamIndexes.map((team) => places[team] ?? -1);
}

/** How many areas would change team against the locks: locked ones, and those of or to a locked team. */
function lockedInTheWay(
  { areaCodes, teamIds }: LockedThings,
  plan: Plan,
  taken: readonly number[],
  codes: readonly string[],
): number {
  const [areas, teams] = [new Set(areaCodes), new Set(teamIds)];
  const present = drawingOf(plan.id)?.draft.accepted ?? plan.teamIndexes;
  const isLocked = (team: number) => teams.has(plan.teams[team]?.teamId ?? "");
  return taken.filter((to, area) => {
    const from = present[area]!;
    return from !== to && (areas.has(codes[area]!) || isLocked(from) || isLocked(to));
  }).length;
}

/**
 * Nothing where the run did not begin from a draft with its teams. Of a draft whose locks stand in the way it says so.
 * @param solution which of the plans that the run found, for the draft's history to tell; null where it found one alone.
 * @param teamIndexes the plan that is taken, by the run's teams. @param codes of the division's areas.
 */
export function TakeIntoDraft({
  run,
  solution,
  teamIndexes,
  codes,
}: {
  run: Run;
  solution: number | null;
  teamIndexes: readonly number[];
  codes: readonly string[];
}) {
  const { t } = useTranslation();
  const municipality = useSignedIn().municipality.code;
  const client = useQueryClient();
  const navigate = useNavigate();
  const takeUp = useTakeUp();
  const draftId = run.planId ?? run.rules.baselinePlanId;
  const { data: plan } = usePlan(draftId);
  const isDraft = plan?.id === draftId && plan?.status === "draft" && plan.divisionId === run.divisionId;
  const locks = usePlanLocks(isDraft ? draftId : null);
  const take = useMutation({
    mutationFn: async () => {
      const now = await ask("get /api/:municipality/plans/:plan", { params: { municipality, plan: draftId! } });
      const taken = asIn(now, run.teams, teamIndexes);
      const words = t("run.tookIn", { kind: t(`proposals.heading.${run.kind}`) });
      takeUp(now);
      if (taken) openDrawing(now).draft.change(taken, words, { runId: run.id, solution });
      return now;
    },
    onSuccess: (now) => {
      client.setQueryData<Plan>(["plan", now.id], now);
      navigate(`/karta?indelning=${now.divisionId}&forslag=${now.id}`);
    },
  });
  const taken = isDraft ? asIn(plan, run.teams, teamIndexes) : null;
  if (!isDraft || !taken) return null;
  const lockedCount = lockedInTheWay(locks, plan, taken, codes);
  return (
    <div className="stack-tight inset">
      <p className="small">{t("run.takeInHelp", { name: plan.name })}</p>
      {lockedCount > 0 && (
        <p className="notice notice-warning small">{t("run.takeInLocked", { count: lockedCount })}</p>
      )}
      <ProblemNotice error={take.error} />
      <div>
        <button
          type="button"
          className="button"
          disabled={take.isPending || lockedCount > 0}
          onClick={() => take.mutate()}
        >
          {t("run.takeIn")}
        </button>
      </div>
    </div>
  );
}
