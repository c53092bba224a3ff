// Two planners' rules that began from one saved version: which parts each has changed, and whether a newer one is unseen.
import type { RuleSet } from "../../api/contract/rules.ts";
import { type RulesDraft, ruleSetOf } from "./rules-draft.ts";

/** Parts of rules, in the order of the form; keys in the locales, under proposals.rulePart. */
const partsOf = {
  whole: ({ rules }) => rules.reasons.whole,
  teams: ({ teams }) => teams,
  targets: ({ rules }) => [rules.targets, rules.shares, rules.reasons.targets],
  measures: ({ rules }) => rules.balancedMeasures,
  baseline: ({ rules }) => [rules.baselinePlanId, rules.reasons.baseline],
  movedAtMost: ({ rules }) => [rules.movedAtMost, rules.reasons.movedAtMost],
  catchments: ({ rules }) => [rules.keepCatchmentsOfPrioritySchools, rules.reasons.catchments],
  locks: ({ rules }) => rules.locks,
  together: ({ rules }) => rules.keepTogether,
  apart: ({ rules }) => rules.keepApart,
  goals: ({ rules }) => [rules.goals, rules.reasons.goals],
} satisfies Record<string, (set: Pick<RuleSet, "teams" | "rules">) => unknown>;
export type RulePart = keyof typeof partsOf;

export interface RulesDifference {
  readonly own: readonly RulePart[];
  readonly theirs: readonly RulePart[];
}

/** What the draft has changed since the saved version that it was read from, and what `theirs` has; the draft is without faults. */
export function compareRules(draft: RulesDraft, base: RuleSet, theirs: RuleSet): RulesDifference {
  const own = ruleSetOf(draft, base.name) as Pick<RuleSet, "teams" | "rules">;
  const changedIn = (set: Pick<RuleSet, "teams" | "rules">) =>
    (Object.keys(partsOf) as RulePart[]).filter((part) => text(partsOf[part](set)) !== text(partsOf[part](base)));
  return { own: changedIn(own), theirs: changedIn(theirs) };
}

/** The same text whatever order an object's members stand in. */
function text(part: unknown): string {
  return JSON.stringify(part, (_, value) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** The version that somebody has saved since the draft's was read, among the newest of each; null where there is none. */
export function unseenVersion(draft: RulesDraft, newest: readonly RuleSet[]): RuleSet | null {
  return newest.find(({ id, version }) => id === draft.ruleSet?.id && version > draft.seenVersion) ?? null;
}

/** The draft when `saved` has been made of what was `sent`: what was typed in the meantime is not saved. */
export function withSaved(draft: RulesDraft, saved: RuleSet, sent: RulesDraft): RulesDraft {
  return { ...draft, ruleSet: saved, seenVersion: saved.version, isChanged: draft !== sent };
}
