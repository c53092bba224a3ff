// All plans by where they are in their life, with what can be done with each; deleted drafts can be taken back.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { PlanSummary } from "../../api/contract/plans.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatInstant } from "../numbers.ts";
import { useDeletedPlans, useTakeBackPlan } from "../state/plan-life.ts";
import { useDivisions, usePlans } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import { judgeWords } from "./judge-words.ts";
import { PlanActions } from "./plan-actions.tsx";
import { planPath } from "./plan-paths.ts";
import { type PlanStanding, standingOf } from "./plan-standing.ts";
import { PlanDays, PlanStatusTag } from "./plan-status.tsx";

const sections: readonly { readonly name: string; readonly standings: readonly PlanStanding[] }[] = [
  { name: "present", standings: ["present", "ends"] },
  { name: "comes", standings: ["comes"] },
  { name: "proposed", standings: ["proposed"] },
  { name: "drafts", standings: ["draft"] },
  { name: "superseded", standings: ["superseded"] },
];

/** The plan another is compared with first: today's, else the latest of the same division. */
export function firstComparison(plan: PlanSummary, plans: readonly PlanSummary[]): string | null {
  const others = plans.filter(({ id, divisionId }) => id !== plan.id && divisionId === plan.divisionId);
  return (others.find(({ isPresent }) => isPresent) ?? others[0])?.id ?? null;
}

/** When it was last changed, by whom, what it came from, and what is said of it. */
export function PlanFacts({ plan, divisionName }: { plan: PlanSummary; divisionName: string | null }) {
  const { t } = useTranslation();
  const { branchedFrom, openComments = 0 } = plan;
  return (
    <p className="small soft plan-facts">
      <PlanDays plan={plan} />
      {divisionName !== null && <span>{divisionName}</span>}
      <span>{t("planLife.changedAt", { when: formatInstant(plan.updatedAt) })}</span>
      {plan.author && <span>{t("planLife.madeBy", { who: plan.author })}</span>}
      {branchedFrom && (
        <span>
          {t("planLife.branchedFrom")} <Link to={planPath(branchedFrom.planId)}>{branchedFrom.name}</Link>
        </span>
      )}
      {plan.judgedBy && plan.judgedBy.kind !== "usual" && (
        <span>{t("judge.judgedBy", { rules: judgeWords(t, plan.judgedBy) })}</span>
      )}
      {openComments > 0 && (
        <Link to={planPath(plan.id, "kommentarer")}>{t("planLife.openComments", { count: openComments })}</Link>
      )}
    </p>
  );
}

export default function PlansPage() {
  const { t } = useTranslation();
  const planner = useSignedIn().role === "planner";
  const { data: all = [], error, isPending } = usePlans();
  const divisions = useDivisions().data ?? [];
  const [divisionId, setDivisionId] = useState("");
  const [deleted, setDeleted] = useState<PlanSummary | null>(null);
  const plans = all.filter((plan) => divisionId === "" || plan.divisionId === divisionId);
  const nameOf = (id: string) => divisions.find((division) => division.id === id)?.name ?? null;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t("nav.plans")}</h1>
        <p className="lead">{t(planner ? "planLife.lead" : "planLife.leadReaders")}</p>
      </header>
      <ProblemNotice error={error} />
      <DeletedNotice plan={deleted} onDone={() => setDeleted(null)} />
      {isPending && <Loading />}
      {divisions.length > 1 && (
        <div className="plan-filter">
          <SelectField
            label={t("plan.division")}
            value={divisionId}
            onChange={(event) => setDivisionId(event.target.value)}
          >
            <option value="">{t("planLife.allDivisions")}</option>
            {divisions.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
      )}
      {!isPending && !error && plans.length === 0 && (
        <EmptyState title={t("planLife.none")}>
          <p>{t(planner ? "planLife.noneHelp" : "planLife.noneWait")}</p>
        </EmptyState>
      )}
      {sections.map(({ name, standings }) => {
        const own = plans.filter((plan) => standings.includes(standingOf(plan)));
        if (own.length === 0) return null;
        return (
          <section key={name} className="stack" aria-labelledby={`plans-${name}`}>
            <h2 id={`plans-${name}`}>{t(`planLife.section.${name}`)}</h2>
            <ul className="plan-list">
              {own.map((plan) => (
                <li key={plan.id} className="card stack-tight" data-plan={plan.name}>
                  <div className="row">
                    <h3>
                      <Link to={planPath(plan.id)}>{plan.name}</Link>
                    </h3>
                    <PlanStatusTag plan={plan} />
                  </div>
                  <PlanFacts plan={plan} divisionName={divisions.length > 1 ? nameOf(plan.divisionId) : null} />
                  {plan.description !== "" && <p className="plan-description">{plan.description}</p>}
                  <PlanActions plan={plan} comparedWith={firstComparison(plan, all)} onDeleted={setDeleted} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {planner && <DeletedPlans />}
    </div>
  );
}

/** Told at once after a draft was deleted, with the way back. Always in the page, so that a screen reader hears it come. */
export function DeletedNotice({ plan, onDone }: { plan: PlanSummary | null; onDone: () => void }) {
  const { t } = useTranslation();
  const takeBack = useTakeBackPlan();
  return (
    <div role="status">
      {plan && (
        <div className="notice floating-notice">
          <p>{t("planLife.deleted", { name: plan.name })}</p>
          <div className="row">
            <button
              type="button"
              className="button"
              disabled={takeBack.isPending}
              onClick={() => takeBack.mutate(plan.id, { onSuccess: onDone })}
            >
              {t("planLife.undoDelete")}
            </button>
            <button type="button" className="button button-quiet" onClick={onDone}>
              {t("planLife.close")}
            </button>
          </div>
          <ProblemNotice error={takeBack.error} />
        </div>
      )}
    </div>
  );
}

function DeletedPlans() {
  const { t } = useTranslation();
  const { data: plans = [], error } = useDeletedPlans();
  const takeBack = useTakeBackPlan();
  if (plans.length === 0) return <ProblemNotice error={error} />;
  return (
    <details className="card fold">
      <summary>{t("planLife.deletedDrafts", { count: plans.length })}</summary>
      <ProblemNotice error={takeBack.error} />
      <ul className="plan-list">
        {plans.map((plan) => (
          <li key={plan.id} className="row-apart">
            <span>
              {plan.name}{" "}
              <span className="small soft">
                {plan.deletedAt && t("planLife.deletedAt", { when: formatInstant(plan.deletedAt) })}
              </span>
            </span>
            <button
              type="button"
              className="button"
              disabled={takeBack.isPending}
              aria-label={`${t("planLife.takeBack")}: ${plan.name}`}
              onClick={() => takeBack.mutate(plan.id)}
            >
              {t("planLife.takeBack")}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
