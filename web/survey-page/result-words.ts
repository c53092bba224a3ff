// What a survey's result says in words: means with intervals, and whether before and now differ by more than chance.
import type { TFunction } from "i18next";
import type { SurveyResult } from "../../api/contract/surveys.ts";
import { formatNumber, formatSigned } from "../numbers.ts";

type Interval = NonNullable<SurveyResult["now"]>;

function meanText({ mean, low, high }: Interval): string {
  return `${formatNumber(mean, 1)} (${formatNumber(low, 1)} – ${formatNumber(high, 1)})`;
}

/** "Före 2,1 (1,7 – 2,5), nu 3,6 (3,2 – 4,0) på skalan 1–5; 19 svar." */
export function intervalWords(t: TFunction, { before, now, count }: SurveyResult, steps: number): string {
  const answers = t("surveys.answers", { count: count ?? 0 });
  return before
    ? t("surveys.beforeAndNow", { before: meanText(before), now: meanText(now!), steps, answers })
    : t("surveys.nowAlone", { now: meanText(now!), steps, answers });
}

/** The difference with its interval, then whether it is more than chance; nothing for a question about now alone. */
export function verdictWords(t: TFunction, { difference, isMoreThanChance }: SurveyResult): readonly string[] {
  if (!difference) return [];
  return [
    t("surveys.difference", {
      difference: formatSigned(difference.mean, 1),
      low: formatSigned(difference.low, 1),
      high: formatSigned(difference.high, 1),
    }),
    t(isMoreThanChance ? "surveys.moreThanChance" : "surveys.maybeChance"),
  ];
}
