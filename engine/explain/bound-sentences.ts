// "How good is it?": the value reached and what is proven about every other plan, in one sentence for each goal.
import {
  amount,
  inLetters,
  lengthAtLeast,
  lengthAtMost,
  share,
  shareAtLeast,
  shareAtMost,
  type Words,
} from "./words.ts";

export interface BoundFact {
  readonly teamCount: number;
  /** The plan's value; undefined while there is no plan. */
  readonly reached: number | undefined;
  /** No plan that keeps the rules has a smaller value; 0 where nothing is proven. */
  readonly bound: number;
}

/** A gap below this share of the value is rounding. */
const noGap = 1e-6;

/** How much better a plan could be at most, as a share of what is reached; undefined without a plan. */
export function gapFraction({ reached, bound }: Pick<BoundFact, "reached" | "bound">): number | undefined {
  if (reached === undefined) return undefined;
  if (reached <= 0) return 0;
  const gap = Math.max(0, (reached - bound) / reached);
  return gap < noGap ? 0 : gap;
}

/** How many percentage points may be left at most: the difference between the two deviations as the sentence tells them. */
export function balancePointsLeft({ reached, bound }: { readonly reached: number; readonly bound: number }): Words {
  const told = ({ en }: Words): number => Number(en.replace(/[,%]/g, ""));
  return amount(Math.max(0, told(shareAtMost(reached)) - told(shareAtLeast(bound))), 3);
}

/** Of the largest deviation from target, as a fraction. */
export function balanceBoundSentence(fact: BoundFact): Words {
  const { reached, bound } = fact;
  const teams = teamsOf(fact);
  if (reached === undefined) {
    const least = shareAtLeast(bound);
    return {
      sv: `Ingen indelning i ${teams.sv} som håller villkoren kan ha mindre avvikelse än ${least.sv}.`,
      en: `No division into ${teams.en} that keeps the rules can have a smaller deviation than ${least.en}.`,
    };
  }
  const own = shareAtMost(reached);
  if (gapFraction(fact) === 0) {
    return {
      sv: `Bevisat bäst: ingen indelning i ${teams.sv} som håller villkoren kan ha mindre avvikelse än denna, ${own.sv}.`,
      en: `Proven best: no division into ${teams.en} that keeps the rules can have a smaller deviation than this one, ${own.en}.`,
    };
  }
  const least = shareAtLeast(bound);
  if (Number(least.en.slice(0, -1)) === 0) {
    return {
      sv: `Denna indelning har ${own.sv} avvikelse; det är inte uteslutet att en annan i ${teams.sv} kunde ha ingen alls.`,
      en: `This division has a deviation of ${own.en}; it is not ruled out that another into ${teams.en} could have none.`,
    };
  }
  return {
    sv: `Ingen indelning i ${teams.sv} som håller villkoren kan ha mindre avvikelse än ${least.sv}; denna har ${own.sv}.`,
    en: `No division into ${teams.en} that keeps the rules can have a smaller deviation than ${least.en}; this one has ${own.en}.`,
  };
}

/** Of how held together the teams are: the moment of inertia, told as a share since its unit says nothing. */
export function compactnessBoundSentence(fact: BoundFact): Words {
  const gap = gapFraction(fact);
  const teams = teamsOf(fact);
  if (gap === undefined || fact.bound <= 0) {
    return {
      sv: "Hur mycket mer sammanhållna teamen kunde vara är inte bevisat ännu.",
      en: "How much more compact the teams could be is not proven yet.",
    };
  }
  if (gap === 0) {
    return {
      sv: `Bevisat mest sammanhållen: ingen indelning i ${teams.sv} som håller villkoren har mindre utspridda team.`,
      en: `Proven most compact: no division into ${teams.en} that keeps the rules has less spread-out teams.`,
    };
  }
  const most = shareAtMost(gap);
  return {
    sv: `Ingen indelning i ${teams.sv} som håller villkoren kan ha team som är mer än ${most.sv} mindre utspridda än dessa.`,
    en: `No division into ${teams.en} that keeps the rules can have teams more than ${most.en} less spread out than these.`,
  };
}

/** Of the border between teams, in metres. */
export function borderBoundSentence(fact: BoundFact): Words {
  const { reached, bound } = fact;
  const teams = teamsOf(fact);
  if (bound <= 0) {
    return {
      sv: "Hur kort gränsen mellan teamen kunde vara är inte bevisat.",
      en: "How short the border between the teams could be is not proven.",
    };
  }
  const least = lengthAtLeast(bound);
  const none: Words = {
    sv: `Ingen indelning i ${teams.sv} som håller villkoren kan ha kortare gräns mellan teamen än ${least.sv}`,
    en: `No division into ${teams.en} that keeps the rules can have a shorter border between its teams than ${least.en}`,
  };
  if (reached === undefined) return { sv: `${none.sv}.`, en: `${none.en}.` };
  const own = lengthAtMost(reached);
  if (gapFraction(fact) === 0) {
    return {
      sv: `Bevisat kortast: ingen indelning i ${teams.sv} som håller villkoren har kortare gräns mellan teamen än denna, ${own.sv}.`,
      en: `Proven shortest: no division into ${teams.en} that keeps the rules has a shorter border between its teams than this one, ${own.en}.`,
    };
  }
  const more = moreThan(reached, bound);
  return {
    sv: `${none.sv}; denna har ${own.sv}, ${more.sv} mer.`,
    en: `${none.en}; this one has ${own.en}, ${more.en} more.`,
  };
}

/** Of how much changes team from the division that change is counted from; `measure` is what is counted, as it is named. */
export function changeBoundSentence(fact: BoundFact, measure: string): Words {
  const { reached, bound } = fact;
  const teams = teamsOf(fact);
  const none: Words = {
    sv: `Ingen indelning i ${teams.sv} som håller villkoren kan flytta färre än ${atLeast(bound).sv} till ett annat team (${measure})`,
    en: `No division into ${teams.en} that keeps the rules can move fewer than ${atLeast(bound).en} to another team (${measure})`,
  };
  if (reached === undefined) {
    if (bound > 0) return { sv: `${none.sv}.`, en: `${none.en}.` };
    return {
      sv: "Hur få som måste byta team är inte bevisat.",
      en: "How few must change team is not proven.",
    };
  }
  const own = atMost(reached);
  if (gapFraction(fact) === 0) {
    return {
      sv: `Bevisat minst förändring: ingen indelning i ${teams.sv} som håller villkoren flyttar färre till ett annat team än denna, ${own.sv} (${measure}).`,
      en: `Proven least change: no division into ${teams.en} that keeps the rules moves fewer to another team than this one, ${own.en} (${measure}).`,
    };
  }
  if (bound <= 0) {
    return {
      sv: `Denna indelning flyttar ${own.sv} till ett annat team (${measure}); det är inte bevisat att någon alls måste flyttas.`,
      en: `This division moves ${own.en} to another team (${measure}); it is not proven that anyone at all must be moved.`,
    };
  }
  const more = moreThan(reached, bound);
  return {
    sv: `${none.sv}; denna flyttar ${own.sv}, ${more.sv} fler.`,
    en: `${none.en}; this one moves ${own.en}, ${more.en} more.`,
  };
}

/** By how much what is reached is above the bound, as a share of the bound; never told smaller than it is. */
function moreThan(reached: number, bound: number): Words {
  const fraction = (reached - bound) / bound;
  return fraction >= 1 ? share(Math.ceil(fraction * 100) / 100) : shareAtMost(fraction);
}

/** Counts, drawn in where they are not whole (measures may be weighed). */
const atLeast = (count: number): Words => amount(Math.floor(count * 10 + 1e-6) / 10, 1);
const atMost = (count: number): Words => amount(Math.ceil(count * 10 - 1e-6) / 10, 1);

function teamsOf({ teamCount }: BoundFact): Words {
  const { sv, en } = teamCount <= 12 ? inLetters(teamCount) : amount(teamCount);
  return { sv: `${sv} sammanhängande team`, en: `${en} connected teams` };
}
