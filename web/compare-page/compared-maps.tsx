// Both plans on maps that look at the same place, with one selection and the changed areas hatched in both.
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../api/contract/plans.ts";
import { teamColour, unassignedColour } from "../colour/team-colours.ts";
import type { AreaDescription } from "../map/map-view.tsx";
import { PairedMaps } from "../map/paired-maps.tsx";
import { type MapScene, noUntoldAreas } from "../map/scene.ts";
import type { AreaGeography } from "../map/topology.ts";
import { useBackground } from "../state/queries.ts";
import {
  activateArea,
  clearSelection,
  type Selection,
  selectArea,
  selectAreas,
  useSelection,
} from "../state/selection.ts";
import { type ComparedPlan, useTitleOf } from "./compared-plan.ts";

const noArenas: MapScene["arenas"] = [];

function useScene(
  { plan: { teams }, teamIndexes }: ComparedPlan,
  geography: AreaGeography,
  changedAreas: readonly number[],
  selection: Selection,
): MapScene {
  const background = useBackground().data ?? null;
  return useMemo(() => {
    const sceneTeams = teams.map(({ letter, colourIndex }) => ({ letter, colour: teamColour(colourIndex) }));
    return {
      geography,
      background,
      areaColours: teamIndexes.map((team) => sceneTeams[team]?.colour ?? unassignedColour),
      untoldAreas: noUntoldAreas,
      teams: sceneTeams,
      teamIndexes,
      arenas: noArenas,
      changedAreas,
      selectedAreas: selection.areas,
      activeArea: selection.active,
      adjacency: null,
    };
  }, [geography, background, teams, teamIndexes, changedAreas, selection]);
}

export function ComparedMaps({
  from,
  to,
  geography,
  changedAreas,
}: {
  from: ComparedPlan;
  to: ComparedPlan;
  geography: AreaGeography;
  changedAreas: readonly number[];
}) {
  const { t } = useTranslation();
  const titleOf = useTitleOf();
  const selection = useSelection();
  const [focusOn, setFocusOn] = useState<readonly number[] | null>(null);
  const fromScene = useScene(from, geography, changedAreas, selection);
  const toScene = useScene(to, geography, changedAreas, selection);
  const wordsOf = (teams: readonly PlanTeam[], teamIndex: number) => {
    const team = teams[teamIndex];
    return team ? `${team.letter} · ${team.name}` : t("facts.noTeam");
  };
  /** Both teams are told on both maps: what one looks for is the change. */
  const describe = (areaIndex: number): AreaDescription => {
    const { code, name } = geography.properties[areaIndex]!;
    const before = wordsOf(from.plan.teams, from.teamIndexes[areaIndex]!);
    const after = wordsOf(to.plan.teams, to.teamIndexes[areaIndex]!);
    return {
      title: name === code ? code : `${code} ${name}`,
      lines: before === after ? [before, t("compare.unchanged")] : [t("compare.change", { before, after })],
    };
  };
  return (
    <>
      <PairedMaps
        left={{ title: t("compare.fromTitle", { name: titleOf(from) }), scene: fromScene, describe }}
        right={{ title: t("compare.toTitle", { name: titleOf(to) }), scene: toScene, describe }}
        onSelect={selectArea}
        onClear={clearSelection}
        onActivate={activateArea}
        focusOn={focusOn}
      />
      <p className="small soft row">
        <span className="swatch swatch-changed" aria-hidden="true" /> {t("compare.hatched")}
        {changedAreas.length > 0 && (
          <button
            type="button"
            className="link-button no-print"
            onClick={() => {
              selectAreas(changedAreas);
              setFocusOn([...changedAreas]);
            }}
          >
            {t("compare.selectChanged")}
          </button>
        )}
      </p>
    </>
  );
}
