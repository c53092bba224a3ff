// The rules' limit to how many may change team, beside the number that follows what is drawn.
import type { Rules } from "../../../api/contract/rules.ts";

export interface MovedLimit {
  /** In the measure, as the rules say it. */
  readonly people: number;
  readonly measureKey: string;
  /** The plan the changes of team are counted from. */
  readonly baselinePlanId: string;
}

/** Null where the rules limit nothing. */
export function movedLimitOf(
  rules: Pick<Rules, "movedAtMost" | "baselinePlanId" | "balancedMeasures"> | null,
): MovedLimit | null {
  const main = rules?.balancedMeasures[0];
  if (!main || rules.movedAtMost === null || rules.baselinePlanId === null) return null;
  return { people: rules.movedAtMost, measureKey: main.measureKey, baselinePlanId: rules.baselinePlanId };
}

/** As much as sums of measured values may err. */
const roundingError = 1e-6;

/**
 * Whether more than the limit are drawn into another team. Never where they are counted in another measure or from another
 * plan than the limit is: then the two numbers say nothing about each other.
 */
export function isOverLimit(
  limit: MovedLimit,
  drawn: { readonly moved: number; readonly measureKey: string; readonly baselinePlanId: string | null },
): boolean {
  const isComparable = drawn.measureKey === limit.measureKey && drawn.baselinePlanId === limit.baselinePlanId;
  return isComparable && drawn.moved > limit.people + roundingError;
}
