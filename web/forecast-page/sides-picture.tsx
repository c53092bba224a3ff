// A team's load per position in the coming years, today's beside what is tried, with both spans as lines; the table tells the same.
import { useTranslation } from "react-i18next";
import type { PossibleIntervals } from "../../engine/workload/forecast-teams.ts";
import { formatNumber } from "../numbers.ts";
import { axisTicksBetween } from "../proposals/axis.ts";

interface Load extends PossibleIntervals {
  readonly expected: number;
}

export interface SideYear {
  readonly year: number;
  readonly today: Load | null;
  readonly tried: Load | null;
}

const width = 320;
const height = 150;
const left = 44;
const right = 10;
const top = 16;
const bottom = 24;
const apart = 11;
const ink = "#1C1C28";
const blue = "#005595";

/** `all`: what the pictures beside it show, so that they have one axis. */
export function SidesPicture({ years, all }: { years: readonly SideYear[]; all: readonly SideYear[] }) {
  const { t } = useTranslation();
  const ends = all
    .flatMap(({ today, tried }) => [today, tried])
    .flatMap((load) =>
      load === null ? [] : [load.likely95?.low ?? load.expected, load.likely95?.high ?? load.expected],
    );
  if (ends.length === 0) return null;
  // Over the spans alone: from zero, what a moved position does would not be seen.
  const ticks = axisTicksBetween(Math.min(...ends), Math.max(...ends), 3);
  const [lowest, most] = [ticks[0]!, ticks.at(-1)!];
  const step = (width - left - right) / years.length;
  const x = (place: number) => left + (place + 0.5) * step;
  const y = (load: number) => height - bottom - ((height - top - bottom) * (load - lowest)) / (most - lowest);
  const side = (load: Load | null, at: number, colour: string, isTried: boolean) =>
    load && (
      <g stroke={colour} fill={colour}>
        {load.likely95 && (
          <line x1={at} x2={at} y1={y(load.likely95.low)} y2={y(load.likely95.high)} strokeWidth="1.5" />
        )}
        {load.likely80 && (
          <line
            x1={at}
            x2={at}
            y1={y(load.likely80.low)}
            y2={y(load.likely80.high)}
            strokeWidth="7"
            strokeOpacity={isTried ? 0.55 : 0.35}
          />
        )}
        {isTried ? (
          <rect x={at - 4} y={y(load.expected) - 4} width="8" height="8" stroke="#FFFFFF" />
        ) : (
          <circle cx={at} cy={y(load.expected)} r="4.5" fill="#FFFFFF" strokeWidth="2" />
        )}
      </g>
    );
  return (
    <svg className="sides-picture" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" fontSize="11" fill={ink}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} stroke={ink} strokeOpacity="0.12" />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end">
            {formatNumber(tick)}
          </text>
        </g>
      ))}
      {lowest > 0 && (
        <text x={left} y={top - 6} fontSize="9.5" fillOpacity="0.75">
          {t("profile.axisNotFromZero")}
        </text>
      )}
      {years.map(({ year, today, tried }, place) => (
        <g key={year}>
          <text x={x(place)} y={height - 8} textAnchor="middle">
            {year}
          </text>
          {side(today, x(place) - apart, ink, false)}
          {side(tried, x(place) + apart, blue, true)}
        </g>
      ))}
    </svg>
  );
}
