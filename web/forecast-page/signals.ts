// The teams that a check has found outside their band, kind by kind, and the kinds in which nobody could be judged.
import type { WatchFinding } from "../../api/contract/forecast.ts";
import { likelyDeviations } from "../../engine/workload/band-chance.ts";
import { oneSidedDeviations } from "../../engine/workload/inflow-watch.ts";

type FindingOfKind = WatchFinding["kinds"][number];

/** Whether what has come in of late is what expected deviations and mends of investigation are of. */
export function restsOnInflow({ kinds }: Pick<WatchFinding, "kinds">): boolean {
  return kinds.some(({ inflow }) => inflow?.isSignalled);
}

/** How far chance and all rounding take a month's deviation, 19 times of 20. */
export function likelyReach({
  chance,
  steady,
}: Pick<NonNullable<FindingOfKind["teams"][number]["months"]>[number], "chance" | "steady">): number {
  return likelyDeviations * Math.hypot(chance, steady / oneSidedDeviations);
}

export function signalsOf({ kinds }: WatchFinding) {
  return kinds.flatMap(({ kind, teams }) =>
    teams.flatMap((team) => (team.signal ? [{ kind, team, signal: team.signal }] : [])),
  );
}

/** Kinds of work that are not all told in the last year, with the teams that it is not told of; none in older findings. */
export function unjudgedOf({ kinds }: Pick<WatchFinding, "kinds">) {
  return kinds.flatMap(({ kind, teams }) => {
    const untold = teams.filter(({ untoldAreas = 0 }) => untoldAreas > 0);
    return untold.length > 0 ? [{ kind, untold }] : [];
  });
}

/** Every year that some team was judged in, oldest first. */
export function yearsWatched({ teams }: Pick<WatchFinding["kinds"][number], "teams">): number[] {
  const years = new Set(teams.flatMap((team) => team.years.map(({ year }) => year)));
  return [...years].sort((a, b) => a - b);
}
