// Which record is looked at: as it was kept when the plan was put forward or adopted, or as it is now; and what is known of a kept one.
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/contract/plans.ts";
import type { KeptRecord } from "../../api/contract/record.ts";
import { formatInstant, formatNumber } from "../numbers.ts";
import type { RecordNumbers } from "../state/record.ts";

const now = "now";

/** `chosen` null: as it is now. Says why there is nothing to choose where no record was kept. */
export function KeptChoice({
  plan,
  records,
  chosen,
  onChoose,
}: {
  plan: Plan;
  records: readonly KeptRecord[];
  chosen: KeptRecord | null;
  onChoose: (id: string | null) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  if (records.length === 0) {
    return <p className="small soft">{t(plan.status === "draft" ? "record.kept.later" : "record.kept.none")}</p>;
  }
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t("record.kept.choose")}</label>
        <select
          id={id}
          className="input kept-choice"
          value={chosen?.id ?? now}
          onChange={({ target }) => onChoose(target.value === now ? null : target.value)}
        >
          {records.map((record) => (
            <option key={record.id} value={record.id}>
              {t(`record.kept.${record.occasion}`, { when: formatInstant(record.keptAt) })}
            </option>
          ))}
          <option value={now}>{t("record.kept.now")}</option>
        </select>
      </div>
      {chosen === null && <p className="notice notice-warning">{t("record.kept.nowHelp")}</p>}
    </>
  );
}

/** When, by whom and by which version it was kept, and the checksums that its files are known by. */
export function KeptFacts({ kept, numbers }: { kept: KeptRecord; numbers: RecordNumbers }) {
  const { t } = useTranslation();
  const files = kept.files.filter((file) => file.numbers === numbers);
  return (
    <section className="card stack-tight no-print" aria-labelledby="kept-heading" data-testid="kept-record">
      <h2 id="kept-heading">{t(`record.kept.${kept.occasion}`, { when: formatInstant(kept.keptAt) })}</h2>
      <p>{t("record.kept.help")}</p>
      <dl className="record-facts">
        {kept.keptBy !== undefined && <Fact name={t("record.kept.by")} value={kept.keptBy ?? t("planLife.somebody")} />}
        <Fact name={t("record.kept.revision")} value={String(kept.revision)} />
        {kept.adoptedFrom && <Fact name={t("record.kept.from")} value={kept.adoptedFrom} />}
        <Fact name={t("record.kept.program")} value={kept.program} />
      </dl>
      <details className="fold">
        <summary>{t("record.kept.checksums")}</summary>
        <p className="small soft">{t("record.kept.checksumsHelp")}</p>
        <dl className="record-facts">
          {files.map(({ format, bytes, sha256 }) => (
            <Fact
              key={format}
              name={t("record.kept.file", {
                name: t(`record.kept.format.${format}`),
                size: formatNumber(Math.ceil(bytes / 1000)),
              })}
              value={sha256}
            />
          ))}
          <Fact name={t("record.kept.id")} value={kept.id} />
        </dl>
      </details>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
