// "Why here?" in plain words: what would happen if an area moved to a neighbouring team, and what stops it.
import { type Names, percent } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import type { RuleName } from "../rules/index.ts";
import type { MarginalEffect } from "./marginal-effects.ts";
import { amount, length, share, type Words } from "./words.ts";

/** The goals that a planner is told of. */
export type ToldGoal = "balance" | "borderLength" | "compactness" | "change";

export interface ToldEffect {
  readonly goal: ToldGoal;
  /** In the goal's own unit: a fraction, metres, a fraction of the present moment, children. Below 0 is better. */
  readonly change: number;
  readonly sentence: Words;
}

export interface ToldMove {
  readonly effects: readonly ToldEffect[];
  readonly hindrances: readonly Words[];
}

/** A plan's moment of inertia, which changes are told as a share of. */
export interface PlanSize {
  readonly momentOfInertia: number;
}

/** One move, told goal by goal; a goal that does not change is left out, but for balance. */
export function tellMove(problem: DistrictingProblem, effect: MarginalEffect, size: PlanSize, names: Names): ToldMove {
  return {
    effects: [
      balanceEffect(effect, names),
      ...borderEffect(effect),
      ...compactnessEffect(effect, size),
      ...changeEffect(problem, effect, names),
    ],
    hindrances: effect.forbiddenBy.map((rule) => hindrances[rule](problem, effect, names)),
  };
}

function balanceEffect({ deviations, objectiveChange }: MarginalEffect, names: Names): ToldEffect {
  const parts = deviations.map(({ teamIndex, measureIndex, beforeFraction, afterFraction }) => {
    const before = signed(beforeFraction, afterFraction);
    const after = signed(afterFraction, beforeFraction);
    const team = names.team(teamIndex);
    const measure = names.measure(measureIndex);
    return {
      sv: `team ${team} går från ${before.sv} till ${after.sv} (${measure})`,
      en: `team ${team} goes from ${before.en} to ${after.en} (${measure})`,
    };
  });
  return {
    goal: "balance",
    change: objectiveChange.balance,
    sentence: {
      sv: `Jämvikt: ${parts.map(({ sv }) => sv).join(", ")}.`,
      en: `Balance: ${parts.map(({ en }) => en).join(", ")}.`,
    },
  };
}

function signed(fraction: number, other: number): Words {
  const { sv, en } = percent(Math.abs(fraction), Math.abs(other));
  if (Math.abs(fraction) < 5e-10) return { sv: "0 %", en: "0%" };
  const sign = fraction > 0 ? "+" : "−";
  return { sv: `${sign}${sv}`, en: `${sign}${en}` };
}

function borderEffect({ objectiveChange }: MarginalEffect): ToldEffect[] {
  const change = objectiveChange.borderLength;
  if (Math.abs(change) < 0.5) return [];
  const size = length(Math.abs(change));
  const sentence = {
    sv: `Gränserna mellan teamen blir ${size.sv} ${change > 0 ? "längre" : "kortare"}.`,
    en: `The borders between the teams become ${size.en} ${change > 0 ? "longer" : "shorter"}.`,
  };
  return [{ goal: "borderLength", change, sentence }];
}

function compactnessEffect({ objectiveChange }: MarginalEffect, { momentOfInertia }: PlanSize): ToldEffect[] {
  const change = momentOfInertia > 0 ? objectiveChange.momentOfInertia / momentOfInertia : 0;
  if (Math.abs(change) < 5e-5) return [];
  const size = share(Math.abs(change));
  const sentence = {
    sv: `Teamen blir ${size.sv} ${change > 0 ? "mer utspridda" : "mer sammanhållna"}.`,
    en: `The teams become ${size.en} ${change > 0 ? "more spread out" : "more compact"}.`,
  };
  return [{ goal: "compactness", change, sentence }];
}

function changeEffect(problem: DistrictingProblem, { objectiveChange }: MarginalEffect, names: Names): ToldEffect[] {
  const { change } = objectiveChange;
  if (change === 0) return [];
  const size = amount(Math.abs(change));
  const measure = names.measure(problem.compactnessMeasure);
  const sentence = {
    sv: `${size.sv} ${change > 0 ? "fler" : "färre"} (${measure}) byter team jämfört med utgångsläget.`,
    en: `${size.en} ${change > 0 ? "more" : "fewer"} (${measure}) change team compared with the baseline.`,
  };
  return [{ goal: "change", change, sentence }];
}

type Hindrance = (problem: DistrictingProblem, effect: MarginalEffect, names: Names) => Words;

/** Every rule of `rules/`; the compiler asks for a new one here. */
const hindrances: Record<RuleName, Hindrance> = {
  complete: (_problem, { fromTeam }, names) => ({
    sv: `Team ${names.team(fromTeam)} skulle bli utan område.`,
    en: `Team ${names.team(fromTeam)} would be left without an area.`,
  }),
  connected: (_problem, { fromTeam }, names) => ({
    sv: `Team ${names.team(fromTeam)} skulle falla isär i flera delar.`,
    en: `Team ${names.team(fromTeam)} would fall into several parts.`,
  }),
  balance: (problem, { deviations }, names) => {
    const worst = deviations.reduce((a, b) => (excess(problem, b) > excess(problem, a) ? b : a));
    const size = percent(Math.abs(worst.afterFraction), problem.toleranceFraction[worst.measureIndex]!);
    const allowed = percent(problem.toleranceFraction[worst.measureIndex]!, Math.abs(worst.afterFraction));
    const team = names.team(worst.teamIndex);
    const above = worst.afterFraction > 0;
    const measure = names.measure(worst.measureIndex);
    return {
      sv: `Team ${team} skulle ligga ${size.sv} ${above ? "över" : "under"} sitt mål för ${measure}; högst ${allowed.sv} är tillåtet.`,
      en: `Team ${team} would be ${size.en} ${above ? "above" : "below"} its target for ${measure}; at most ${allowed.en} is allowed.`,
    };
  },
  locks: (problem, { areaIndex }, names) => ({
    sv: `Området är låst till team ${names.team(problem.lockedTeam[areaIndex]!)}.`,
    en: `The area is locked to team ${names.team(problem.lockedTeam[areaIndex]!)}.`,
  }),
  keepTogether: (problem, { areaIndex }) => {
    const group = problem.group[areaIndex]!;
    const others = problem.group.reduce((count, own) => count + Number(own === group), -1);
    return {
      sv: `Området ska hållas ihop med ${amount(others).sv} ${others === 1 ? "annat" : "andra"}.`,
      en: `The area is to be kept together with ${amount(others).en} ${others === 1 ? "other" : "others"}.`,
    };
  },
  forbiddenPairs: (_problem, { toTeam }, names) => ({
    sv: `I team ${names.team(toTeam)} ligger ett område som det inte får dela team med.`,
    en: `In team ${names.team(toTeam)} lies an area that it must not share a team with.`,
  }),
  movedWeight: (problem, _effect, names) => {
    const limit = amount(problem.movedWeightLimit ?? 0);
    const measure = names.measure(problem.compactnessMeasure);
    return {
      sv: `Fler än ${limit.sv} (${measure}) skulle byta team.`,
      en: `More than ${limit.en} (${measure}) would change team.`,
    };
  },
};

function excess(
  problem: DistrictingProblem,
  { measureIndex, afterFraction }: MarginalEffect["deviations"][number],
): number {
  return Math.abs(afterFraction) - problem.toleranceFraction[measureIndex]!;
}

/** What the moves together say: why the area lies where it lies. */
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
  const stopped = moves.filter(({ forbiddenBy }) => forbiddenBy.length > 0);
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
