// One check of today's division: which teams have been outside their band for longer than chance explains, and the smallest mends.
import type { DistrictingProblem } from "../../engine/problem.ts";
import { deviationFractions, deviationMargins } from "../../engine/workload/band-chance.ts";
import { type LoadKind, untoldWork, watchTeams } from "../../engine/workload/band-history.ts";
import {
  areaLoads,
  type ForecastModel,
  fitForecast,
  forecastTeam,
  type KeyedWeights,
  type LoadWeights,
  weightsFor,
} from "../../engine/workload/forecast-teams.ts";
import { type InflowWatch, type MonthlyInflow, watchInflow } from "../../engine/workload/inflow-watch.ts";
import { smallestStaffingMove } from "../../engine/workload/staffing-move.ts";
import type { ForecastHistory, LoadLimits, WatchedMonth, WatchFinding } from "../contract/forecast.ts";
import type { Plan } from "../contract/plans.ts";
import { targetShares } from "../plans/plan-balance.ts";
import type { DivisionGeometry } from "../runs/division-arrays.ts";
import { bareProblem } from "../runs/problem.ts";
import { requireAgreement } from "./agree-with-children.ts";
import { keptRules, type RespectedRules } from "./kept-rules.ts";
import type { RulesInForce } from "./rules-in-force.store.ts";

export interface CheckInput {
  /** The plan that applies today; null where there is none. */
  readonly plan: Plan | null;
  readonly history: ForecastHistory;
  /** What has come in to the plan's teams since it applies, in their order. */
  readonly inflow: MonthlyInflow;
  readonly weights: KeyedWeights & { readonly version: number };
  readonly limits: LoadLimits;
  readonly geometry: DivisionGeometry;
  /** Null where none are known for the plan's teams. */
  readonly rules: RulesInForce | null;
}

type FindingOfKind = WatchFinding["kinds"][number];

/** A finding without its boundary move, which takes a search, and the problem that the search is given. */
export interface Check {
  readonly finding: Omit<WatchFinding, "boundary">;
  /** With the rules that a move keeps; null where no team is signalled, or where not all children are told. */
  readonly boundary: {
    readonly problem: DistrictingProblem;
    readonly rules: RespectedRules | null;
    /** By `loadKinds` and team: how far chance takes the deviations of an assignment of the areas to the teams. */
    readonly marginsOf: (assignment: ArrayLike<number>) => readonly (readonly number[])[];
  } | null;
}

const staffingSteps = [0.5, 0.25];
/** Their order is that of the boundary problem's measures. */
export const loadKinds = ["investigation", "firstLine"] as const satisfies readonly LoadKind[];

/** What is missing for a check where it cannot be made. */
export function checkTeams(input: CheckInput): Check | NonNullable<WatchedMonth["lack"]> {
  const { plan, history, limits } = input;
  if (plan === null) return "no-plan";
  const model = fitForecast(history);
  if (typeof model === "string") return model;
  const weights = weightsFor(history, input.weights);
  const inflow = watchInflow(input.inflow, positionsOf(plan, "investigation"), limits.bandFraction);
  const byMonths = { investigation: inflow, firstLine: null };
  const kinds = loadKinds.map((kind) => checkKind(model, weights, plan, kind, limits.bandFraction, byMonths[kind]));
  const isSignalled = kinds.some(({ teams }) => teams.some(({ signal }) => signal !== null));
  return {
    finding: {
      planId: plan.id,
      planName: plan.name,
      planVersion: plan.version,
      weightsVersion: input.weights.version,
      limitsVersion: limits.version,
      bandFraction: limits.bandFraction,
      lastYear: model.lastYear,
      kinds,
    },
    boundary:
      isSignalled && isKnown(model, plan) ? boundaryOf(input, plan, model, weights, kinds, signalling(inflow)) : null,
  };
}

/** The inflow where some team is signalled by it: then the mends are of what has come in of late. */
function signalling(inflow: InflowWatch | null): InflowWatch | null {
  return inflow?.teams.some(({ signal }) => signal !== null) ? inflow : null;
}

/** Whether all children of the teams are told in the last year: what is expected now, and every mend of it, rests on them. */
function isKnown(model: ForecastModel, plan: Plan): boolean {
  const members = membersOf(plan, plan.teamIndexes);
  return members.every((own) => untoldWork(model, own, "firstLine", model.lastYear) === 0);
}

function positionsOf(plan: Plan, kind: LoadKind): number[] {
  return plan.teams.map((team) => (kind === "investigation" ? team.investigationPositions : team.firstLinePositions));
}

/** Expected load of each team: of the last year seen, shared by what has come in of late where it is given. */
function expectedLoads(
  model: ForecastModel,
  weights: LoadWeights,
  plan: Plan,
  kind: LoadKind,
  inflow: InflowWatch | null,
): number[] {
  const areas = areaLoads(model, weights);
  const loads = new Array<number>(plan.teams.length).fill(0);
  for (const [area, team] of plan.teamIndexes.entries()) {
    if (team < 0) continue;
    loads[team]! += kind === "investigation" ? areas.investigation[area]! : weights.perChild * areas.children[area]!;
  }
  if (inflow === null) return loads;
  const positions = positionsOf(plan, kind);
  const staffed = loads.map((load, team) => (positions[team]! > 0 ? load : 0));
  const all = sum(staffed);
  const parts = inflow.teams.map(({ recent }, team) => positions[team]! * (1 + (recent?.deviationFraction ?? -1)));
  return loads.map((load, team) => (positions[team]! > 0 ? (all * parts[team]!) / sum(parts) : load));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function checkKind(
  model: ForecastModel,
  weights: LoadWeights,
  plan: Plan,
  kind: LoadKind,
  bandFraction: number,
  inflow: InflowWatch | null,
): FindingOfKind {
  const positions = positionsOf(plan, kind);
  const members = membersOf(plan, plan.teamIndexes);
  const staffed = positions.map((own, team) => ({ positions: own, members: members[team]! }));
  const watched = watchTeams(model, weights, staffed, kind, bandFraction);
  const untold = members.map((own) => untoldWork(model, own, kind, model.lastYear));
  // Years before one of which not all is told do not judge today's division.
  const isJudged = untold.every((areas) => areas === 0);
  const signals = watched.map(({ signal }, team): FindingOfKind["teams"][number]["signal"] => {
    const byMonths = inflow?.teams[team]?.signal;
    if (byMonths) return { ...byMonths, by: "months" };
    return signal && isJudged ? { ...signal, by: "years" } : null;
  });
  const recent = signalling(inflow);
  const loads = expectedLoads(model, weights, plan, kind, recent);
  const deviations = deviationFractions(loads, positions);
  const margins =
    recent?.teams.map((own) => own.recent?.marginFraction ?? 0) ?? marginsOf(model, weights, plan, kind, members);
  const isExpected = isKnown(model, plan);
  if (kind === "firstLine" && isExpected && model.history.children.years.includes(model.lastYear)) {
    const ofLastYear = watched.map(
      ({ years }) => years.find(({ year }) => year === model.lastYear)?.deviationFraction ?? null,
    );
    requireAgreement(ofLastYear, deviations);
  }
  const isSignalled = signals.some((signal) => signal !== null);
  const known = (value: number, team: number) => (isExpected && Number.isFinite(deviations[team]!) ? value : null);
  return {
    kind,
    ...(inflow && { inflow: monthsOf(inflow) }),
    teams: plan.teams.map(({ teamId, letter, name, colourIndex }, team) => ({
      ...{ teamId, letter, name, colourIndex },
      positions: positions[team]!,
      expectedDeviation: known(deviations[team]!, team),
      expectedMargin: known(margins[team]!, team),
      // What comes in is told team by team, not area by area.
      untoldAreas: inflow === null ? untold[team]! : 0,
      years: watched[team]!.years.map(({ year, deviationFraction, chanceFraction, above, below }) => ({
        ...{ year, above, below },
        deviation: deviationFraction,
        chance: chanceFraction,
      })),
      ...(inflow && {
        months: inflow.teams[team]!.months.map(
          ({ month, deviationFraction, chanceFraction, steadyFraction = 0, above, below }) => ({
            ...{ month, above, below },
            deviation: deviationFraction,
            chance: chanceFraction,
            steady: steadyFraction,
          }),
        ),
      }),
      signal: signals[team]!,
    })),
    staffing:
      isSignalled && isExpected ? staffingSteps.map((step) => staffingMove(loads, positions, bandFraction, step)) : [],
  };
}

/** The months that judge, the same for every team with positions. */
function monthsOf({ teams, spread }: InflowWatch): NonNullable<FindingOfKind["inflow"]> {
  const judged = Math.max(...teams.map(({ months }) => months.length));
  const { months } = teams.find((team) => team.months.length === judged)!;
  const isSignalled = teams.some(({ signal }) => signal !== null);
  return { from: months[0]!.month, to: months.at(-1)!.month, months: judged, spread, isSignalled };
}

/** 1 for each team's areas, 0 for others. */
function membersOf({ teams }: Plan, assignment: ArrayLike<number>): Uint8Array[] {
  return teams.map((_team, own) => Uint8Array.from(assignment, (index) => (index === own ? 1 : 0)));
}

/** Of what is expected in the last year seen. */
function marginsOf(
  model: ForecastModel,
  weights: LoadWeights,
  plan: Plan,
  kind: LoadKind,
  members: readonly Uint8Array[],
): number[] {
  return deviationMargins(
    members.map((own) => forecastTeam(model, weights, own, 0).load[kind]),
    positionsOf(plan, kind),
  );
}

function staffingMove(loads: readonly number[], positions: readonly number[], bandFraction: number, step: number) {
  const move = smallestStaffingMove(loads, positions, bandFraction, step);
  return { step, moved: move?.moved ?? null, positions: move ? [...move.positions] : [] };
}

/** Position of children among the boundary problem's measures: what a move is weighed by. */
const childrenMeasure = 1;

/**
 * Both kinds of load balanced by their own positions: within the band where a team is signalled, and elsewhere no farther
 * from it than today, so that one is not mended at the other's cost. Rules in force that today's division keeps are kept.
 */
function boundaryOf(
  { geometry, limits, rules }: CheckInput,
  plan: Plan,
  model: ForecastModel,
  weights: LoadWeights,
  kinds: readonly FindingOfKind[],
  inflow: InflowWatch | null,
): NonNullable<Check["boundary"]> {
  const { bandFraction } = limits;
  const kept = keptRules(rules, plan, geometry.codes);
  const areas = areaLoads(model, weights);
  // A team's areas are taken to have grown alike: what came in is not told area by area.
  const expected = expectedLoads(model, weights, plan, "investigation", null);
  const judged = expectedLoads(model, weights, plan, "investigation", inflow);
  const investigation = areas.investigation.map((load, area) => {
    const team = plan.teamIndexes[area]!;
    return team < 0 || expected[team] === 0 ? load : (load * judged[team]!) / expected[team]!;
  });
  const bare = bareProblem({ ...geometry, measures: [] }, [], targetShares(plan));
  const shares = loadKinds.map((kind) => {
    const positions = positionsOf(plan, kind);
    const worked = positions.reduce((sum, own) => sum + own, 0);
    return positions.map((own) => (worked > 0 ? own / worked : 1 / positions.length));
  });
  const problem = {
    ...bare,
    ...kept.arrays,
    measureCount: loadKinds.length,
    measures: Float64Array.from([...investigation, ...areas.children]),
    toleranceFraction: Float64Array.from(kinds, ({ teams }) => toleranceOf(teams, bandFraction)),
    balanceWeight: new Float64Array(loadKinds.length).fill(1),
    targetShare: Float64Array.from(shares.flat()),
    baselineTeam: Int32Array.from(plan.teamIndexes),
    compactnessMeasure: childrenMeasure,
  };
  return {
    problem,
    rules: kept.told,
    marginsOf: (assignment) => {
      const members = membersOf(plan, assignment);
      return loadKinds.map((kind) => marginsOf(model, weights, plan, kind, members));
    },
  };
}

function toleranceOf(teams: FindingOfKind["teams"], bandFraction: number): number {
  if (teams.some(({ signal }) => signal !== null)) return bandFraction;
  return Math.max(bandFraction, ...teams.map(({ expectedDeviation }) => Math.abs(expectedDeviation ?? 0)));
}
