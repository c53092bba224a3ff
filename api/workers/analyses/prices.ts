// What each rule costs a plan: solved again without it, one rule after the other.
import { type RulePrice, rulePrices } from "../../../engine/explain/rule-prices.ts";
import { type Analysis, nothingFound } from "./analysis.ts";

/** Of each search; few areas are given more each, many have more to place. About a second at 350 areas. */
const leastSteps = 1_000_000;
const stepsPerArea = 3_000;

export const prices: Analysis = function* ({ problem, order }) {
  const stepsPerRule = order.stepsPerSearch ?? Math.max(leastSteps, stepsPerArea * problem.areaCount);
  const found: RulePrice[] = [];
  for (const price of rulePrices(problem, order.plan!, { seed: order.seed, stepsPerRule })) {
    if (price) found.push(price);
    yield { ...nothingFound, steps: found.length, prices: [...found] };
  }
  return {
    findings: { ...nothingFound, steps: found.length, prices: found },
    issues: found.length === 0 ? [noReference] : [],
  };
};

const noReference = {
  code: "no-plan-to-price",
  message: {
    sv: "Varken förslaget eller sökningen håller alla villkor, så det finns inget att jämföra med. Laga förslaget eller lätta på villkoren först.",
    en: "Neither the plan nor the search keeps all rules, so there is nothing to compare with. Mend the plan or loosen the rules first.",
  },
};
