// Follow-up surveys: the questionnaire, what is typed in or answered on a tablet, and what is told of it.
import { z } from "zod";
import { CalendarDate, Identifier, Timestamp } from "./primitives.ts";

const scaleEnd = z.string().trim().min(1).max(60);
const Question = z
  .object({
    id: Identifier,
    kind: z.enum(["before-now", "now"]).meta({ description: "Asked about before and now, or about now alone." }),
    text: z.string().trim().min(1).max(300),
    low: scaleEnd.meta({ description: "What the scale's first step is called." }),
    high: scaleEnd,
  })
  .meta({ id: "SurveyQuestion" });
export type SurveyQuestion = z.infer<typeof Question>;
const Questions = z.array(Question).min(1).max(12);
const formFields = {
  name: z.string().trim().min(1).max(120).meta({ description: "The activity." }),
  introduction: z.string().trim().max(1000).meta({ description: "Read before the questions." }),
  steps: z.int().min(3).max(10).meta({ description: "Steps of the scale, from 1." }),
};
const Round = z.string().trim().max(60).meta({ description: "What the round is called (Våren 2026); may be empty." });

const Interval = z
  .object({ mean: z.number(), low: z.number(), high: z.number() })
  .meta({ id: "MeanInterval", description: "A mean and the ends of its 95 % interval, in steps of the scale." });
const Result = z
  .object({
    questionId: Identifier,
    count: z.int().nullable().meta({ description: "Answers told; null while there are fewer than five." }),
    before: Interval.nullable(),
    now: Interval.nullable(),
    difference: Interval.nullable().meta({ description: "Of the same people's answers, now less before." }),
    isMoreThanChance: z.boolean().meta({ description: "Whether the difference's interval is on one side of 0." }),
  })
  .meta({ id: "SurveyResult" });
export type SurveyResult = z.infer<typeof Result>;
const RoundResult = Result.extend({
  sincePrevious: Interval.nullable().meta({
    description:
      "Now, less now in the round before that is told; of the two rounds' people as if they were others (Welch).",
  }),
  isMoreThanChanceSince: z.boolean(),
}).meta({ id: "SurveyRoundResult" });

const summary = {
  id: Identifier,
  teamId: Identifier,
  seriesId: Identifier.meta({
    description: "The first round of the same questionnaire; its own id where it is the first.",
  }),
  round: Round,
  ...formFields,
  questions: z.array(Question),
  version: z.int(),
  author: z.string().nullable(),
  createdAt: Timestamp,
  isClosed: z.boolean(),
  days: z.array(CalendarDate).meta({ description: "Days on which answers came; never how many." }),
};
export const SurveySummary = z.object(summary).meta({ id: "SurveySummary" });
export type SurveySummary = z.infer<typeof SurveySummary>;
export const SurveyList = z.object({ surveys: z.array(SurveySummary) }).meta({ id: "SurveyList" });
const SurveyRound = z
  .object({
    surveyId: Identifier,
    round: Round,
    createdAt: summary.createdAt,
    isClosed: summary.isClosed,
    days: summary.days,
    results: z.array(RoundResult),
  })
  .meta({
    id: "SurveyRound",
    description: "The same questions once more, with answers of their own; no sum over rounds is told.",
  });
export type SurveyRound = z.infer<typeof SurveyRound>;
export const Survey = z
  .object({
    ...summary,
    hasOpenTablet: z.boolean().meta({ description: "Whether somebody with a code can answer now." }),
    results: z.array(Result).meta({ description: "One a question. They grow by at least five answers at a time." }),
    rounds: z
      .array(SurveyRound)
      .meta({ description: "Every round that one may read, the first first, itself among them." }),
  })
  .meta({ id: "Survey" });
export type Survey = z.infer<typeof Survey>;

/** POST …/surveys */
export const NewSurvey = z
  .strictObject({
    teamId: Identifier,
    ...formFields,
    round: Round.default(""),
    introduction: formFields.introduction.default(""),
    steps: formFields.steps.default(5),
    questions: Questions,
  })
  .meta({ id: "NewSurvey" });
/**
 * PATCH …/surveys/{id} with If-Match. Questions stay as they were asked once anybody has answered or there is another round;
 * name and introduction are every round's.
 */
export const SurveyChange = z
  .strictObject({
    name: formFields.name.optional(),
    introduction: formFields.introduction.optional(),
    round: Round.optional(),
    questions: Questions.optional(),
    closed: z.boolean().optional(),
  })
  .meta({ id: "SurveyChange" });

/** POST …/surveys/{id}/rounds */
export const NewSurveyRound = z
  .strictObject({ round: Round.min(1) })
  .meta({ id: "NewSurveyRound", description: "The same questions once more; rounds that are open are closed." });

const Answer = z.strictObject({
  questionId: Identifier,
  before: z.int().min(1).max(10).nullable().default(null),
  now: z.int().min(1).max(10),
});
/** One form: the questions that were answered; no text and no time. */
const Form = z.array(Answer).max(12).meta({ id: "SurveyForm" });
export type SurveyForm = z.output<typeof Form>;
const sendingId = Identifier.optional().meta({
  description:
    "Drawn at random for what is sent. Sent again under the same number within a week, because no answer came, it is not counted again.",
});
/** POST …/surveys/{id}/answers */
export const SurveyAnswers = z
  .strictObject({ sendingId, forms: z.array(Form).min(1).max(200) })
  .meta({ id: "SurveyAnswers" });

const TabletCode = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .meta({ id: "TabletCode", description: "What staff opened the survey with, for one tablet." });
const TabletDevice = Identifier.meta({
  id: "TabletDevice",
  description: "Drawn by the tablet's page and kept there. The code belongs to the first device that opens it.",
});
export const OpenedTablet = z
  .object({ code: z.string().meta({ description: "Shown this once." }), expiresAt: Timestamp })
  .meta({ id: "OpenedTablet" });
/** POST /api/tablet/questions */
export const TabletQuestionsAsked = z
  .strictObject({ code: TabletCode, device: TabletDevice })
  .meta({ id: "TabletQuestionsAsked" });
export const TabletQuestions = z
  .object({ ...formFields, questions: z.array(Question) })
  .meta({ id: "TabletQuestions" });
export type TabletQuestions = z.infer<typeof TabletQuestions>;
/** POST /api/tablet/answers */
export const TabletAnswers = z
  .strictObject({ code: TabletCode, device: TabletDevice, sendingId, form: Form })
  .meta({ id: "TabletAnswers" });
