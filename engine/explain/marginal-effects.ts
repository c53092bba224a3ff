// "Why here?": what would happen to every goal and measure if an area moved to a neighbouring team, and what forbids it.
import { type DrawnLocks, noDrawnLocks } from "../least-change/drawn-locks.ts";
import { objectives } from "../objectives/index.ts";
import { type DistrictingProblem, type ObjectiveWeights, objectiveNames } from "../problem.ts";
import type { RuleName } from "../rules/index.ts";
import { roundingSlack } from "../tallies.ts";
import { objectiveChanges } from "./objective-changes.ts";
import { type Move, PlanAccount } from "./plan-account.ts";
import { ruleChanges } from "./rule-changes.ts";

/** What may stand against a move: a rule, or what a planner has locked in the draft. */
export type Barrier = RuleName | "drawnLocks";

/** A team's signed deviation in a measure before and after a move. */
export interface DeviationChange {
  readonly teamIndex: number;
  readonly measureIndex: number;
  readonly beforeFraction: number;
  readonly afterFraction: number;
}

export interface MarginalEffect {
  readonly areaIndex: number;
  /** −1 for an area that has no team yet. */
  readonly fromTeam: number;
  readonly toTeam: number;
  /** Each goal's value after less before, in its own unit; below 0 is better. */
  readonly objectiveChange: Readonly<Record<keyof ObjectiveWeights, number>>;
  /** The weighed sum that the solver makes small: Σ weight × change / scale. */
  readonly weighedChange: number;
  /** Both teams in every measure. */
  readonly deviations: readonly DeviationChange[];
  /**
   * The rules that would be broken more than now (the tolerance: by either team), and the draft's own locks; empty when the
   * move is allowed.
   */
  readonly forbiddenBy: readonly Barrier[];
}

/**
 * One effect for each other team that the area has a neighbour in, by team number. The area is moved alone: its
 * keep-together group forbids that where the group would be divided. Works for drafts too: an area without a team (−1)
 * has an effect for each neighbouring team. O(areas of the two teams) each.
 * @param locks what is locked in the draft: such an area stays, such a team neither gains nor loses.
 */
export function marginalEffects(
  problem: DistrictingProblem,
  assignment: Int32Array,
  areaIndex: number,
  locks: DrawnLocks = noDrawnLocks,
): MarginalEffect[] {
  return effectsOf(new PlanAccount(problem, assignment), areaIndex, objectiveScales(problem), locks);
}

/** The effects of every area that has a neighbour in another team, by area and team. */
export function* everyMarginalEffect(
  problem: DistrictingProblem,
  assignment: Int32Array,
  locks: DrawnLocks = noDrawnLocks,
): Generator<MarginalEffect, void> {
  const account = new PlanAccount(problem, assignment);
  const scales = objectiveScales(problem);
  for (let area = 0; area < problem.areaCount; area++) yield* effectsOf(account, area, scales, locks);
}

type Scales = Readonly<Record<keyof ObjectiveWeights, number>>;

function objectiveScales(problem: DistrictingProblem): Scales {
  return Object.fromEntries(objectiveNames.map((name) => [name, objectives[name].scale(problem)])) as Scales;
}

function effectsOf(account: PlanAccount, area: number, scales: Scales, locks: DrawnLocks): MarginalEffect[] {
  const { problem, assignment } = account;
  const from = assignment[area]!;
  const teams = new Set<number>();
  for (let link = problem.adjacencyOffset[area]!; link < problem.adjacencyOffset[area + 1]!; link++) {
    const team = assignment[problem.adjacencyTarget[link]!]!;
    if (team >= 0 && team !== from) teams.add(team);
  }
  return [...teams].sort((a, b) => a - b).map((to) => effectOf(account, { area, from, to }, scales, locks));
}

function effectOf(account: PlanAccount, move: Move, scales: Scales, locks: DrawnLocks): MarginalEffect {
  const { problem } = account;
  const objectiveChange = Object.fromEntries(
    objectiveNames.map((name) => [name, objectiveChanges[name](account, move)]),
  ) as Record<keyof ObjectiveWeights, number>;
  let weighedChange = 0;
  for (const name of objectiveNames) weighedChange += (problem.objective[name] * objectiveChange[name]) / scales[name];
  const rules = Object.keys(ruleChanges) as RuleName[];
  return {
    areaIndex: move.area,
    fromTeam: move.from,
    toTeam: move.to,
    objectiveChange,
    weighedChange,
    deviations: deviationChanges(account, move),
    forbiddenBy: [
      ...rules.filter((rule) => ruleChanges[rule](account, move) > roundingSlack),
      ...(isLockedInDraft(move, locks) ? (["drawnLocks"] as const) : []),
    ],
  };
}

/** An area that has no team yet is not locked, but a locked team does not take it in. */
function isLockedInDraft({ area, from, to }: Move, { areas, teams }: DrawnLocks): boolean {
  return (from >= 0 && areas.includes(area)) || teams.includes(from) || teams.includes(to);
}

function deviationChanges(account: PlanAccount, move: Move): DeviationChange[] {
  const measures = Array.from({ length: account.problem.measureCount }, (_, measureIndex) => measureIndex);
  return [move.from, move.to]
    .filter((team) => team >= 0)
    .flatMap((teamIndex) =>
      measures.map((measureIndex) => ({
        teamIndex,
        measureIndex,
        beforeFraction: account.deviation(teamIndex, measureIndex),
        afterFraction: account.deviation(teamIndex, measureIndex, move),
      })),
    );
}
