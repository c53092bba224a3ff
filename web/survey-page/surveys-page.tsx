// The follow-up surveys one may see, and where a team makes a new one.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import type { SurveySummary } from "../../api/contract/surveys.ts";
import type { Team } from "../../api/contract/teams.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { TeamBadge } from "../components/team-badge.tsx";
import { useTeams } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";
import { useMakeSurvey, useSurveys } from "../state/surveys.ts";
import { latestRounds, roundName } from "./round-words.ts";
import { SurveyForm } from "./survey-form.tsx";
import { copiedParameter, surveyPath } from "./survey-paths.ts";
import { mothersMeetings } from "./survey-templates.ts";

export default function SurveysPage() {
  const { t } = useTranslation();
  const { role, teamIds } = useSignedIn();
  const { data: surveys = [], error, isPending } = useSurveys();
  const teams = useTeams().data ?? [];
  const [search, setSearch] = useSearchParams();
  const copied = surveys.find(({ id }) => id === search.get(copiedParameter)) ?? null;
  const [isBegun, setMaking] = useState(false);
  const isMaking = isBegun || copied !== null;
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
      {isMaking && mayMake && (
        <NewSurvey
          key={copied?.id ?? "new"}
          copied={copied}
          teams={ownTeams}
          onCancel={() => {
            setMaking(false);
            setSearch({}, { replace: true });
          }}
        />
      )}
      {isPending && <Loading />}
      {!isPending && !error && surveys.length === 0 && !isMaking && (
        <EmptyState title={t("surveys.none")}>
          <p>{t(mayMake ? "surveys.noneHelp" : "surveys.noneWait")}</p>
        </EmptyState>
      )}
      <ul className="plan-list">
        {latestRounds(surveys).map(({ survey, roundCount }) => {
          const team = teams.find(({ id }) => id === survey.teamId);
          return (
            <li key={survey.id} className="card stack-tight">
              <div className="row nowrap">
                {team && <TeamBadge letter={team.letter} colourIndex={team.colourIndex} />}
                <h2>
                  <Link to={surveyPath(survey.id)}>{survey.name}</Link>
                </h2>
                {roundCount > 1 && <span className="tag tag-blue">{roundName(t, survey)}</span>}
                {survey.isClosed && <span className="tag">{t("surveys.closed")}</span>}
              </div>
              <p className="small soft">
                {[
                  ...(roundCount > 1 ? [t("surveys.roundCount", { count: roundCount })] : []),
                  ...(role === "team" && !teamIds.includes(survey.teamId) ? [t("surveys.inheritedShort")] : []),
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

function NewSurvey({
  copied,
  teams,
  onCancel,
}: {
  copied: SurveySummary | null;
  teams: readonly Team[];
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const make = useMakeSurvey();
  const navigate = useNavigate();
  const fresh = { name: "", introduction: t("surveys.introductionText"), steps: 5, questions: mothersMeetings };
  const initial = copied ? { ...copied, name: t("surveys.copyName", { name: copied.name }).slice(0, 120) } : fresh;
  return (
    <SurveyForm
      title={t(copied ? "surveys.copyTitle" : "surveys.new")}
      button={t("surveys.make")}
      teams={teams}
      initial={initial}
      hasFixedSteps={false}
      help={t(copied ? "surveys.copyHelp" : "surveys.templateSource")}
      error={make.error}
      isPending={make.isPending}
      onSend={({ questions, ...draft }) =>
        make.mutate({ ...draft, questions: [...questions] }, { onSuccess: ({ id }) => navigate(surveyPath(id)) })
      }
      onCancel={onCancel}
    />
  );
}
