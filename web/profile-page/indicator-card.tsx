// One indicator: its value beside the others, what chance explains, its course over years, and where it comes from.
import { useTranslation } from "react-i18next";
import type { AreaProfile, ProfileIndicator } from "../../api/contract/profiles.ts";
import { formatNumber } from "../numbers.ts";
import { comparedName, estimateText, rankInWords } from "./profile-words.ts";
import { TrendChart } from "./trend-chart.tsx";

/** The first is the profile's own. */
export const lineLetters = ["A", "K", "1", "2"] as const;

export function IndicatorCard({ profile, indicator }: { profile: AreaProfile; indicator: ProfileIndicator }) {
  const { t } = useTranslation();
  const { years, verdicts } = indicator;
  const newest = years.at(-1)!;
  const names = [profile.name, ...profile.compared.map((one) => comparedName(t, one))];
  const rank = rankInWords(t, indicator.rank);
  const own = newest.values[0]!;
  const lines = names.map((_name, place) => ({
    letter: lineLetters[place]!,
    values: years.map(({ values }) => values[place]!.value),
    ...(place === 0 && own.low !== null
      ? {
          lows: years.map(({ values }) => values[0]!.low),
          highs: years.map(({ values }) => values[0]!.high),
        }
      : {}),
  }));
  return (
    <article className="card indicator-card" aria-labelledby={`indicator-${indicator.key}`}>
      <h3 id={`indicator-${indicator.key}`}>{indicator.name}</h3>
      <p className="indicator-value">
        <strong>{estimateText(t, indicator, own)}</strong> <span className="soft">{newest.period}</span>
        {rank && <span className="tag">{rank}</span>}
      </p>
      <ul className="indicator-verdicts">
        {profile.compared.map((one, place) => (
          <li key={one.key}>
            <span className={`verdict verdict-${verdicts[place]}`} aria-hidden="true" />
            {t(`profile.verdict.${verdicts[place]}`, {
              name: comparedName(t, one),
              value: estimateText(t, indicator, newest.values[place + 1]!),
            })}
          </li>
        ))}
      </ul>
      <TrendChart periods={years.map(({ period }) => period)} lines={lines} />
      <details className="chart-table">
        <summary>{t("profile.asTable", { name: indicator.name })}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keyboard */}
        <section className="table-frame" tabIndex={0} aria-label={indicator.name}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("profile.year")}</th>
                {names.map((name, place) => (
                  <th key={lineLetters[place]} scope="col" className="right">
                    {lineLetters[place]} {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {years.map(({ period, values }) => (
                <tr key={period}>
                  <th scope="row">{period}</th>
                  {values.map((value, place) => (
                    <td key={lineLetters[place]} className="right">
                      {estimateText(t, indicator, value)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
      <p className="small soft">
        {t("common.source", { source: indicator.source })}. {indicator.method ? `${indicator.method} ` : ""}
        {own.weighed && t("profile.how.weighed")}{" "}
        {indicator.base === null
          ? t("profile.how.noBase")
          : t("profile.how.base", {
              base: t(`profile.base.${indicator.base}`),
              count: Math.round(own.people ?? 0),
              people: formatNumber(own.people ?? 0),
            })}{" "}
        {own.unknownCount > 0 && t("profile.how.unknown", { count: own.unknownCount })}
      </p>
    </article>
  );
}
