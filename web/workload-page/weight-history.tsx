// Every version of the weights: who, when, why, and what each was.
import { useTranslation } from "react-i18next";
import type { PlanWorkload, WorkloadWeights } from "../../api/contract/workload.ts";
import { formatInstant, formatNumber, tenthsOf } from "../numbers.ts";
import { weightOf } from "./balances.ts";
import { caseTypeName } from "./words.ts";

export function WeightHistory({
  versions,
  caseTypes,
}: {
  versions: readonly WorkloadWeights[];
  caseTypes: PlanWorkload["caseTypes"];
}) {
  const { t } = useTranslation();
  const weight = (value: number) => formatNumber(value, Number.isInteger(value * 10) ? tenthsOf(value) : 2);
  return (
    <details className="card no-print">
      <summary>{t("workload.history", { count: versions.length })}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard */}
      <section className="table-frame" tabIndex={0} aria-label={t("workload.historyTable")}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("workload.version")}</th>
              <th scope="col">{t("workload.who")}</th>
              {caseTypes.map((type) => (
                <th key={type.key} scope="col" className="right">
                  {caseTypeName(type)}
                </th>
              ))}
              <th scope="col" className="right">
                {t("workload.otherCaseShort")}
              </th>
              <th scope="col" className="right">
                {t("workload.perChildShort")}
              </th>
              <th scope="col">{t("workload.note")}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((own) => (
              <tr key={own.version}>
                <th scope="row">
                  {own.version} ({t(`workload.unitName.${own.unit}`)})
                </th>
                <td>
                  {own.version === 0
                    ? t("workload.default")
                    : `${own.author ?? t("workload.somebody")}, ${formatInstant(own.createdAt!)}`}
                </td>
                {caseTypes.map(({ key }) => (
                  <td key={key} className="right">
                    {weight(weightOf(own, key))}
                  </td>
                ))}
                <td className="right">{weight(own.otherCase)}</td>
                <td className="right">{weight(own.perChild)}</td>
                <td>{own.version === 0 ? t("workload.defaultNote") : own.note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
