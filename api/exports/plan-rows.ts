// A plan as rows, one an area: what every format of the export has, and what the import of a team division reads back.
import type { Plan, PlanTeam } from "../contract/plans.ts";

/** An area as the exports need it. */
export interface PlacedArea {
  readonly code: string;
  readonly name: string;
}

export interface PlanRow {
  /** Null in the row of a team that has no areas. */
  readonly area: PlacedArea | null;
  /** Null where the area has no team. */
  readonly team: PlanTeam | null;
  /** The team's share of every total; null where it has no team, or the targets follow the positions. */
  readonly targetShare: number | null;
}

/** A plan with its targets as it carries them; null where they follow the positions. */
export interface ExportedPlan extends Plan {
  readonly ownTargetShares: readonly number[] | null;
}

/** The columns of every format, in their order: the name in spreadsheets, and in GIS files, which take no spaces. */
export const planColumns = [
  { heading: "Områdeskod", attribute: "omradeskod", value: ({ area }: PlanRow) => area?.code ?? null },
  { heading: "Område", attribute: "omrade", value: ({ area }: PlanRow) => area?.name ?? null },
  { heading: "Team", attribute: "team", value: ({ team }: PlanRow) => team?.letter ?? null },
  { heading: "Teamnamn", attribute: "teamnamn", value: ({ team }: PlanRow) => team?.name ?? null },
  { heading: "Utredning", attribute: "utredning", value: ({ team }: PlanRow) => team?.investigationPositions ?? null },
  {
    heading: "Första linjen",
    attribute: "forsta_linjen",
    value: ({ team }: PlanRow) => team?.firstLinePositions ?? null,
  },
  { heading: "Målandel", attribute: "malandel", value: ({ targetShare }: PlanRow) => targetShare },
] as const;

/** The last column: the plan's name, by which the import knows an exported file. */
export const planNameColumn = { heading: "Förslag", attribute: "forslag" } as const;

/** A row for each area in the division's order, then one for each team without areas, so that nothing is lost. */
export function planRows(
  { teams, teamIndexes, ownTargetShares }: Pick<ExportedPlan, "teams" | "teamIndexes" | "ownTargetShares">,
  areas: readonly PlacedArea[],
): PlanRow[] {
  const seen = new Set(teamIndexes);
  const rowOf = (area: PlacedArea | null, teamIndex: number): PlanRow => ({
    area,
    team: teams[teamIndex] ?? null,
    targetShare: ownTargetShares?.[teamIndex] ?? null,
  });
  return [
    ...areas.map((area, areaIndex) => rowOf(area, teamIndexes[areaIndex]!)),
    ...teams.flatMap((_team, teamIndex) => (seen.has(teamIndex) ? [] : [rowOf(null, teamIndex)])),
  ];
}
