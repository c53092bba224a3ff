// A few values over years as lines that are told apart by their dashes and the letter at their end. The table beside it says the same.

import { formatNumber } from "../numbers.ts";
import { axisTicks } from "../proposals/axis.ts";

export interface TrendLine {
  /** One letter at the end of the line, as in the table's heading. */
  readonly letter: string;
  readonly values: readonly (number | null)[];
  readonly lows?: readonly (number | null)[];
  readonly highs?: readonly (number | null)[];
}

const width = 340;
const height = 170;
const left = 40;
const right = 26;
const top = 12;
const bottom = 26;
const ink = "#1C1C28";
/** Colours repeat what dashes and letters say. */
const strokes = [
  { colour: "#005595", dash: undefined, width: 2.5 },
  { colour: "#1C1C28", dash: "6 4", width: 1.8 },
  { colour: "#00733B", dash: "2 3", width: 1.8 },
  { colour: "#A90074", dash: "8 3 2 3", width: 1.8 },
] as const;

export function TrendChart({ periods, lines }: { periods: readonly string[]; lines: readonly TrendLine[] }) {
  const known = lines.flatMap(({ values, highs = [] }) => [...values, ...highs]).filter((value) => value !== null);
  const lowest = Math.min(0, ...lines.flatMap(({ values }) => values).filter((value) => value !== null));
  const ticks = axisTicks(Math.max(0, ...known), 3);
  const most = ticks.at(-1) || 1;
  const x = (place: number) =>
    left + (periods.length === 1 ? 0.5 : place / (periods.length - 1)) * (width - left - right);
  const y = (value: number) => height - bottom - ((height - top - bottom) * (value - lowest)) / (most - lowest);
  const points = (values: readonly (number | null)[]) =>
    values.flatMap((value, place) => (value === null ? [] : [[x(place), y(value)] as const]));
  const ends = spread(lines.map(({ values }) => points(values).at(-1)?.[1] ?? null));
  return (
    <svg className="trend-chart" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" fontSize="11" fill={ink}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} stroke={ink} strokeOpacity="0.12" />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end">
            {formatNumber(tick, Number.isInteger(tick) ? 0 : 1)}
          </text>
        </g>
      ))}
      {periods.map((period, place) => (
        <text key={period} x={x(place)} y={height - 8} textAnchor="middle">
          {period.slice(0, 4)}
        </text>
      ))}
      {lines.map(({ letter, lows, highs }) => {
        if (!lows || !highs) return null;
        const band = [...points(highs), ...points(lows).reverse()];
        return <polygon key={letter} points={band.map((at) => at.join(",")).join(" ")} fill="#005595" opacity="0.14" />;
      })}
      {lines.map(({ letter, values }, position) => {
        const stroke = strokes[position] ?? strokes[0];
        const at = points(values);
        const end = at.at(-1);
        return (
          <g key={letter}>
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
                {letter}
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
