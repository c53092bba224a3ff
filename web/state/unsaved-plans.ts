// The plans of this tab with something that is drawn or locked in them and not saved, or on its way to the service.
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { Plan } from "../../api/contract/plans.ts";
import { allDrawings, drawingsVersion, followDrawings, isUnsaved } from "./drawings.ts";
import { areLocksOnTheirWay, useAnyLocksOnTheirWay } from "./plan-locks.ts";

/** As they were last saved, as it is now. */
export function unsavedPlans(client: QueryClient): Plan[] {
  return allDrawings()
    .filter((own) => isUnsaved(own) || areLocksOnTheirWay(client, own.saved.id))
    .map(({ saved }) => saved);
}

/** The same, drawn anew when one of them is saved. */
export function useUnsavedPlans(): Plan[] {
  const client = useQueryClient();
  useSyncExternalStore(followDrawings, drawingsVersion);
  useAnyLocksOnTheirWay();
  return unsavedPlans(client);
}
