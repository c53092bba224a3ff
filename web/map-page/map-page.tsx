// The map page: one plan on the map and in the table, its teams, and the chosen area's facts.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { teamColour } from "../colour/team-colours.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Segments } from "../components/segments.tsx";
import { type AreaDescription, MapView } from "../map/map-view.tsx";
import type { MapScene } from "../map/scene.ts";
import type { AreaGeography } from "../map/topology.ts";
import { PlanConflict } from "../plan-conflict/plan-conflict.tsx";
import { PlanLinks } from "../plans-page/plan-links.tsx";
import { useAutosave } from "../state/autosave.ts";
import { useGeography } from "../state/geography.ts";
import { usePlanEdit } from "../state/plan-edit.ts";
import { useArenas, useBackground, usePlan, usePlanBalance, useRun } from "../state/queries.ts";
import { activateArea, clearSelection, selectArea, selectAreas, useSelection } from "../state/selection.ts";
import { useSignedIn } from "../state/session.tsx";
import { useWorkspaceChoice, type WorkspaceChoice } from "../state/workspace-choice.ts";
import { AreaExplanation } from "../why-here/area-explanation.tsx";
import { PlanAnalysis } from "../why-here/plan-analysis.tsx";
import { AreaFacts } from "./area-facts.tsx";
import { AreaTable } from "./area-table.tsx";
import { ColourChoiceField } from "./colour-choice.tsx";
import { type ColourChoice, useColouring, valueInWords } from "./colouring.ts";
import { Legend } from "./legend.tsx";
import { MoveAreas } from "./move-areas.tsx";
import { PlanChooser } from "./plan-chooser.tsx";
import { TeamList } from "./team-list.tsx";

/** The tolerance a plan is shown against when no run says another. */
const usualTolerance = 0.01;
const noArenas: MapScene["arenas"] = [];
const noTeams: never[] = [];

type View = "map" | "both" | "table";
type Tab = "map" | "teams" | "table" | "area";

export default function MapPage() {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  const choice = useWorkspaceChoice();
  const { geography, error } = useGeography(choice.division);
  if (choice.error || error) {
    return (
      <div className="page page-narrow">
        <ProblemNotice error={choice.error ?? error} />
      </div>
    );
  }
  if (choice.loading) return <Loading />;
  if (!choice.division) {
    return (
      <div className="page page-narrow">
        <h1>{t("nav.map")}</h1>
        <EmptyState title={t("mapPage.noDivision")}>
          <p>{t(role === "planner" ? "mapPage.noDivisionHelp" : "mapPage.noDivisionWait")}</p>
          {role === "planner" && (
            <Link className="button button-primary" to="/importera">
              {t("mapPage.toImport")}
            </Link>
          )}
        </EmptyState>
      </div>
    );
  }
  if (!geography) return <Loading text={t("mapPage.loadingAreas")} />;
  return <Workspace choice={choice} geography={geography} key={choice.division.id} />;
}

function Workspace({ choice, geography }: { choice: WorkspaceChoice; geography: AreaGeography }) {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  const planner = role === "planner";
  const division = choice.division!;
  const planQuery = usePlan(choice.plan?.id ?? null);
  const plan = planQuery.data?.divisionId === division.id ? planQuery.data : undefined;
  const balance = usePlanBalance(plan?.id ?? null, plan?.version ?? null);
  const run = useRun(planner ? (plan?.runId ?? null) : null).data;
  const arenas = useArenas().data ?? noArenas;
  const background = useBackground().data ?? null;
  const edit = usePlanEdit(planner && plan?.status === "draft" ? plan : null);
  useAutosave(edit);
  const selection = useSelection();
  const [colourChoice, setColourChoice] = useState<ColourChoice>("team");
  const [showArenas, setShowArenas] = useState(true);
  const [view, setView] = useState<View>("map");
  const [tab, setTab] = useState<Tab>("map");

  const teams = plan?.teams ?? noTeams;
  const teamIndexes = edit?.draft.accepted ?? plan?.teamIndexes ?? null;
  const colouring = useColouring(colourChoice, division.id, geography.areaCount, teams, teamIndexes);
  const sceneTeams = useMemo(
    () => teams.map(({ letter, colourIndex }) => ({ letter, colour: teamColour(colourIndex) })),
    [teams],
  );
  const shownArenas = showArenas ? arenas : noArenas;
  const { areaColours, untoldAreas, statistic } = colouring;
  const scene = useMemo<MapScene>(
    () => ({
      geography,
      background,
      areaColours,
      untoldAreas,
      teams: sceneTeams,
      teamIndexes,
      arenas: shownArenas,
      selectedAreas: selection.areas,
      activeArea: selection.active,
      adjacency: null,
    }),
    [geography, background, areaColours, untoldAreas, sceneTeams, teamIndexes, shownArenas, selection],
  );

  const describe = (areaIndex: number): AreaDescription => {
    const { code, name } = geography.properties[areaIndex]!;
    const team = teams[teamIndexes?.[areaIndex] ?? -1];
    return {
      title: name === code ? code : `${code} ${name}`,
      lines: [
        team ? `${team.letter} · ${team.name}` : t("facts.noTeam"),
        ...(statistic ? [`${statistic.name}: ${valueInWords(t, statistic, areaIndex)}`] : []),
      ],
    };
  };
  const shownArea = selection.areas.at(-1) ?? null;
  const show = (areaIndex: number) => {
    selectArea(areaIndex, false);
    setTab("area");
  };
  const firstTolerance = run?.rules.balancedMeasures[0]?.toleranceFraction ?? usualTolerance;

  return (
    <div
      className="workspace"
      data-view={view}
      data-tab={shownArea === null && tab === "area" ? "map" : tab}
      data-facts={shownArea !== null}
    >
      <h1 className="visually-hidden">{t("nav.map")}</h1>
      <div className="workspace-side pane-teams">
        <PlanChooser choice={choice} />
        {plan && <PlanLinks plan={plan} areaCode={shownArea === null ? null : geography.properties[shownArea]!.code} />}
        {edit && <PlanConflict edit={edit} geography={geography} onOpenPlan={choice.choosePlan} />}
        <ColourChoiceField colouring={colouring} onChoose={setColourChoice} />
        <ProblemNotice error={colouring.error ?? planQuery.error ?? balance.error} />
        {plan ? (
          <TeamList
            teams={teams}
            teamIndexes={teamIndexes ?? plan.teamIndexes}
            balance={balance.data}
            role={role}
            firstTolerance={firstTolerance}
            onShowTeam={(team) => {
              selectAreas([...plan.teamIndexes.keys()].filter((area) => plan.teamIndexes[area] === team));
              setTab("map");
            }}
          />
        ) : (
          !planQuery.isLoading && planner && <p className="notice">{t("mapPage.noPlanHelp")}</p>
        )}
        {plan && planner && (
          <PlanAnalysis
            key={plan.id}
            plan={plan}
            nameOf={(areaIndex) => describe(areaIndex).title}
            onMended={edit && !edit.differs ? (own) => edit.draft.change(own, t("why.repaired")) : null}
          />
        )}
      </div>
      <div className="workspace-centre">
        <div className="workspace-bar no-print">
          <Segments<View>
            label={t("mapPage.view")}
            value={view}
            onChoose={setView}
            choices={[
              { value: "map", name: t("mapPage.map") },
              { value: "both", name: t("mapPage.both") },
              { value: "table", name: t("mapPage.table") },
            ]}
          />
          <label className="check">
            <input type="checkbox" checked={showArenas} onChange={(event) => setShowArenas(event.target.checked)} />
            <span>{t("mapPage.showArenas")}</span>
          </label>
          {colouring.loading && <Loading />}
        </div>
        <div className="workspace-map pane-map">
          <MapView
            scene={scene}
            describe={describe}
            onSelect={selectArea}
            onClear={clearSelection}
            onActivate={activateArea}
          >
            <Legend statistic={statistic} untoldAreas={untoldAreas} teams={teams} arenas={shownArenas} />
            {shownArea !== null && (
              <button type="button" className="button map-chosen" onClick={() => setTab("area")}>
                {t("mapPage.factsOf", { area: describe(shownArea).title })}
              </button>
            )}
          </MapView>
        </div>
        <div className="workspace-table pane-table">
          <AreaTable
            geography={geography}
            teams={teams}
            teamIndexes={teamIndexes}
            statistic={statistic}
            onShow={show}
          />
        </div>
      </div>
      {shownArea !== null && (
        <aside className="workspace-facts pane-area" aria-label={t("mapPage.areaPanel")}>
          {selection.areas.length > 1 && (
            <p className="notice small">{t("mapPage.severalChosen", { count: selection.areas.length })}</p>
          )}
          {plan && planner && !edit && <p className="small soft">{t("move.onlyDrafts")}</p>}
          {edit && (
            <MoveAreas areas={selection.areas} codes={geography.properties.map((area) => area.code)} edit={edit} />
          )}
          <AreaFacts
            division={division}
            code={geography.properties[shownArea]!.code}
            team={teams[teamIndexes?.[shownArea] ?? -1] ?? null}
            onChooseNeighbour={(areaIndex) => selectArea(areaIndex, false)}
            onClose={clearSelection}
          >
            {plan && planner && <AreaExplanation plan={plan} code={geography.properties[shownArea]!.code} />}
          </AreaFacts>
        </aside>
      )}
      <nav className="workspace-tabs no-print" aria-label={t("mapPage.panels")}>
        {(["map", "teams", "table", "area"] as const).map((own) => (
          <button
            key={own}
            type="button"
            aria-pressed={tab === own}
            disabled={own === "area" && shownArea === null}
            onClick={() => setTab(own)}
          >
            {t(`mapPage.tab.${own}`)}
          </button>
        ))}
      </nav>
    </div>
  );
}
