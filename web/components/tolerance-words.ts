// A tolerance as people gave it: in per cent, in number with its unit, or both; never as the per cent that stands for no limit.
import type { TFunction } from "i18next";
import type { Rules } from "../../api/contract/rules.ts";
import { formatNumber, formatPercent, withinSentence } from "../numbers.ts";

export type ToleranceRule = Pick<Rules["balancedMeasures"][number], "toleranceFraction" | "toleranceNumber">;

/** As far from its target as a whole target: what stands for no limit in per cent. */
const noFraction = 1;
/** Of a product of fractions, so that 300 is not told as 299. */
const roundingSlack = 1e-6;

/**
 * What follows ±. `measure`: name of what is counted. `allowed`: how far in number a team may be, where one team is told
 * of; one with a smaller target than the largest is held a little closer than the number.
 */
export function toleranceWords(t: TFunction, rule: ToleranceRule, measure: string, allowed?: number): string {
  const percent = formatPercent(rule.toleranceFraction, decimalsOf(rule.toleranceFraction));
  if (rule.toleranceNumber === null) return percent;
  const most = allowed === undefined ? rule.toleranceNumber : Math.min(rule.toleranceNumber, allowed);
  const number = t("tolerance.number", {
    number: formatNumber(Math.floor(most + roundingSlack)),
    measure: withinSentence(measure),
  });
  return rule.toleranceFraction >= noFraction ? number : t("tolerance.both", { percent, number });
}

/** 1 % and 5 % whole, 0.5 % and 1.25 % as they are. */
function decimalsOf(fraction: number): number {
  const percent = Number((100 * fraction).toPrecision(12));
  return [0, 1].find((decimals) => Number(percent.toFixed(decimals)) === percent) ?? 2;
}
