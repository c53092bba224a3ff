// One value of a follow-up as it is drawn, and the two that a survey's form gives at once.
import type { SurveyResult } from "../../api/contract/surveys.ts";
import type { TreeNode } from "../../engine/problem-tree/tree.ts";

export interface ArrivedValue {
  readonly date: string;
  readonly value: number;
  /** Ends of the 95 % interval, where there is one. */
  readonly low: number | null;
  readonly high: number | null;
  /** Which of the two that a form asks for at once; absent where there is one value a day. */
  readonly of?: "before" | "now";
  /** The round of a survey that has several. */
  readonly round?: string;
}

type Told = NonNullable<SurveyResult["now"]>;

/** Each form gives before and now at once, so that both are of the same day: the last that an answer came. */
export function pairAt(date: string, before: Told | null, now: Told, round?: string): ArrivedValue[] {
  const at = ({ mean, low, high }: Told, of: NonNullable<ArrivedValue["of"]>): ArrivedValue => {
    return { date, value: mean, low, high, of, ...(round === undefined ? {} : { round }) };
  };
  return [...(before ? [at(before, "before")] : []), at(now, "now")];
}

/** The day as it is told: an indicator is of a year, of which the day is a place on the chart alone. */
export function dayOf({ indicatorKey }: Pick<TreeNode, "indicatorKey">, { date }: Pick<ArrivedValue, "date">): string {
  return indicatorKey === null ? date : date.slice(0, 4);
}
