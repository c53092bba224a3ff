// What the indicators, surveys and questions are called that a team's boxes are followed up by.
import { type TreeSubject, useTreeProfile } from "../state/profiles.ts";
import { useSurveys } from "../state/surveys.ts";
import type { KnownNames } from "./field-words.ts";

/** Empty of what has not been read yet. */
export function useKnownNames(tree: TreeSubject): KnownNames {
  const indicators = useTreeProfile(tree).data?.indicators ?? [];
  const surveys = useSurveys().data ?? [];
  return new Map([
    ...indicators.map(({ key, name }) => [key, name] as const),
    ...surveys.flatMap(({ id, name, questions }) => [
      [id, name] as const,
      ...questions.map((question) => [question.id, question.text] as const),
    ]),
  ]);
}
