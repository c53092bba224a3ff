// What is told of a survey: means and the difference between before and now, with intervals, never of fewer than five.
import { meanInterval } from "../../engine/survey/mean-interval.ts";
import type { SurveyResult, SurveySummary } from "../contract/surveys.ts";
import type { AnswerSumsRow } from "./surveys.store.ts";

/** What whole steps hide of an answer's spread, and of a difference of two: the variance of rounding to a step. */
const stepVariance = 1 / 12;

const untold = { count: null, before: null, now: null, difference: null, isMoreThanChance: false } as const;

export function resultsOf(
  { questions, steps }: Pick<SurveySummary, "questions" | "steps">,
  sums: readonly AnswerSumsRow[],
): SurveyResult[] {
  return questions.map(({ id, kind }) => {
    const own = sums.find(({ questionId }) => questionId === id);
    if (!own) return { questionId: id, ...untold };
    const { count } = own;
    const scale = { least: 1, most: steps };
    const now = meanInterval({ count, sum: own.sumNow, sumOfSquares: own.sumNowSquared }, stepVariance, scale);
    if (kind === "now") return { ...untold, questionId: id, count, now };
    const before = meanInterval({ count, sum: own.sumBefore, sumOfSquares: own.sumBeforeSquared }, stepVariance, scale);
    const difference = meanInterval(
      { count, sum: own.sumDifference, sumOfSquares: own.sumDifferenceSquared },
      2 * stepVariance,
      { least: 1 - steps, most: steps - 1 },
    );
    const isMoreThanChance = difference.low > 0 || difference.high < 0;
    return { questionId: id, count, before, now, difference, isMoreThanChance };
  });
}
