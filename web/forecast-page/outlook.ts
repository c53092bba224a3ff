// A plan's forecast worked out in the page by the engine, from the protected history: teams by year, and the chance to stay balanced.
import type { LoadLimits } from "../../api/contract/forecast.ts";
import type { PlanTeam } from "../../api/contract/plans.ts";
import {
  type BandChance,
  bandChance,
  deviationFractions,
  deviationMargins,
  jointChance,
} from "../../engine/workload/band-chance.ts";
import {
  type ForecastModel,
  forecastTeam,
  type LoadWeights,
  type TeamYear,
} from "../../engine/workload/forecast-teams.ts";

export const loadKinds = ["investigation", "firstLine"] as const;
export type LoadKind = (typeof loadKinds)[number];

/** A plan's areas with the positions that are tried. */
export interface Staffed {
  readonly teams: readonly PlanTeam[];
  readonly teamIndexes: readonly number[];
}

export type ChanceBounds = ReturnType<typeof jointChance>;

export interface OutlookYear {
  readonly year: number;
  /** In the order of the teams. */
  readonly teams: readonly TeamYear[];
  /** Load per position against the mean of all teams. */
  readonly deviations: Readonly<Record<LoadKind, readonly number[]>>;
  /** How far chance and what is not known take each deviation, 19 times of 20: infinitely, where that cannot be said. */
  readonly margins: Readonly<Record<LoadKind, readonly number[]>>;
  /** Null where nothing can be said of how sure a kind of work is. */
  readonly chances: Readonly<Record<LoadKind, BandChance | null>>;
}

export function positionsOf(teams: readonly PlanTeam[], kind: LoadKind): number[] {
  return teams.map((team) => (kind === "investigation" ? team.investigationPositions : team.firstLinePositions));
}

export function membersOf({ teams, teamIndexes }: Staffed): Uint8Array[] {
  return teams.map((_team, own) => Uint8Array.from(teamIndexes, (index) => (index === own ? 1 : 0)));
}

/** The last year seen as estimated, then the coming ones. */
export function outlookOf(
  model: ForecastModel,
  weights: LoadWeights,
  staffed: Staffed,
  bandFraction: number,
  yearsAhead: number,
): OutlookYear[] {
  const members = membersOf(staffed);
  return Array.from({ length: yearsAhead + 1 }, (_, ahead) => {
    const teams = members.map((own) => forecastTeam(model, weights, own, ahead));
    const of = <Value>(value: (kind: LoadKind, positions: readonly number[]) => Value) =>
      Object.fromEntries(loadKinds.map((kind) => [kind, value(kind, positionsOf(staffed.teams, kind))])) as Record<
        LoadKind,
        Value
      >;
    return {
      year: model.lastYear + ahead,
      teams,
      deviations: of((kind, positions) =>
        deviationFractions(
          teams.map(({ load }) => load[kind].expected),
          positions,
        ),
      ),
      margins: of((kind, positions) => {
        const loads = teams.map(({ load }) => load[kind]);
        if (loads.some(({ ownVariance }) => ownVariance === null)) return loads.map(() => Number.POSITIVE_INFINITY);
        return deviationMargins(loads, positions);
      }),
      chances: of((kind, positions) => {
        const loads = teams.flatMap(({ load }) => {
          const { expected, ownVariance } = load[kind];
          return ownVariance === null ? [] : [{ expected, ownVariance }];
        });
        return loads.length < teams.length ? null : bandChance(loads, positions, bandFraction);
      }),
    };
  });
}

export type DeviationVerdict = "beyondChance" | "withinChance" | "cannotSay";

/**
 * Only what is outside ± is called a difference. A team of which not all children are told has at least what is expected, and
 * so has the mean: it is never said to be below the others, no other to be above, and none of them to be alike. Nothing is
 * called anything where it cannot be said how far chance takes it.
 */
export function deviationVerdict(
  { teams, deviations, margins }: Pick<OutlookYear, "teams" | "deviations" | "margins">,
  kind: LoadKind,
  place: number,
): DeviationVerdict {
  const [deviation, margin] = [deviations[kind][place]!, margins[kind][place]!];
  if (!Number.isFinite(margin)) return "cannotSay";
  const own = teams[place]!.untoldAreas;
  const elsewhere = teams.reduce((sum, { untoldAreas }) => sum + untoldAreas, -own);
  const isBeyond = Number.isFinite(deviation) && Math.abs(deviation) > margin + 1e-9;
  if (isBeyond && (deviation > 0 ? elsewhere : own) === 0) return "beyondChance";
  return own + elsewhere > 0 ? "cannotSay" : "withinChance";
}

/**
 * Between which chances it lies that all teams are within the band in both kinds of work, which rest on the same children. A
 * kind of which nothing can be said may have any chance.
 */
export function chanceBalanced({ chances }: Pick<OutlookYear, "chances">): ChanceBounds {
  return {
    atLeast: jointChance(loadKinds.map((kind) => chances[kind]?.all ?? 0)).atLeast,
    atMost: jointChance(loadKinds.map((kind) => chances[kind]?.all ?? 1)).atMost,
  };
}

/** Load that a position can carry in a year; null where nobody has said how much. */
export function capacityOf(limits: LoadLimits, kind: LoadKind): number | null {
  return kind === "investigation" ? limits.capacityPerPosition : limits.firstLineCapacityPerPosition;
}

/**
 * The chance that a kind of work asks for more than the team's positions can carry; null without a capacity, and where nothing
 * can be said.
 */
export function chanceOverCapacity(year: TeamYear, team: PlanTeam, kind: LoadKind, limits: LoadLimits): number | null {
  const capacity = capacityOf(limits, kind);
  return capacity === null ? null : year.load[kind].chanceOfMoreThan(capacity * positionsOf([team], kind)[0]!);
}
