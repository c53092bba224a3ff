// One plan to read: its map, teams and numbers, and for planners what is said of it and its history. Nothing is drawn here.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import type { Plan } from "../../api/contract/plans.ts";
import { problemOf } from "../api-client.ts";
import { teamColour } from "../colour/team-colours.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Segments } from "../components/segments.tsx";
import { MapView } from "../map/map-view.tsx";
import { noUntoldAreas } from "../map/scene.ts";
import { Legend } from "../map-page/legend.tsx";
import { SavedTeams, useComparison } from "../map-page/saved-teams.tsx";
import { useGeography } from "../state/geography.ts";
import { useArenas, useBackground, useDivisions, usePlan, usePlanBalance, usePlans } from "../state/queries.ts";
import { activateArea, clearSelection, selectArea, selectAreas, useSelection } from "../state/selection.ts";
import { useSignedIn } from "../state/session.tsx";
import { CopyLink } from "./copy-link.tsx";
import { PlanActions } from "./plan-actions.tsx";
import { PlanComments } from "./plan-comments.tsx";
import { PlanHistory } from "./plan-history.tsx";
import { PlanJudgeChoice } from "./plan-judge-choice.tsx";
import { planPath, plansPath } from "./plan-paths.ts";
import { PlanProof } from "./plan-proof.tsx";
import { PlanStatusTag } from "./plan-status.tsx";
import { DeletedNotice, firstComparison, PlanFacts } from "./plans-page.tsx";

const tabs = ["oversikt", "kommentarer", "historik"] as const;
type Tab = (typeof tabs)[number];
const noArenas: never[] = [];

export default function PlanPage() {
  const { plan: id } = useParams();
  const { t } = useTranslation();
  const { data: plan, error } = usePlan(id ?? null);
  const [isDeleted, setDeleted] = useState(false);
  if (error && problemOf(error).status !== 404) {
    return (
      <div className="page page-narrow">
        <ProblemNotice error={error} />
      </div>
    );
  }
  if (error) {
    return (
      <div className="page page-narrow">
        <h1>{t("nav.plan")}</h1>
        <EmptyState title={t("planLife.notFound")}>
          <p>{t("planLife.notFoundHelp")}</p>
          <Link className="button button-primary" to={plansPath}>
            {t("planLife.toPlans")}
          </Link>
        </EmptyState>
      </div>
    );
  }
  if (!plan || plan.id !== id) return <Loading />;
  return (
    <div className="page">
      {isDeleted ? (
        <>
          <h1>{plan.name}</h1>
          <DeletedNotice plan={plan} onDone={() => setDeleted(false)} />
          <Link to={plansPath}>{t("planLife.toPlans")}</Link>
        </>
      ) : (
        <ReadPlan key={plan.id} plan={plan} onDeleted={() => setDeleted(true)} />
      )}
    </div>
  );
}

function ReadPlan({ plan, onDeleted }: { plan: Plan; onDeleted: () => void }) {
  const { t } = useTranslation();
  const planner = useSignedIn().role === "planner";
  const plans = usePlans().data ?? [];
  const division = useDivisions().data?.find(({ id }) => id === plan.divisionId) ?? null;
  const [search, setSearch] = useSearchParams();
  const tab = (planner && tabs.find((own) => own === search.get("flik"))) || "oversikt";
  return (
    <>
      <header className="page-head stack-tight">
        <p>
          <Link to={plansPath}>{t("planLife.toPlans")}</Link>
        </p>
        <div className="row">
          <h1>{plan.name}</h1>
          <PlanStatusTag plan={plan} />
        </div>
        <PlanFacts plan={plan} divisionName={division?.name ?? null} />
        {plan.description !== "" && <p className="lead plan-description">{plan.description}</p>}
      </header>
      <PlanActions plan={plan} comparedWith={firstComparison(plan, plans)} onDeleted={onDeleted} />
      <CopyLink path={planPath(plan.id)} isDraft={plan.status === "draft"} />
      {planner && (
        <Segments<Tab>
          label={t("planLife.parts")}
          value={tab}
          choices={tabs.map((value) => ({ value, name: t(`planLife.tab.${value}`) }))}
          onChoose={(flik) => setSearch({ flik }, { replace: true })}
        />
      )}
      {tab === "oversikt" && <Overview plan={plan} />}
      {tab === "kommentarer" && <PlanComments plan={plan} aboutArea={search.get("omrade")} />}
      {tab === "historik" && <PlanHistory plan={plan} />}
    </>
  );
}

/** The plan on the map, with its teams' numbers: exact for planners, protected for others. */
function Overview({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  const division = useDivisions().data?.find(({ id }) => id === plan.divisionId) ?? null;
  const { geography, error } = useGeography(division);
  const balance = usePlanBalance(plan.id, plan.version);
  const comparison = useComparison(plan);
  const arenas = useArenas().data ?? noArenas;
  const background = useBackground().data ?? null;
  const selection = useSelection();
  const { teams, teamIndexes } = plan;
  const scene = useMemo(
    () =>
      geography && {
        geography,
        background,
        areaColours: teamIndexes.map((team) => teamColour(teams[team]?.colourIndex ?? -1)),
        untoldAreas: noUntoldAreas,
        teams: teams.map(({ letter, colourIndex }) => ({ letter, colour: teamColour(colourIndex) })),
        teamIndexes,
        arenas,
        selectedAreas: selection.areas,
        activeArea: selection.active,
        adjacency: null,
      },
    [geography, background, teams, teamIndexes, arenas, selection],
  );
  if (!scene) return error ? <ProblemNotice error={error} /> : <Loading text={t("mapPage.loadingAreas")} />;
  return (
    <div className="plan-overview">
      <div className="plan-map">
        <MapView
          scene={scene}
          describe={(areaIndex) => {
            const { code, name } = scene.geography.properties[areaIndex]!;
            const team = teams[teamIndexes[areaIndex] ?? -1];
            return {
              title: name === code ? code : `${code} ${name}`,
              lines: [team ? `${team.letter} · ${team.name}` : t("facts.noTeam")],
            };
          }}
          onSelect={selectArea}
          onClear={clearSelection}
          onActivate={activateArea}
        >
          <Legend statistic={null} untoldAreas={noUntoldAreas} teams={teams} arenas={arenas} />
        </MapView>
      </div>
      <div className="stack">
        {plan.judgedBy && <PlanJudgeChoice plan={plan} judgedBy={plan.judgedBy} />}
        {role === "planner" && <PlanProof plan={plan} />}
        <ProblemNotice error={balance.error} />
        <SavedTeams
          teams={teams}
          teamIndexes={teamIndexes}
          balance={balance.data}
          isCounting={balance.isPending}
          role={role}
          comparison={comparison}
          onShowTeam={(team) => selectAreas([...teamIndexes.keys()].filter((area) => teamIndexes[area] === team))}
        />
      </div>
    </div>
  );
}
