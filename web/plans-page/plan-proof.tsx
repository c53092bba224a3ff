// How good the plan is, on its own page: what its run or the latest proof of it proved, as long as that is about it as it is.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Plan } from "../../api/contract/plans.ts";
import { formatInstant } from "../numbers.ts";
import { BoundList } from "../proposals/bound-list.tsx";
import { useRun, useRuns } from "../state/queries.ts";

/** Planners only, as runs are. */
export function PlanProof({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const isJudgedByRun = plan.judgedBy?.kind === "run";
  const own = useRun(isJudgedByRun ? (plan.runId ?? null) : null).data;
  const proofs = (useRuns().data ?? []).filter(
    ({ kind, planId, bounds }) => kind === "proof" && planId === plan.id && bounds.length > 0,
  );
  const latest = proofs.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
  const isAsRun =
    own !== undefined &&
    (plan.runSolution ?? null) === null &&
    plan.teamIndexes.every(
      (team, area) => plan.teams[team]?.teamId === own.teams[own.teamIndexes?.[area] ?? -1]?.teamId,
    );
  const ofRun = own && own.bounds.length > 0 && isAsRun ? own : undefined;
  const shown = latest && latest.createdAt >= plan.updatedAt ? latest : (ofRun ?? latest);
  const isOlder = shown !== undefined && shown !== ofRun && shown.createdAt < plan.updatedAt;
  return (
    <section className="stack-tight inset" data-testid="plan-proof">
      {shown ? (
        <>
          <BoundList bounds={shown.bounds} rules={shown.rules} isUnderWay={false} />
          <p className="small soft">
            {t(shown.kind === "proof" ? "planLife.provenByProof" : "planLife.provenByRun", {
              when: formatInstant(shown.createdAt),
            })}
          </p>
          {isOlder && <p className="notice notice-warning small">{t("planLife.provenBefore")}</p>}
        </>
      ) : (
        <>
          <h3>{t("proposals.howGood")}</h3>
          <p>{t("planLife.notProven")}</p>
        </>
      )}
      <Link className="no-print" to={`/karta?indelning=${plan.divisionId}&forslag=${plan.id}`}>
        {t("planLife.proveOnMap")}
      </Link>
    </section>
  );
}
