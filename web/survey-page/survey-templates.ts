// A questionnaire to start from: the mothers' meetings in Skönsberg. In Swedish, as it is read by those who answer.
// Source: "Barnspåret, Sundsvalls kommun", a presentation by Sundsvall municipality and Mid Sweden University; the wording is ours.
import type { SurveyQuestion } from "../../api/contract/surveys.ts";

export type QuestionDraft = Omit<SurveyQuestion, "id">;

export const emptyQuestion: QuestionDraft = { kind: "before-now", text: "", low: "Inte alls", high: "Helt och hållet" };

const satisfied = (what: string): QuestionDraft => ({
  kind: "now",
  text: `Hur nöjd är du med ${what}?`,
  low: "Inte alls nöjd",
  high: "Mycket nöjd",
});

export const mothersMeetings: readonly QuestionDraft[] = [
  {
    kind: "before-now",
    text: "Hur stor är chansen att du vänder dig till socialtjänsten om din familj behöver stöd?",
    low: "Mycket liten",
    high: "Mycket stor",
  },
  satisfied("träffarna"),
  satisfied("det vi har pratat om"),
  satisfied("gruppen"),
  satisfied("kafékvällarna"),
  satisfied("brobyggarna"),
];
