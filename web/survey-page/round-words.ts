// What a survey's rounds are called, which to show of several, and whether one differs from the one before by more than chance.
import type { TFunction } from "i18next";
import type { Survey, SurveyRound, SurveySummary } from "../../api/contract/surveys.ts";
import { formatSigned } from "../numbers.ts";

type Result = SurveyRound["results"][number];

export interface NamedRound {
  readonly surveyId: string;
  readonly name: string;
  /** The day of its last answer; null while nobody has answered. */
  readonly lastDay: string | null;
  /** Of the question asked about; null where it has none. */
  readonly result: Result | null;
}

/** A round that nobody has named is called by the day it was made. */
export function roundName(t: TFunction, { round, createdAt }: Pick<SurveyRound, "round" | "createdAt">): string {
  return round === "" ? t("surveys.unnamedRound", { day: createdAt.slice(0, 10) }) : round;
}

export function namedRounds(t: TFunction, survey: Survey): readonly (SurveyRound & { readonly name: string })[] {
  return survey.rounds.map((round) => ({ ...round, name: roundName(t, round) }));
}

/** The first first. */
export function roundsOfQuestion(t: TFunction, survey: Survey, questionId: string): readonly NamedRound[] {
  return namedRounds(t, survey).map(({ surveyId, name, days, results }) => ({
    surveyId,
    name,
    lastDay: days.at(-1) ?? null,
    result: results.find((result) => result.questionId === questionId) ?? null,
  }));
}

/** "+0,4 (−0,1 – +0,9): kan bero på slumpen."; null where there is nothing to compare with. */
export function sinceWords(t: TFunction, { sincePrevious, isMoreThanChanceSince }: Result): string | null {
  if (!sincePrevious) return null;
  const { mean, low, high } = sincePrevious;
  return t(isMoreThanChanceSince ? "surveys.sinceMoreThanChance" : "surveys.sinceMaybeChance", {
    difference: formatSigned(mean, 1),
    low: formatSigned(low, 1),
    high: formatSigned(high, 1),
  });
}

/** One survey of each questionnaire, its latest round, and how many rounds there are; in the order given. */
export function latestRounds<One extends Pick<SurveySummary, "id" | "seriesId" | "createdAt">>(
  surveys: readonly One[],
): readonly { readonly survey: One; readonly roundCount: number }[] {
  return [...Map.groupBy(surveys, ({ seriesId }) => seriesId).values()].map((rounds) => ({
    survey: rounds.reduce((latest, one) => (one.createdAt > latest.createdAt ? one : latest)),
    roundCount: rounds.length,
  }));
}
