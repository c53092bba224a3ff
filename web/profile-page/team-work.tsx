// What has been agreed on and is asked about, from a profile: a team's problem trees and surveys, or the trees about a place.
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { newTreePath, treePath, treesPath, workshopSheetPath } from "../problem-tree-page/tree-paths.ts";
import { useProblemTrees } from "../state/problem-trees.ts";
import { useSignedIn } from "../state/session.tsx";
import { useSurveys } from "../state/surveys.ts";
import { latestRounds, roundName } from "../survey-page/round-words.ts";
import { surveyPath, surveysPath } from "../survey-page/survey-paths.ts";

/** Of a team's area, or of a place (a neighbourhood or an area): its surveys are its team's and stand with the team. */
export function TeamWork({ of }: { of: { readonly teamId: string } | { readonly placeKey: string } }) {
  const { t } = useTranslation();
  const { role, teamIds } = useSignedIn();
  const placeKey = "placeKey" in of ? of.placeKey : null;
  const trees = useProblemTrees();
  const surveys = useSurveys();
  const ownTrees = (trees.data ?? []).filter((tree) =>
    "teamId" in of ? tree.teamId === of.teamId : tree.place?.key === of.placeKey,
  );
  const ownSurveys = (surveys.data ?? []).filter((survey) => "teamId" in of && survey.teamId === of.teamId);
  const sheetTeam = "teamId" in of ? of.teamId : role === "team" ? (teamIds[0] ?? null) : (ownTrees[0]?.teamId ?? null);
  return (
    <section className="stack" aria-labelledby="work-heading" data-testid="team-work">
      <h2 id="work-heading">{t(placeKey === null ? "profile.work.title" : "nav.trees")}</h2>
      <p className="small soft">{t(placeKey === null ? "profile.work.lead" : "profile.work.placeLead")}</p>
      <ProblemNotice error={trees.error ?? surveys.error} />
      <ul className="work-list">
        {ownTrees.map(({ id, name, place, nodeCount }) => (
          <li key={id}>
            <Link to={treePath(id)}>{name}</Link>{" "}
            <span className="soft">
              {placeKey === null && place ? t("profile.work.treeAbout", { place: place.name }) : t("profile.work.tree")}
              , {t("trees.nodes", { count: nodeCount })}
            </span>
          </li>
        ))}
        {latestRounds(ownSurveys).map(({ survey, roundCount }) => (
          <li key={survey.id}>
            <Link to={surveyPath(survey.id)}>{survey.name}</Link>{" "}
            <span className="soft">
              {t("profile.work.survey")}, {t("surveys.questionCount", { count: survey.questions.length })}
              {roundCount > 1 &&
                `, ${t("surveys.roundCount", { count: roundCount })}, ${t("surveys.latestRound", { round: roundName(t, survey) })}`}
            </span>
          </li>
        ))}
      </ul>
      {trees.isSuccess && surveys.isSuccess && ownTrees.length + ownSurveys.length === 0 && (
        <p className="soft">{t(placeKey === null ? "profile.work.none" : "profile.work.noneAboutPlace")}</p>
      )}
      {placeKey !== null && role === "team" && teamIds.length > 0 && (
        <p className="no-print">
          <Link className="button" to={newTreePath(placeKey)}>
            {t("trees.newHere")}
          </Link>
        </p>
      )}
      <p className="no-print">
        <Link to={treesPath}>{t("profile.work.toTrees")}</Link>
        {placeKey === null && (
          <>
            {" "}
            · <Link to={surveysPath}>{t("profile.work.toSurveys")}</Link>
          </>
        )}
        {role !== "planner" && sheetTeam !== null && (
          <>
            {" "}
            · <Link to={workshopSheetPath(sheetTeam, placeKey)}>{t("workshop.sheet")}</Link>
          </>
        )}
      </p>
    </section>
  );
}
