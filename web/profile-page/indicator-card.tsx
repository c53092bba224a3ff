// One indicator: its value beside the others, what chance explains, its course over years, and where it comes from.
import { useTranslation } from "react-i18next";
import type { AreaProfile, Estimate, ProfileIndicator } from "../../api/contract/profiles.ts";
import { formatNumber } from "../numbers.ts";
import { CardDetails } from "./card-details.tsx";
import { comparedName, estimateText, lackOfBase, rankInWords, trendText, verdictText } from "./profile-words.ts";
import { TrendChart } from "./trend-chart.tsx";

/** How the lines are called at their ends: the profile's own, the municipality's and those of the two compared with. */
export const lineKeys = ["0", "1", "2", "3"] as const;

/** What the source publishes under a known name; the import's own word of the method comes first. */
function MethodText({ indicator: { key, method } }: { indicator: ProfileIndicator }) {
  const { t, i18n } = useTranslation();
  if (method) return `${method} `;
  return i18n.exists(`profile.method.${key}`) ? `${t(`profile.method.${key}`)} ` : null;
}

/** What the newest value rests on: how many people, where that is known, and where its interval comes from. */
function BaseText({ indicator: { base }, own }: { indicator: ProfileIndicator; own: Estimate }) {
  const { t } = useTranslation();
  const given = own.basis === "given" ? ` ${t("profile.how.given")}` : "";
  if (base === null || base === "imported") {
    if (own.people !== null) return `${t("profile.how.imported", { people: formatNumber(own.people) })}${given}`;
    return given === "" ? t("profile.how.noBase") : given;
  }
  const named = t(`profile.base.${base}`);
  if (own.people === null) return t("profile.how.baseUnknown", { base: named });
  const people = formatNumber(own.people);
  return t("profile.how.base", { base: named, count: Math.round(own.people), people });
}

export function IndicatorCard({ profile, indicator }: { profile: AreaProfile; indicator: ProfileIndicator }) {
  const { t } = useTranslation();
  const { years, verdicts } = indicator;
  const newest = years.at(-1)!;
  const names = [profile.name, ...profile.compared.map((one) => comparedName(t, one))];
  const rank = rankInWords(t, indicator.rank);
  const trend = trendText(t, indicator);
  const lack = lackOfBase(t, indicator);
  const own = newest.values[0]!;
  const isMeanOfMedians = own.weighed && indicator.key.startsWith("median-");
  const lines = names.map((_name, place) => ({
    label: t(`profile.line.${lineKeys[place]!}`),
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
      {lack && (
        <p className="small" data-testid="lack-of-base">
          {lack}
        </p>
      )}
      {isMeanOfMedians && <p className="small">{t("profile.how.meanOfMedians")}</p>}
      <ul className="indicator-verdicts">
        {profile.compared.map((one, place) => (
          <li key={one.key}>
            <span className={`verdict verdict-${verdicts[place]}`} aria-hidden="true" />
            {verdictText(t, indicator, profile.compared, place)}
          </li>
        ))}
      </ul>
      {trend && <p>{trend}</p>}
      <CardDetails>
        <TrendChart name={indicator.name} periods={years.map(({ period }) => period)} lines={lines} />
        <details className="chart-table">
          <summary>{t("profile.asTable", { name: indicator.name })}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keyboard */}
          <section className="table-frame" tabIndex={0} aria-label={indicator.name}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{`${t("profile.year")} (${indicator.unit})`}</th>
                  {names.map((name, place) => (
                    <th key={lineKeys[place]} scope="col" className="right">
                      {t(`profile.line.${lineKeys[place]!}`)}: {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {years.map(({ period, values }, position) => (
                  <tr key={period}>
                    <th scope="row">{period}</th>
                    {values.map((value, place) => (
                      <td key={lineKeys[place]} className="right">
                        {years.length - position > (profile.compared[place - 1]?.newestYearsTold ?? years.length)
                          ? t("profile.newestOnly")
                          : estimateText(t, { unit: "", decimals: indicator.decimals }, value)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </details>
        <p className="small soft">
          {t("common.source", { source: indicator.source })}. <MethodText indicator={indicator} />
          {own.weighed && t("profile.how.weighed")} <BaseText indicator={indicator} own={own} />{" "}
          {own.unknownCount > 0 && t("profile.how.unknown", { count: own.unknownCount })}
        </p>
      </CardDetails>
    </article>
  );
}
