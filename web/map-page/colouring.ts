// What colours the map: the team, a count or an indicator, with its classes, colours and words. Zero is a class of its own in counts.
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PlanTeam } from "../../api/contract/plans.ts";
import type { AreaValues, Indicator, Measure } from "../../api/contract/statistics.ts";
import { type Classification, classify, coloursFor, unknownColour, zeroColour } from "../colour/classes.ts";
import { teamColour, unassignedColour } from "../colour/team-colours.ts";
import { exactnessMark, toldOf, untoldKindOf } from "../components/told-value.ts";
import { currentLanguage } from "../i18n.ts";
import { noUntoldAreas, type UntoldAreas, type UntoldKind } from "../map/scene.ts";
import { formatNumber, formatPeriod } from "../numbers.ts";
import { useIndicators, useIndicatorValues, useMeasures, useMeasureValues } from "../state/queries.ts";

/** "team", "measure:<key>" or "indicator:<key>". */
export type ColourChoice = string;

/** A statistic that has been chosen, with its values and how they are written. */
export interface ShownStatistic {
  readonly name: string;
  readonly source: string | null;
  readonly values: AreaValues;
  /** Of the values that are told; in counts without those that are zero. */
  readonly classification: Classification;
  /** Areas with nobody, in a count; null for an indicator, where zero is a value like others. */
  readonly zeroAreas: readonly number[] | null;
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
  readonly untoldAreas: UntoldAreas;
}

/** Counts of clients name their years: planners have sums of three, others one year at a time. */
function periodText({ kind }: Measure, { period }: AreaValues): string {
  return kind === "clients" && period ? ` ${formatPeriod(period)}` : "";
}

export function measureName(measure: { readonly nameSv: string; readonly nameEn: string }): string {
  return currentLanguage() === "en" ? measure.nameEn : measure.nameSv;
}

/** An area's number with its mark, or why there is none, in words. */
export function valueInWords(t: TFunction, { values, write }: ShownStatistic, areaIndex: number): string {
  const told = toldOf(values, areaIndex);
  if (told === null) return t(`missing.${values.missingReasons[areaIndex] ?? "missing"}`);
  const mark = exactnessMark(t, told);
  return mark ? `${write(told.value)}\u00A0${mark.sign} (${mark.words})` : write(told.value);
}

function untoldAreasOf(values: AreaValues): UntoldAreas {
  const areas: Record<UntoldKind, number[]> = { unknown: [], withheld: [], outside: [] };
  for (const areaIndex of values.values.keys()) {
    const kind = untoldKindOf(values, areaIndex);
    if (kind) areas[kind].push(areaIndex);
  }
  return areas;
}

/** Colours for every area of a division. */
export function useColouring(
  choice: ColourChoice,
  division: string | null,
  areaCount: number,
  teams: readonly PlanTeam[],
  teamIndexes: ArrayLike<number> | null,
): Colouring {
  const { i18n } = useTranslation();
  const measures = useMeasures(division).data ?? [];
  const indicators = useIndicators(division).data ?? [];
  const [kind, key = null] = choice.split(":") as [string, string?];
  const measure = kind === "measure" ? measures.find((own) => own.key === key) : undefined;
  const indicator = kind === "indicator" ? indicators.find((own) => own.key === key) : undefined;
  const measureValues = useMeasureValues(division, measure?.key ?? null);
  const indicatorValues = useIndicatorValues(division, indicator?.key ?? null);
  const query = measure ? measureValues : indicatorValues;
  const values = measure || indicator ? query.data : undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the language changes how names and numbers are written
  const statistic = useMemo<ShownStatistic | null>(() => {
    if (!values) return null;
    const classification = classify(measure ? values.values.map((value) => value || null) : values.values);
    return {
      zeroAreas: measure ? [...values.values.keys()].filter((area) => values.values[area] === 0) : null,
      name: measure ? `${measureName(measure)}${periodText(measure, values)}` : indicator!.name,
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
        areaColours: Array.from(classOfArea, (own, area) =>
          statistic.zeroAreas && statistic.values.values[area] === 0
            ? zeroColour
            : (statistic.classColours[own] ?? unknownColour),
        ),
        untoldAreas: untoldAreasOf(statistic.values),
      };
    }
    return {
      areaColours: Array.from({ length: areaCount }, (_, area) => {
        const team = teams[teamIndexes?.[area] ?? -1];
        return team ? teamColour(team.colourIndex) : unassignedColour;
      }),
      untoldAreas: noUntoldAreas,
    };
  }, [statistic, areaCount, teams, teamIndexes]);

  return { choice, measures, indicators, statistic, loading: query.isLoading, error: query.error, ...painted };
}
