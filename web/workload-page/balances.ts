// Loads of a plan's teams by period, reckoned in the page by the engine so that changed weights are seen at once.
import type { PlanTeam } from "../../api/contract/plans.ts";
import type { PlanWorkload, WorkloadPeriod, WorkloadWeights } from "../../api/contract/workload.ts";
import {
  type CarriedLoad,
  carriedLoad,
  type PerPosition,
  type PositionWork,
  workPerPosition,
} from "../../engine/workload/carried-work.ts";
import {
  amountMargins,
  balanceLoads,
  type LoadBalance,
  unplacedMargins,
  type WorkBalance,
  wholeMargins,
} from "../../engine/workload/load-balance.ts";
import { yearTold } from "../../engine/workload/year-told.ts";

/** In the order they are shown. */
export const workKinds = ["investigation", "firstLine"] as const;
export type WorkKind = (typeof workKinds)[number];
export type WeightValues = Pick<WorkloadWeights, "unit" | "perCase" | "otherCase" | "perChild">;

export interface PeriodBalance {
  readonly period: WorkloadPeriod;
  readonly balance: LoadBalance;
  /** By team: how far chance and rounding take cases and children, 19 times of 20. */
  readonly margins: readonly ReturnType<typeof amountMargins>[];
  /** The same of all teams together, and of what has no area. */
  readonly wholeMargins: ReturnType<typeof wholeMargins>;
  readonly unplacedMargins: ReturnType<typeof unplacedMargins>;
  /** Cases and children per position: whatever the weights. */
  readonly perPosition: ReturnType<typeof workPerPosition>;
}

/** The weight of a case type: its own, or that of types without one. */
export function weightOf({ perCase, otherCase }: WeightValues, caseType: string): number {
  return perCase.find((own) => own.caseType === caseType)?.weight ?? otherCase;
}

/** In the order of the workload's periods. Throws where the plan has other teams than the workload. */
export function balancesOf(
  { caseTypes, periods }: PlanWorkload,
  teams: readonly PlanTeam[],
  weights: WeightValues,
): PeriodBalance[] {
  const perCase = caseTypes.map(({ key }) => weightOf(weights, key));
  return periods.map((period) => {
    const work = period.teams.map((own, place) => {
      const team = teams[place];
      if (team?.teamId !== own.teamId) throw new Error(`Team ${own.teamId} at place ${place}, found ${team?.teamId}.`);
      const positions = { investigation: team.investigationPositions, firstLine: team.firstLinePositions };
      return { ...own, positions };
    });
    return {
      period,
      balance: balanceLoads({ perCase, perChild: weights.perChild }, work, period),
      margins: work.map((own) => amountMargins(own, period)),
      wholeMargins: wholeMargins(work, period),
      perPosition: toldTypes(workPerPosition(work, period), period),
      unplacedMargins: unplacedMargins(period.unplaced.clientsAYear ?? 0, period.years, period.unplaced.children ?? 0),
    };
  });
}

/** A type that the period is not told of has no rate: its cases are not known, and are not nought. */
function toldTypes(
  { teams, whole }: ReturnType<typeof workPerPosition>,
  { ratesPerThousand }: WorkloadPeriod,
): ReturnType<typeof workPerPosition> {
  const own = (work: PositionWork): PositionWork => ({
    ...work,
    caseTypes: work.caseTypes.map((one, type): PerPosition => {
      return ratesPerThousand[type] === 0 ? { ...one, amount: null, margin: null } : one;
    }),
  });
  return { teams: teams.map(own), whole: own(whole) };
}

/** Which case types a period counted by type is not told of, by place: they are in no sum. */
export function untoldTypes({ typesTogether, ratesPerThousand }: WorkloadPeriod): number[] {
  return typesTogether ? [] : ratesPerThousand.flatMap((rate, type) => (rate === 0 ? [type] : []));
}

/** Whether a kind of work in a year is the year's own: without a number of children of its own another year's is taken. */
export function isYearsOwn({ period, childrenDate }: WorkloadPeriod, kind: WorkKind): boolean {
  return kind === "investigation" || yearTold(childrenDate) === Number(period);
}

/** A team's balance of one kind in each single year, oldest first. */
export function yearsOf(
  balances: readonly PeriodBalance[],
  team: number,
  kind: WorkKind,
): { readonly period: string; readonly own: WorkBalance }[] {
  return balances
    .filter(({ period }) => period.typesTogether)
    .map(({ period, balance }) => ({ period: period.period, own: balance.teams[team]![kind] }))
    .reverse();
}

/** What a position has carried in the single years; null where none of them is known whole. */
export function carriedBy(balances: readonly PeriodBalance[], kind: WorkKind): CarriedLoad | null {
  const years = balances
    .filter(({ period }) => period.typesTogether)
    .map(({ period, balance }) => ({ year: period.period, balance, isTold: isYearsOwn(period, kind) }))
    .reverse();
  return carriedLoad(years, kind);
}

export type Verdict = "more" | "less" | "chance" | "untold" | "unknown";

/** Only what is more than chance is called a difference; where some team's load is not all known neither that nor likeness. */
export function verdictOf({ deviation, isMoreThanChance, unknownAreas, unknownElsewhere }: WorkBalance): Verdict {
  if (deviation === null) return "unknown";
  if (!isMoreThanChance) return unknownAreas + unknownElsewhere > 0 ? "untold" : "chance";
  return deviation > 0 ? "more" : "less";
}

/** In how many years the difference is more than chance, of those that something can be said of, and of how many nothing can. */
export function countYears(years: readonly { readonly own: WorkBalance }[]): {
  readonly beyond: number;
  readonly told: number;
  readonly untold: number;
} {
  const untold = years.filter(({ own }) => verdictOf(own) === "untold").length;
  return { beyond: years.filter(({ own }) => own.isMoreThanChance).length, told: years.length - untold, untold };
}
