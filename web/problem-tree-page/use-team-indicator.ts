// An indicator's values by year for a team's own areas: their median, since areas of different sizes have no plain mean.
import { useQueries } from "@tanstack/react-query";
import { ask } from "../api-client.ts";
import { useDivisions, useIndicators, usePlan, usePlans } from "../state/queries.ts";
import { useSignedIn } from "../state/session.tsx";

/** The middle value; null of none. */
function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A value for each year that has one, oldest first, over the areas that are the team's today. Empty while it is read. */
export function useTeamIndicator(
  teamId: string,
  key: string | null,
): { readonly date: string; readonly value: number }[] {
  const municipality = useSignedIn().municipality.code;
  const present = usePlans().data?.find(({ isPresent }) => isPresent) ?? null;
  const { data: plan } = usePlan(present?.id ?? null);
  const divisions = useDivisions().data ?? [];
  const division = present?.divisionId ?? divisions[0]?.id ?? null;
  const periods = useIndicators(division).data?.find((own) => own.key === key)?.periods ?? [];
  const position = plan?.teams.findIndex((own) => own.teamId === teamId) ?? -1;
  const answers = useQueries({
    queries: (key === null || division === null ? [] : periods).map((period) => ({
      queryKey: ["indicator-values", division, key, period],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        ask("get /api/:municipality/divisions/:division/indicators/:key", {
          params: { municipality, division: division!, key: key! },
          query: { period },
          signal,
        }),
    })),
  });
  if (!plan || position < 0) return [];
  return answers
    .flatMap(({ data }) => {
      const told = data?.values.flatMap((value, area) =>
        value !== null && plan.teamIndexes[area] === position ? [value] : [],
      );
      const value = medianOf(told ?? []);
      return data?.period && value !== null ? [{ date: `${data.period}-12-31`, value }] : [];
    })
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
