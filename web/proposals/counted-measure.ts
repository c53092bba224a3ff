// The measure that changes of team are told in.
import type { Rules } from "../../api/contract/rules.ts";
import type { Measure } from "../../api/contract/statistics.ts";

/**
 * The measure of a kind that changes of team are told in: the main one of the rules where it is of that kind, otherwise the
 * first. Undefined where the division has none of it.
 * @param ruled the balanced measures of the rules, the main one first; none where no rules of its own judge the plan.
 */
export function countedMeasure(
  measures: readonly Measure[],
  ruled: readonly Pick<Rules["balancedMeasures"][number], "measureKey">[],
  kind: Measure["kind"],
): Measure | undefined {
  const main = measures.find(({ key }) => key === ruled[0]?.measureKey);
  return main?.kind === kind ? main : measures.find((own) => own.kind === kind);
}
