// What a rule costs, in plain words: how much better each goal could be without it.
import { listing, type Names } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import { groupNumbers, lockedAreas, type RulePrice } from "./rule-prices.ts";
import { amount, length, share, type Words } from "./words.ts";

/** The share by which the weighed goals become smaller without the rule; 0 where nothing better was found. */
export function gainOf({ objectiveWith, objectiveWithout }: RulePrice): number {
  if (objectiveWith <= 0) return 0;
  const gain = (objectiveWith - objectiveWithout) / objectiveWith;
  return gain < 1e-6 ? 0 : gain;
}

/** Always told as an estimate, beside the plan that is priced: both sides come from searches of limited length. */
export function tellPrice(problem: DistrictingProblem, price: RulePrice, names: Names): Words {
  const said = price.rule === "none" ? allKept(price) : ofRule(problem, price, names);
  if (said.isNothing) return said.words;
  const parts = [...changes(problem, price, names), moved(problem, price, names)];
  return {
    sv: `${said.words.sv} Jämfört med det här förslaget: ${parts.map(({ sv }) => sv).join(", ")}.`,
    en: `${said.words.en} Compared with this plan: ${parts.map(({ en }) => en).join(", ")}.`,
  };
}

interface Said {
  readonly words: Words;
  /** Nothing better was found, so that there is nothing to compare. */
  readonly isNothing: boolean;
}

function allKept(price: RulePrice): Said {
  if (!price.scoresOfPlan.feasible) {
    return {
      isNothing: false,
      words: {
        sv: "Det här förslaget bryter mot villkor, så priserna räknas från den bästa indelning som hittades med alla villkor kvar.",
        en: "This plan breaks rules, so prices are counted from the best division that was found with all rules kept.",
      },
    };
  }
  const gain = gainOf(price);
  if (gain === 0) {
    return {
      isNothing: true,
      words: {
        sv: "Med alla villkor kvar hittades ingen bättre indelning än det här förslaget.",
        en: "With all rules kept no better division than this plan was found.",
      },
    };
  }
  const all = share(gain);
  return {
    isNothing: false,
    words: {
      sv: `Med alla villkor kvar kunde målen bli ungefär ${all.sv} bättre: det beror inte på något villkor.`,
      en: `With all rules kept the goals could be about ${all.en} better: that is due to no rule.`,
    },
  };
}

function ofRule(problem: DistrictingProblem, price: RulePrice, names: Names): Said {
  const without = relaxed(problem, price, names);
  const gain = gainOf(price);
  if (gain === 0) {
    return {
      isNothing: true,
      words: {
        sv: `${without.sv} hittades ingen bättre indelning: villkoret verkar inte kosta något.`,
        en: `${without.en} no better division was found: the rule seems to cost nothing.`,
      },
    };
  }
  const all = share(gain);
  return {
    isNothing: false,
    words: {
      sv: `${without.sv} kunde målen bli ungefär ${all.sv} bättre.`,
      en: `${without.en} the goals could be about ${all.en} better.`,
    },
  };
}

function relaxed(
  problem: DistrictingProblem,
  { rule, measureIndex = 0, how, subject }: RulePrice,
  names: Names,
): Words {
  switch (rule) {
    case "none":
      return { sv: "Med alla villkor kvar", en: "With all rules kept" };
    case "balance": {
      const measure = names.measure(measureIndex);
      const double = share(2 * problem.toleranceFraction[measureIndex]!);
      if (how === "removed") return { sv: `Utan tolerans för ${measure}`, en: `Without a tolerance for ${measure}` };
      return {
        sv: `Med dubbla toleransen för ${measure} (${double.sv})`,
        en: `With twice the tolerance for ${measure} (${double.en})`,
      };
    }
    case "locks":
      return subject === undefined ? withoutAllLocks(problem) : withoutLock(problem, subject, names);
    case "keepTogether":
      return subject === undefined ? withoutAllGroups(problem) : withoutGroup(problem, subject, names);
    case "forbiddenPairs":
      return { sv: "Utan områden som ska hållas isär", en: "Without areas to be kept apart" };
    case "movedWeight":
      return { sv: "Utan gräns för hur många som får byta team", en: "Without a limit to how many may change team" };
  }
}

function withoutLock({ lockedTeam }: DistrictingProblem, area: number, names: Names): Words {
  const team = names.team(lockedTeam[area]!);
  return {
    sv: `Utan låsningen av ${names.area(area)} till team ${team}`,
    en: `Without the lock of ${names.area(area)} to team ${team}`,
  };
}

function withoutAllLocks(problem: DistrictingProblem): Words {
  const count = lockedAreas(problem).length;
  return {
    sv: `Utan låsningarna (alla ${count} tillsammans)`,
    en: `Without the locks (all ${count} together)`,
  };
}

function withoutGroup({ group }: DistrictingProblem, number: number, names: Names): Words {
  const members = [...group.keys()].filter((area) => group[area] === number);
  const told = names.group?.(number) ?? "";
  const name = told === "" ? listing(members, names.area) : { sv: `”${told}”`, en: `“${told}”` };
  return { sv: `Utan att hålla ihop ${name.sv}`, en: `Without keeping ${name.en} together` };
}

function withoutAllGroups(problem: DistrictingProblem): Words {
  const count = groupNumbers(problem).length;
  return {
    sv: `Utan grupper som ska hållas ihop (alla ${count} tillsammans)`,
    en: `Without groups to be kept together (all ${count} of them)`,
  };
}

/** Each goal that changes, before and after. */
function changes(problem: DistrictingProblem, { scoresOfPlan, scoresWithout }: RulePrice, names: Names): Words[] {
  const told: Words[] = [];
  const [before, after] = [scoresOfPlan, scoresWithout];
  const deviation = [share(before.maxDeviationFraction), share(after.maxDeviationFraction)] as const;
  if (deviation[0].sv !== deviation[1].sv) {
    told.push({
      sv: `största avvikelsen ${deviation[1].sv} i stället för ${deviation[0].sv}`,
      en: `the largest deviation ${deviation[1].en} instead of ${deviation[0].en}`,
    });
  }
  const border = [length(before.borderLengthM), length(after.borderLengthM)] as const;
  if (border[0].sv !== border[1].sv) {
    told.push({
      sv: `gränserna ${border[1].sv} i stället för ${border[0].sv}`,
      en: `the borders ${border[1].en} instead of ${border[0].en}`,
    });
  }
  const spread = before.moi > 0 ? after.moi / before.moi - 1 : 0;
  if (Math.abs(spread) >= 5e-4) {
    const size = share(Math.abs(spread));
    told.push({
      sv: `teamen ${size.sv} ${spread < 0 ? "mer sammanhållna" : "mer utspridda"}`,
      en: `the teams ${size.en} ${spread < 0 ? "more compact" : "more spread out"}`,
    });
  }
  if (before.movedWeight !== after.movedWeight) {
    const moved = [amount(before.movedWeight), amount(after.movedWeight)] as const;
    const measure = names.measure(problem.compactnessMeasure);
    told.push({
      sv: `${moved[1].sv} i stället för ${moved[0].sv} (${measure}) byter team mot utgångsläget`,
      en: `${moved[1].en} instead of ${moved[0].en} (${measure}) change team from the baseline`,
    });
  }
  return told;
}

function moved(problem: DistrictingProblem, { movedWeight, movedAreaCount }: RulePrice, names: Names): Words {
  const size = amount(movedWeight);
  const count = amount(movedAreaCount);
  const measure = names.measure(problem.compactnessMeasure);
  const one = movedAreaCount === 1;
  return {
    sv: `${count.sv} ${one ? "område" : "områden"} (${size.sv} ${measure}) i ett annat team`,
    en: `${count.en} ${one ? "area" : "areas"} (${size.en} ${measure}) in another team`,
  };
}
