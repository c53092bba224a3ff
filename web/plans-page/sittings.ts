// A history's revisions gathered as the service tells which of them one person saved in a row, and names that were changed among them.
import type { PlanRenaming, PlanRevision } from "../../api/contract/plan-life.ts";

/** Newest first, each sitting's latest revision before the others of it; pages of a history are joined before. */
export function sittingsIn(revisions: readonly PlanRevision[]): [PlanRevision, ...PlanRevision[]][] {
  const sittings: [PlanRevision, ...PlanRevision[]][] = [];
  for (const revision of revisions) {
    const last = sittings.at(-1);
    const first = last?.[0].sitting?.firstRevision;
    if (last && first !== undefined && revision.revision >= first) last.push(revision);
    else sittings.push([revision]);
  }
  return sittings;
}

export type HistoryEntry =
  | { readonly kind: "sitting"; readonly sitting: readonly [PlanRevision, ...PlanRevision[]] }
  | { readonly kind: "renaming"; readonly renaming: PlanRenaming };

/** Sittings by their latest revision and changes of name among them, newest first. */
export function historyOf(revisions: readonly PlanRevision[], renamings: readonly PlanRenaming[]): HistoryEntry[] {
  const entries = [
    ...renamings.map((renaming) => ({ at: renaming.createdAt, entry: { kind: "renaming", renaming } as const })),
    ...sittingsIn(revisions).map((sitting) => ({
      at: sitting[0].createdAt,
      entry: { kind: "sitting", sitting } as const,
    })),
  ];
  return entries.sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).map(({ entry }) => entry);
}
