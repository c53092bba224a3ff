// What has arrived of a node's follow-up: the profile's own estimates of an indicator, a survey's results or own measurements, with what may be said of them.
import { useTranslation } from "react-i18next";
import type { TreeMeasurement, TreeNode } from "../../engine/problem-tree/tree.ts";
import { estimateText, rankInWords, trendText, verdictText } from "../profile-page/profile-words.ts";
import { type TreeSubject, useTreeProfile } from "../state/profiles.ts";
import { useSurvey } from "../state/surveys.ts";
import { intervalWords, verdictWords } from "../survey-page/result-words.ts";
import { roundsOfQuestion, sinceWords } from "../survey-page/round-words.ts";
import { type ArrivedValue, pairAt } from "./arrived-value.ts";

export interface Arrived {
  /** Of what is followed; empty where it is not known. */
  readonly name: string;
  readonly values: readonly ArrivedValue[];
  /** What may be said of the newest value. */
  readonly sentences: readonly string[];
  readonly error: unknown;
  readonly isLoading: boolean;
}

/** Oldest first. */
export function useArrivedValues(node: TreeNode, tree: TreeSubject, measurements: readonly TreeMeasurement[]): Arrived {
  const ofIndicator = useIndicatorValues(node.indicatorKey, tree);
  const ofSurvey = useSurveyValues(node);
  if (node.indicatorKey !== null) return ofIndicator;
  if (node.surveyId !== null) return ofSurvey;
  const values = measurements
    .map(({ date, value }) => ({ date, value, low: null, high: null }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  return { name: node.measureName, values, sentences: [], error: null, isLoading: false };
}

/** The same numbers as the area profile of what the tree is about shows. */
function useIndicatorValues(key: string | null, tree: TreeSubject): Arrived {
  const { t } = useTranslation();
  const { data: profile, error } = useTreeProfile(key === null ? null : tree);
  const indicator = profile?.indicators.find((own) => own.key === key);
  const isLoading = profile === undefined && !error;
  if (!profile || !indicator) {
    return { name: "", values: [], sentences: isLoading ? [] : [t("tree.noIndicator")], error, isLoading };
  }
  const values = indicator.years.flatMap(({ period, values: [own] }) =>
    own && own.value !== null ? [{ date: `${period}-12-31`, value: own.value, low: own.low, high: own.high }] : [],
  );
  const newest = indicator.years.at(-1)!;
  const sentences = [
    `${newest.period}: ${estimateText(t, indicator, newest.values[0]!)}.`,
    `${verdictText(t, indicator, profile.compared, 0)}.`,
    trendText(t, indicator),
    rankInWords(t, indicator.rank),
    tree.place ? t("tree.asInPlaceProfile", { place: tree.place.name }) : t("tree.asInProfile"),
  ].filter((sentence) => sentence !== null);
  return { name: indicator.name, values, sentences, error: null, isLoading: false };
}

/** Every round of the questionnaire as it arrives, the newest in words. */
function useSurveyValues({ surveyId, surveyQuestionId }: TreeNode): Arrived {
  const { t } = useTranslation();
  const { data: survey, error, isPending } = useSurvey(surveyId);
  const question = survey?.questions.find(({ id }) => id === surveyQuestionId);
  if (!survey || !question) {
    const isLoading = isPending && !error;
    return { name: "", values: [], sentences: survey ? [t("tree.noQuestion")] : [], error, isLoading };
  }
  const about = `${survey.name}: ${question.text}`;
  const rounds = roundsOfQuestion(t, survey, question.id);
  const hasSeveral = rounds.length > 1;
  const told = rounds.flatMap(({ name, lastDay, result }) =>
    result?.now && result.count !== null && lastDay !== null ? [{ name, lastDay, result, now: result.now }] : [],
  );
  const newest = told.at(-1);
  if (!newest) {
    return { name: about, values: [], sentences: [about, t("surveys.fewerThanFive")], error: null, isLoading: false };
  }
  const values = told.flatMap(({ name, lastDay, result, now }) =>
    pairAt(lastDay, result.before, now, hasSeveral ? name : undefined),
  );
  const since = sinceWords(t, newest.result);
  const sentences = [
    about,
    ...(hasSeveral ? [t("surveys.latestRound", { round: newest.name })] : []),
    intervalWords(t, newest.result, survey.steps),
    ...verdictWords(t, newest.result),
    ...(since === null ? [] : [t("surveys.sinceSentence", { since })]),
    // Of the latest round too few may have answered: an older one is told then, and said to be.
    ...(rounds.at(-1)!.result?.count == null ? [t("surveys.roundUnderFive", { round: rounds.at(-1)!.name })] : []),
  ];
  return { name: about, values, sentences, error: null, isLoading: false };
}
