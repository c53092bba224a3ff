// What can be done when two planners drew in one plan at once. Whatever is chosen, both versions can be found again.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/contract/plans.ts";
import { ask, problemOf } from "../api-client.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import type { RunPoint } from "../drawing/draft.ts";
import type { PlanEdit } from "../state/plan-edit.ts";
import { useMakePlan } from "../state/plan-life.ts";
import { useSignedIn } from "../state/session.tsx";
import type { VersionDifference } from "./merge-versions.ts";

type Choice = "merge" | "mine" | "theirs" | "both" | "later";

export function ConflictChoices({
  edit,
  theirs,
  who,
  difference,
  onOpenPlan,
  onLater,
}: {
  edit: PlanEdit;
  theirs: Plan;
  who: string;
  difference: VersionDifference;
  onOpenPlan: (id: string) => void;
  onLater: () => void;
}) {
  const { t } = useTranslation();
  const setAside = useSetAside(theirs);
  const make = useMakePlan();
  const client = useQueryClient();
  const { draft } = edit;
  const fromRun = draft.doneFromRun;
  const own = [...draft.accepted];
  const mayDraw = theirs.status === "draft";
  const isBusy = setAside.isPending || make.isPending;
  const error = setAside.error ?? make.error;

  /** Shows their version; one's own can be had back with undo. */
  const takeTheirs = (plan: Plan) => {
    draft.takeUp(plan.teamIndexes, t("conflict.words.theirs", { who }));
    edit.buildOn(plan);
  };
  const acts: Record<Choice, () => void> = {
    merge: () => {
      draft.change(difference.merged, t("conflict.words.merge", { who }));
      edit.buildOn(theirs);
    },
    mine: () => edit.buildOn(theirs),
    theirs: () => {
      const comment = t("conflict.words.setAside", { who });
      setAside.mutate({ teamIndexes: own, fromRun, comment }, { onSuccess: takeTheirs });
    },
    both: () => {
      const name = t("conflict.ownName", { name: theirs.name }).slice(0, 120);
      make.mutate(
        { name, from: { kind: "plan", planId: theirs.id, teamIndexes: own, fromRun } },
        {
          onSuccess: ({ id }) => {
            takeTheirs(theirs);
            onOpenPlan(id);
          },
        },
      );
    },
    later: () => {
      if (!mayDraw) return onLater();
      const comment = t("conflict.words.later", { who });
      setAside.mutate({ teamIndexes: own, fromRun, comment }, { onSuccess: onLater });
    },
  };
  const choices: readonly Choice[] = [
    ...(mayDraw && difference.clashes.length === 0 ? (["merge"] as const) : []),
    // A published plan takes in no more versions, so that one's own can only become a draft of its own.
    ...(mayDraw ? (["mine", "theirs"] as const) : []),
    "both",
    "later",
  ];
  return (
    <>
      <ProblemNotice error={error}>
        {error && problemOf(error).status === 412 && (
          <button
            type="button"
            className="button"
            onClick={() => {
              setAside.reset();
              void client.invalidateQueries({ queryKey: ["plan-now", theirs.id] });
            }}
          >
            {t("conflict.readAnew")}
          </button>
        )}
      </ProblemNotice>
      <ul className="conflict-choices">
        {choices.map((choice, place) => (
          <li key={choice}>
            <button
              type="button"
              className={`button ${place === 0 ? "button-primary" : ""}`}
              aria-describedby={`conflict-${choice}`}
              disabled={isBusy}
              onClick={acts[choice]}
            >
              {t(`conflict.choice.${choice}`, { who })}
            </button>
            <span id={`conflict-${choice}`} className="small">
              {t(`conflict.outcome.${choice === "later" && !mayDraw ? "laterPublished" : choice}`, { who })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Keeps one's own version in the plan's history, under theirs. */
function useSetAside(theirs: Plan) {
  const params = { municipality: useSignedIn().municipality.code, plan: theirs.id };
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: { teamIndexes: number[]; fromRun: RunPoint | null; comment: string }) =>
      ask("put /api/:municipality/plans/:plan/assignment", {
        params,
        ifVersion: theirs.version,
        body: { ...version, setAside: true },
      }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ["plan-history", theirs.id] }),
  });
}
