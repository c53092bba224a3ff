// What stops a move, in plain words: which lock, which group, which pair, what would be cut off, and by how much.
import { listing, type Names, percent } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import type { ExplainedPlan } from "./area-sentences.ts";
import { cutOffAreas } from "./cut-off-areas.ts";
import type { Barrier, DeviationChange, MarginalEffect } from "./marginal-effects.ts";
import { amount, type Words } from "./words.ts";

type Hindrance = (plan: ExplainedPlan, effect: MarginalEffect, names: Names) => Words;

/** Why `rule` forbids the move; it must be one of the effect's `forbiddenBy`. */
export function tellHindrance(plan: ExplainedPlan, effect: MarginalEffect, rule: Barrier, names: Names): Words {
  return hindrances[rule](plan, effect, names);
}

/** Every rule of `rules/`, and the draft's locks; the compiler asks for a new one here. */
const hindrances: Record<Barrier, Hindrance> = {
  complete: (_plan, { fromTeam }, names) => ({
    sv: `Team ${names.team(fromTeam)} skulle bli utan område.`,
    en: `Team ${names.team(fromTeam)} would be left without an area.`,
  }),
  connected: (plan, effect, names) => {
    const { areaIndex, fromTeam } = effect;
    const cutOff = fromTeam < 0 ? [] : cutOffAreas(plan.problem, plan.assignment, areaIndex, fromTeam);
    if (cutOff.length === 0) return fallsApart(names.team(effect.toTeam));
    const team = names.team(fromTeam);
    const areas = listing(cutOff, names.area);
    const weight = amount(weightOf(plan.problem, cutOff));
    const measure = names.measure(plan.problem.compactnessMeasure);
    return {
      sv: `Team ${team} skulle falla isär: ${areas.sv} (${weight.sv} ${measure}) skulle skiljas från resten.`,
      en: `Team ${team} would fall apart: ${areas.en} (${weight.en} ${measure}) would be cut off from the rest.`,
    };
  },
  balance: (plan, { deviations }, names) => {
    const told = deviations
      .filter((own) => excess(plan.problem, own) > 0 && Math.abs(own.afterFraction) > Math.abs(own.beforeFraction))
      .map((own) => tooFar(plan, own, names));
    return { sv: told.map(({ sv }) => sv).join(" "), en: told.map(({ en }) => en).join(" ") };
  },
  locks: ({ problem }, { areaIndex }, names) => ({
    sv: `Området är låst till team ${names.team(problem.lockedTeam[areaIndex]!)}.`,
    en: `The area is locked to team ${names.team(problem.lockedTeam[areaIndex]!)}.`,
  }),
  keepTogether: ({ problem, assignment }, { areaIndex, fromTeam }, names) => {
    const group = problem.group[areaIndex]!;
    const others = [...problem.group.keys()].filter((area) => area !== areaIndex && problem.group[area] === group);
    const here = others.filter((area) => assignment[area] === fromTeam);
    const left = listing(here.length > 0 ? here : others, names.area);
    const name = names.group?.(group) ?? "";
    return {
      sv: `Området ska hållas ihop med ${left.sv}${name && ` (${name})`}, som skulle bli kvar i ett annat team.`,
      en: `The area is to be kept together with ${left.en}${name && ` (${name})`}, which would be left in another team.`,
    };
  },
  forbiddenPairs: ({ problem, assignment }, { areaIndex, toTeam }, names) => {
    const pairs = problem.forbiddenPairs ?? new Int32Array(0);
    const there = [...pairs.keys()]
      .filter((end) => pairs[end] === areaIndex && assignment[pairs[end ^ 1]!] === toTeam)
      .map((end) => pairs[end ^ 1]!);
    const areas = listing([...new Set(there)], names.area);
    return {
      sv: `Området ska hållas isär från ${areas.sv}, som ligger i team ${names.team(toTeam)}.`,
      en: `The area is to be kept apart from ${areas.en}, which lies in team ${names.team(toTeam)}.`,
    };
  },
  movedWeight: ({ problem, movedWeight }, { objectiveChange }, names) => {
    const after = amount(movedWeight + objectiveChange.change);
    const limit = amount(problem.movedWeightLimit ?? 0);
    const measure = names.measure(problem.compactnessMeasure);
    return {
      sv: `${after.sv} (${measure}) skulle byta team mot utgångsläget; högst ${limit.sv} får.`,
      en: `${after.en} (${measure}) would change team from the baseline; at most ${limit.en} may.`,
    };
  },
  drawnLocks: ({ locks }, { areaIndex, fromTeam, toTeam }, names) => {
    const isLocked = fromTeam >= 0 && locks.areas.includes(areaIndex);
    const closed = [fromTeam, toTeam].filter((team) => locks.teams.includes(team));
    const teams = listing(closed, names.team);
    const isOne = closed.length === 1;
    return {
      sv: [
        ...(isLocked ? ["Området är låst i utkastet."] : []),
        ...(closed.length > 0 ? [`Team ${teams.sv} är ${isOne ? "låst" : "låsta"} i utkastet.`] : []),
      ].join(" "),
      en: [
        ...(isLocked ? ["The area is locked in the draft."] : []),
        ...(closed.length > 0 ? [`Team ${teams.en} ${isOne ? "is" : "are"} locked in the draft.`] : []),
      ].join(" "),
    };
  },
};

function fallsApart(team: string): Words {
  return {
    sv: `Team ${team} skulle få delar som inte hänger ihop.`,
    en: `Team ${team} would have parts that are not connected.`,
  };
}

function tooFar({ problem, totals }: ExplainedPlan, deviation: DeviationChange, names: Names): Words {
  const { teamIndex, measureIndex, afterFraction } = deviation;
  const tolerance = problem.toleranceFraction[measureIndex]!;
  const target = problem.targetShare[measureIndex * problem.teamCount + teamIndex]! * totals[measureIndex]!;
  const size = percent(Math.abs(afterFraction), tolerance);
  const allowed = percent(tolerance, Math.abs(afterFraction));
  const number = amount(Math.abs(afterFraction) * target);
  const most = amount(Math.floor(tolerance * target + 1e-6));
  const tooMuch = amount(Math.ceil(excess(problem, deviation) * target - 1e-6));
  const team = names.team(teamIndex);
  const measure = names.measure(measureIndex);
  const above = afterFraction > 0;
  return {
    sv: `Team ${team} skulle ligga ${number.sv} (${size.sv}) ${above ? "över" : "under"} sitt mål för ${measure}; högst ${most.sv} (${allowed.sv}) är tillåtet, ${tooMuch.sv} för ${above ? "många" : "få"}.`,
    en: `Team ${team} would be ${number.en} (${size.en}) ${above ? "above" : "below"} its target for ${measure}; at most ${most.en} (${allowed.en}) is allowed, ${tooMuch.en} too ${above ? "many" : "few"}.`,
  };
}

function excess(problem: DistrictingProblem, { measureIndex, afterFraction }: DeviationChange): number {
  return Math.abs(afterFraction) - problem.toleranceFraction[measureIndex]!;
}

function weightOf({ measures, compactnessMeasure, areaCount }: DistrictingProblem, areas: readonly number[]): number {
  return areas.reduce((sum, area) => sum + measures[compactnessMeasure * areaCount + area]!, 0);
}
