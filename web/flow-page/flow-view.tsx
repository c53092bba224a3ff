// One series of the flow: what the control chart says in words, the chart, and the table behind it.
import type { TFunction } from "i18next";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { seasonFactor } from "../../engine/workload/season.ts";
import { SaveTable } from "../components/save-table.tsx";
import { currentLanguage } from "../i18n.ts";
import { formatNumber, formatPercent } from "../numbers.ts";
import { FlowChart } from "./flow-chart.tsx";
import type { FlowSeries } from "./flow-series.ts";

function writerOf({ key }: FlowSeries): (value: number) => string {
  return key === "share" ? (value) => formatPercent(value, 0) : (value) => formatNumber(value);
}

/** Each signal in words, or that there is none beyond chance. */
function signalSentences(t: TFunction, series: FlowSeries): string[] {
  const { chart, months, values } = series;
  const write = writerOf(series);
  if (!chart) return [t(series.key === "openCases" ? "flow.noLimitsOfStock" : "flow.tooFewMonths")];
  if (chart.signals.length === 0) return [t("flow.noSignal")];
  return chart.signals.map(({ period, kind }) => {
    const isAbove = values[period]! > chart.centres[period]!;
    if (kind === "eight-in-a-row") return t(`flow.row.${isAbove ? "above" : "below"}`, { month: months[period] });
    const limit = isAbove ? chart.limits[period]!.high : chart.limits[period]!.low;
    return t(`flow.outside.${isAbove ? "above" : "below"}`, {
      month: months[period],
      value: write(values[period]!),
      limit: write(limit),
    });
  });
}

/** Which months usually have least and most, or why no season is taken out; nothing where there are no limits. */
function seasonSentence(t: TFunction, { chart, season }: FlowSeries): string | null {
  if (!chart) return null;
  if (!season) return t("flow.season.short");
  const years = { first: season.years[0], last: season.years.at(-1) };
  const [low, high] = [Math.min(...season.factors), Math.max(...season.factors)];
  const monthOf = (factor: number) => monthName(season.factors.indexOf(factor));
  return t("flow.season.out", {
    ...years,
    low: monthOf(low),
    lowBy: formatPercent(1 - low, 0),
    high: monthOf(high),
    highBy: formatPercent(high - 1, 0),
  });
}

/** At most so many of the latest months that are not told are named. */
const mostNamed = 6;

/** Which months are not told and whose numbers are missing, and who is in no value. */
function untoldSentences(t: TFunction, { untold, without }: FlowSeries): string[] {
  const letters = (units: readonly string[]) => units.map((unit) => unit || t("flow.noTeam")).join(", ");
  const named = untold.slice(-mostNamed).map(({ month, units }) => `${month} (${letters(units)})`);
  return [
    ...(without.length > 0 ? [t("flow.without", { teams: letters(without) })] : []),
    ...(untold.length > 0 ? [t("flow.untold", { count: untold.length, months: named.join(", ") })] : []),
  ];
}

/** "juli" for 6. */
function monthName(month: number): string {
  const format = new Intl.DateTimeFormat(currentLanguage(), { month: "long", timeZone: "UTC" });
  return format.format(new Date(Date.UTC(2024, month, 1)));
}

export function FlowView({ series, what }: { series: FlowSeries; what: string }) {
  const { t } = useTranslation();
  const id = useId();
  const { months, values, chart, largestError } = series;
  const write = writerOf(series);
  const signalled = new Map(chart?.signals.map(({ period, kind }) => [period, kind]));
  const name = t(`flow.series.${series.key}`);
  const season = seasonSentence(t, series);
  return (
    <section className="card stack-tight" aria-labelledby={id} data-series={series.key}>
      <h2 id={id}>{name}</h2>
      <ul className="flow-signals">
        {signalSentences(t, series).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <FlowChart series={series} write={write} />
      {untoldSentences(t, series).map((sentence) => (
        <p key={sentence} className="small">
          {sentence}
        </p>
      ))}
      {season && <p className="small soft">{season}</p>}
      {largestError !== null && <p className="small soft">{t("flow.error", { error: largestError })}</p>}
      <details>
        <summary>{t("flow.tableOf", { name })}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled table must be reachable by keyboard */}
        <section className="table-frame flow-table" tabIndex={0} aria-label={t("flow.tableOf", { name })}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("flow.month")}</th>
                <th scope="col" className="right">
                  {name}
                </th>
                <th scope="col" className="right">
                  {t("flow.limits")}
                </th>
                <th scope="col">{t("flow.signal")}</th>
              </tr>
            </thead>
            <tbody>
              {months.map((month, place) => (
                <tr key={month}>
                  <th scope="row">{month}</th>
                  <td className="right">{values[place] === null ? t("missing.missing") : write(values[place]!)}</td>
                  <td className="right">
                    {chart ? `${write(chart.limits[place]!.low)}–${write(chart.limits[place]!.high)}` : "–"}
                  </td>
                  <td>{signalled.has(place) ? t(`flow.kinds.${signalled.get(place)!}`) : ""}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <SaveTable
          table={{
            kind: "flow",
            name: `flode-${series.key}`,
            headings: [
              t("flow.month"),
              t("flow.selection"),
              name,
              t("flow.low"),
              t("flow.high"),
              t("flow.factor"),
              t("flow.signal"),
            ],
            rows: months.map((month, place) => [
              ...[month, what, values[place] ?? null],
              ...[chart?.limits[place]?.low ?? null, chart?.limits[place]?.high ?? null],
              series.season ? seasonFactor(series.season, month) : null,
              signalled.has(place) ? t(`flow.kinds.${signalled.get(place)!}`) : null,
            ]),
          }}
        />
      </details>
    </section>
  );
}
