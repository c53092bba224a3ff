// Earlier imports, latest first.
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { inLanguage } from "../i18n.ts";
import { formatInstant, formatNumber } from "../numbers.ts";
import { useImports, usePurposes } from "../state/queries.ts";

const tagOf = {
  running: "tag-blue",
  loaded: "tag-good",
  unchanged: "",
  refused: "tag-bad",
  cancelled: "tag-warning",
  failed: "tag-bad",
} as const;

export function ImportHistory() {
  const { t } = useTranslation();
  const { data: imports = [], error } = useImports();
  const purposes = usePurposes().data ?? [];
  return (
    <section className="stack-tight" aria-labelledby="history-heading">
      <h2 id="history-heading">{t("import.history")}</h2>
      <ProblemNotice error={error} />
      {imports.length === 0 ? (
        <p className="soft">{t("import.noHistory")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard
        <section className="table-frame" tabIndex={0} aria-label={t("import.historyRows")}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("import.when")}</th>
                <th scope="col">{t("import.purpose")}</th>
                <th scope="col">{t("import.file")}</th>
                <th scope="col" className="right">
                  {t("import.rows")}
                </th>
                <th scope="col">{t("import.result")}</th>
                <th scope="col">{t("import.who")}</th>
              </tr>
            </thead>
            <tbody>
              {imports.map((own) => {
                const purpose = purposes.find((candidate) => candidate.purpose === own.purpose);
                return (
                  <tr key={own.id}>
                    <td className="number">{formatInstant(own.createdAt)}</td>
                    <td>{purpose ? inLanguage(purpose.name) : own.purpose}</td>
                    <td>{own.fileName}</td>
                    <td className="right">{own.loadedCount === null ? "–" : formatNumber(own.loadedCount)}</td>
                    <td>
                      <span className={`tag ${tagOf[own.status]}`}>{t(`import.statusShort.${own.status}`)}</span>
                    </td>
                    <td>{own.author ?? "–"}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
