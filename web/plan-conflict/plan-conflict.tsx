// Two planners drew in one plan at once: tells what each did, and lets the one who came second choose without losing anything.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanConflict as Conflict } from "../../api/contract/plan-life.ts";
import type { Plan } from "../../api/contract/plans.ts";
import { ask, problemOf } from "../api-client.ts";
import { Dialog } from "../components/dialog.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import type { AreaGeography } from "../map/topology.ts";
import { formatInstant } from "../numbers.ts";
import type { PlanEdit } from "../state/plan-edit.ts";
import { useSignedIn } from "../state/session.tsx";
import { ConflictChoices } from "./conflict-choices.tsx";
import { DifferenceTable } from "./difference-table.tsx";
import { compareVersions } from "./merge-versions.ts";

/**
 * Nothing until a save was refused because somebody else was first. While the choice waits nothing is saved, and what was
 * drawn stays in the page.
 * @param onOpenPlan shows another plan in the workspace.
 */
export function PlanConflict({
  edit,
  geography,
  onOpenPlan,
}: {
  edit: PlanEdit;
  geography: AreaGeography;
  onOpenPlan: (id: string) => void;
}) {
  const conflict = edit.error ? problemOf(edit.error).conflict : undefined;
  if (!conflict) return null;
  return (
    <OpenConflict
      key={`${conflict.planId} ${conflict.version}`}
      edit={edit}
      conflict={conflict}
      geography={geography}
      onOpenPlan={onOpenPlan}
    />
  );
}

function OpenConflict({
  edit,
  conflict,
  geography,
  onOpenPlan,
}: {
  edit: PlanEdit;
  conflict: Conflict;
  geography: AreaGeography;
  onOpenPlan: (id: string) => void;
}) {
  const { t } = useTranslation();
  const [isWaiting, setWaiting] = useState(false);
  const { data: theirs, error, isFetching } = usePlanNow(conflict.planId, isWaiting);
  const who = conflict.changedBy ?? t("planLife.somebody");
  const base = conflict.baseTeamIndexes ?? edit.saved.teamIndexes;
  // Only the name or the description was changed: there is nothing to choose between.
  const isSameDrawing =
    theirs?.status === "draft" && theirs.teamIndexes.every((team, areaIndex) => team === base[areaIndex]);
  const goOn = useEffectEvent(() => {
    if (theirs && isSameDrawing) edit.buildOn(theirs);
  });
  useEffect(() => {
    if (isSameDrawing && !isFetching) goOn();
  }, [isSameDrawing, isFetching]);

  if (isWaiting) {
    return (
      <div className="workspace-notice bar-notice notice notice-warning no-print" role="status">
        <p>{t("conflict.waiting", { who })}</p>
        <div className="row">
          <button type="button" className="button" onClick={() => setWaiting(false)}>
            {t("conflict.resolveNow")}
          </button>
        </div>
      </div>
    );
  }
  if (isSameDrawing || (!theirs && !error)) return null;
  return (
    <Dialog title={t("conflict.title", { name: conflict.name })} wide onClose={() => setWaiting(true)}>
      <p>{t("conflict.lead", { who, when: formatInstant(conflict.changedAt) })}</p>
      <ProblemNotice error={error} />
      {theirs && !isFetching ? (
        <Versions
          edit={edit}
          base={base}
          theirs={theirs}
          who={who}
          geography={geography}
          onOpenPlan={onOpenPlan}
          onLater={() => setWaiting(true)}
        />
      ) : (
        !error && <Loading />
      )}
    </Dialog>
  );
}

/** The plan as it is when the choice is made, which may be later than when the save was refused. */
function usePlanNow(plan: string, isWaiting: boolean) {
  const municipality = useSignedIn().municipality.code;
  return useQuery({
    queryKey: ["plan-now", plan],
    gcTime: 0,
    staleTime: 0,
    enabled: !isWaiting,
    queryFn: ({ signal }) => ask("get /api/:municipality/plans/:plan", { params: { municipality, plan }, signal }),
  });
}

function Versions({
  edit,
  base,
  theirs,
  who,
  geography,
  onOpenPlan,
  onLater,
}: {
  edit: PlanEdit;
  base: readonly number[];
  theirs: Plan;
  who: string;
  geography: AreaGeography;
  onOpenPlan: (id: string) => void;
  onLater: () => void;
}) {
  const { t } = useTranslation();
  const own = edit.draft.accepted;
  const difference = compareVersions(base, own, theirs.teamIndexes);
  const { ownCount, theirCount, clashes } = difference;
  return (
    <>
      <ul>
        <li>{t("conflict.ownMoves", { count: ownCount })}</li>
        <li>{t("conflict.theirMoves", { count: theirCount, who })}</li>
        <li>{t("conflict.clashes", { count: clashes.length })}</li>
      </ul>
      {theirs.status !== "draft" && (
        <p className="notice notice-warning">
          {t("conflict.noLongerDraft", { status: t(`plan.status.${theirs.status}`) })}
        </p>
      )}
      <DifferenceTable
        teams={theirs.teams}
        geography={geography}
        base={base}
        own={own}
        theirs={theirs.teamIndexes}
        difference={difference}
        who={who}
      />
      <ConflictChoices
        edit={edit}
        theirs={theirs}
        who={who}
        difference={difference}
        onOpenPlan={onOpenPlan}
        onLater={onLater}
      />
    </>
  );
}
