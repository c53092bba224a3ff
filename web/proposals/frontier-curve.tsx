// The frontier as a curve, drawn by Observable Plot: children who change team against the largest deviation. The table beside it tells the same.
import { axisX, axisY, dot, gridX, gridY, line, plot, ruleY, text } from "@observablehq/plot";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Solution } from "../../api/contract/runs.ts";
import { formatNumber, formatPercent } from "../numbers.ts";

const height = 230;

export function FrontierCurve({
  solutions,
  chosen,
  toleranceFraction,
  onChoose,
}: {
  solutions: readonly Solution[];
  chosen: number | null;
  toleranceFraction: number;
  onChoose: (solution: number) => void;
}) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const choose = useEffectEvent(onChoose);
  const movedLabel = t("proposals.movedAxis");
  const deviationLabel = t("proposals.deviationAxis");
  const toleranceLabel = t("proposals.toleranceLine", { tolerance: formatPercent(toleranceFraction, 1) });

  useEffect(() => {
    const element = frame.current!;
    const deviation = (own: Solution) => 100 * Math.max(...own.largestDeviationFractions);
    const draw = () => {
      const chart = plot({
        width: Math.max(240, element.clientWidth),
        height,
        marginLeft: 48,
        marginBottom: 36,
        style: { background: "transparent", fontSize: "12px" },
        x: { zero: true, nice: true },
        y: { zero: true, nice: true },
        marks: [
          gridX({ strokeOpacity: 0.12 }),
          gridY({ strokeOpacity: 0.12 }),
          axisX({ label: movedLabel, ticks: 4, tickFormat: (value: number) => formatNumber(value) }),
          axisY({
            label: deviationLabel,
            ticks: 5,
            tickFormat: (value: number) => formatNumber(value, value < 10 ? 1 : 0),
          }),
          ruleY([100 * toleranceFraction], { stroke: "#00733B", strokeDasharray: "4 3" }),
          text([{}], {
            frameAnchor: "top-right",
            text: () => toleranceLabel,
            fill: "#00733B",
            dy: 2,
          }),
          line(solutions, { x: "movedWeight", y: deviation, curve: "step-after", stroke: "#005595", strokeWidth: 2 }),
          dot(solutions, {
            x: "movedWeight",
            y: deviation,
            r: (own: Solution) => (own.solution === chosen ? 8 : 5),
            symbol: (own: Solution) => (own.proven ? "circle" : "diamond"),
            fill: (own: Solution) => (own.solution === chosen ? "#A90074" : own.feasible ? "#00733B" : "#005595"),
            stroke: "#ffffff",
          }),
        ],
      });
      for (const [place, mark] of [...chart.querySelectorAll('[aria-label="dot"] path')].entries()) {
        const solution = solutions[place]?.solution;
        if (solution === undefined) continue;
        mark.setAttribute("cursor", "pointer");
        mark.addEventListener("click", () => choose(solution));
      }
      element.replaceChildren(chart);
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [solutions, chosen, toleranceFraction, movedLabel, deviationLabel, toleranceLabel]);

  // The table is for those who do not see the curve.
  return <div ref={frame} className="frontier-curve" aria-hidden="true" data-testid="frontier-curve" />;
}
