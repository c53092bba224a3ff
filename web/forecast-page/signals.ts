// The teams that a check has found outside their band, kind by kind.
import type { WatchFinding } from "../../api/contract/forecast.ts";

export function signalsOf({ kinds }: WatchFinding) {
  return kinds.flatMap(({ kind, teams }) =>
    teams.flatMap((team) => (team.signal ? [{ kind, team, signal: team.signal }] : [])),
  );
}
