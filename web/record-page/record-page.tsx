// A plan's decision record: what the board gets, to read and print, and everything of the plan that can be saved as a file.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Plan } from "../../api/contract/plans.ts";
import { problemOf } from "../api-client.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Segments } from "../components/segments.tsx";
import { planPath, plansPath } from "../plans-page/plan-paths.ts";
import { usePlan } from "../state/queries.ts";
import { type RecordNumbers, useDecisionRecord, useKeptRecords } from "../state/record.ts";
import { useSignedIn } from "../state/session.tsx";
import { KeptChoice, KeptFacts } from "./kept-choice.tsx";
import { RecordView } from "./record-view.tsx";
import { SaveFiles } from "./save-files.tsx";

export default function RecordPage() {
  const { plan: id } = useParams();
  const { t } = useTranslation();
  const { data: plan, error } = usePlan(id ?? null);
  const isMissing = error !== null && problemOf(error).status === 404;
  return (
    <div className="page record-page">
      {isMissing ? (
        <>
          <h1>{t("nav.record")}</h1>
          <EmptyState title={t("planLife.notFound")}>
            <p>{t("planLife.notFoundHelp")}</p>
            <Link className="button button-primary" to={plansPath}>
              {t("planLife.toPlans")}
            </Link>
          </EmptyState>
        </>
      ) : (
        <ProblemNotice error={error} />
      )}
      {plan && plan.id === id && <PlanRecord key={plan.id} plan={plan} />}
      {!plan && !error && <Loading />}
    </div>
  );
}

function PlanRecord({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  const planner = role === "planner";
  const [numbers, setNumbers] = useState<RecordNumbers>(planner ? "exact" : "protected");
  const choices = (["exact", "protected"] as const).map((value) => ({ value, name: t(`record.numbers.${value}`) }));
  const mayRead = planner || role === "manager";
  const list = useKeptRecords(plan.id, plan.version, mayRead);
  // Until another is chosen: what was decided on last.
  const [chosen, setChosen] = useState<string | null>();
  const records = list.data ?? [];
  const kept = (chosen === undefined ? records[0] : records.find(({ id }) => id === chosen)) ?? null;
  return (
    <>
      <header className="page-head no-print">
        <p>
          <Link to={planPath(plan.id)}>{t("record.toPlan", { name: plan.name })}</Link>
        </p>
        <h1>{t(mayRead ? "nav.record" : "record.filesOnly")}</h1>
        <p className="lead">{t(mayRead ? "record.lead" : "record.filesOnlyLead")}</p>
        {mayRead && list.data && <KeptChoice plan={plan} records={records} chosen={kept} onChoose={setChosen} />}
        {planner && (
          <>
            <Segments label={t("record.numbers.label")} value={numbers} choices={choices} onChoose={setNumbers} />
            <p className="small soft">{t(`record.numbers.${numbers}Help`)}</p>
          </>
        )}
      </header>
      <ProblemNotice error={list.error} />
      {list.isLoading ? (
        <Loading />
      ) : (
        <>
          {kept && <KeptFacts kept={kept} numbers={numbers} />}
          <SaveFiles plan={plan} numbers={mayRead ? numbers : null} kept={kept?.id ?? null} isPlanner={planner} />
          {mayRead && <Preview plan={plan} numbers={numbers} kept={kept?.id ?? null} />}
        </>
      )}
    </>
  );
}

function Preview({ plan, numbers, kept }: { plan: Plan; numbers: RecordNumbers; kept: string | null }) {
  const { t } = useTranslation();
  const record = useDecisionRecord(plan.id, plan.version, numbers, kept);
  return (
    <section aria-label={t("record.preview")} className="stack">
      <div className="row-apart no-print">
        <h2>{t("record.preview")}</h2>
        <button type="button" className="button" disabled={!record.data} onClick={() => window.print()}>
          {t("record.print")}
        </button>
      </div>
      <ProblemNotice error={record.error}>
        <button type="button" className="button" onClick={() => record.refetch()}>
          {t("record.again")}
        </button>
      </ProblemNotice>
      {record.isPending && <Loading text={t("record.making")} />}
      {record.data && <RecordView record={record.data} />}
    </section>
  );
}
