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
] as const;

/** The last column: the plan's name, by which the import knows an exported file. */
export const planNameColumn = { heading: "Förslag", attribute: "forslag" } as const;

/** A row for each area in the division's order, then one for each team without areas, so that nothing is lost. */
export function planRows(plan: Pick<Plan, "teams" | "teamIndexes">, areas: readonly PlacedArea[]): PlanRow[] {
  const seen = new Set(plan.teamIndexes);
  return [
    ...areas.map((area, areaIndex) => ({ area, team: plan.teams[plan.teamIndexes[areaIndex]!] ?? null })),
    ...plan.teams.flatMap((team, teamIndex) => (seen.has(teamIndex) ? [] : [{ area: null, team }])),
  ];
}
