// What can be done with a plan, as buttons: by its status, and by who looks.
import { type ComponentType, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { PlanSummary } from "../../api/contract/plans.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { useChangePlan, useDeletePlan } from "../state/plan-life.ts";
import { useSignedIn } from "../state/session.tsx";
import { AdoptDialog, BranchDialog, EndDialog, ProposeDialog, RenameDialog } from "./plan-dialogs.tsx";
import { comparePath, mapPath, recordPath } from "./plan-paths.ts";

const dialogs = {
  rename: RenameDialog,
  propose: ProposeDialog,
  adopt: AdoptDialog,
  moveDay: AdoptDialog,
  end: EndDialog,
} as const satisfies Record<string, ComponentType<{ plan: PlanSummary; onClose: () => void }>>;
type DialogName = keyof typeof dialogs;

/** The steps a planner can take from each status, first the one that leads on. */
const stepsOf: Record<PlanSummary["status"], readonly DialogName[]> = {
  draft: ["propose", "rename"],
  proposed: ["adopt", "rename"],
  adopted: ["moveDay", "end", "rename"],
  superseded: ["rename"],
};

export function PlanActions({
  plan,
  comparedWith,
  onDeleted,
}: {
  plan: PlanSummary;
  /** The plan it is compared with first; null where there is no other. */
  comparedWith: string | null;
  onDeleted: (plan: PlanSummary) => void;
}) {
  const { t } = useTranslation();
  const planner = useSignedIn().role === "planner";
  const navigate = useNavigate();
  const [asked, setAsked] = useState<DialogName | "branch" | null>(null);
  const withdraw = useChangePlan(plan.id);
  const remove = useDeletePlan();
  const close = () => setAsked(null);
  const Asked = asked !== null && asked !== "branch" ? dialogs[asked] : null;
  const named = (action: string) => `${t(`planLife.${action}`)}: ${plan.name}`;
  return (
    <>
      <div className="row no-print">
        <Link className="button" to={mapPath(plan)} aria-label={named("onMap")}>
          {t("planLife.onMap")}
        </Link>
        {comparedWith !== null && (
          <Link className="button" to={comparePath({ from: comparedWith, to: plan.id })} aria-label={named("compare")}>
            {t("planLife.compare")}
          </Link>
        )}
        <Link className="button" to={recordPath(plan.id)} aria-label={`${t("record.open")}: ${plan.name}`}>
          {t("record.open")}
        </Link>
        {planner &&
          stepsOf[plan.status].map((step, place) => (
            <button
              key={step}
              type="button"
              className={`button ${place === 0 && step !== "rename" && step !== "moveDay" ? "button-primary" : ""}`}
              aria-label={named(step)}
              onClick={() => setAsked(step)}
            >
              {t(`planLife.${step}`)}
            </button>
          ))}
        {planner && plan.status === "proposed" && (
          <button
            type="button"
            className="button"
            aria-label={named("withdraw")}
            disabled={withdraw.isPending}
            onClick={() => withdraw.mutate({ version: plan.version, change: { status: "draft" } })}
          >
            {t("planLife.withdraw")}
          </button>
        )}
        {planner && (
          <button type="button" className="button" aria-label={named("branch")} onClick={() => setAsked("branch")}>
            {t("planLife.branch")}
          </button>
        )}
        {planner && plan.status === "draft" && (
          <button
            type="button"
            className="button button-danger"
            aria-label={named("delete")}
            disabled={remove.isPending}
            onClick={() => remove.mutate(plan, { onSuccess: () => onDeleted(plan) })}
          >
            {t("planLife.delete")}
          </button>
        )}
      </div>
      <ProblemNotice error={withdraw.error ?? remove.error} />
      {Asked && <Asked plan={plan} onClose={close} />}
      {asked === "branch" && (
        <BranchDialog
          plan={plan}
          revision={null}
          onClose={close}
          onMade={(id) => navigate(mapPath({ id, divisionId: plan.divisionId }))}
        />
      )}
    </>
  );
}
