// The rules that are being typed in this tab, one draft a division: they stay while another page is shown.
import { useSyncExternalStore } from "react";
import type { Team } from "../../api/contract/teams.ts";
import { type RulesDraft, withBaseline } from "./rules-draft.ts";

/** Replaced, never changed in place. */
export interface KeptRules {
  readonly draft: RulesDraft;
  /** As it was made: while it is the draft nothing has been touched, and it may be made anew. */
  readonly first: RulesDraft;
  /** What was typed and not saved when other rules took its place; null when there is nothing to take back. */
  readonly replaced: RulesDraft | null;
}

const kept = new Map<string, KeptRules>();
const listeners = new Set<() => void>();
let holdingUnsaved: readonly RulesDraft[] = [];

function keep(divisionId: string, rules: KeptRules): void {
  kept.set(divisionId, rules);
  tell();
}

function tell(): void {
  holdingUnsaved = [...kept.values()].flatMap(({ draft, replaced }) =>
    draft.isChanged ? [draft] : replaced ? [replaced] : [],
  );
  for (const listener of listeners) listener();
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The rules of a division for whoever opens the page: what was typed there before, with the teams that there are now, else
 * what `make` gives. Rules that nobody has touched are made anew, since teams' positions may be others by now.
 * @param beginsFrom the plan that somebody came here to begin from; null where they named none. Typed rules begin from it
 * too, and as they were they can be taken back.
 */
export function openRules(
  person: string,
  divisionId: string,
  teams: readonly Team[],
  make: () => RulesDraft,
  beginsFrom: string | null = null,
): KeptRules {
  forgetOthers(person);
  const rules = openedAgain(kept.get(divisionId), teams, make(), beginsFrom);
  kept.set(divisionId, rules);
  return rules;
}

function openedAgain(
  known: KeptRules | undefined,
  teams: readonly Team[],
  first: RulesDraft,
  beginsFrom: string | null,
): KeptRules {
  if (!known || (known.draft === known.first && !known.replaced)) return { draft: first, first, replaced: null };
  const draft = withTeamsOf(known.draft, teams, first);
  const replaced = known.replaced && withTeamsOf(known.replaced, teams, first);
  if (beginsFrom === null || beginsFrom === draft.baselinePlanId) return { ...known, draft, replaced };
  return { ...known, draft: withBaseline(draft, beginsFrom), replaced: draft.isChanged ? draft : replaced };
}

/** Teams that are retired are gone, and those that have come since are there as in new rules, but in saved rules left out. */
function withTeamsOf(draft: RulesDraft, teams: readonly Team[], first: RulesDraft): RulesDraft {
  const isSame =
    draft.teams.length === teams.length && draft.teams.every(({ teamId }, place) => teamId === teams[place]!.id);
  if (isSame) return draft;
  return {
    ...draft,
    teams: first.teams.map((team) => {
      const typed = draft.teams.find(({ teamId }) => teamId === team.teamId);
      return typed ?? { ...team, included: draft.ruleSet === null };
    }),
  };
}

export const rulesOf = (divisionId: string): KeptRules | undefined => kept.get(divisionId);

/** The draft as it is typed now. */
export function changeRules(divisionId: string, draft: RulesDraft): void {
  keep(divisionId, { first: draft, replaced: null, ...kept.get(divisionId), draft });
}

/** Other rules in the draft's place; what was typed and not saved can be taken back. */
export function replaceRules(divisionId: string, draft: RulesDraft): void {
  const known = kept.get(divisionId);
  if (known) keep(divisionId, { ...known, draft, replaced: known.draft.isChanged ? known.draft : known.replaced });
}

/** What was replaced is the draft again; what was typed in the meantime can be taken back in its turn. */
export function takeBackRules(divisionId: string): void {
  const known = kept.get(divisionId);
  if (known?.replaced) {
    keep(divisionId, { ...known, draft: known.replaced, replaced: known.draft.isChanged ? known.draft : null });
  }
}

/** What was replaced is let go. */
export function letGoReplaced(divisionId: string): void {
  const known = kept.get(divisionId);
  if (known) keep(divisionId, { ...known, replaced: null });
}

/** The drafts with something typed that is not saved, one a division. */
export const unsavedRules = (): readonly RulesDraft[] => holdingUnsaved;

export function useUnsavedRules(): readonly RulesDraft[] {
  return useSyncExternalStore(follow, unsavedRules);
}

/** Everything typed is dropped: whoever signs out or changes role has been asked. */
export function dropRules(): void {
  kept.clear();
  tell();
}

let typedBy: string | null = null;

function forgetOthers(person: string): void {
  if (typedBy !== null && typedBy !== person) kept.clear();
  typedBy = person;
}

/** What another person typed in this tab is not kept for this one. */
export function keepRulesOf(person: string): void {
  forgetOthers(person);
  tell();
}

/** Draws the part anew when the rules of the division are others; undefined when they were dropped. */
export function useRules(divisionId: string): KeptRules | undefined {
  return useSyncExternalStore(follow, () => kept.get(divisionId));
}
