// "How good is it?": the value reached and what is proven about every other plan, in one sentence for each goal.
import { amount, inLetters, shareAtLeast, shareAtMost, type Words } from "./words.ts";

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

function teamsOf({ teamCount }: BoundFact): Words {
  const { sv, en } = teamCount <= 12 ? inLetters(teamCount) : amount(teamCount);
  return { sv: `${sv} sammanhängande team`, en: `${en} connected teams` };
}
