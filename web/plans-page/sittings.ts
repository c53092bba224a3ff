// A history's revisions gathered as the service tells which of them one person saved in a row.
import type { PlanRevision } from "../../api/contract/plan-life.ts";

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
