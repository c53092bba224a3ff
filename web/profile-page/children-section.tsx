// Children by age class over the years beside the municipality's share, with what has changed by more than chance.
import { useTranslation } from "react-i18next";
import type { AreaProfile } from "../../api/contract/profiles.ts";
import { inLanguage } from "../i18n.ts";
import { formatNumber } from "../numbers.ts";
import { CardDetails } from "./card-details.tsx";
import { childrenChangeText, childrenText, shareText } from "./profile-words.ts";
import { TrendChart } from "./trend-chart.tsx";

type Children = AreaProfile["children"][number];

/** The narrower classes first: those that hold the others come last. */
function byWidth(one: Children, other: Children): number {
  const spanOf = ({ key }: Children) => key.split("-").slice(1).map(Number) as [number, number];
  const [[from, to], [otherFrom, otherTo]] = [spanOf(one), spanOf(other)];
  return to - from - (otherTo - otherFrom) || from - otherFrom;
}

export function ChildrenSection({ profile }: { profile: AreaProfile }) {
  const { t } = useTranslation();
  if (profile.children.length === 0) return <p className="soft">{t("profile.children.none")}</p>;
  return (
    <div className="indicator-grid">
      {[...profile.children].sort(byWidth).map((measure) => (
        <ChildrenCard key={measure.key} measure={measure} />
      ))}
    </div>
  );
}

function ChildrenCard({ measure }: { measure: Children }) {
  const { t } = useTranslation();
  const name = inLanguage({ sv: measure.nameSv, en: measure.nameEn });
  const { dates, share } = measure;
  const newest = dates.at(-1)!;
  return (
    <article className="card indicator-card" aria-labelledby={`children-${measure.key}`}>
      <h3 id={`children-${measure.key}`}>{name}</h3>
      <p className="indicator-value">
        <strong>{childrenText(t, newest.own)}</strong> <span className="soft">{newest.period}</span>
      </p>
      {share && (
        <p>{t("profile.children.share", { own: shareText(share.own), municipality: shareText(share.municipality) })}</p>
      )}
      <p>{childrenChangeText(t, measure)}</p>
      <CardDetails>
        <TrendChart
          name={name}
          periods={dates.map(({ period }) => period)}
          lines={[{ label: t("profile.line.0"), values: dates.map(({ own }) => own.value) }]}
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
                {dates.map(({ period, own, municipality }) => (
                  <tr key={period}>
                    <th scope="row">{period}</th>
                    <td className="right">{childrenText(t, own)}</td>
                    <td className="right">
                      {municipality === null ? t("profile.noValue") : formatNumber(municipality)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </details>
      </CardDetails>
    </article>
  );
}
