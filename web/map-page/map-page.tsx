// The map page: one plan on the map and in the table, its teams, and the chosen area's facts; a planner's draft is drawn here.
import { useCallback, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../components/empty-state.tsx";
import { isWideKind, type SearchablePlace } from "../components/find-places.ts";
import { Loading } from "../components/loading.tsx";
import { PlaceSearch } from "../components/place-search.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { Segments } from "../components/segments.tsx";
import type { Workbench } from "../drawing/workbench.ts";
import { createCameraLink } from "../map/camera-link.ts";
import type { MapScene } from "../map/scene.ts";
import type { AreaGeography } from "../map/topology.ts";
import { formatSignedPercent } from "../numbers.ts";
import { PlanConflict } from "../plan-conflict/plan-conflict.tsx";
import { PlanLinks } from "../plans-page/plan-links.tsx";
import { useGeography } from "../state/geography.ts";
import { usePlanEdit } from "../state/plan-edit.ts";
import { usePlanLocks } from "../state/plan-locks.ts";
import { usePlanRules } from "../state/proposals.ts";
import { useAdjacency, useArenas, useBackground, useMeasures, usePlan, usePlanBalance } from "../state/queries.ts";
import {
  activateArea,
  clearSelection,
  selectArea,
  selectAreas,
  useLastSelected,
  useSelection,
} from "../state/selection.ts";
import { useSignedIn } from "../state/session.tsx";
import { useBenchGroups, useBenchLocks, useBenchVersion, useWorkbench } from "../state/workbench.ts";
import { useWorkspaceChoice, type WorkspaceChoice } from "../state/workspace-choice.ts";
import { AreaExplanation } from "../why-here/area-explanation.tsx";
import { PlanAnalysis } from "../why-here/plan-analysis.tsx";
import { AreaFacts } from "./area-facts.tsx";
import { AreaTable } from "./area-table.tsx";
import { ColourChoiceField } from "./colour-choice.tsx";
import { type ColourChoice, type Colouring, useColouring } from "./colouring.ts";
import { BeforeSwitch } from "./drawing/before-switch.tsx";
import { DrawBar, ToolSettings } from "./drawing/draw-bar.tsx";
import { previewSentence } from "./drawing/draw-words.ts";
import { DrawnTeams } from "./drawing/drawn-teams.tsx";
import { FindingStepper, type FindingSteps } from "./drawing/finding-steps.tsx";
import { KeyHelp } from "./drawing/key-help.tsx";
import { KeyHint } from "./drawing/key-hint.tsx";
import { LockList } from "./drawing/lock-list.tsx";
import { movedLimitOf } from "./drawing/moved-limit.ts";
import { PreviewBar } from "./drawing/preview-bar.tsx";
import { SaveState } from "./drawing/save-state.tsx";
import { SaveTrouble } from "./drawing/save-trouble.tsx";
import { TakenUpNotice } from "./drawing/taken-up.tsx";
import { useDrawCommands } from "./drawing/use-commands.ts";
import { useDrawnNumbers } from "./drawing/use-drawn-numbers.ts";
import { type MapAim, MapPane } from "./map-pane.tsx";
import { PlanChooser } from "./plan-chooser.tsx";
import { SavedTeams, useComparison } from "./saved-teams.tsx";
import { useKeptGroups } from "./use-kept-groups.ts";
import { useParentNames, useTakesParents } from "./use-parent-names.ts";
import { useWidePlaces } from "./use-wide-places.ts";

const noArenas: MapScene["arenas"] = [];
const noTeams: never[] = [];
const noAreas: readonly number[] = [];

type View = "map" | "maps" | "both" | "table";
type Tab = "map" | "teams" | "table" | "area";
const views = ["map", "maps", "both", "table"] as const satisfies readonly View[];
/** Where there is room for one panel at a time the tabs choose between them; two maps leave no room to draw. */
const viewsOfPhone: readonly View[] = ["map", "maps"];

export default function MapPage() {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  const choice = useWorkspaceChoice();
  const { geography, error } = useGeography(choice.division);
  useReadAhead(choice, role === "planner");
  if (choice.error || error) {
    return (
      <div className="page page-narrow">
        <ProblemNotice error={choice.error ?? error} />
      </div>
    );
  }
  if (choice.loading) return <LoadingMap />;
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
  if (!geography) return <LoadingMap text={t("mapPage.loadingAreas")} />;
  return <Workspace choice={choice} geography={geography} key={choice.division.id} />;
}

function LoadingMap({ text }: Parameters<typeof Loading>[0]) {
  const { t } = useTranslation();
  return (
    <>
      <h1 className="visually-hidden">{t("nav.map")}</h1>
      <Loading {...(text ? { text } : {})} />
    </>
  );
}

/** Asks for what the workspace needs while the borders are on their way; it finds the answers where it asks itself. */
function useReadAhead({ division, plan }: WorkspaceChoice, planner: boolean): void {
  const id = division?.id ?? null;
  usePlan(plan?.id ?? null);
  useAdjacency(planner && plan?.status === "draft" ? id : null);
  useMeasures(id);
  useArenas();
  useBackground();
}

function Workspace({ choice, geography }: { choice: WorkspaceChoice; geography: AreaGeography }) {
  const { t } = useTranslation();
  const { role } = useSignedIn();
  const isNarrow = useIsNarrow();
  const planner = role === "planner";
  const division = choice.division!;
  const planQuery = usePlan(choice.plan?.id ?? null);
  const plan = planQuery.data?.divisionId === division.id ? planQuery.data : null;
  const edit = usePlanEdit(planner && plan?.status === "draft" ? plan : null);
  const bench = useWorkbench(edit, division, geography);
  const balance = usePlanBalance(edit ? null : (plan?.id ?? null), plan?.version ?? null);
  const rules = usePlanRules(planner ? plan : null).data;
  const arenas = useArenas().data ?? noArenas;
  const background = useBackground().data ?? null;
  const [colourChoice, setColourChoice] = useState<ColourChoice>("team");
  const [chosenSecondColour, setSecondColour] = useState<ColourChoice | null>(null);
  const [cameraLink] = useState(createCameraLink);
  const [showArenas, setShowArenas] = useState(true);
  const [showNotes, setShowNotes] = useState(false);
  const [chosenView, setView] = useState<View>("map");
  const view = isNarrow && edit && chosenView === "maps" ? "map" : chosenView;
  const [tab, setTab] = useState<Tab>("map");
  const [showsBar, setShowsBar] = useState(false);
  const [inspected, setInspected] = useState<number | null>(null);
  const [aim, setAim] = useState<MapAim>({ focusOn: null, view: null });
  const [repaired, setRepaired] = useState<readonly number[]>(noAreas);
  const comparison = useComparison(plan ?? null);
  const { measureKey } = comparison;
  const lastSelected = useLastSelected();
  const shownArea = edit ? inspected : lastSelected;
  const findings = useRef<FindingSteps>(null);
  const search = useRef<HTMLInputElement>(null);
  const [isSearching, setSearching] = useState(false);
  const takesParents = useTakesParents(bench);
  const widePlaces = useWidePlaces(division, geography, planner, rules?.rules ?? null, isSearching || takesParents);
  useParentNames(bench, widePlaces);

  const teams = plan?.teams ?? noTeams;
  const colouring = useColouring(colourChoice, division.id, geography.areaCount, teams, plan?.teamIndexes ?? null);
  const drawn = useDrawnNumbers(bench, edit, choice, colouring.measures, teams, comparison);
  const [showsBefore, showBefore] = useState(false);
  const before = isNarrow && drawn.baseline ? { isShown: showsBefore, show: showBefore, isToday: drawn.isToday } : null;
  const locks = usePlanLocks(edit ? edit.saved.id : null);
  useBenchLocks(bench, locks, teams);
  useBenchGroups(bench, useKeptGroups(rules?.rules ?? null, arenas, division.id, geography));
  const inspect = (areaIndex: number) => {
    setInspected(areaIndex);
    setTab("area");
  };
  const commands = useDrawCommands(bench, plan?.id ?? "", locks, teams, drawn.movedName, {
    onInspect: inspect,
    onSearch: () => search.current?.focus(),
    onView: (act) => setAim((before) => ({ ...before, view: { act } })),
    onFinding: (step) => findings.current?.step(step),
  });
  const showAreas = (areas: readonly number[]) => {
    setAim((before) => ({ ...before, focusOn: [...areas] }));
    if (areas[0] !== undefined) activateArea(areas[0]);
    setTab("map");
    setView((before) => (before === "table" ? "both" : before));
  };
  const draws = edit !== null;
  /** One area is gone to; several are chosen too, which in a drawing previews them in the team that is chosen. */
  const showPlace = ({ kind, name, areaIndexes }: SearchablePlace) => {
    const isWide = isWideKind(kind);
    if (isWide || !draws) selectAreas(areaIndexes);
    showAreas(areaIndexes);
    const shown = isWide ? t("search.shownAreas", { name, count: areaIndexes.length }) : t("search.shown", { name });
    const effect = isWide && bench ? previewSentence(t, bench, teams, drawn.movedName) : "";
    commands.announce([shown, ...(effect === "" ? [] : [effect])].join(". "));
  };
  const show = useCallback(
    (areaIndex: number) => {
      if (!draws) selectArea(areaIndex, false);
      setInspected(areaIndex);
      setTab("area");
    },
    [draws],
  );
  const shownMeasure = balance.data?.measures.find((own) => own.measureKey === measureKey) ?? balance.data?.measures[0];
  const savedNotes = shownMeasure
    ? teams.map(({ teamId }) => {
        const own = shownMeasure.teams.find((each) => each.teamId === teamId);
        return own ? formatSignedPercent(own.deviationFraction) : "";
      })
    : [];
  const movedLimit = movedLimitOf(rules?.rules ?? null);
  const shownArenas = showArenas ? arenas : noArenas;
  // Beside the teams the first measure, until another has been chosen.
  const secondColour = chosenSecondColour ?? (colouring.measures[0] ? `measure:${colouring.measures[0].key}` : "team");
  const shownOnMaps = {
    geography,
    divisionId: division.id,
    teams,
    teamIndexes: plan?.teamIndexes ?? null,
    bench,
    commands,
    arenas: shownArenas,
    background,
    teamNotes: showNotes ? savedNotes : null,
    changedAreas: repaired,
    countName: drawn.measureName,
    movedName: drawn.movedName,
    aim,
    cameraLink,
    onChoose: edit ? inspect : () => {},
  };

  return (
    <div
      className="workspace"
      data-view={view}
      data-tab={shownArea === null && tab === "area" ? "map" : tab}
      data-facts={shownArea !== null}
      data-bar={showsBar ? "open" : "closed"}
      data-drawing={edit !== null}
      data-hints={bench !== null && commands.hintsShown}
    >
      <h1 className="visually-hidden">{t("nav.map")}</h1>
      {/* In no panel, since only one of them may be in sight. */}
      {edit && <PlanConflict edit={edit} geography={geography} onOpenPlan={choice.choosePlan} />}
      <div className="workspace-side pane-teams">
        <PlanChooser choice={choice} />
        {plan && (
          <div className="plan-state no-print">
            <PlanLinks plan={plan} areaCode={shownArea === null ? null : geography.properties[shownArea]!.code} />
            {edit && <SaveState edit={edit} />}
          </div>
        )}
        <PlaceSearch
          ref={search}
          mark={bench && <KeyHint binding="search" />}
          label={t("search.label")}
          keepsName
          geography={geography}
          divisionId={division.id}
          arenas={arenas}
          widePlaces={widePlaces}
          onFocus={() => setSearching(true)}
          onFound={showPlace}
        />
        <ColourChoiceField
          label={view === "maps" ? t("mapPage.leftMap") : t("colour.label")}
          colouring={colouring}
          onChoose={setColourChoice}
        />
        {view === "maps" && (
          <ColourChoiceField
            label={t("mapPage.rightMap")}
            colouring={{ ...colouring, choice: secondColour }}
            onChoose={setSecondColour}
          />
        )}
        {isNarrow && edit && <SaveTrouble edit={edit} lockError={commands.lockError} />}
        <ProblemNotice error={colouring.error ?? planQuery.error ?? balance.error ?? drawn.error} />
        {plan && edit && !bench && <Loading text={t("balance.counting")} />}
        {plan && bench && (
          <DrawnTeams
            bench={bench}
            commands={commands}
            teams={teams}
            numbers={drawn}
            comparison={comparison}
            limit={
              movedLimit && {
                ...movedLimit,
                measureName: drawn.measures.find(({ key }) => key === movedLimit.measureKey)?.name ?? "",
                planName:
                  choice.plans.find(({ id }) => id === movedLimit.baselinePlanId)?.name ?? t("draw.movedLimitLostPlan"),
              }
            }
            locks={locks}
            onShowAreas={showAreas}
            onShowTeam={(team) =>
              showAreas([...bench.draft.accepted.keys()].filter((area) => bench.draft.teamOf(area) === team))
            }
          />
        )}
        {plan && bench && (
          <LockList
            locks={locks}
            teams={teams}
            codes={bench.field.codes}
            nameOf={(areaIndex) => nameOf(geography, areaIndex)}
            commands={commands}
            onShow={showAreas}
          />
        )}
        {plan && !edit && (
          <SavedTeams
            teams={teams}
            teamIndexes={plan.teamIndexes}
            balance={balance.data}
            isCounting={balance.isPending}
            role={role}
            comparison={comparison}
            onShowTeam={(team) => {
              selectAreas([...plan.teamIndexes.keys()].filter((area) => plan.teamIndexes[area] === team));
              setTab("map");
            }}
          />
        )}
        {plan && planner && (
          <PlanAnalysis
            key={plan.id}
            plan={plan}
            nameOf={(areaIndex) => nameOf(geography, areaIndex)}
            onRepairShown={setRepaired}
            onMended={
              edit && !edit.differs ? (own, fromRun) => edit.draft.change(own, t("why.repaired"), fromRun) : null
            }
          />
        )}
        {!plan && !planQuery.isLoading && planner && <p className="notice">{t("mapPage.noPlanHelp")}</p>}
      </div>
      <div className="workspace-centre">
        <div className="workspace-bar no-print">
          {!(isNarrow && edit) && (
            <Segments<View>
              label={t("mapPage.view")}
              value={view}
              onChoose={(next) => {
                setView(next);
                // Half as wide or twice as wide: what was seen would be cut off or small.
                if ((next === "maps") !== (view === "maps")) setAim((before) => ({ ...before, view: { act: "all" } }));
              }}
              choices={(isNarrow ? viewsOfPhone : views).map((own) => ({ value: own, name: t(`mapPage.${own}`) }))}
            />
          )}
          <label className="check">
            <input type="checkbox" checked={showArenas} onChange={(event) => setShowArenas(event.target.checked)} />
            <span>{t("mapPage.showArenas")}</span>
          </label>
          {plan && (
            <label className="check">
              <input type="checkbox" checked={showNotes} onChange={(event) => setShowNotes(event.target.checked)} />
              <span>{t("mapPage.showDeviations")}</span>
            </label>
          )}
          <button type="button" className="button button-quiet" onClick={() => window.print()}>
            {t("mapPage.print")}
          </button>
          {colouring.loading && <Loading />}
        </div>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the drawing are heard in all of it */}
        <div
          className="workspace-drawing"
          onKeyDown={(event) => {
            if (!event.defaultPrevented && event.target !== event.currentTarget && commands.onKey(event, null))
              event.preventDefault();
          }}
        >
          {bench && <DrawBar bench={bench} teams={teams} commands={commands} />}
          {bench && (
            <div className="draw-settings-place">
              <ToolSettings bench={bench} teams={teams} />
            </div>
          )}
          {bench && (
            <div className="draw-overlay">
              {edit && <SaveTrouble edit={edit} lockError={commands.lockError} />}
              {edit && <TakenUpNotice edit={edit} commands={commands} />}
              <FindingStepper ref={findings} bench={bench} teams={teams} commands={commands} onShow={showAreas} />
              <PreviewBar
                bench={bench}
                teams={teams}
                measureName={drawn.measureName}
                movedName={drawn.movedName}
                commands={commands}
              />
            </div>
          )}
        </div>
        <div className="workspace-map pane-map">
          <MapPane
            {...shownOnMaps}
            colourChoice={colourChoice}
            before={before?.isShown ? drawn.baseline : null}
            title={view === "maps" ? t("mapPage.leftMap") : null}
            legend={{
              isOpen: colourChoice !== "team" ? view !== "maps" || hasRoomForTwoLegends() : view !== "maps" && !edit,
              isShort: view === "maps",
            }}
          >
            {before && bench && <BeforeSwitch bench={bench} before={before} commands={commands} />}
            {shownArea !== null && (
              <button type="button" className="button map-chosen" onClick={() => setTab("area")}>
                {t("mapPage.factsOf", { area: nameOf(geography, shownArea) })}
              </button>
            )}
          </MapPane>
          {view === "maps" && (
            <MapPane
              {...shownOnMaps}
              colourChoice={secondColour}
              title={t("mapPage.rightMap")}
              isSecond
              legend={{ isOpen: hasRoomForTwoLegends(), isShort: true }}
            />
          )}
        </div>
        {(view === "both" || view === "table" || tab === "table") && (
          <div className="workspace-table pane-table">
            <TablePane
              geography={geography}
              teams={teams}
              teamIndexes={plan?.teamIndexes ?? null}
              bench={bench}
              movedName={drawn.movedName}
              colouring={colouring}
              onShow={show}
            />
          </div>
        )}
      </div>
      {shownArea !== null && (
        <aside className="workspace-facts pane-area" aria-label={t("mapPage.areaPanel")}>
          {!edit && <SeveralChosen />}
          {plan && planner && !edit && <p className="small soft">{t("move.onlyDrafts")}</p>}
          <AreaFacts
            division={division}
            code={geography.properties[shownArea]!.code}
            team={teams[(edit ? edit.draft.accepted : plan?.teamIndexes)?.[shownArea] ?? -1] ?? null}
            onChooseNeighbour={show}
            onClose={() => {
              setInspected(null);
              if (!edit) clearSelection();
            }}
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
        <button
          type="button"
          aria-expanded={showsBar && tab === "map"}
          onClick={() => {
            setShowsBar(!showsBar || tab !== "map");
            setTab("map");
          }}
        >
          {t("mapPage.tab.view")}
        </button>
      </nav>
      <p className="visually-hidden" aria-live="polite" data-testid="drawing-live">
        {commands.announcement}
      </p>
      {bench && <KeyHelp commands={commands} />}
    </div>
  );
}

/** On a narrower screen a legend would hide most of one of two maps. */
const hasRoomForTwoLegends = () => matchMedia("(min-width: 1280px)").matches;

/** Not of paper: a sheet is narrow too, and a map that comes and goes while it is printed is blank there. */
const narrow = "screen and (max-width: 899px)";

/** Whether the panels are shown one at a time. */
function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(narrow);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => matchMedia(narrow).matches,
  );
}

function nameOf(geography: AreaGeography, areaIndex: number): string {
  const { code, name } = geography.properties[areaIndex]!;
  return name === code ? code : `${code} ${name}`;
}

function SeveralChosen() {
  const { t } = useTranslation();
  const { areas } = useSelection();
  return areas.length > 1 ? (
    <p className="notice small">{t("mapPage.severalChosen", { count: areas.length })}</p>
  ) : null;
}

/** The table, following what is drawn. */
function TablePane({
  geography,
  teams,
  teamIndexes,
  bench,
  movedName,
  colouring,
  onShow,
}: {
  geography: AreaGeography;
  teams: Parameters<typeof AreaTable>[0]["teams"];
  teamIndexes: readonly number[] | null;
  bench: Workbench | null;
  movedName: string;
  colouring: Colouring;
  onShow: (areaIndex: number) => void;
}) {
  const { t } = useTranslation();
  useBenchVersion(bench);
  return (
    <AreaTable
      geography={geography}
      teams={teams}
      teamIndexes={bench?.draft.shown ?? teamIndexes}
      accepted={bench?.draft.accepted ?? null}
      statistic={colouring.statistic}
      effect={bench ? previewSentence(t, bench, teams, movedName) : ""}
      onShow={onShow}
    />
  );
}
