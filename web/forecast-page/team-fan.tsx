// A team's cases or children year by year as they were told, and the coming years with the spans that they lie in; the table tells the same.
import type { PossibleIntervals } from "../../engine/workload/forecast-teams.ts";
import { formatNumber } from "../numbers.ts";
import { axisTicks } from "../proposals/axis.ts";

const width = 320;
const height = 170;
const left = 40;
const right = 14;
const top = 12;
const bottom = 26;
const ink = "#1C1C28";
const blue = "#005595";

export interface SeenYear {
  readonly year: number;
  readonly told: number;
  /** Areas of the team whose count is not told: what is expected of them is in `told`. */
  readonly untoldAreas: number;
}

export interface ComingYear extends PossibleIntervals {
  readonly year: number;
  readonly expected: number;
}

/** What is drawn of a team. */
export interface Fan {
  readonly seen: readonly SeenYear[];
  readonly coming: readonly ComingYear[];
}

/** The most that any of these has: what pictures beside each other have their axis to. */
export function mostIn(fans: readonly Fan[]): number {
  return Math.max(
    ...fans.flatMap(({ seen, coming }) => [
      ...seen.map(({ told }) => told),
      ...coming.map(({ likely95, expected }) => likely95?.high ?? expected),
    ]),
  );
}

export function TeamFan({ seen, coming, most, title }: Fan & { most: number; title: string }) {
  const years = [...seen.map(({ year }) => year), ...coming.map(({ year }) => year)];
  const ticks = axisTicks(most, 4);
  const x = (year: number) =>
    left + ((width - left - right) * (year - years[0]!)) / Math.max(1, years.at(-1)! - years[0]!);
  const y = (count: number) => height - bottom - ((height - top - bottom) * count) / (ticks.at(-1) || 1);
  const last = seen.at(-1);
  const start = last ? [{ year: last.year, low: last.told, high: last.told, middle: last.told }] : [];
  const fan = (level: "likely80" | "likely95") => {
    // Where nothing can be said of the spans there is the middle alone.
    const points = [...start, ...coming.flatMap((own) => (own[level] ? [{ year: own.year, ...own[level] }] : []))];
    const upper = points.map(({ year, high }) => `${x(year)},${y(high)}`);
    const lower = points.map(({ year, low }) => `${x(year)},${y(low)}`).reverse();
    return [...upper, ...lower].join(" ");
  };
  const middle = [...start, ...coming.map(({ year, expected }) => ({ year, middle: expected }))];
  return (
    <svg className="forecast-fan" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" fontSize="11" fill={ink}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} stroke={ink} strokeOpacity="0.12" />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end">
            {formatNumber(tick)}
          </text>
        </g>
      ))}
      {years.map((year, place) => (
        <text
          key={year}
          x={x(year)}
          y={height - 8}
          textAnchor={place === years.length - 1 ? "end" : "middle"}
          fillOpacity={place % 2 === (years.length - 1) % 2 ? 1 : 0}
        >
          {year}
        </text>
      ))}
      <polygon points={fan("likely95")} fill={blue} fillOpacity="0.14" />
      <polygon points={fan("likely80")} fill={blue} fillOpacity="0.26" />
      <polyline
        points={middle.map((point) => `${x(point.year)},${y(point.middle)}`).join(" ")}
        fill="none"
        stroke={blue}
        strokeWidth="2"
        strokeDasharray="5 3"
      />
      <polyline
        points={seen.map(({ year, told }) => `${x(year)},${y(told)}`).join(" ")}
        fill="none"
        stroke={ink}
        strokeWidth="1.5"
      />
      {seen.map(({ year, told, untoldAreas }) => (
        <circle key={year} cx={x(year)} cy={y(told)} r="3" fill={untoldAreas > 0 ? "#FFFFFF" : ink} stroke={ink} />
      ))}
      <title>{title}</title>
    </svg>
  );
}
