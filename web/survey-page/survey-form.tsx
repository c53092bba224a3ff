// A survey's form: its name, scale and questions; for a new one, a copy for another term and a change before anybody has answered.
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Team } from "../../api/contract/teams.ts";
import { SelectField, TextField } from "../components/field.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { emptyQuestion, type QuestionDraft } from "./survey-templates.ts";

interface DraftRow extends QuestionDraft {
  readonly id: string;
}
const scales = [3, 4, 5, 6, 7, 8, 9, 10];
const rowsOf = (questions: readonly QuestionDraft[]): DraftRow[] =>
  questions.map(({ kind, text, low, high }) => ({ kind, text, low, high, id: crypto.randomUUID() }));

/** What a survey's form holds. */
export interface SurveyDraft {
  readonly teamId: string;
  readonly name: string;
  readonly introduction: string;
  readonly steps: number;
  readonly questions: readonly (QuestionDraft & { readonly id: string })[];
}

export function SurveyForm({
  title,
  button,
  teams,
  initial,
  hasFixedSteps,
  help,
  error,
  isPending,
  onSend,
  onCancel,
}: {
  title: string;
  button: string;
  /** Those to choose among; one needs no choice. */
  teams: readonly Team[];
  initial: Omit<SurveyDraft, "teamId" | "questions"> & { readonly questions: readonly QuestionDraft[] };
  /** True where the scale is what it is. */
  hasFixedSteps: boolean;
  help: string;
  error: unknown;
  isPending: boolean;
  onSend: (draft: SurveyDraft) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [questions, setQuestions] = useState(() => rowsOf(initial.questions));
  const change = (id: string, fields: Partial<DraftRow>) =>
    setQuestions(questions.map((question) => (question.id === id ? { ...question, ...fields } : question)));
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    onSend({
      teamId: String(given.get("team") ?? teams[0]?.id ?? ""),
      name: String(given.get("name")),
      introduction: String(given.get("introduction")),
      steps: hasFixedSteps ? initial.steps : Number(given.get("steps")),
      questions,
    });
  };
  return (
    <form className="card stack" onSubmit={send}>
      <h2>{title}</h2>
      <div className="two-columns">
        <TextField
          label={t("surveys.name")}
          name="name"
          required
          maxLength={120}
          defaultValue={initial.name}
          help={t("surveys.nameHelp")}
        />
        {teams.length > 1 && (
          <SelectField label={t("trees.team")} name="team">
            {teams.map(({ id, letter, name }) => (
              <option key={id} value={id}>
                {letter} {name}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField
          label={t("surveys.steps")}
          name="steps"
          defaultValue={String(initial.steps)}
          disabled={hasFixedSteps}
          help={t("surveys.stepsHelp")}
        >
          {scales.map((steps) => (
            <option key={steps} value={steps}>
              1–{steps}
            </option>
          ))}
        </SelectField>
      </div>
      <TextField
        label={t("surveys.introduction")}
        name="introduction"
        maxLength={1000}
        defaultValue={initial.introduction}
      />
      <p className="small soft">{help}</p>
      <ol className="survey-questions">
        {questions.map((question, place) => (
          <li key={question.id} className="stack-tight">
            <TextField
              label={t("surveys.question", { number: place + 1 })}
              value={question.text}
              required
              maxLength={300}
              onChange={({ target }) => change(question.id, { text: target.value })}
            />
            <div className="three-columns">
              <SelectField
                label={t("surveys.kind")}
                value={question.kind}
                onChange={({ target }) => change(question.id, { kind: target.value as QuestionDraft["kind"] })}
              >
                <option value="before-now">{t("surveys.beforeNow")}</option>
                <option value="now">{t("surveys.nowOnly")}</option>
              </SelectField>
              {(["low", "high"] as const).map((end) => (
                <TextField
                  key={end}
                  label={t(`surveys.${end}`)}
                  value={question[end]}
                  required
                  maxLength={60}
                  onChange={({ target }) => change(question.id, { [end]: target.value })}
                />
              ))}
            </div>
            {questions.length > 1 && (
              <div>
                <button
                  type="button"
                  className="link-button"
                  aria-label={t("surveys.removeQuestion", { number: place + 1 })}
                  onClick={() => setQuestions(questions.filter(({ id }) => id !== question.id))}
                >
                  {t("tree.remove")}
                </button>
              </div>
            )}
          </li>
        ))}
      </ol>
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={questions.length >= 12}
          onClick={() => setQuestions([...questions, ...rowsOf([emptyQuestion])])}
        >
          {t("surveys.addQuestion")}
        </button>
      </div>
      <ProblemNotice error={error} />
      <div className="row">
        <button type="submit" className="button button-primary" disabled={isPending}>
          {button}
        </button>
        <button type="button" className="button button-quiet" onClick={onCancel}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}
