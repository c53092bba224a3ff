// The forecast of a plan: children, cases and load per position of each team in the coming years, with their intervals.
import { type RoundingError, roundingErrorOf } from "../disclosure/keyed-rounding.ts";
import { type Interval, preventiveVariance } from "./chance.ts";
import { empiricalBayesRates } from "./empirical-bayes.ts";
import { type CaseModel, type ExpectedCases, expectedCases, fitCaseModel } from "./forecast-cases.ts";
import {
  type ChildrenForecast,
  childrenIn,
  type ForecastHistory,
  fitChildren,
  historyUntil,
  roundedChildCounts,
  untoldChildAreas,
  untoldChildren,
} from "./forecast-history.ts";
import { gammaDistribution } from "./gamma-distribution.ts";
import { chanceAbove, predictiveInterval } from "./predictive-count.ts";

/** Two numbers at most, and what each covers. */
export interface Intervals {
  readonly likely80: Interval;
  readonly likely95: Interval;
}

/** The same where it may be that nothing can be said: null then. */
export type PossibleIntervals = Readonly<Record<keyof Intervals, Interval | null>>;

/** Load per case by type, in the order of the history's types, and per child for preventive work. */
export interface LoadWeights {
  readonly perCase: readonly number[];
  /** For cases whose type is not told: where no types are. */
  readonly perUntypedCase: number;
  readonly perChild: number;
}

/** Everything that does not depend on plan, positions and weights: made once from a history. */
export interface ForecastModel {
  readonly history: ForecastHistory;
  /** The last year of cases; forecasts count from it. */
  readonly lastYear: number;
  readonly children: ChildrenForecast;
  readonly cases: CaseModel;
  /** rates[type][unit], cases of the type per child and year. */
  readonly typeRates: readonly Float64Array[];
  readonly unitOfArea: readonly number[];
  readonly unitCount: number;
}

/** What is missing for a forecast to be made. */
export type ForecastLack = "no-children" | "no-cases" | "too-few-years";

const leastYears = 2;

/**
 * What a forecast is of: the cases that come, or the number that will be told of them, which errs as the years seen do.
 */
export type ForecastTarget = "cases" | "told-cases";

/** Fits the model, or says what is missing: children in some year, and two years at least of cases that are told. */
export function fitForecast(history: ForecastHistory, target: ForecastTarget = "cases"): ForecastModel | ForecastLack {
  if (history.children.years.length === 0) return "no-children";
  if (history.cases.years.length === 0) return "no-cases";
  const units = unitsOf(history.toldWith);
  const seen = history.cases.years.map((year, at) =>
    inUnits(history.cases.counts[at]!, toldChildren(history, year), units),
  );
  const isTold = seen.every(({ exposure }) => exposure.some((people) => people > 0));
  if (seen.length < leastYears || !isTold) return "too-few-years";
  const lastYear = history.cases.years.at(-1)!;
  return {
    history,
    lastYear,
    children: childrenFrom(fitChildren(historyUntil(history, lastYear)), lastYear),
    cases: fitCaseModel({
      cases: seen.map(({ cases }) => cases),
      exposure: seen.map(({ exposure }) => exposure),
      countError: errorAbout(history, target),
    }),
    typeRates: typeRates(history, units),
    unitOfArea: units.unitOfArea,
    unitCount: units.unitCount,
  };
}

/** The error that an area's years share belongs to the area where it is told numbers that are foretold. */
function errorAbout({ countVariance }: ForecastHistory, target: ForecastTarget): RoundingError {
  const error = roundingErrorOf(countVariance);
  return target === "cases" ? error : { ...error, shared: 0 };
}

/** Counted from the last year of cases, where children are known up to a year before. */
function childrenFrom({ lastYear, ahead, variance }: ChildrenForecast, year: number): ChildrenForecast {
  const late = Math.max(0, year - lastYear);
  return {
    lastYear: year,
    ahead: (years) => ahead(years + late),
    variance: (count, yearsAhead) => variance(count, yearsAhead + late),
  };
}

interface Units {
  readonly unitOfArea: readonly number[];
  readonly unitCount: number;
}

/** Areas that are told together are one: only their sum says anything. */
function unitsOf(toldWith: readonly number[]): Units {
  const numbers = new Map<number, number>();
  const unitOfArea = toldWith.map((first) => {
    if (!numbers.has(first)) numbers.set(first, numbers.size);
    return numbers.get(first)!;
  });
  return { unitOfArea, unitCount: numbers.size };
}

/** By area; not a number where not all are told. */
function toldChildren(history: ForecastHistory, year: number): Float64Array {
  const untold = untoldChildren(history, year);
  return childrenIn(history, year).map((count, area) => (untold[area] ? Number.NaN : count));
}

/** Cases and children by unit; a unit where not all of both is told says nothing, so that nobody is exposed there. */
function inUnits(counts: readonly (number | null)[], children: Float64Array, { unitOfArea, unitCount }: Units) {
  const cases = new Float64Array(unitCount);
  const exposure = new Float64Array(unitCount);
  for (const [area, unit] of unitOfArea.entries()) {
    cases[unit]! += counts[area] ?? Number.NaN;
    exposure[unit]! += children[area]!;
  }
  for (let unit = 0; unit < unitCount; unit++) {
    if (!Number.isNaN(cases[unit]!) && exposure[unit]! > 0) continue;
    cases[unit] = 0;
    exposure[unit] = 0;
  }
  return { cases, exposure };
}

function typeRates(history: ForecastHistory, units: Units): Float64Array[] {
  const { firstYear, lastYear, types } = history.caseTypes;
  const children = new Float64Array(history.toldWith.length);
  for (let year = firstYear; year <= lastYear; year++) {
    for (const [area, count] of toldChildren(history, year).entries()) children[area]! += count;
  }
  return types.map(({ counts }) => {
    const { cases, exposure } = inUnits(counts, children, units);
    const variances = exposure.map((people) => (people > 0 ? history.countVariance : 0));
    return empiricalBayesRates(cases, exposure, variances).rates;
  });
}

/** One team in one year. */
export interface TeamYear {
  readonly year: number;
  /** Areas of which not all children are told: the team has at least the children, and cases, that are expected. */
  readonly untoldAreas: number;
  /** One year of children says nothing of how sure a coming one is. */
  readonly children: PossibleIntervals & { readonly expected: number; readonly variance: number | null };
  readonly cases: Intervals & ExpectedCases;
  readonly load: TeamYearLoad;
}

export interface KindLoad extends PossibleIntervals {
  readonly expected: number;
  /** Null where nothing can be said of it. */
  readonly ownVariance: number | null;
  /** The same, and never less than what chance and rounding alone do to such a count (the noise floor). */
  readonly noiseVariance: number;
  /** The chance (0…1) that the work asks for more than so much load; null where nothing can be said of it. */
  chanceOfMoreThan(load: number): number | null;
}

/** Load in the weights' own unit. */
export interface TeamYearLoad {
  readonly investigation: KindLoad;
  readonly firstLine: KindLoad;
}

/**
 * A team so many years after the last one seen (0 is that year as estimated).
 * @param members 1 for the team's areas, 0 for others.
 */
export function forecastTeam(
  model: ForecastModel,
  weights: LoadWeights,
  members: ArrayLike<number>,
  yearsAhead: number,
): TeamYear {
  const coming = model.children.ahead(yearsAhead);
  const byUnit = new Float64Array(model.unitCount);
  let children = 0;
  for (const [area, unit] of model.unitOfArea.entries()) {
    if (!members[area]) continue;
    byUnit[unit]! += coming[area]!;
    children += coming[area]!;
  }
  const childrenVariance = model.children.variance(children, yearsAhead);
  // Where nothing is known of how children change, the cases' own history has what their number did to it.
  const variation = children > 0 ? (childrenVariance ?? 0) / children ** 2 : 0;
  const cases = expectedCases(model.cases, byUnit, yearsAhead, variation);
  const perChild = weights.perChild;
  return {
    year: model.lastYear + yearsAhead,
    untoldAreas: untoldChildAreas(model.history, members),
    children: { expected: children, variance: childrenVariance, ...normalIntervals(children, childrenVariance) },
    cases: { ...cases, ...countIntervals(cases, 1) },
    load: {
      ...investigationLoad(model, weights, byUnit, cases),
      firstLine: firstLineLoad(
        perChild,
        children,
        childrenVariance,
        roundedChildCounts(model.history, members, model.lastYear),
      ),
    },
  };
}

/**
 * Load is a sum of counts with weights of their own. It has the mean and variance of a count times φ = Σw²λ / Σwλ (a scaled
 * Poisson variable; Bohm and Zech 2014, Nuclear Instruments and Methods A 748, 1–6), so that intervals are a count's.
 */
function investigationLoad(model: ForecastModel, weights: LoadWeights, byUnit: Float64Array, cases: ExpectedCases) {
  const { perCase, scale } = loadPerCase(model, weights, byUnit);
  const expected = cases.mean * perCase;
  const toCounts = scale > 0 ? perCase / scale : 0;
  const counts = { mean: cases.mean * toCounts, variance: cases.variance * toCounts ** 2 };
  const ownVariance = scale * expected + cases.ownVariance * perCase ** 2;
  return {
    investigation: {
      expected,
      ownVariance,
      noiseVariance: ownVariance,
      ...countIntervals(counts, scale),
      chanceOfMoreThan: (load: number) => (scale > 0 ? chanceAbove(counts, load / scale) : 0),
    },
  };
}

function firstLineLoad(
  perChild: number,
  children: number,
  childrenVariance: number | null,
  roundedCounts: number,
): KindLoad {
  const expected = perChild * children;
  const variance = childrenVariance === null ? null : perChild ** 2 * childrenVariance;
  return {
    expected,
    ownVariance: variance,
    noiseVariance: Math.max(variance ?? 0, preventiveVariance(perChild, children, roundedCounts)),
    ...normalIntervals(expected, variance),
    chanceOfMoreThan: (load) => (variance === null ? null : normalChanceAbove(expected, variance, load)),
  };
}

/**
 * Mean weight of a group's cases, and Σw²λ / Σwλ: each unit's expected cases by the mix of types that is expected there, so
 * that a group's load is the sum of its areas'.
 * @param byUnit the group's children.
 */
export function loadPerCase(
  model: ForecastModel,
  weights: LoadWeights,
  byUnit: ArrayLike<number>,
): { readonly perCase: number; readonly scale: number } {
  let [cases, load, squares] = [0, 0, 0];
  for (let unit = 0; unit < model.unitCount; unit++) {
    const expected = byUnit[unit]! * model.cases.rates[unit]!;
    if (expected === 0) continue;
    const mix = weightsOfUnit(model, weights, unit);
    cases += expected;
    load += expected * mix.weight;
    squares += expected * mix.square;
  }
  if (cases === 0) return { perCase: weights.perUntypedCase, scale: weights.perUntypedCase };
  return { perCase: load / cases, scale: load > 0 ? squares / load : 0 };
}

/** Mean weight and mean squared weight of a case in the unit. */
function weightsOfUnit({ typeRates: rates }: ForecastModel, weights: LoadWeights, unit: number) {
  let [sum, weighted, squares] = [0, 0, 0];
  for (const [type, own] of rates.entries()) {
    const weight = weights.perCase[type]!;
    sum += own[unit]!;
    weighted += weight * own[unit]!;
    squares += weight * weight * own[unit]!;
  }
  const untyped = weights.perUntypedCase;
  if (sum === 0) return { weight: untyped, square: untyped * untyped };
  return { weight: weighted / sum, square: squares / sum };
}

/** Load of investigations expected of each area in the last year seen, and its children: what teams' loads are sums of. */
export function areaLoads(
  model: ForecastModel,
  weights: LoadWeights,
): { readonly investigation: Float64Array; readonly children: Float64Array } {
  const children = model.children.ahead(0);
  const perChild = model.cases.rates.map((rate, unit) => rate * weightsOfUnit(model, weights, unit).weight);
  return { children, investigation: children.map((count, area) => count * perChild[model.unitOfArea[area]!]!) };
}

/** Weights by the key of a case type, as they are kept. */
export interface KeyedWeights {
  readonly perCase: readonly { readonly caseType: string; readonly weight: number }[];
  readonly otherCase: number;
  readonly perChild: number;
}

/** The weights in the order of the history's types. */
export function weightsFor(
  { caseTypes }: Pick<ForecastHistory, "caseTypes">,
  { perCase, otherCase, perChild }: KeyedWeights,
): LoadWeights {
  const weightOf = new Map(perCase.map(({ caseType, weight }) => [caseType, weight]));
  return {
    perCase: caseTypes.types.map(({ key }) => weightOf.get(key) ?? otherCase),
    perUntypedCase: otherCase,
    perChild,
  };
}

function countIntervals(counts: { readonly mean: number; readonly variance: number }, scale: number): Intervals {
  const scaled = (chance: number) => {
    const { low, high } = predictiveInterval(counts, chance);
    return { low: low * scale, high: high * scale };
  };
  return { likely80: scaled(0.8), likely95: scaled(0.95) };
}

/** Both ends out, of the normal distribution. */
const deviations80 = 1.2815515655446004;
const deviations95 = 1.959963984540054;

/** Beyond half of all: erf² is the gamma distribution of shape ½ (DLMF 7.11.1). */
function normalChanceAbove(mean: number, variance: number, limit: number): number {
  if (variance === 0) return mean > limit ? 1 : 0;
  const within = gammaDistribution(0.5, (limit - mean) ** 2 / (2 * variance));
  return limit >= mean ? (1 - within) / 2 : (1 + within) / 2;
}

function normalIntervals(mean: number, variance: number | null): PossibleIntervals {
  if (variance === null) return { likely80: null, likely95: null };
  const about = (deviations: number) => ({
    low: Math.max(0, mean - deviations * Math.sqrt(variance)),
    high: mean + deviations * Math.sqrt(variance),
  });
  return { likely80: about(deviations80), likely95: about(deviations95) };
}
