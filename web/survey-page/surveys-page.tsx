// The follow-up surveys one may see, and where a team makes a new one.
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import type { Team } from "../../api/contract/teams.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { SelectField, TextField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { useTeams } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import { useMakeSurvey, useSurveys } from "../state/surveys.ts";
import { surveyPath } from "./survey-paths.ts";
import { emptyQuestion, mothersMeetings, type QuestionDraft } from "./survey-templates.ts";

export default function SurveysPage() {
  const { t } = useTranslation();
  const { role, teamIds } = useSignedIn();
  const { data: surveys = [], error, isPending } = useSurveys();
  const teams = useTeams().data ?? [];
  const [isMaking, setMaking] = useState(false);
  const ownTeams = teams.filter(({ id }) => teamIds.includes(id));
  const mayMake = role === "team" && ownTeams.length > 0;
  return (
    <div className="page">
      <header className="page-head">
        <div className="row-apart">
          <h1>{t("nav.surveys")}</h1>
          {mayMake && !isMaking && (
            <button type="button" className="button button-primary" onClick={() => setMaking(true)}>
              {t("surveys.new")}
            </button>
          )}
        </div>
        <p className="lead">{t("surveys.lead")}</p>
      </header>
      <ProblemNotice error={error} />
      {isMaking && <NewSurveyForm teams={ownTeams} onCancel={() => setMaking(false)} />}
      {isPending && <Loading />}
      {!isPending && !error && surveys.length === 0 && !isMaking && (
        <EmptyState title={t("surveys.none")}>
          <p>{t(mayMake ? "surveys.noneHelp" : "surveys.noneWait")}</p>
        </EmptyState>
      )}
      <ul className="plan-list">
        {surveys.map((survey) => {
          const team = teams.find(({ id }) => id === survey.teamId);
          return (
            <li key={survey.id} className="card stack-tight">
              <div className="row nowrap">
                {team && <TeamBadge letter={team.letter} colourIndex={team.colourIndex} />}
                <h2>
                  <Link to={surveyPath(survey.id)}>{survey.name}</Link>
                </h2>
                {survey.isClosed && <span className="tag">{t("surveys.closed")}</span>}
              </div>
              <p className="small soft">
                {[
                  t("surveys.questionCount", { count: survey.questions.length }),
                  survey.days.length > 0 ? t("surveys.latest", { day: survey.days.at(-1) }) : t("surveys.noAnswers"),
                ].join(" · ")}
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface DraftRow extends QuestionDraft {
  readonly id: string;
}
const rowsOf = (questions: readonly QuestionDraft[]): DraftRow[] =>
  questions.map((question) => ({ ...question, id: crypto.randomUUID() }));

function NewSurveyForm({ teams, onCancel }: { teams: readonly Team[]; onCancel: () => void }) {
  const { t } = useTranslation();
  const make = useMakeSurvey();
  const navigate = useNavigate();
  const [questions, setQuestions] = useState(() => rowsOf(mothersMeetings));
  const change = (id: string, fields: Partial<DraftRow>) =>
    setQuestions(questions.map((question) => (question.id === id ? { ...question, ...fields } : question)));
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    make.mutate(
      {
        teamId: String(given.get("team") ?? teams[0]!.id),
        name: String(given.get("name")),
        introduction: String(given.get("introduction")),
        steps: Number(given.get("steps")),
        questions,
      },
      { onSuccess: ({ id }) => navigate(surveyPath(id)) },
    );
  };
  return (
    <form className="card stack" onSubmit={send}>
      <h2>{t("surveys.new")}</h2>
      <div className="two-columns">
        <TextField label={t("surveys.name")} name="name" required maxLength={120} help={t("surveys.nameHelp")} />
        {teams.length > 1 && (
          <SelectField label={t("trees.team")} name="team">
            {teams.map(({ id, letter, name }) => (
              <option key={id} value={id}>
                {letter} {name}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField label={t("surveys.steps")} name="steps" defaultValue="5" help={t("surveys.stepsHelp")}>
          {[3, 4, 5, 6, 7, 10].map((steps) => (
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
        defaultValue={t("surveys.introductionText")}
      />
      <p className="small soft">{t("surveys.templateSource")}</p>
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
      <ProblemNotice error={make.error} />
      <div className="row">
        <button type="submit" className="button button-primary" disabled={make.isPending}>
          {t("surveys.make")}
        </button>
        <button type="button" className="button button-quiet" onClick={onCancel}>
          {t("common.cancel")}
        </button>
      </div>
    </form>
  );
}
