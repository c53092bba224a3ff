// What the page keeps of the service's answers and of work that is not saved, and when it is forgotten.
import type { QueryClient } from "@tanstack/react-query";
import type { Session } from "../../api/contract/session.ts";

export const sessionKey = ["session"] as const;
/** Begins the keys of work that is not saved yet. */
export const openWork = "open-tree";
export const openAnswers = "open-answers";
export const openComments = "open-comments";
const unsaved: readonly unknown[] = [openWork, openAnswers, openComments];

type SignedIn = Extract<Session, { signedIn: true }>;

/** Whether it is the one who was here before, in the same role: only they find again what they had not saved. */
export function isSamePerson(before: SignedIn | null, now: SignedIn): boolean {
  return (
    before !== null &&
    before.displayName === now.displayName &&
    before.role === now.role &&
    before.municipality.code === now.municipality.code &&
    before.teamIds.toSorted().join() === now.teamIds.toSorted().join()
  );
}

/**
 * Nothing read in one role may be shown in another, nor to another person.
 * @param keepsWork what is not saved stays, for a person whose session ended and who signs in again.
 */
export function forgetWhatWasRead(client: QueryClient, keepsWork = false): void {
  client.removeQueries({
    predicate: ({ queryKey: [first] }) => first !== sessionKey[0] && !(keepsWork && unsaved.includes(first)),
  });
}
