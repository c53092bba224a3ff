// When somebody who comes back to a drawing has begun a new sitting.
import type { PlanRevision } from "../../api/contract/plan-life.ts";

const longestPauseMs = 15 * 60_000;

export function isPaused(later: Pick<PlanRevision, "createdAt">, earlier: Pick<PlanRevision, "createdAt">): boolean {
  return Date.parse(later.createdAt) - Date.parse(earlier.createdAt) > longestPauseMs;
}
