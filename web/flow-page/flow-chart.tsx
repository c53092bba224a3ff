// One series by month over its control limits: months outside and the eighth of a row are marked. The table tells the same.
import { axisTicks } from "../proposals/axis.ts";
import type { FlowSeries } from "./flow-series.ts";

const width = 400;
const height = 170;
const left = 46;
const right = 12;
const top = 12;
const bottom = 26;
const ink = "#1C1C28";

/** Places that are told one after the other: no line is drawn over a month that is not. */
function unbroken(values: FlowSeries["values"]): number[][] {
  const parts: number[][] = [];
  for (const [place, value] of values.entries()) {
    if (value === null) continue;
    if (place > 0 && parts.length > 0 && values[place - 1] !== null) parts.at(-1)!.push(place);
    else parts.push([place]);
  }
  return parts;
}

/** @param write how a value is written on the axis. */
export function FlowChart({ series, write }: { series: FlowSeries; write: (value: number) => string }) {
  const { months, values, chart } = series;
  const most = Math.max(0, ...values.map((value) => value ?? 0), ...(chart?.limits.map(({ high }) => high) ?? []));
  const ticks = axisTicks(most, 4);
  const x = (place: number) => left + ((width - left - right) * place) / Math.max(1, months.length - 1);
  const y = (value: number) => height - bottom - ((height - top - bottom) * value) / (ticks.at(-1) || 1);
  const line = (list: readonly number[]) => list.map((value, place) => `${x(place)},${y(value)}`).join(" ");
  const step = Math.ceil(months.length / 4);
  const marked = new Set(chart?.signals.map(({ period }) => period));
  const told = values.flatMap((value, place) => (value === null ? [] : [{ value, place }]));
  return (
    <svg className="flow-chart" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" fontSize="12" fill={ink}>
      {chart && (
        <polygon
          points={`${line(chart.limits.map(({ high }) => high))} ${chart.limits
            .map(({ low }, place) => `${x(place)},${y(low)}`)
            .reverse()
            .join(" ")}`}
          fill="#E4E7EB"
        />
      )}
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} stroke={ink} strokeOpacity="0.12" />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end">
            {write(tick)}
          </text>
        </g>
      ))}
      {chart && (
        <polyline points={line(chart.centres)} fill="none" stroke={ink} strokeOpacity="0.6" strokeDasharray="5 4" />
      )}
      {unbroken(values).map((part) => (
        <polyline
          key={part[0]}
          points={part.map((place) => `${x(place)},${y(values[place]!)}`).join(" ")}
          fill="none"
          stroke="#005595"
          strokeWidth="2"
        />
      ))}
      {told.map(({ value, place }) => (
        <circle
          key={months[place]}
          cx={x(place)}
          cy={y(value)}
          r={marked.has(place) ? 6 : 3}
          fill={marked.has(place) ? "#B92424" : "#005595"}
          stroke="#FFFFFF"
        />
      ))}
      {months.map((month, place) =>
        place % step === 0 ? (
          <text key={month} x={x(place)} y={height - 8} textAnchor={place === 0 ? "start" : "middle"}>
            {month}
          </text>
        ) : null,
      )}
    </svg>
  );
}
