// What a rule costs, in plain words: how much better each goal could be without it.
import type { Names } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import type { RulePrice } from "./rule-prices.ts";
import { amount, length, share, type Words } from "./words.ts";

/** The share by which the weighed goals become smaller without the rule; 0 where nothing better was found. */
export function gainOf({ objectiveWith, objectiveWithout }: RulePrice): number {
  if (objectiveWith <= 0) return 0;
  const gain = (objectiveWith - objectiveWithout) / objectiveWith;
  return gain < 1e-6 ? 0 : gain;
}

/** Always told as an estimate: both sides come from searches of limited length. */
export function tellPrice(problem: DistrictingProblem, price: RulePrice, names: Names): Words {
  const without = relaxed(problem, price, names);
  const gain = gainOf(price);
  if (gain === 0) {
    return {
      sv: `${without.sv} hittades ingen bättre indelning: villkoret verkar inte kosta något.`,
      en: `${without.en} no better division was found: the rule seems to cost nothing.`,
    };
  }
  const parts = changes(problem, price, names);
  const all = share(gain);
  return {
    sv: `${without.sv} kunde målen bli ungefär ${all.sv} bättre${parts.length > 0 ? `: ${parts.map(({ sv }) => sv).join(", ")}` : ""}.`,
    en: `${without.en} the goals could be about ${all.en} better${parts.length > 0 ? `: ${parts.map(({ en }) => en).join(", ")}` : ""}.`,
  };
}

function relaxed(problem: DistrictingProblem, { rule, measureIndex = 0, how }: RulePrice, names: Names): Words {
  switch (rule) {
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
      return { sv: "Utan låsningarna", en: "Without the locks" };
    case "keepTogether":
      return { sv: "Utan grupper som ska hållas ihop", en: "Without groups to be kept together" };
    case "forbiddenPairs":
      return { sv: "Utan områden som ska hållas isär", en: "Without areas to be kept apart" };
    case "movedWeight":
      return { sv: "Utan gräns för hur många som får byta team", en: "Without a limit to how many may change team" };
  }
}

/** Each goal that changes, before and after. */
function changes(problem: DistrictingProblem, { scoresWith, scoresWithout }: RulePrice, names: Names): Words[] {
  const told: Words[] = [];
  const [before, after] = [scoresWith, scoresWithout];
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
      sv: `${moved[1].sv} i stället för ${moved[0].sv} (${measure}) byter team`,
      en: `${moved[1].en} instead of ${moved[0].en} (${measure}) change team`,
    });
  }
  return told;
}
