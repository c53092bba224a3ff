// The log review (loggkontroll): whether the log is whole, its rows by filter, samples, unusual volumes and notes.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Segments } from "../components/segments.tsx";
import { type LogFilter, useAuditOverview } from "../state/audit.ts";
import { ChainState } from "./chain-state.tsx";
import { FilterForm } from "./filter-form.tsx";
import { RowsView } from "./rows-view.tsx";
import { SampleView } from "./sample-view.tsx";
import { VolumesView } from "./volumes-view.tsx";

const views = ["rows", "sample", "volumes"] as const;

export default function AuditPage() {
  const { t } = useTranslation();
  const { data: overview, error, isPending } = useAuditOverview();
  const [view, setView] = useState<(typeof views)[number]>("rows");
  const [filter, setFilter] = useState<LogFilter>({});
  const [asked, setAsked] = useState(0);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t("nav.audit")}</h1>
        <p className="lead">{t("audit.lead")}</p>
      </header>
      <ProblemNotice error={error} />
      {isPending && <Loading />}
      {overview && (
        <>
          <ChainState overview={overview} />
          <div className="no-print">
            <Segments
              label={t("audit.views")}
              value={view}
              choices={views.map((value) => ({ value, name: t(`audit.view.${value}`) }))}
              onChoose={setView}
            />
          </div>
          {view !== "volumes" && (
            <FilterForm
              overview={overview}
              given={filter}
              onFilter={(next) => {
                setFilter(next);
                setAsked(asked + 1);
              }}
            />
          )}
          {view === "rows" && <RowsView key={asked} filter={filter} asked={asked} overview={overview} />}
          {view === "sample" && <SampleView filter={filter} overview={overview} />}
          {view === "volumes" && <VolumesView />}
        </>
      )}
    </div>
  );
}
