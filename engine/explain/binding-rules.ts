// Which rules, and locks of the draft, hold a team where it is: the improving moves that each rule forbids, and the room left in each measure.
import { type DrawnLocks, noDrawnLocks } from "../least-change/drawn-locks.ts";
import type { DistrictingProblem } from "../problem.ts";
import { evaluatePlan } from "../scores.ts";
import { type Barrier, everyMarginalEffect, type MarginalEffect } from "./marginal-effects.ts";

/** A rule that forbids moves which would improve the weighed goals. */
export interface BindingRule {
  readonly rule: Barrier;
  /** Improving moves into or out of the team that the rule forbids, and those that nothing else forbids. */
  readonly forbiddenMoves: number;
  readonly forbiddenAlone: number;
  /** The forbidden move that would improve most (`weighedChange` < 0). */
  readonly best: MarginalEffect;
}

export interface TeamBinding {
  readonly teamIndex: number;
  /** By rule, the one that stands in the way of most first. */
  readonly rules: readonly BindingRule[];
  /** By measure: how much the team may gain and lose within the tolerance, in the measure's unit; < 0 where it is beyond. */
  readonly room: readonly { readonly mayGain: number; readonly mayLose: number }[];
}

/** A change in the weighed goals smaller than this is rounding. */
const improvement = 1e-12;

/** Looks at every move of one border area, so at first-order reasons only; O(border areas × areas of a team). */
export function bindingRules(
  problem: DistrictingProblem,
  assignment: Int32Array,
  locks: DrawnLocks = noDrawnLocks,
): TeamBinding[] {
  const found: Map<Barrier, BindingRule>[] = Array.from({ length: problem.teamCount }, () => new Map());
  for (const effect of everyMarginalEffect(problem, assignment, locks)) {
    if (effect.weighedChange > -improvement) continue;
    for (const team of [effect.fromTeam, effect.toTeam]) {
      if (team < 0) continue;
      for (const rule of effect.forbiddenBy) found[team]!.set(rule, joined(found[team]!.get(rule), rule, effect));
    }
  }
  const { teams } = evaluatePlan(problem, assignment);
  return found.map((rules, teamIndex) => ({
    teamIndex,
    rules: [...rules.values()].sort((a, b) => b.forbiddenMoves - a.forbiddenMoves),
    room: teams[teamIndex]!.measures.map(({ sum, target }, measure) => {
      const allowed = problem.toleranceFraction[measure]! * target;
      return { mayGain: target + allowed - sum, mayLose: sum - (target - allowed) };
    }),
  }));
}

function joined(known: BindingRule | undefined, rule: Barrier, effect: MarginalEffect): BindingRule {
  const alone = effect.forbiddenBy.length === 1 ? 1 : 0;
  if (!known) return { rule, forbiddenMoves: 1, forbiddenAlone: alone, best: effect };
  return {
    rule,
    forbiddenMoves: known.forbiddenMoves + 1,
    forbiddenAlone: known.forbiddenAlone + alone,
    best: effect.weighedChange < known.best.weighedChange ? effect : known.best,
  };
}
