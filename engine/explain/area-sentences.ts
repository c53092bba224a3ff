// "Why here?" in plain words: what would happen to each goal, in its own unit, if an area moved to a neighbouring team.
import { type Names, percentDecimals, percentWith } from "../issue.ts";
import { type DrawnLocks, noDrawnLocks } from "../least-change/drawn-locks.ts";
import { borderLength } from "../objectives/border-length.ts";
import { change } from "../objectives/change.ts";
import { momentOfInertia } from "../objectives/moment-of-inertia.ts";
import type { DistrictingProblem } from "../problem.ts";
import { measureTotals } from "../tallies.ts";
import { tellHindrance } from "./hindrances.ts";
import type { Barrier, DeviationChange, MarginalEffect } from "./marginal-effects.ts";
import { amount, exactAmount, type Words } from "./words.ts";

/** The goals that a planner is told of. */
export type ToldGoal = "balance" | "borderLength" | "compactness" | "change";

/** One row of what a move does: a goal with its unit, now and after the move. */
export interface ToldEffect {
  readonly goal: ToldGoal;
  readonly label: Words;
  readonly before: Words;
  readonly after: Words;
  /** After less before in the unit of the row; below 0 is better (for balance: nearer the target). */
  readonly change: number;
}

export interface ToldMove {
  readonly effects: readonly ToldEffect[];
  readonly hindrances: readonly Words[];
}

/** A plan with the goals that changes are told from, counted once. */
export interface ExplainedPlan {
  readonly problem: DistrictingProblem;
  readonly assignment: Int32Array;
  /** What is locked in the draft. */
  readonly locks: DrawnLocks;
  readonly borderLengthM: number;
  /** Square metres times compactness weight. */
  readonly momentOfInertia: number;
  /** Compactness weight (children) with another team than the baseline's. */
  readonly movedWeight: number;
  /** By measure. */
  readonly totals: Float64Array;
}

/** O(areas + links). */
export function explainedPlan(
  problem: DistrictingProblem,
  assignment: Int32Array,
  locks: DrawnLocks = noDrawnLocks,
): ExplainedPlan {
  return {
    problem,
    assignment,
    locks,
    borderLengthM: borderLength.evaluate(problem, assignment),
    momentOfInertia: momentOfInertia.evaluate(problem, assignment),
    movedWeight: change.evaluate(problem, assignment),
    totals: measureTotals(problem),
  };
}

/** One move, told goal by goal, with what stops it; change is told where there is a baseline. */
export function tellMove(plan: ExplainedPlan, effect: MarginalEffect, names: Names): ToldMove {
  const decimals = Math.max(0, ...effect.deviations.map(decimalsOf));
  return {
    effects: [
      ...effect.deviations.map((deviation) => balanceRow(plan, deviation, decimals, names)),
      borderRow(plan, effect),
      compactnessRow(plan, effect, names),
      ...(plan.problem.baselineTeam.some((team) => team >= 0) ? [changeRow(plan, effect, names)] : []),
    ],
    hindrances: effect.forbiddenBy.map((rule) => tellHindrance(plan, effect, rule, names)),
  };
}

/** Below this a deviation is told as none. */
const noDeviation = 5e-10;

/** How many decimals a row needs for itself; all of them are told with the most of any. */
function decimalsOf({ beforeFraction, afterFraction }: DeviationChange): number {
  const told = [Math.abs(beforeFraction), Math.abs(afterFraction)].filter((fraction) => fraction >= noDeviation);
  return Math.max(0, ...told.map((fraction) => percentDecimals(fraction, ...told)));
}

function balanceRow(
  { problem, totals }: ExplainedPlan,
  { teamIndex, measureIndex, beforeFraction, afterFraction }: DeviationChange,
  decimals: number,
  names: Names,
): ToldEffect {
  const target = problem.targetShare[measureIndex * problem.teamCount + teamIndex]! * totals[measureIndex]!;
  const team = names.team(teamIndex);
  const measure = names.measure(measureIndex);
  return {
    goal: "balance",
    label: { sv: `Team ${team} från målet: ${measure}`, en: `Team ${team} from its target: ${measure}` },
    before: deviationText(beforeFraction, target, decimals),
    after: deviationText(afterFraction, target, decimals),
    change: (Math.abs(afterFraction) - Math.abs(beforeFraction)) * target,
  };
}

/** "+12 (+0,4 %)". */
function deviationText(fraction: number, target: number, decimals: number): Words {
  const number = amount(Math.abs(fraction * target));
  if (Math.abs(fraction) < noDeviation) return { sv: "0", en: "0" };
  const { sv, en } = percentWith(Math.abs(fraction), decimals);
  const sign = fraction > 0 ? "+" : "−";
  return { sv: `${sign}${number.sv} (${sign}${sv})`, en: `${sign}${number.en} (${sign}${en})` };
}

const metresInKilometre = 1000;
const squareMetresInKilometre = 1e6;

function borderRow({ borderLengthM }: ExplainedPlan, { objectiveChange }: MarginalEffect): ToldEffect {
  return {
    goal: "borderLength",
    label: { sv: "Gränser mellan teamen (km)", en: "Borders between the teams (km)" },
    ...beforeAndAfter(borderLengthM / metresInKilometre, objectiveChange.borderLength / metresInKilometre, 2),
  };
}

function compactnessRow(plan: ExplainedPlan, { objectiveChange }: MarginalEffect, names: Names): ToldEffect {
  const measure = names.measure(plan.problem.compactnessMeasure);
  return {
    goal: "compactness",
    label: { sv: `Hur utspridda teamen är (${measure} × km²)`, en: `How spread out the teams are (${measure} × km²)` },
    ...beforeAndAfter(
      plan.momentOfInertia / squareMetresInKilometre,
      objectiveChange.momentOfInertia / squareMetresInKilometre,
      plan.momentOfInertia < 1000 * squareMetresInKilometre ? 2 : 0,
    ),
  };
}

function changeRow(plan: ExplainedPlan, { objectiveChange }: MarginalEffect, names: Names): ToldEffect {
  const measure = names.measure(plan.problem.compactnessMeasure);
  return {
    goal: "change",
    label: { sv: `Byter team mot utgångsläget (${measure})`, en: `Change team from the baseline (${measure})` },
    ...beforeAndAfter(plan.movedWeight, objectiveChange.change, 0),
  };
}

function beforeAndAfter(
  value: number,
  difference: number,
  decimals: number,
): Pick<ToldEffect, "before" | "after" | "change"> {
  return {
    before: exactAmount(value, decimals),
    after: exactAmount(value + difference, decimals),
    change: difference,
  };
}

/** What the moves together say: why the area lies where it lies. The draft's locks are told apart from the rules. */
export function summariseArea(
  fromTeam: number,
  moves: readonly Pick<MarginalEffect, "toTeam" | "forbiddenBy" | "weighedChange">[],
  names: Names,
): Words[] {
  if (fromTeam < 0) return [{ sv: "Området har inget team ännu.", en: "The area has no team yet." }];
  const team = names.team(fromTeam);
  if (moves.length === 0) {
    return [
      {
        sv: `Alla grannar ligger i team ${team}: området kan bara byta team tillsammans med grannar.`,
        en: `All neighbours lie in team ${team}: the area can only change team together with neighbours.`,
      },
    ];
  }
  const isDrawn = (barrier: Barrier) => barrier === "drawnLocks";
  const forbidden = moves.filter(({ forbiddenBy }) => forbiddenBy.length > 0);
  const stopped = forbidden.filter(({ forbiddenBy }) => !forbiddenBy.some(isDrawn));
  const locked = forbidden.filter(({ forbiddenBy }) => forbiddenBy.every(isDrawn));
  const lockedToo = forbidden.filter(({ forbiddenBy }) => forbiddenBy.some(isDrawn) && !forbiddenBy.every(isDrawn));
  const worse = moves.filter(({ forbiddenBy, weighedChange }) => forbiddenBy.length === 0 && weighedChange >= 0);
  const better = moves.filter(({ forbiddenBy, weighedChange }) => forbiddenBy.length === 0 && weighedChange < 0);
  const listed = (some: typeof moves): string => some.map(({ toTeam }) => names.team(toTeam)).join(", ");
  return [
    ...(stopped.length > 0
      ? [
          {
            sv: `Till team ${listed(stopped)} hindras flytten av villkoren.`,
            en: `To team ${listed(stopped)} the rules stop the move.`,
          },
        ]
      : []),
    ...(locked.length > 0
      ? [
          {
            sv: `Till team ${listed(locked)} hindras flytten av låsen i utkastet.`,
            en: `To team ${listed(locked)} the draft's locks stop the move.`,
          },
        ]
      : []),
    ...(lockedToo.length > 0
      ? [
          {
            sv: `Till team ${listed(lockedToo)} hindras flytten av villkoren och av låsen i utkastet.`,
            en: `To team ${listed(lockedToo)} the rules and the draft's locks stop the move.`,
          },
        ]
      : []),
    ...(worse.length > 0
      ? [
          {
            sv: `Till team ${listed(worse)} är flytten tillåten men målen blir sämre.`,
            en: `To team ${listed(worse)} the move is allowed but the goals get worse.`,
          },
        ]
      : []),
    ...(better.length > 0
      ? [
          {
            sv: `Till team ${listed(better)} är flytten tillåten och målen blir bättre: inget villkor håller området i team ${team}.`,
            en: `To team ${listed(better)} the move is allowed and the goals get better: no rule holds the area in team ${team}.`,
          },
        ]
      : []),
  ];
}
