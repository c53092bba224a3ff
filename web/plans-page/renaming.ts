// What a new name or description changes of a plan, so that nothing a colleague wrote meanwhile is sent over.
import type { PlanChange, PlanSummary } from "../../api/contract/plans.ts";

const fields = ["name", "description"] as const;
export type PlanText = (typeof fields)[number];
export type PlanTexts = Pick<PlanSummary, PlanText>;

/** A field of several lines may be told with other line breaks than it was given. */
const isSame = (a: string, b: string): boolean => a.replaceAll("\r\n", "\n") === b.replaceAll("\r\n", "\n");

/** Only what differs from the texts that were there when the typing began; nothing where nothing does. */
export function renamingOf(opened: PlanTexts, typed: PlanTexts): PlanChange {
  return Object.fromEntries(
    fields.flatMap((field) => (isSame(opened[field], typed[field]) ? [] : [[field, typed[field]]])),
  );
}

/** Whether the texts are still those that the typing began from. */
export function isUntouched(opened: PlanTexts, now: PlanTexts): boolean {
  return changedByOthers(opened, now).length === 0;
}

/** The texts that somebody else has changed since: what one writes oneself takes their place, also what is written later. */
export function changedByOthers(opened: PlanTexts, theirs: PlanTexts): PlanText[] {
  return fields.filter((field) => !isSame(theirs[field], opened[field]));
}
