// The teams that a check has found outside their band, kind by kind, and the kinds in which nobody could be judged.
import type { WatchFinding } from "../../api/contract/forecast.ts";

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
