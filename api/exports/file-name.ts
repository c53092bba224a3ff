// Names of the files that are taken out: which plan and revision, and nothing of what is in them.
import type { Plan } from "../contract/plans.ts";

const idDigits = 8;

/** "forslag-2281-3f2a91c0-version-4.csv". The plan's own name may hold anything, so it is in the file and not in its name. */
export function fileNameOf(kind: string, municipality: string, plan: Pick<Plan, "id" | "revision">, ending: string) {
  return `${kind}-${municipality}-${plan.id.slice(0, idDigits)}-version-${plan.revision}.${ending}`;
}
