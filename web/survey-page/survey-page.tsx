// One survey, a round of its questionnaire: what is told of its answers and beside the other rounds, and for its team typing in from paper, opening it on a tablet and closing it.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { Survey } from "../../api/contract/surveys.ts";
import { problemOf } from "../api-client.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Segments } from "../components/segments.tsx";
import { TeamProfileLink } from "../profile-page/team-profile-link.tsx";
import { useSignedIn } from "../state/session.tsx";
import { useChangeSurvey, useSaveSurveyTable, useSurvey } from "../state/surveys.ts";
import { typedAnswersOf } from "../state/typed-answers.ts";
import { AnswerTable } from "./answer-table.tsx";
import { NewRoundForm } from "./new-round-form.tsx";
import { PaperForm } from "./paper-form.tsx";
import { roundName } from "./round-words.ts";
import { SurveyForm } from "./survey-form.tsx";
import { surveyCopyPath, surveyPath, surveysPath } from "./survey-paths.ts";
import { SurveyResults } from "./survey-results.tsx";
import { RoundLinks, SurveyRounds } from "./survey-rounds.tsx";
import { TabletCard } from "./tablet-card.tsx";

const tabs = ["resultat", "blankett", "papper", "platta"] as const;
type Tab = (typeof tabs)[number];

export default function SurveyPage() {
  const { survey: id } = useParams();
  const { t } = useTranslation();
  const { data: survey, error } = useSurvey(id ?? null);
  if (error) {
    return (
      <div className="page page-narrow">
        <h1>{t("nav.survey")}</h1>
        {problemOf(error).status === 404 ? (
          <EmptyState title={t("surveys.notFound")}>
            <Link className="button button-primary" to={surveysPath}>
              {t("surveys.toSurveys")}
            </Link>
          </EmptyState>
        ) : (
          <ProblemNotice error={error} />
        )}
      </div>
    );
  }
  if (!survey || survey.id !== id) return <Loading />;
  return <OpenSurvey key={survey.id} survey={survey} />;
}

function OpenSurvey({ survey }: { survey: Survey }) {
  const { t } = useTranslation();
  const { role, teamIds } = useSignedIn();
  const change = useChangeSurvey(survey);
  const saving = useSaveSurveyTable(survey.id);
  const [tab, setTab] = useState<Tab>(typedAnswersOf(useQueryClient(), survey.id) ? "papper" : "resultat");
  const [isChanging, setChanging] = useState(false);
  const [isBeginning, setBeginning] = useState(false);
  const navigate = useNavigate();
  const isOwn = role === "team" && teamIds.includes(survey.teamId);
  return (
    <div className="page">
      <header className="page-head stack-tight">
        <p className="row no-print">
          <Link to={surveysPath}>{t("surveys.toSurveys")}</Link>
          <TeamProfileLink teamId={survey.teamId} />
        </p>
        <div className="row">
          <h1>{survey.name}</h1>
          {(survey.round !== "" || survey.rounds.length > 1) && (
            <span className="tag tag-blue">{roundName(t, survey)}</span>
          )}
          {survey.isClosed && <span className="tag">{t("surveys.closed")}</span>}
        </div>
        {survey.introduction !== "" && <p className="lead">{survey.introduction}</p>}
        <RoundLinks survey={survey} />
        {role === "team" && !isOwn && <p className="notice">{t("surveys.inherited")}</p>}
      </header>
      <ProblemNotice error={change.error} />
      {isOwn && (
        <div className="row-apart no-print">
          <Segments<Tab>
            label={t("surveys.parts")}
            value={tab}
            choices={tabs.map((value) => ({ value, name: t(`surveys.tab.${value}`) }))}
            onChoose={setTab}
          />
          <div className="row">
            <button type="button" className="button" onClick={() => setBeginning(true)}>
              {t("surveys.newRound")}
            </button>
            {survey.days.length === 0 && !survey.isClosed && survey.rounds.length === 1 && (
              <button type="button" className="button button-quiet" onClick={() => setChanging(true)}>
                {t("surveys.changeQuestions")}
              </button>
            )}
            <Link className="button button-quiet" to={surveyCopyPath(survey.id)}>
              {t("surveys.copy")}
            </Link>
            <button
              type="button"
              className="button button-quiet"
              disabled={change.isPending}
              onClick={() => change.mutate({ closed: !survey.isClosed })}
            >
              {t(survey.isClosed ? "surveys.reopen" : "surveys.close")}
            </button>
          </div>
        </div>
      )}
      {isBeginning && (
        <NewRoundForm survey={survey} onBegun={(id) => navigate(surveyPath(id))} onClose={() => setBeginning(false)} />
      )}
      {isChanging && (
        <SurveyForm
          title={t("surveys.changeQuestions")}
          button={t("surveys.saveQuestions")}
          teams={[]}
          initial={survey}
          hasFixedSteps
          help={t("surveys.changeHelp")}
          error={change.error}
          isPending={change.isPending}
          onSend={({ name, introduction, questions }) =>
            change.mutate({ name, introduction, questions: [...questions] }, { onSuccess: () => setChanging(false) })
          }
          onCancel={() => setChanging(false)}
        />
      )}
      {tab === "resultat" && (
        <>
          <SurveyResults survey={survey} />
          <SurveyRounds survey={survey} />
          <div className="row no-print">
            <button type="button" className="button" disabled={saving.isPending} onClick={() => saving.mutate()}>
              {t("surveys.saveTable")}
            </button>
            <p role="status" className="small">
              {saving.isSuccess ? t("profile.saved", { name: saving.data }) : ""}
            </p>
          </div>
          <ProblemNotice error={saving.error} />
        </>
      )}
      {tab === "blankett" && <PaperForm survey={survey} />}
      {(tab === "papper" || tab === "platta") && survey.isClosed && <p className="notice">{t("surveys.closedHelp")}</p>}
      {tab === "papper" && !survey.isClosed && <AnswerTable survey={survey} onSaved={() => setTab("resultat")} />}
      {tab === "platta" && !survey.isClosed && <TabletCard survey={survey} />}
    </div>
  );
}
