// What colours the map: the team, a count or an indicator, with its classes, colours and words.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../api/contract/plans.ts";
import type { AreaValues, Indicator, Measure } from "../../api/contract/statistics.ts";
import { type Classification, classify, coloursFor, unknownColour } from "../colour/classes.ts";
import { teamColour, unassignedColour } from "../colour/team-colours.ts";
import { currentLanguage } from "../i18n.ts";
import { formatNumber } from "../numbers.ts";
import { useIndicators, useIndicatorValues, useMeasures, useMeasureValues } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";

/** "team", "measure:<key>" or "indicator:<key>". */
export type ColourChoice = string;

/** A statistic that has been chosen, with its values and how they are written. */
export interface ShownStatistic {
  readonly name: string;
  readonly source: string | null;
  readonly values: AreaValues;
  readonly classification: Classification;
  readonly classColours: readonly string[];
  /** Empty for a count. */
  readonly unit: string;
  /** The number alone. */
  readonly writeNumber: (value: number) => string;
  /** The number with its unit. */
  readonly write: (value: number) => string;
}

export interface Colouring {
  readonly choice: ColourChoice;
  readonly measures: readonly Measure[];
  readonly indicators: readonly Indicator[];
  /** Null while the team colours the map, or while values are read. */
  readonly statistic: ShownStatistic | null;
  readonly loading: boolean;
  readonly error: unknown;
  readonly areaColours: readonly string[];
  readonly unknownAreas: readonly number[];
}

export function measureName(measure: { readonly nameSv: string; readonly nameEn: string }): string {
  return currentLanguage() === "en" ? measure.nameEn : measure.nameSv;
}

const noAreas: readonly number[] = [];

/** Colours for every area of a division. */
export function useColouring(
  choice: ColourChoice,
  division: string | null,
  areaCount: number,
  teams: readonly PlanTeam[],
  teamIndexes: readonly number[] | null,
): Colouring {
  const { i18n } = useTranslation();
  const planner = useSignedIn().role === "planner";
  const measures = useMeasures(division).data ?? [];
  const indicators = useIndicators(division).data ?? [];
  const [kind, key = null] = choice.split(":") as [string, string?];
  const measure = kind === "measure" ? measures.find((own) => own.key === key) : undefined;
  const indicator = kind === "indicator" ? indicators.find((own) => own.key === key) : undefined;
  const measureValues = useMeasureValues(division, planner && measure ? measure.key : null);
  const indicatorValues = useIndicatorValues(division, indicator?.key ?? null);
  const query = measure ? measureValues : indicatorValues;
  const values = measure || indicator ? query.data : undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the language changes how names and numbers are written
  const statistic = useMemo<ShownStatistic | null>(() => {
    if (!values) return null;
    const classification = classify(values.values);
    return {
      name: measure ? measureName(measure) : indicator!.name,
      source: indicator?.source ?? null,
      values,
      classification,
      classColours: coloursFor(classification.classes.length),
      unit: indicator?.unit ?? "",
      writeNumber: (value) => formatNumber(value, indicator?.decimals ?? 0),
      write: (value) =>
        indicator ? `${formatNumber(value, indicator.decimals)}\u00A0${indicator.unit}` : formatNumber(value),
    };
  }, [values, measure, indicator, i18n.language]);

  const painted = useMemo(() => {
    if (statistic) {
      const { classOfArea } = statistic.classification;
      return {
        areaColours: Array.from(classOfArea, (own) => statistic.classColours[own] ?? unknownColour),
        unknownAreas: [...classOfArea.keys()].filter((area) => classOfArea[area] === -1),
      };
    }
    return {
      areaColours: Array.from({ length: areaCount }, (_, area) => {
        const team = teams[teamIndexes?.[area] ?? -1];
        return team ? teamColour(team.colourIndex) : unassignedColour;
      }),
      unknownAreas: noAreas,
    };
  }, [statistic, areaCount, teams, teamIndexes]);

  return { choice, measures, indicators, statistic, loading: query.isLoading, error: query.error, ...painted };
}
