// A random sample of what the filter lets through, for the monthly review; the service draws it, and it can be drawn again.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AuditOverview } from "../../api/contract/audit.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatNumber } from "../numbers.ts";
import { type LogFilter, useDrawSample } from "../state/audit.ts";
import { EventTable } from "./event-table.tsx";
import { NoteForm } from "./note-form.tsx";

const usualSize = 20;

export function SampleView({ filter, overview }: { filter: LogFilter; overview: AuditOverview }) {
  const { t } = useTranslation();
  const [size, setSize] = useState(String(usualSize));
  const [again, setAgain] = useState("");
  const [noted, setNoted] = useState<number | null>(null);
  const drawing = useDrawSample();
  const sample = drawing.data;
  const { language: _language, ...filtered } = filter;
  return (
    <section className="stack" aria-labelledby="sample-heading">
      <h2 id="sample-heading">{t("audit.view.sample")}</h2>
      <p className="lead">{t("audit.sample.lead")}</p>
      <form
        className="card stack no-print"
        onSubmit={(event) => {
          event.preventDefault();
          const repeated = again === "" ? {} : { again: Number(again) };
          drawing.mutate({ ...filtered, size: Number(size), ...repeated });
          setNoted(null);
        }}
      >
        <div className="form-grid">
          <TextField
            type="number"
            label={t("audit.sample.size")}
            min={1}
            max={200}
            required
            value={size}
            disabled={again !== ""}
            onChange={(event) => setSize(event.target.value)}
          />
          <TextField
            type="number"
            label={t("audit.sample.again")}
            help={t("audit.sample.againHelp")}
            min={1}
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
        </div>
        <div className="row">
          <button type="submit" className="button button-primary" disabled={drawing.isPending}>
            {t("audit.sample.draw")}
          </button>
        </div>
      </form>
      <ProblemNotice error={drawing.error} />
      {sample && (
        <>
          <p role="status" data-seed={sample.seed}>
            {t("audit.sample.drawn", {
              size: formatNumber(sample.events.length),
              population: formatNumber(sample.population),
              row: formatNumber(sample.sequence),
            })}
          </p>
          {sample.events.length === 0 ? (
            <EmptyState title={t("audit.none")}>
              <p>{t("audit.noneHelp")}</p>
            </EmptyState>
          ) : (
            <EventTable
              events={sample.events}
              overview={overview}
              caption={t("audit.sample.table")}
              onNote={setNoted}
            />
          )}
          {noted === null ? (
            <NoteForm key={sample.sequence} about={sample.sequence} />
          ) : (
            <NoteForm key={noted} about={noted} onDone={() => setNoted(null)} />
          )}
        </>
      )}
    </section>
  );
}
