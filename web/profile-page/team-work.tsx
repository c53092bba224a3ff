// What the team has agreed on and asks about: its problem trees and surveys, from its profile.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { treePath, treesPath, workshopSheetPath } from "../problem-tree-page/tree-paths.ts";
import { useProblemTrees } from "../state/problem-trees.ts";
import { useSignedIn } from "../state/session.tsx";
import { useSurveys } from "../state/surveys.ts";
import { surveyPath, surveysPath } from "../survey-page/survey-paths.ts";

export function TeamWork({ teamId }: { teamId: string }) {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  const trees = useProblemTrees();
  const surveys = useSurveys();
  const ownTrees = (trees.data ?? []).filter((tree) => tree.teamId === teamId);
  const ownSurveys = (surveys.data ?? []).filter((survey) => survey.teamId === teamId);
  return (
    <section className="stack" aria-labelledby="work-heading" data-testid="team-work">
      <h2 id="work-heading">{t("profile.work.title")}</h2>
      <p className="small soft">{t("profile.work.lead")}</p>
      <ProblemNotice error={trees.error ?? surveys.error} />
      <ul className="work-list">
        {ownTrees.map(({ id, name, nodeCount }) => (
          <li key={id}>
            <Link to={treePath(id)}>{name}</Link>{" "}
            <span className="soft">
              {t("profile.work.tree")}, {t("trees.nodes", { count: nodeCount })}
            </span>
          </li>
        ))}
        {ownSurveys.map(({ id, name, questions }) => (
          <li key={id}>
            <Link to={surveyPath(id)}>{name}</Link>{" "}
            <span className="soft">
              {t("profile.work.survey")}, {t("surveys.questionCount", { count: questions.length })}
            </span>
          </li>
        ))}
      </ul>
      {trees.isSuccess && surveys.isSuccess && ownTrees.length + ownSurveys.length === 0 && (
        <p className="soft">{t("profile.work.none")}</p>
      )}
      <p className="no-print">
        <Link to={treesPath}>{t("profile.work.toTrees")}</Link> ·{" "}
        <Link to={surveysPath}>{t("profile.work.toSurveys")}</Link>
        {role !== "planner" && (
          <>
            {" "}
            · <Link to={workshopSheetPath(teamId)}>{t("workshop.sheet")}</Link>
          </>
        )}
      </p>
    </section>
  );
}
