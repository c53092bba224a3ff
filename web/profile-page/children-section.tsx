// Children by age class over the years, with what has changed by more than chance.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { AreaProfile } from "../../api/contract/profiles.ts";
import { inLanguage } from "../i18n.ts";
import { formatNumber, formatSigned } from "../numbers.ts";
import { TrendChart } from "./trend-chart.tsx";

type Children = AreaProfile["children"][number];

export function ChildrenSection({ profile }: { profile: AreaProfile }) {
  const { t } = useTranslation();
  if (profile.children.length === 0) return <p className="soft">{t("profile.children.none")}</p>;
  return (
    <div className="indicator-grid">
      {profile.children.map((measure) => (
        <ChildrenCard key={measure.key} measure={measure} />
      ))}
    </div>
  );
}

function countText(t: TFunction, { own }: Children["dates"][number]): string {
  if (own.value === null) return t("profile.noValue");
  const number = formatNumber(own.value);
  const marked = own.roundedCount > 0 ? t("profile.children.about", { number }) : number;
  return own.unknownCount > 0 ? t("profile.children.partly", { number: marked, count: own.unknownCount }) : marked;
}

function ChildrenCard({ measure }: { measure: Children }) {
  const { t } = useTranslation();
  const name = inLanguage({ sv: measure.nameSv, en: measure.nameEn });
  const { dates, change } = measure;
  return (
    <article className="card indicator-card" aria-labelledby={`children-${measure.key}`}>
      <h3 id={`children-${measure.key}`}>{name}</h3>
      <p className="indicator-value">
        <strong>{countText(t, dates.at(-1)!)}</strong> <span className="soft">{dates.at(-1)!.period}</span>
      </p>
      <p>
        {change === null
          ? t("profile.children.noChange")
          : t(`profile.children.${change.verdict}`, {
              difference: formatSigned(change.difference),
              from: change.from.slice(0, 4),
            })}
      </p>
      <TrendChart
        periods={dates.map(({ period }) => period)}
        lines={[{ letter: "A", values: dates.map(({ own }) => own.value) }]}
      />
      <details className="chart-table">
        <summary>{t("profile.asTable", { name })}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keyboard */}
        <section className="table-frame" tabIndex={0} aria-label={name}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("profile.date")}</th>
                <th scope="col" className="right">
                  {t("profile.children.here")}
                </th>
                <th scope="col" className="right">
                  {t("profile.children.municipality")}
                </th>
              </tr>
            </thead>
            <tbody>
              {dates.map((date) => (
                <tr key={date.period}>
                  <th scope="row">{date.period}</th>
                  <td className="right">{countText(t, date)}</td>
                  <td className="right">
                    {date.municipality === null ? t("profile.noValue") : formatNumber(date.municipality)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </article>
  );
}
