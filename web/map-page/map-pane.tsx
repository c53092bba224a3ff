// The map of a plan: what is chosen and drawn on it, and what it says of each area.
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../api/contract/plans.ts";
import { teamColour } from "../colour/team-colours.ts";
import type { Workbench } from "../drawing/workbench.ts";
import type { MapHover } from "../map/area-map.ts";
import type { CameraLink } from "../map/camera-link.ts";
import { type AreaDescription, type MapDrawing, MapView } from "../map/map-view.tsx";
import type { MapScene, SceneDrawing } from "../map/scene.ts";
import type { AreaGeography } from "../map/topology.ts";
import { formatNumber, formatSignedPercent } from "../numbers.ts";
import { activateArea, clearSelection, selectArea, useSelection } from "../state/selection.ts";
import { useBenchVersion } from "../state/workbench.ts";
import { type ColourChoice, useColouring, valueInWords } from "./colouring.ts";
import { foreseenWords } from "./drawing/draw-words.ts";
import { KeyHint } from "./drawing/key-hint.tsx";
import type { DrawCommands } from "./drawing/use-commands.ts";
import { Legend } from "./legend.tsx";
import { mapTarget } from "./map-target.ts";

/** How the map is asked to move: by a finding, a search, or a key. */
export interface MapAim {
  readonly focusOn: readonly number[] | null;
  readonly view: MapDrawing["view"];
}

const hands = { look: "choose", move: "move", tap: "draw", stroke: "draw", span: "draw" } as const;
/** Of the preview and the unfinished parts, which lie over the map while one draws. */
const previewHeightPx = 190;
const noAreas: readonly number[] = [];
const noGroups: readonly (readonly number[])[] = [];
const noArenas: MapScene["arenas"] = [];

function useSceneDrawing(bench: Workbench | null, aimed: readonly number[]): SceneDrawing | null {
  const version = useBenchVersion(bench);
  const areaCount = bench?.draft.areaCount ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawing changes in place, and its version tells
  const movingAreas = useMemo(() => bench?.moving.areas ?? noAreas, [bench, version]);
  const locks = bench?.lockState;
  const accepted = bench?.draft.accepted;
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const lockedAreas = useMemo(
    () =>
      bench ? Array.from({ length: areaCount }, (_, area) => area).filter((area) => bench.isLocked(area)) : noAreas,
    [bench, areaCount, locks, accepted],
  );
  const strokeLine = bench?.outline ?? null;
  return useMemo(
    () => (bench ? { lockedAreas, movingAreas, aimedAreas: aimed, strokeLine } : null),
    [bench, lockedAreas, movingAreas, aimed, strokeLine],
  );
}

/** The areas of each group that the drawing divides against the rules, or joins; the same list until another is so. */
function useDividedAreas(bench: Workbench | null): readonly (readonly number[])[] {
  const groups = bench?.divided.filter(({ group }) => group.isRuled).map(({ group }) => group.areas) ?? noGroups;
  const [shown, setShown] = useState(groups);
  const isSame = groups.length === shown.length && groups.every((own, place) => own === shown[place]);
  if (!isSame) setShown(groups);
  return isSame ? shown : groups;
}

export function MapPane({
  geography,
  divisionId,
  teams,
  teamIndexes: saved,
  bench,
  before = null,
  commands,
  colourChoice,
  arenas,
  background,
  changedAreas,
  teamNotes,
  countName,
  movedName,
  aim,
  cameraLink,
  title,
  isSecond = false,
  legend,
  onChoose,
  children,
}: {
  geography: AreaGeography;
  divisionId: string;
  teams: readonly PlanTeam[];
  /** The plan as saved; what is drawn is shown instead where there is a workbench. */
  teamIndexes: readonly number[] | null;
  bench: Workbench | null;
  /** The team of each area before the drawing, shown instead of it and not drawn on; the next step of the drawing ends that. */
  before?: readonly number[] | null;
  commands: DrawCommands;
  colourChoice: ColourChoice;
  arenas: MapScene["arenas"];
  background: MapScene["background"];
  /** The deviation written at each team's letter; null where none is wanted. With a workbench its own numbers are used. */
  teamNotes: readonly string[] | null;
  /** Areas that a repair under consideration would move: hatched. */
  changedAreas: readonly number[];
  /** Name of the measure that the drawing counts. */
  countName: string | null;
  /** What is counted as changing team. */
  movedName: string;
  aim: MapAim;
  cameraLink: CameraLink;
  /** Where the page has several maps: which of them this is. */
  title: string | null;
  /** Links to the map lead to the other one. */
  isSecond?: boolean;
  /** Whether its legend begins open, and whether it tells the classes alone, since another map tells the rest. */
  legend: { readonly isOpen: boolean; readonly isShort: boolean };
  onChoose: (areaIndex: number) => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const selection = useSelection();
  const version = useBenchVersion(bench);
  const [aimed, setAimed] = useState(noAreas);
  const teamIndexes = before ?? bench?.draft.shown ?? saved;
  const { areaColours, untoldAreas, statistic } = useColouring(
    colourChoice,
    divisionId,
    geography.areaCount,
    teams,
    teamIndexes,
  );
  const drawing = useSceneDrawing(before ? null : bench, aimed);
  const keptTogether = useDividedAreas(before ? null : bench);
  const notes = before ? null : teamNotes && (bench ? liveNotes(bench, teams) : teamNotes);
  const notesKey = notes?.join("|") ?? "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: the notes are the same when their text is
  const sceneTeams = useMemo(
    () =>
      teams.map(({ letter, colourIndex }, team) => ({
        letter,
        colour: teamColour(colourIndex),
        note: notes?.[team] ?? "",
      })),
    [teams, notesKey],
  );
  const scene = useMemo<MapScene>(
    () => ({
      geography,
      background,
      areaColours,
      untoldAreas,
      teams: sceneTeams,
      teamIndexes,
      arenas,
      selectedAreas: selection.areas,
      activeArea: selection.active,
      adjacency: null,
      changedAreas,
      keptTogether,
      drawing,
    }),
    [
      geography,
      background,
      areaColours,
      untoldAreas,
      sceneTeams,
      teamIndexes,
      arenas,
      selection,
      changedAreas,
      keptTogether,
      drawing,
    ],
  );
  const countWords = (areaIndex: number): string[] => {
    const value = bench?.tallies?.problem.measures[0]?.[areaIndex];
    if (countName === null || value === undefined) return [];
    return [`${countName}: ${value === null ? t("missing.missing") : formatNumber(value)}`];
  };
  const describe = (areaIndex: number): AreaDescription => {
    const { code, name } = geography.properties[areaIndex]!;
    const team =
      teams[before?.[areaIndex] ?? (bench ? bench.draft.acceptedTeamOf(areaIndex) : saved?.[areaIndex]) ?? -1];
    return {
      title: name === code ? code : `${code} ${name}`,
      lines: [
        team ? `${team.letter} · ${team.name}` : t("facts.noTeam"),
        ...(statistic ? [`${statistic.name}: ${valueInWords(t, statistic, areaIndex)}`] : countWords(areaIndex)),
        ...(bench && !before ? foreseenWords(t, bench, teams, movedName, areaIndex, aimed) : []),
      ],
    };
  };
  const hand = bench && !before ? hands[bench.tool.press] : "choose";
  const onAim = (hover: MapHover | null) => {
    if (!bench || hand !== "draw" || bench.isPressed || !hover) return aimed.length > 0 && setAimed(noAreas);
    setAimed(bench.aim(hover.at, hover.near));
  };
  const mapDrawing: MapDrawing = {
    hand,
    stroke: {
      press: (at, near, shift) => {
        setAimed(noAreas);
        bench?.press(at, near, shift);
      },
      move: (to) => bench?.move(to),
      lift: () => {
        bench?.lift();
        if (bench?.hasMissedPush) commands.announce(t("draw.missedPush"));
      },
      abort: () => bench?.abort(),
    },
    onAim,
    onKey: commands.onKey,
    keyHint: (binding) => bench && <KeyHint binding={binding} />,
    keyboardHelp: bench ? t("draw.keyboardHelp") : t("map.keyboardHelp"),
    view: aim.view,
  };
  return (
    <div className="map-pane" data-drawing-version={version}>
      <MapView
        scene={scene}
        describe={describe}
        onSelect={(areaIndex, additive) => {
          // Inspected only: what is selected in a drawing is on its way to a team.
          if (bench) activateArea(areaIndex);
          else selectArea(areaIndex, additive);
          onChoose(areaIndex);
        }}
        onClear={clearSelection}
        onActivate={(areaIndex) => {
          activateArea(areaIndex);
          if (bench?.isPressed) bench.move(geography.properties[areaIndex]!.labelPoint);
        }}
        drawing={mapDrawing}
        focusOn={aim.focusOn}
        coveredPx={bench ? previewHeightPx : 0}
        cameraLink={cameraLink}
        {...(isSecond ? {} : { id: mapTarget })}
        {...(title === null ? {} : { label: `${title}: ${statistic?.name ?? t("colour.team")}` })}
      >
        {title !== null && <p className="map-title">{statistic?.name ?? t("colour.team")}</p>}
        <Legend
          key={String(legend.isOpen)}
          statistic={statistic}
          untoldAreas={untoldAreas}
          teams={teams}
          arenas={legend.isShort ? noArenas : arenas}
          isDrawing={bench !== null && !legend.isShort}
          hasDivided={keptTogether.length > 0}
          isOpen={legend.isOpen}
        />
        {children}
      </MapView>
    </div>
  );
}

function liveNotes(bench: Workbench, teams: readonly PlanTeam[]): string[] {
  const { tallies } = bench;
  return tallies ? teams.map((_, team) => formatSignedPercent(tallies.sumOf(0, team).deviationFraction)) : [];
}
