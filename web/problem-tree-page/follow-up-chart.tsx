// What has become of a node so far: its values by date, from the baseline towards the target. The table under it tells the same.
import { useTranslation } from "react-i18next";
import type { TreeMeasurement, TreeNode } from "../../engine/problem-tree/tree.ts";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { SaveTable } from "../components/save-table.tsx";
import { formatNumber, tenthsOf } from "../numbers.ts";
import { axisTicksBetween } from "../proposals/axis.ts";
import type { TreeSubject } from "../state/profiles.ts";
import { type ArrivedValue, dayOf } from "./arrived-value.ts";
import { followUpTable } from "./saved-follow-up.ts";
import { useArrivedValues } from "./use-arrived-values.ts";

const width = 340;
const height = 170;
const [left, right, top, bottom] = [40, 14, 16, 26];
const [blue, green, grey, ink] = ["#005595", "#00733B", "#767A86", "#1C1C28"];

const timeOf = (date: string) => Date.parse(date);

export function FollowUpChart({
  node,
  tree,
  measurements,
}: {
  node: TreeNode;
  tree: TreeSubject;
  measurements: readonly TreeMeasurement[];
}) {
  const { t } = useTranslation();
  const arrived = useArrivedValues(node, tree, measurements);
  const baseline: ArrivedValue[] =
    node.baseline !== null && node.baselineDate !== null
      ? [{ date: node.baselineDate, value: node.baseline, low: null, high: null }]
      : [];
  const values = [...baseline, ...arrived.values].sort((a, b) => timeOf(a.date) - timeOf(b.date));
  const target =
    node.target !== null && node.targetDate !== null ? { date: node.targetDate, value: node.target } : null;
  const all = [...values, ...(target ? [target] : [])];
  const undated = (["baseline", "target"] as const).filter(
    (which) => node[which] !== null && node[`${which}Date`] === null,
  );
  if (arrived.isLoading) return <p className="soft small">{t("common.loading")}</p>;
  const said = (
    <>
      <ProblemNotice error={arrived.error} />
      {undated.map((which) => (
        <p key={which} className="notice notice-warning small">
          {t(`tree.undated.${which}`)}
        </p>
      ))}
      {arrived.sentences.map((sentence) => (
        <p key={sentence} className="small">
          {sentence}
        </p>
      ))}
    </>
  );
  if (all.length < 2) {
    return (
      <>
        {said}
        <p className="soft small">{t("tree.nothingYet")}</p>
      </>
    );
  }
  const times = all.map(({ date }) => timeOf(date));
  const amounts = [
    ...all.map(({ value }) => value),
    ...values.flatMap(({ low, high }) => [low ?? [], high ?? []].flat()),
  ];
  const [firstTime, lastTime] = [Math.min(...times), Math.max(...times)];
  const ticks = axisTicksBetween(Math.min(...amounts), Math.max(...amounts), 3);
  const [least, most] = [ticks[0]!, ticks.at(-1)!];
  const isOneDay = firstTime === lastTime;
  const x = (date: string) =>
    left + (width - left - right) * (isOneDay ? 0.5 : (timeOf(date) - firstTime) / (lastTime - firstTime));
  // Before stands beside now, of the same day.
  const xOf = ({ date, of }: ArrivedValue) => x(date) - (of === "before" ? 10 : 0);
  const y = (value: number) => height - bottom - ((height - top - bottom) * (value - least)) / (most - least || 1);
  const number = (value: number) => formatNumber(value, tenthsOf(value));
  const newest = values.at(-1);
  return (
    <figure className="follow-up-chart">
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" fontSize="11" fill={ink} data-testid="follow-up-chart">
        {ticks.map((value) => (
          <g key={value}>
            <line x1={left} x2={width - right} y1={y(value)} y2={y(value)} stroke={grey} strokeOpacity="0.35" />
            <text x={left - 6} y={y(value) + 4} textAnchor="end">
              {number(value)}
            </text>
          </g>
        ))}
        <polyline
          points={values
            .filter(({ of }) => of !== "before")
            .map(({ date, value }) => `${x(date)},${y(value)}`)
            .join(" ")}
          fill="none"
          stroke={blue}
          strokeWidth="2"
        />
        {values.map((own) =>
          own.low === null || own.high === null ? null : (
            <line
              key={`${own.date} ${own.of} ${own.round}`}
              x1={xOf(own)}
              x2={xOf(own)}
              y1={y(own.low)}
              y2={y(own.high)}
              stroke={blue}
              strokeWidth="1.5"
            />
          ),
        )}
        {values.map((own) => (
          <circle
            key={`${own.date} ${own.of} ${own.round} ${own.value}`}
            cx={xOf(own)}
            cy={y(own.value)}
            r="4"
            fill={own.of === "before" ? "#FFFFFF" : blue}
            stroke={blue}
            strokeWidth="1.5"
          />
        ))}
        {target && newest && (
          <line
            x1={x(newest.date)}
            y1={y(newest.value)}
            x2={x(target.date)}
            y2={y(target.value)}
            stroke={green}
            strokeDasharray="4 4"
          />
        )}
        {target && (
          <path
            d={`M${x(target.date)} ${y(target.value) - 6}l6 6l-6 6l-6 -6Z`}
            fill="#FFFFFF"
            stroke={green}
            strokeWidth="2"
          />
        )}
        {!isOneDay && (
          <text x={left} y={height - 8}>
            {new Date(firstTime).toISOString().slice(0, 7)}
          </text>
        )}
        <text x={width - right} y={height - 8} textAnchor="end">
          {new Date(lastTime).toISOString().slice(0, 7)}
        </text>
      </svg>
      <figcaption className="small">
        {newest && target
          ? t("tree.standing", {
              value: number(newest.value),
              date: newest.date,
              target: number(target.value),
              targetDate: target.date,
              unit: node.unit,
            })
          : node.target === null && t("tree.standingWithoutTarget", { count: values.length })}
      </figcaption>
      {values.some(({ of }) => of === "before") && <p className="small soft">{t("tree.pairHelp")}</p>}
      {said}
      {(node.indicatorKey !== null || node.surveyId !== null) && (
        <details className="fold">
          <summary className="small">{t("tree.asTable")}</summary>
          <table className="table">
            <tbody>
              {arrived.values.map(({ date, value, low, high, of, round }) => (
                <tr key={`${date} ${of} ${round}`}>
                  <th scope="row">
                    {round && `${round}, `}
                    {dayOf(node, { date })}
                    {of && ` ${t(`tree.pair.${of}`)}`}
                  </th>
                  <td className="right">
                    {number(value)}
                    {low === null || high === null ? "" : ` (${number(low)} – ${number(high)})`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      <SaveTable table={followUpTable(t, node, arrived)} />
    </figure>
  );
}
