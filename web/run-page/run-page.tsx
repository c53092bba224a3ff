// The run page: rules on the left, the best so far on the map.
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type { Division } from "../../api/contract/divisions.ts";
import type { Run, RunProgress } from "../../api/contract/runs.ts";
import type { Measure } from "../../api/contract/statistics.ts";
import type { Team } from "../../api/contract/teams.ts";
import { addressOf, call } from "../api-client.ts";
import { teamColour } from "../colour/team-colours.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { SelectField } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { lockedAreasOf } from "../drawing/locks.ts";
import { MapView } from "../map/map-view.tsx";
import type { MapScene } from "../map/scene.ts";
import type { AreaGeography } from "../map/topology.ts";
import { useColouring } from "../map-page/colouring.ts";
import { Legend } from "../map-page/legend.tsx";
import { ProblemError } from "../problem-error.ts";
import { useGeography } from "../state/geography.ts";
import { usePlanLocks } from "../state/plan-locks.ts";
import { useRulesCheck, useSolution } from "../state/proposals.ts";
import { useArenas, useBackground, useMeasures, usePlan, useRun, useRuns, useTeams } from "../state/queries.ts";
import { activateArea, clearSelection, selectArea, selectAreas, useSelection } from "../state/selection.ts";
import { useServerEvents } from "../state/server-events.ts";
import { useSignedIn } from "../state/session.tsx";
import { useSettled } from "../state/settled.ts";
import { useWorkspaceChoice, type WorkspaceChoice } from "../state/workspace-choice.ts";
import type { AreaChoice } from "./group-rules.tsx";
import { changeRules, openRules, useRules } from "./kept-rules.ts";
import { profileGroups } from "./profile-groups.ts";
import { RuleSetBar } from "./rule-set-bar.tsx";
import { ruledAreas } from "./ruled-areas.ts";
import { faultsOf, firstDraft, type RulesDraft, runOf } from "./rules-draft.ts";
import { RunForm } from "./run-form.tsx";
import { RunList } from "./run-list.tsx";
import { RunWatch } from "./run-watch.tsx";

const runName = "korning";
const typingRestMs = 600;
const noTeams: never[] = [];

export default function RunPage() {
  const { t } = useTranslation();
  const choice = useWorkspaceChoice();
  const { geography, error } = useGeography(choice.division);
  const { data: teams, error: teamsError } = useTeams();
  const { data: measures, error: measuresError } = useMeasures(choice.division?.id ?? null);
  const fault = choice.error ?? error ?? teamsError ?? measuresError;
  if (fault) {
    return (
      <div className="page page-narrow">
        <ProblemNotice error={fault} />
      </div>
    );
  }
  if (choice.loading || !teams) return <Loading />;
  if (!choice.division || teams.length < 2) {
    return (
      <div className="page page-narrow">
        <h1>{t("nav.run")}</h1>
        <EmptyState title={t(choice.division ? "run.noTeams" : "mapPage.noDivision")}>
          <p>{t(choice.division ? "run.noTeamsHelp" : "mapPage.noDivisionHelp")}</p>
          <Link className="button button-primary" to={choice.division ? "/team" : "/importera"}>
            {t(choice.division ? "run.toTeams" : "mapPage.toImport")}
          </Link>
        </EmptyState>
      </div>
    );
  }
  if (!geography || !measures) return <Loading text={t("mapPage.loadingAreas")} />;
  return (
    <RunWorkspace
      key={choice.division.id}
      choice={choice}
      division={choice.division}
      geography={geography}
      teams={teams}
      measures={measures}
    />
  );
}

function RunWorkspace({
  choice,
  division,
  geography,
  teams,
  measures,
}: {
  choice: WorkspaceChoice;
  division: Division;
  geography: AreaGeography;
  teams: readonly Team[];
  measures: readonly Measure[];
}) {
  const { t } = useTranslation();
  const { displayName, municipality: own } = useSignedIn();
  const municipality = own.code;
  const client = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const runId = search.get(runName);
  const run = useRun(runId).data ?? null;
  const runs = (useRuns().data ?? noTeams).filter((own) => own.divisionId === division.id);
  const arenas = useArenas().data ?? noTeams;
  const background = useBackground().data ?? null;
  const selection = useSelection();
  const firstMeasure = measures.find((measure) => measure.kind === "population") ?? measures[0];
  const [opened] = useState(() =>
    openRules(
      `${municipality} ${displayName}`,
      division.id,
      teams,
      () => firstDraft(division.id, teams, firstMeasure?.key ?? null, choice.plan?.id ?? null),
      choice.isPlanNamed ? choice.plan!.id : null,
    ),
  );
  const rules = useRules(division.id) ?? opened;
  const { draft } = rules;
  const setDraft = (typed: RulesDraft) => changeRules(division.id, typed);
  const [progress, setProgress] = useState<RunProgress | null>(null);
  const [startError, setStartError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [tab, setTab] = useState<"teams" | "map">("teams");
  const [chosenSolution, setChosenSolution] = useState<number | null>(null);
  const baseline = usePlan(draft.baselinePlanId).data;
  const drawnLocks = usePlanLocks(draft.baselinePlanId);
  const asked = useSettled(draft, typingRestMs);
  // What is typed is asked about when it is whole and left alone; how long to search makes no difference to it.
  const askable = runId === null && faultsOf(asked).length === 0;
  const check = useRulesCheck(askable ? { ...runOf(asked), seed: 1, secondsLimit: 1 } : null);

  const show = (id: string | null) => {
    setProgress(null);
    setChosenSolution(null);
    setSearch(id === null ? { indelning: division.id } : { indelning: division.id, [runName]: id });
  };
  const start = async (rules: RulesDraft) => {
    setBusy(true);
    const outcome = await call("post /api/:municipality/runs", { params: { municipality }, body: runOf(rules) });
    setBusy(false);
    setStartError(outcome.ok ? null : new ProblemError(outcome.problem));
    if (!outcome.ok) return;
    client.setQueryData<Run>(["run", outcome.value.id], outcome.value);
    show(outcome.value.id);
    await client.invalidateQueries({ queryKey: ["runs"] });
  };
  const running = run !== null && (run.status === "running" || run.status === "queued");
  const follow = (reached: RunProgress) => {
    setProgress(reached);
    // What was read when the run began still says that it waits.
    if (run?.status === "queued") client.setQueryData<Run>(["run", run.id], { ...run, status: "running" });
  };
  const solution = useSolution(running ? null : runId, chosenSolution).data ?? null;
  const finish = async (end: Run) => {
    client.setQueryData<Run>(["run", end.id], end);
    await client.invalidateQueries({ queryKey: ["runs"] });
  };
  useServerEvents<RunProgress, Run>(
    running ? addressOf("/api/:municipality/runs/:run/events", { municipality, run: run.id }) : null,
    {
      onProgress: follow,
      onEnd: finish,
      onBroken: () => void client.invalidateQueries({ queryKey: ["run", runId] }),
    },
  );

  const shownTeams = run?.teams ?? baseline?.teams ?? noTeams;
  const runIndexes = running
    ? (progress?.teamIndexes ?? null)
    : ((chosenSolution === null ? null : solution?.teamIndexes) ?? run?.teamIndexes ?? null);
  const teamIndexes = run ? runIndexes : baseline?.divisionId === division.id ? baseline.teamIndexes : null;
  const { areaColours, untoldAreas } = useColouring("team", division.id, geography.areaCount, shownTeams, teamIndexes);
  const areaIndexByCode = useMemo(
    () => new Map(geography.properties.map(({ code }, areaIndex) => [code, areaIndex])),
    [geography],
  );
  // Only what holds areas is read, since the draft is another object for each letter that is typed.
  const locks = run?.rules.locks ?? draft.locks;
  const keepTogether = run?.rules.keepTogether ?? draft.keepTogether;
  const keepCatchments = run?.rules.keepCatchmentsOfPrioritySchools ?? draft.keepCatchments;
  const held = useMemo(
    () => ruledAreas({ locks, keepTogether, keepCatchments }, arenas, division.id, areaIndexByCode),
    [locks, keepTogether, keepCatchments, arenas, division.id, areaIndexByCode],
  );
  const movedAreas = useMemo(
    () => (!running && solution !== null ? solution.moved.map(({ areaIndex }) => areaIndex) : noTeams),
    [running, solution],
  );
  const scene = useMemo<MapScene>(
    () => ({
      geography,
      background,
      areaColours,
      untoldAreas,
      teams: shownTeams.map(({ letter, colourIndex }) => ({ letter, colour: teamColour(colourIndex) })),
      teamIndexes,
      arenas,
      selectedAreas: selection.areas,
      activeArea: selection.active,
      adjacency: null,
      changedAreas: movedAreas,
      keptTogether: held.together,
      drawing: { lockedAreas: held.locked, movingAreas: [], aimedAreas: [], strokeLine: null },
    }),
    [geography, background, areaColours, untoldAreas, shownTeams, teamIndexes, arenas, selection, movedAreas, held],
  );
  const nameOf = (areaIndex: number) => {
    const { code, name } = geography.properties[areaIndex]!;
    return name === code ? code : `${code} ${name}`;
  };
  const areas = areaChoice(division, geography, areaIndexByCode, arenas, selection.areas, nameOf);
  const selectedOwn = baseline
    ? selection.areas.flatMap((area) => {
        const team = baseline.teams[baseline.teamIndexes[area] ?? -1];
        return team ? [{ areaCode: geography.properties[area]!.code, teamId: team.teamId }] : [];
      })
    : null;
  const lockedInDrawing = baseline
    ? lockedAreasOf(
        drawnLocks,
        baseline.teams.map(({ teamId }) => teamId),
        baseline.teamIndexes,
        geography.properties.map(({ code }) => code),
      )
    : [];

  return (
    <div className="workspace" data-view="map" data-tab={tab} data-facts={false}>
      <h1 className="visually-hidden">{t("nav.run")}</h1>
      <div className="workspace-side pane-teams">
        <header className="page-head">
          <p className="panel-title" aria-hidden="true">
            {t("nav.run")}
          </p>
          {!run && <p className="soft">{t("run.lead")}</p>}
        </header>
        <ProblemNotice error={startError} />
        {run ? (
          <RunWatch
            key={run.id}
            run={run}
            progress={progress}
            measures={measures}
            codes={geography.properties.map(({ code }) => code)}
            nameOf={nameOf}
            chosenSolution={chosenSolution}
            solution={chosenSolution === null ? null : solution}
            onChooseSolution={(own) => {
              setChosenSolution(own);
              clearSelection();
            }}
            onNew={() => show(null)}
          />
        ) : (
          <>
            {choice.divisions.length > 1 && (
              <SelectField
                label={t("plan.division")}
                value={division.id}
                onChange={(event) => choice.chooseDivision(event.target.value)}
              >
                {choice.divisions.map(({ id, name, areaCount }) => (
                  <option key={id} value={id}>
                    {t("plan.divisionOption", { name, count: areaCount })}
                  </option>
                ))}
              </SelectField>
            )}
            <RuleSetBar rules={rules} />
            <RunForm
              draft={draft}
              teams={teams}
              measures={measures}
              plans={choice.plans}
              areas={areas}
              lockable={{ selectedOwn, lockedInDrawing }}
              check={check.data ?? null}
              checkError={check.error}
              busy={busy}
              onChange={setDraft}
              onStart={() => start(draft)}
            />
          </>
        )}
        <RunList runs={runs} measures={measures} shown={runId} onShow={show} />
      </div>
      <div className="workspace-centre">
        <div className="workspace-bar">
          {held.locked.length + held.together.length > 0 && <p className="small soft">{t("run.ruledAreas")}</p>}
          {movedAreas.length > 0 && <p className="small soft">{t("run.mapMoved")}</p>}
          <p className="small soft">{t(run ? (running ? "run.mapBest" : "run.mapResult") : "run.mapBaseline")}</p>
        </div>
        <div className="workspace-map pane-map">
          <MapView
            scene={scene}
            describe={(areaIndex) => {
              const team = shownTeams[teamIndexes?.[areaIndex] ?? -1];
              return {
                title: nameOf(areaIndex),
                lines: [team ? `${team.letter} · ${team.name}` : t("facts.noTeam")],
              };
            }}
            onSelect={(areaIndex) => selectArea(areaIndex, true)}
            onClear={clearSelection}
            onActivate={activateArea}
          >
            <Legend statistic={null} untoldAreas={untoldAreas} teams={shownTeams} arenas={arenas} />
          </MapView>
        </div>
      </div>
      <nav className="workspace-tabs no-print" aria-label={t("mapPage.panels")}>
        {(["teams", "map"] as const).map((own) => (
          <button key={own} type="button" aria-pressed={tab === own} onClick={() => setTab(own)}>
            {t(own === "teams" ? "run.tabRules" : "mapPage.tab.map")}
          </button>
        ))}
      </nav>
    </div>
  );
}

/** What rules can be made of: the map's selection, schools with catchments, and what has an area profile. */
function areaChoice(
  division: Division,
  geography: AreaGeography,
  areaIndexByCode: ReadonlyMap<string, number>,
  arenas: AreaChoice["arenas"],
  selected: readonly number[],
  nameOf: (areaIndex: number) => string,
): AreaChoice {
  return {
    arenas,
    groupsOf: (profiles) => profileGroups(division.kind, geography.properties, profiles),
    selectedCodes: selected.map((areaIndex) => geography.properties[areaIndex]!.code),
    nameOf: (code) => {
      const areaIndex = areaIndexByCode.get(code);
      return areaIndex === undefined ? code : nameOf(areaIndex);
    },
    indexesOf: (codes) => codes.flatMap((code) => areaIndexByCode.get(code) ?? []),
    onShow: (codes) => selectAreas(codes.flatMap((code) => areaIndexByCode.get(code) ?? [])),
  };
}
