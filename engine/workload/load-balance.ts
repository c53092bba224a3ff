// The teams' loads against the municipality's load per position, each difference beside what chance alone makes.
import { roundingStandardDeviation, sameOffsetVariance } from "../disclosure/keyed-rounding.ts";
import { deviationMargins, likelyDeviations } from "./band-chance.ts";
import { preventiveVariance } from "./chance.ts";
import { teamLoad, type WorkloadWeights } from "./team-load.ts";

export interface TeamWork {
  /** By case type, in the order of the weights: cases expected in a year. */
  readonly expectedCases: readonly number[];
  readonly children: number;
  readonly positions: { readonly investigation: number; readonly firstLine: number };
  /** How many rounded counts of cases, and of children, are in the team's sums. */
  readonly roundedCaseCounts: number;
  readonly roundedChildCounts: number;
  /** Areas of which not all is told, so that the team has at least the cases, and the children, that are told. */
  readonly unknownCaseAreas: number;
  readonly unknownChildAreas: number;
}

/** What the expected cases were made from. */
export interface CountBasis {
  /** The counts are of so many years together. */
  readonly years: number;
  /** True where all case types were counted as one and then shared out. */
  readonly typesTogether: boolean;
}

export interface WorkBalance {
  /** A year's load of the team. */
  readonly load: number;
  /** Variance of that load by chance and rounding alone. */
  readonly loadVariance: number;
  /** Null without positions. */
  readonly perPosition: number | null;
  /** Less the municipality's load per position. */
  readonly deviation: number | null;
  /** The deviation as a share of the municipality's load per position. */
  readonly deviationFraction: number | null;
  /** Standard deviation of that difference by chance and rounding alone: the noise floor. */
  readonly noise: number | null;
  /** Chance alone makes a larger difference, up or down, one time in twenty: 1.96 times the noise floor. */
  readonly chanceMargin: number | null;
  /** Areas of the team whose work is not all known: the load is at least so large. */
  readonly unknownAreas: number;
  /** The same of the other teams': the municipality's load per position is at least so large. */
  readonly unknownElsewhere: number;
  /**
   * Whether the deviation is beyond that margin; never that a team has less, where its load may be larger than is told, nor
   * that it has more, where the others' may be.
   */
  readonly isMoreThanChance: boolean;
}

export interface LoadBalance {
  /** Of all teams together; null without positions. */
  readonly investigationPerPosition: number | null;
  readonly firstLinePerPosition: number | null;
  readonly teams: readonly { readonly investigation: WorkBalance; readonly firstLine: WorkBalance }[];
}

/** Of a team without positions. */
const unknownBalance = {
  perPosition: null,
  deviation: null,
  deviationFraction: null,
  noise: null,
  chanceMargin: null,
  isMoreThanChance: false,
} as const;

/**
 * A count of λ cases varies by √λ (Poisson), so a load Σ w·X by √Σ w²λ; counts of several years are averaged, and each
 * rounded count adds the rounding's variance. Children are the same ones from year to year, so that years do not make their
 * number surer. The noise of a difference is that of `deviationMargins`, as in watch and forecast. Throws as `teamLoad` does.
 */
export function balanceLoads(weights: WorkloadWeights, teams: readonly TeamWork[], basis: CountBasis): LoadBalance {
  const loads = teams.map((team) => teamLoad(weights, team.expectedCases, team.children, team.positions));
  const investigation = differences(
    loads.map((load) => load.investigation),
    teams.map((team) => team.positions.investigation),
    teams.map((team) => caseLoadVariance(weights, team, basis)),
    teams.map((team) => team.unknownCaseAreas),
  );
  const firstLine = differences(
    loads.map((load) => load.firstLine),
    teams.map((team) => team.positions.firstLine),
    teams.map((team) => preventiveVariance(weights.perChild, team.children, team.roundedChildCounts)),
    teams.map((team) => team.unknownChildAreas),
  );
  return {
    investigationPerPosition: investigation.whole,
    firstLinePerPosition: firstLine.whole,
    teams: teams.map((_team, position) => ({
      investigation: investigation.teams[position]!,
      firstLine: firstLine.teams[position]!,
    })),
  };
}

/** Variance of a year's load that is the mean of the basis' years. */
function caseLoadVariance(
  { perCase }: WorkloadWeights,
  { expectedCases, roundedCaseCounts }: TeamWork,
  { years, typesTogether }: CountBasis,
): number {
  const sum = (value: (cases: number, weight: number) => number) =>
    expectedCases.reduce((total, cases, type) => total + value(cases, perCase[type]!), 0);
  const chance = sum((cases, weight) => weight * weight * cases) / years;
  const allCases = sum((cases) => cases);
  const meanWeight = allCases > 0 ? sum((cases, weight) => weight * cases) / allCases : 0;
  const squaredWeights = typesTogether ? meanWeight ** 2 : sum((_cases, weight) => weight * weight);
  return chance + (squaredWeights * roundingStandardDeviation ** 2 * roundedCaseCounts) / years ** 2;
}

/** How far chance and rounding take a team's expected cases of a year, and its children: 19 times of 20. */
export function amountMargins(
  team: TeamWork,
  basis: CountBasis,
): { readonly cases: number; readonly children: number } {
  const alike = { perCase: team.expectedCases.map(() => 1), perChild: 1 };
  return {
    cases: likelyDeviations * Math.sqrt(caseLoadVariance(alike, team, basis)),
    children: likelyDeviations * Math.sqrt(preventiveVariance(1, team.children, team.roundedChildCounts)),
  };
}

/** How far chance and rounding take a team's expected cases of one type, by its place among the types: 19 times of 20. */
export function typeMargin(team: TeamWork, basis: CountBasis, type: number): number {
  const alone = { perCase: team.expectedCases.map((_cases, place) => Number(place === type)), perChild: 0 };
  return likelyDeviations * Math.sqrt(caseLoadVariance(alone, team, basis));
}

/** The same of all teams together, which have no area in common. */
export function wholeMargins(
  teams: readonly TeamWork[],
  basis: CountBasis,
): { readonly cases: number; readonly children: number } {
  const margins = teams.map((team) => amountMargins(team, basis));
  return {
    cases: Math.hypot(...margins.map(({ cases }) => cases)),
    children: Math.hypot(...margins.map(({ children }) => children)),
  };
}

/**
 * The same of the clients without an area in a mean year, whose counts of the years are told rounded by one offset, and of
 * the children without one, who are one rounded count.
 */
export function unplacedMargins(
  clientsAYear: number,
  years: number,
  children: number,
): { readonly cases: number; readonly children: number } {
  const variance = clientsAYear / years + sameOffsetVariance(years) / years ** 2;
  return {
    cases: likelyDeviations * Math.sqrt(variance),
    children: likelyDeviations * Math.sqrt(preventiveVariance(1, children, 1)),
  };
}

function differences(
  loads: readonly number[],
  positions: readonly number[],
  variances: readonly number[],
  unknownByTeam: readonly number[],
): { readonly whole: number | null; readonly teams: readonly WorkBalance[] } {
  const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  const allPositions = total(positions);
  const whole = allPositions > 0 ? total(loads) / allPositions : null;
  const margins = deviationMargins(
    loads.map((expected, team) => ({ expected, noiseVariance: variances[team]! })),
    positions,
  );
  const allUnknown = total(unknownByTeam);
  const teams = loads.map((load, team): WorkBalance => {
    const own = positions[team]!;
    const unknownAreas = unknownByTeam[team]!;
    const unknownElsewhere = allUnknown - unknownAreas;
    const amount = { load, loadVariance: variances[team]!, unknownAreas, unknownElsewhere };
    if (whole === null || own === 0) return { ...unknownBalance, ...amount };
    const deviation = load / own - whole;
    const chanceMargin = margins[team]! * whole;
    // A difference in the last bits is none, also where nothing is left to chance.
    const isBeyond = Math.abs(deviation) > Math.max(chanceMargin, 1e-9 * whole);
    return {
      ...amount,
      perPosition: load / own,
      deviation,
      deviationFraction: whole > 0 ? deviation / whole : 0,
      noise: chanceMargin / likelyDeviations,
      chanceMargin,
      isMoreThanChance: isBeyond && (deviation > 0 ? unknownElsewhere : unknownAreas) === 0,
    };
  });
  return { whole, teams };
}
