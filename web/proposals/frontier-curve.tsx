// The frontier as a curve: how many change team against the largest deviation. The table beside it tells the same.
import { useTranslation } from "react-i18next";
import type { Solution } from "../../api/contract/runs.ts";
import { formatLength, formatNumber, formatPercent } from "../numbers.ts";
import { axisTicks } from "./axis.ts";

const width = 360;
const height = 240;
const left = 44;
const right = 26;
const top = 24;
const bottom = 40;
const ink = "#1C1C28";
const green = "#00733B";
const blue = "#005595";
const pink = "#A90074";

export function FrontierCurve({
  solutions,
  chosen,
  toleranceFraction,
  tolerance: toleranceText,
  onChoose,
}: {
  solutions: readonly Solution[];
  chosen: number | null;
  toleranceFraction: number;
  /** The same in the words of the rules. */
  tolerance: string;
  onChoose: (solution: number) => void;
}) {
  const { t } = useTranslation();
  const deviationOf = (own: Solution) => 100 * Math.max(...own.largestDeviationFractions);
  const tolerance = 100 * toleranceFraction;
  const mostDeviation = Math.max(...solutions.map(deviationOf), 0);
  const movedTicks = axisTicks(Math.max(...solutions.map((own) => own.movedWeight)), 4);
  const deviationTicks = axisTicks(mostDeviation, 4);
  const x = (moved: number) => left + ((width - left - right) * moved) / (movedTicks.at(-1) || 1);
  const y = (deviation: number) =>
    height - bottom - ((height - top - bottom) * deviation) / (deviationTicks.at(-1) || 1);
  // Between two points nothing better is known than the one before.
  const steps = solutions.map((own, place) => {
    const at = `${x(own.movedWeight)},${y(deviationOf(own))}`;
    return place === 0 ? at : `${x(own.movedWeight)},${y(deviationOf(solutions[place - 1]!))} ${at}`;
  });
  return (
    // The table is for those who do not see the curve, and for the keyboard.
    <svg
      className="frontier-curve"
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      data-testid="frontier-curve"
      fontSize="11"
      fill={ink}
    >
      <text x={left - 34} y={12}>
        {t("proposals.deviationAxis")}
      </text>
      <text x={width - right} y={height - 6} textAnchor="end">
        {t("proposals.movedAxis")}
      </text>
      {deviationTicks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} stroke={ink} strokeOpacity="0.12" />
          <text x={left - 6} y={y(tick) + 4} textAnchor="end">
            {formatNumber(tick, Number.isInteger(tick) ? 0 : 1)}
          </text>
        </g>
      ))}
      {movedTicks.map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={top} y2={height - bottom} stroke={ink} strokeOpacity="0.12" />
          <text x={x(tick)} y={height - bottom + 16} textAnchor="middle">
            {formatNumber(tick)}
          </text>
        </g>
      ))}
      {tolerance <= (deviationTicks.at(-1) ?? 0) && (
        <line
          x1={left}
          x2={width - right}
          y1={y(tolerance)}
          y2={y(tolerance)}
          stroke={green}
          strokeWidth="1.5"
          strokeDasharray="5 4"
        />
      )}
      <polyline points={steps.join(" ")} fill="none" stroke={blue} strokeWidth="2" />
      {tolerance <= (deviationTicks.at(-1) ?? 0) && (
        // On the left, where the curve is high, and on a white ground: the points lie low on the right.
        <text
          x={left + 4}
          y={y(tolerance) - 5}
          fill={green}
          stroke="#FFFFFF"
          strokeWidth="4"
          paintOrder="stroke"
          data-testid="tolerance-line"
        >
          {t("proposals.toleranceLine", { tolerance: toleranceText })}
        </text>
      )}
      {solutions.map((own) => {
        const [cx, cy] = [x(own.movedWeight), y(deviationOf(own))];
        const size = own.solution === chosen ? 8 : 5.5;
        const mark = {
          fill: own.solution === chosen ? pink : own.feasible ? green : blue,
          stroke: "#FFFFFF",
          className: "frontier-point",
          onClick: () => onChoose(own.solution),
        };
        const told = t("proposals.pointTold", {
          moved: formatNumber(own.movedWeight),
          deviation: formatPercent(Math.max(...own.largestDeviationFractions), 2),
          border: formatLength(own.cutBorderLengthM),
        });
        return own.proven ? (
          <circle key={own.solution} cx={cx} cy={cy} r={size} {...mark}>
            <title>{told}</title>
          </circle>
        ) : (
          <path
            key={own.solution}
            d={`M${cx} ${cy - size * 1.25}L${cx + size * 1.25} ${cy}L${cx} ${cy + size * 1.25}L${cx - size * 1.25} ${cy}Z`}
            {...mark}
          >
            <title>{told}</title>
          </path>
        );
      })}
    </svg>
  );
}
