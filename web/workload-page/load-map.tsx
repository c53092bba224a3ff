// The teams on the map by their load per position: above, below, or no more apart from the municipality's than by chance.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Plan } from "../../api/contract/plans.ts";
import { teamColour } from "../colour/team-colours.ts";
import { Loading } from "../components/loading.tsx";
import { ProblemNotice } from "../components/problem-notice.tsx";
import { UntoldSwatch } from "../components/untold-swatch.tsx";
import { type AreaDescription, MapView } from "../map/map-view.tsx";
import { type MapScene, noUntoldAreas } from "../map/scene.ts";
import { formatSignedPercent } from "../numbers.ts";
import { useGeography } from "../state/geography.ts";
import { useBackground, useDivisions } from "../state/queries.ts";
import { activateArea, clearSelection, selectArea, useSelection } from "../state/selection.ts";
import { type PeriodBalance, type Verdict, verdictOf, type WeightValues, type WorkKind } from "./balances.ts";
import { differenceText, loadText, unknownText, verdictText } from "./words.ts";

const verdictColours: Readonly<Record<Verdict, string>> = {
  more: "#EBA363",
  less: "#8DBBE0",
  chance: "#E4E7EB",
  // Hatched as well.
  untold: "#E4E7EB",
  unknown: "#FFFFFF",
};
const noArenas: MapScene["arenas"] = [];

export function LoadMap({
  plan,
  shown: { balance },
  kind,
  weights,
}: {
  plan: Plan;
  shown: PeriodBalance;
  kind: WorkKind;
  weights: WeightValues;
}) {
  const { t } = useTranslation();
  const division = useDivisions().data?.find(({ id }) => id === plan.divisionId) ?? null;
  const { geography, error } = useGeography(division);
  const background = useBackground().data ?? null;
  const selection = useSelection();
  const scene = useMemo((): MapScene | null => {
    if (!geography) return null;
    const own = balance.teams.map((team) => team[kind]);
    return {
      geography,
      background,
      areaColours: plan.teamIndexes.map((team) => verdictColours[own[team] ? verdictOf(own[team]) : "unknown"]),
      untoldAreas: {
        ...noUntoldAreas,
        unknown: [...plan.teamIndexes.keys()].filter((area) => {
          const ofTeam = own[plan.teamIndexes[area]!];
          return ofTeam !== undefined && verdictOf(ofTeam) === "untold";
        }),
      },
      teams: plan.teams.map(({ letter, colourIndex }, team) => ({
        letter,
        colour: teamColour(colourIndex),
        note: own[team]!.isMoreThanChance ? formatSignedPercent(own[team]!.deviationFraction ?? 0, 0) : "",
      })),
      teamIndexes: plan.teamIndexes,
      arenas: noArenas,
      selectedAreas: selection.areas,
      activeArea: selection.active,
      adjacency: null,
    };
  }, [geography, background, plan, balance, kind, selection]);
  const describe = (areaIndex: number): AreaDescription => {
    const { code, name } = geography!.properties[areaIndex]!;
    const place = plan.teamIndexes[areaIndex]!;
    const team = plan.teams[place];
    const own = balance.teams[place]?.[kind];
    const title = name === code ? code : `${code} ${name}`;
    if (!team || !own) return { title, lines: [t("facts.noTeam")] };
    return {
      title,
      lines: [
        `${team.letter} · ${team.name}`,
        `${loadText(t, own.perPosition, weights)} (${differenceText(t, own)})`,
        verdictText(t, own),
        ...(own.unknownAreas > 0 ? [unknownText(t, own.unknownAreas)] : []),
      ],
    };
  };
  const isUnknown = plan.teamIndexes.some(
    (team) => !balance.teams[team] || verdictOf(balance.teams[team][kind]) === "unknown",
  );
  const isUntold = balance.teams.some((team) => verdictOf(team[kind]) === "untold");
  return (
    <section aria-labelledby="load-map-heading">
      <h2 id="load-map-heading">{t("workload.map", { kind: t(`workload.kinds.${kind}`) })}</h2>
      <ProblemNotice error={error} />
      <div className="workload-map">
        {scene ? (
          <MapView
            scene={scene}
            describe={describe}
            label={t("workload.mapLabel")}
            onSelect={selectArea}
            onClear={clearSelection}
            onActivate={activateArea}
          />
        ) : (
          !error && <Loading text={t("mapPage.loadingAreas")} />
        )}
      </div>
      <ul className="workload-legend">
        {(
          [
            ...(["more", "chance", "less"] as const),
            ...(isUntold ? (["untold"] as const) : []),
            ...(isUnknown ? (["unknown"] as const) : []),
          ] as const
        ).map((verdict) => (
          <li key={verdict}>
            {verdict === "untold" ? (
              <UntoldSwatch kind="unknown" />
            ) : (
              <span className="swatch" style={{ background: verdictColours[verdict] }} aria-hidden="true" />
            )}
            {t(`workload.legend.${verdict}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}
