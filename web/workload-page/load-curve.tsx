// A team's difference from the municipality year by year, over the band that chance makes; another kind of work beside it. The table tells the same.
import type { WorkBalance } from "../../engine/workload/load-balance.ts";
import { formatSignedPercent } from "../numbers.ts";

const width = 260;
const height = 110;
const left = 40;
const right = 14;
const top = 10;
const bottom = 22;
/** So that the first year's mark is clear of the scale's figures. */
const inset = 8;
const ink = "#1C1C28";

type Years = readonly { readonly period: string; readonly own: WorkBalance }[];

function pointsOf(years: Years) {
  return years.flatMap(({ period, own }) => {
    if (own.perPosition === null || own.deviation === null || own.chanceMargin === null) return [];
    const whole = own.perPosition - own.deviation;
    if (whole === 0) return [];
    const { isMoreThanChance } = own;
    return [{ period, deviation: own.deviation / whole, chance: own.chanceMargin / whole, isMoreThanChance }];
  });
}

/** How far the curves must reach on both sides of the municipality, so that teams beside each other have one scale. */
export function reachOf(teams: readonly Years[]): number {
  const points = teams.flatMap(pointsOf);
  return Math.max(0.05, ...points.map(({ deviation, chance }) => Math.max(Math.abs(deviation), chance)));
}

/**
 * `reach`: the share of the municipality's load at the ends of the scale, at least as far as `years` go. `beside`: the same
 * years of another kind of work, dashed and without a band; its years beyond chance are red as well.
 */
export function LoadCurve({ years, reach, beside }: { years: Years; reach: number; beside?: Years }) {
  const points = pointsOf(years);
  const others = pointsOf(beside ?? []);
  if (points.length < 2) return null;
  const most = reach * 1.08;
  const x = (place: number) => left + inset + ((width - left - inset - right) * place) / (points.length - 1);
  const y = (share: number) => top + ((height - top - bottom) * (most - share)) / (2 * most);
  const corner = (place: number, share: number) => `${x(place)},${y(share)}`;
  const band = [
    ...points.map(({ chance }, place) => corner(place, chance)),
    ...points.map(({ chance }, place) => corner(place, -chance)).reverse(),
  ].join(" ");
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" fontSize="11" fill={ink}>
      <polygon points={band} fill="#E4E7EB" />
      <line x1={left} x2={width - right} y1={y(0)} y2={y(0)} stroke={ink} strokeOpacity="0.5" />
      {[reach, -reach].map((share) => (
        <text key={share} x={left - 4} y={y(share) + 4} textAnchor="end">
          {formatSignedPercent(share, 0)}
        </text>
      ))}
      <text x={left - 4} y={y(0) + 4} textAnchor="end">
        0
      </text>
      {others.length === points.length && (
        <polyline
          points={others.map(({ deviation }, place) => corner(place, deviation)).join(" ")}
          fill="none"
          stroke="#5B1F78"
          strokeWidth="2"
          strokeDasharray="5 4"
        />
      )}
      {others.length === points.length &&
        others.map(
          ({ period, deviation, isMoreThanChance }, place) =>
            isMoreThanChance && (
              <circle
                key={period}
                cx={x(place)}
                cy={y(deviation)}
                r="3.5"
                fill="#FFFFFF"
                stroke="#B92424"
                strokeWidth="2"
              />
            ),
        )}
      <polyline
        points={points.map(({ deviation }, place) => corner(place, deviation)).join(" ")}
        fill="none"
        stroke="#005595"
        strokeWidth="2"
      />
      {points.map(({ period, deviation, isMoreThanChance }, place) => (
        <g key={period}>
          <circle
            cx={x(place)}
            cy={y(deviation)}
            r={isMoreThanChance ? 5 : 3.5}
            fill={isMoreThanChance ? "#B92424" : "#005595"}
            stroke="#FFFFFF"
          />
          {(place === 0 || place === points.length - 1) && (
            <text x={x(place)} y={height - 6} textAnchor="middle">
              {period}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
