// A few values over years as lines that are told apart by their dashes and the name at their end. The table beside it says the same.
import { useTranslation } from "react-i18next";
import { formatNumber } from "../numbers.ts";
import { axisTicksBetween } from "../proposals/axis.ts";

export interface TrendLine {
  /** A short name at the end of the line, as in the table's heading. */
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly lows?: readonly (number | null)[];
  readonly highs?: readonly (number | null)[];
}

const width = 340;
const height = 170;
const left = 40;
const right = 36;
const top = 16;
const bottom = 26;
const ink = "#1C1C28";
/** Colours repeat what dashes and letters say. */
const strokes = [
  { colour: "#005595", dash: undefined, width: 2.5 },
  { colour: "#1C1C28", dash: "6 4", width: 1.8 },
  { colour: "#00733B", dash: "2 3", width: 1.8 },
  { colour: "#A90074", dash: "8 3 2 3", width: 1.8 },
] as const;

export function TrendChart({
  name,
  periods,
  lines,
}: {
  name: string;
  periods: readonly string[];
  lines: readonly TrendLine[];
}) {
  const { t } = useTranslation();
  const known = lines
    .flatMap(({ values, lows = [], highs = [] }) => [...values, ...lows, ...highs])
    .filter((value) => value !== null);
  // Over the values alone: from zero, lines that differ would lie on each other.
  const ticks = known.length === 0 ? [0, 1] : axisTicksBetween(Math.min(...known), Math.max(...known), 3);
  const [lowest, most] = [ticks[0]!, ticks.at(-1)!];
  const x = (place: number) =>
    left + (periods.length === 1 ? 0.5 : place / (periods.length - 1)) * (width - left - right);
  const y = (value: number) => height - bottom - ((height - top - bottom) * (value - lowest)) / (most - lowest);
  const points = (values: readonly (number | null)[]) =>
    values.flatMap((value, place) => (value === null ? [] : [[x(place), y(value)] as const]));
  const ends = spread(lines.map(({ values }) => points(values).at(-1)?.[1] ?? null));
  return (
    <svg
      className="trend-chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t("profile.chartLabel", { name, from: periods[0], to: periods.at(-1) })}
      fontSize="11"
      fill={ink}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} stroke={ink} strokeOpacity="0.12" />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end">
            {formatNumber(tick, Number.isInteger(tick) ? 0 : 1)}
          </text>
        </g>
      ))}
      {lowest > 0 && (
        <text x={left} y={top - 2} fontSize="9.5" fillOpacity="0.75">
          {t("profile.axisNotFromZero")}
        </text>
      )}
      {periods.map((period, place) => (
        <text key={period} x={x(place)} y={height - 8} textAnchor="middle">
          {period.slice(0, 4)}
        </text>
      ))}
      {lines.map(({ label, lows, highs }) => {
        if (!lows || !highs) return null;
        const band = [...points(highs), ...points(lows).reverse()];
        return <polygon key={label} points={band.map((at) => at.join(",")).join(" ")} fill="#005595" opacity="0.14" />;
      })}
      {lines.map(({ label, values }, position) => {
        const stroke = strokes[position] ?? strokes[0];
        const at = points(values);
        const end = at.at(-1);
        return (
          <g key={label}>
            <polyline
              points={at.map((point) => point.join(",")).join(" ")}
              fill="none"
              stroke={stroke.colour}
              strokeWidth={stroke.width}
              strokeDasharray={stroke.dash}
            />
            {at.length === 1 && <circle cx={end![0]} cy={end![1]} r="3.5" fill={stroke.colour} />}
            {end && (
              <text x={end[0] + 6} y={ends[position]! + 4} fill={stroke.colour} fontWeight="700">
                {label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

const leastGap = 12;

/** Moves labels apart so that none lies on another. */
function spread(heights: readonly (number | null)[]): readonly (number | null)[] {
  const order = heights.flatMap((at, position) => (at === null ? [] : [{ at, position }])).sort((a, b) => a.at - b.at);
  const placed: (number | null)[] = heights.map(() => null);
  let last = Number.NEGATIVE_INFINITY;
  for (const { at, position } of order) {
    last = Math.max(at, last + leastGap);
    placed[position] = last;
  }
  return placed;
}
