// The rows that the filter lets through, page by page, and as a file.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AuditOverview } from "../../api/contract/audit.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { currentLanguage } from "../i18n.ts";
import { formatNumber } from "../numbers.ts";
import { type LogFilter, useAuditEvents, useExportLog } from "../state/audit.ts";
import { EventTable } from "./event-table.tsx";
import { NoteForm } from "./note-form.tsx";

export function RowsView({ filter, asked, overview }: { filter: LogFilter; asked: number; overview: AuditOverview }) {
  const { t } = useTranslation();
  /** Where each page looked at begins; the last is the present one. */
  const [starts, setStarts] = useState<readonly (number | undefined)[]>([undefined]);
  const [noted, setNoted] = useState<number | null>(null);
  const { data, error, isPending, isPlaceholderData } = useAuditEvents(filter, starts.at(-1), asked);
  const exporting = useExportLog();
  if (isPending) return <Loading />;
  if (!data) return <ProblemNotice error={error} />;
  const { events, total, nextBefore } = data;
  return (
    <section className="stack" aria-labelledby="rows-heading" aria-busy={isPlaceholderData}>
      <div className="row-apart">
        <h2 id="rows-heading">{t("audit.view.rows")}</h2>
        <p role="status">{t("audit.rows", { count: total, number: formatNumber(total) })}</p>
        {total > 0 && (
          <button
            type="button"
            className="button no-print"
            disabled={exporting.isPending}
            onClick={() => exporting.mutate({ ...filter, language: currentLanguage() })}
          >
            {t("audit.export")}
          </button>
        )}
      </div>
      <ProblemNotice error={exporting.error} />
      {noted !== null && <NoteForm about={noted} onDone={() => setNoted(null)} />}
      {events.length === 0 ? (
        <EmptyState title={t("audit.none")}>
          <p>{t("audit.noneHelp")}</p>
        </EmptyState>
      ) : (
        <EventTable events={events} overview={overview} caption={t("audit.table")} onNote={setNoted} />
      )}
      <nav className="row no-print" aria-label={t("audit.pages")}>
        <button
          type="button"
          className="button"
          disabled={starts.length === 1}
          onClick={() => setStarts(starts.slice(0, -1))}
        >
          {t("audit.newer")}
        </button>
        <span className="soft">{t("audit.page", { number: starts.length })}</span>
        <button
          type="button"
          className="button"
          disabled={nextBefore === null}
          onClick={() => setStarts([...starts, nextBefore ?? undefined])}
        >
          {t("audit.older")}
        </button>
      </nav>
    </section>
  );
}
