// What is told of a survey: means, the difference between before and now and between rounds, with intervals, never of fewer than five.
import { differenceOfMeans, meanInterval } from "../../engine/survey/mean-interval.ts";
import type { SurveyResult, SurveyRound, SurveySummary } from "../contract/surveys.ts";
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

export interface RoundOfAnswers {
  readonly survey: SurveySummary;
  readonly sums: readonly AnswerSumsRow[];
}

/**
 * The rounds side by side, the first first. Each tells its own answers alone, never of fewer than five, and there is no sum
 * over rounds that one could be taken from: what a round is compared with is the told answers of the one before.
 */
export function roundsOf(rounds: readonly RoundOfAnswers[]): SurveyRound[] {
  return rounds.map(({ survey, sums }, place) => ({
    surveyId: survey.id,
    round: survey.round,
    createdAt: survey.createdAt,
    isClosed: survey.isClosed,
    days: survey.days,
    results: resultsOf(survey, sums).map((result) => {
      const since = sinceBefore(rounds.slice(0, place), sums, result.questionId, survey.steps);
      return {
        ...result,
        sincePrevious: since,
        isMoreThanChanceSince: since !== null && (since.low > 0 || since.high < 0),
      };
    }),
  }));
}

/** Now, less now in the latest earlier round that tells of the question; null where there is none such. */
function sinceBefore(
  earlier: readonly RoundOfAnswers[],
  sums: readonly AnswerSumsRow[],
  questionId: string,
  steps: number,
): SurveyRound["results"][number]["sincePrevious"] {
  const own = sums.find((row) => row.questionId === questionId);
  const before = earlier.map((round) => round.sums.find((row) => row.questionId === questionId)).findLast(Boolean);
  if (!own || !before) return null;
  return differenceOfMeans(nowOf(own), nowOf(before), stepVariance, { least: 1 - steps, most: steps - 1 });
}

function nowOf({ count, sumNow, sumNowSquared }: AnswerSumsRow) {
  return { count, sum: sumNow, sumOfSquares: sumNowSquared };
}
