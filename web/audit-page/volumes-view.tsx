// Days when somebody read exact counts many more times than usual.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../components/empty-state.tsx";
import { CheckField, TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { formatNumber } from "../numbers.ts";
import { useAuditVolumes } from "../state/audit.ts";

const shownDays = 31;
const dayMs = 86_400_000;
const dayText = (date: Date) => date.toISOString().slice(0, 10);

export function VolumesView() {
  const { t } = useTranslation();
  const [from, setFrom] = useState(() => dayText(new Date(Date.now() - shownDays * dayMs)));
  const [to, setTo] = useState(() => dayText(new Date()));
  const [span, setSpan] = useState({ from, to });
  const [everyDay, setEveryDay] = useState(false);
  const { data: days, error } = useAuditVolumes(span);
  const shown = days?.filter(({ unusual }) => unusual || everyDay) ?? [];
  return (
    <section className="stack" aria-labelledby="volumes-heading">
      <h2 id="volumes-heading">{t("audit.view.volumes")}</h2>
      <p className="lead">{t("audit.volumes.lead")}</p>
      <form
        className="card stack no-print"
        onSubmit={(event) => {
          event.preventDefault();
          setSpan({ from, to });
        }}
      >
        <div className="form-grid">
          <TextField
            type="date"
            label={t("audit.filter.from")}
            required
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
          <TextField
            type="date"
            label={t("audit.filter.to")}
            required
            value={to}
            onChange={(event) => setTo(event.target.value)}
          />
        </div>
        <CheckField
          label={t("audit.volumes.everyDay")}
          checked={everyDay}
          onChange={(event) => setEveryDay(event.target.checked)}
        />
        <div className="row">
          <button type="submit" className="button button-primary">
            {t("audit.filter.show")}
          </button>
        </div>
      </form>
      <ProblemNotice error={error} />
      {days && shown.length === 0 && (
        <EmptyState title={t("audit.volumes.none")}>
          <p>{t("audit.volumes.noneHelp")}</p>
        </EmptyState>
      )}
      {shown.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
        <section className="table-frame" tabIndex={0} aria-label={t("audit.volumes.table")}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("audit.volumes.day")}</th>
                <th scope="col">{t("audit.filter.person")}</th>
                <th scope="col" className="right">
                  {t("audit.volumes.count")}
                </th>
                <th scope="col" className="right">
                  {t("audit.volumes.usual")}
                </th>
                <th scope="col">{t("audit.volumes.judgement")}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ personId, personName, day, count, usual, unusual }) => (
                <tr key={`${personId} ${day}`}>
                  <td className="number">{day}</td>
                  <td>{personName}</td>
                  <td className="right">{formatNumber(count)}</td>
                  <td className="right">
                    {usual === null ? "–" : formatNumber(usual, Number.isInteger(usual) ? 0 : 1)}
                  </td>
                  <td>
                    {unusual ? (
                      <span className="tag tag-warning">{t("audit.volumes.unusual")}</span>
                    ) : (
                      t("audit.volumes.asUsual")
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
