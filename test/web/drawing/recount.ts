// A drawing's numbers counted from nothing, by other code than the page's.
import type { Tallies, TallyProblem } from "../../../web/drawing/tallies.ts";

/** Everything the tallies tell; values as the tallies count them. */
export function recount(problem: TallyProblem, measures: readonly (readonly number[])[], teams: Int16Array) {
  const rowOf = (team: number) => (team < 0 ? problem.teamCount : team);
  const perTeam = () => new Array<number>(problem.teamCount + 1).fill(0);
  const [areaCounts, movedIn, movedOut] = [perTeam(), perTeam(), perTeam()];
  let movedAreaCount = 0;
  const sums = measures.map(() => perTeam());
  for (const [area, team] of teams.entries()) {
    areaCounts[rowOf(team)]!++;
    for (const [measure, values] of measures.entries()) sums[measure]![rowOf(team)]! += values[area]!;
    const before = problem.baseline[area]!;
    if (before === -1 || before === team) continue;
    movedAreaCount++;
    if (before >= 0) movedOut[before]! += measures[problem.movedMeasure]![area]!;
    movedIn[rowOf(team)]! += measures[problem.movedMeasure]![area]!;
  }
  return { areaCounts, sums, movedIn, movedOut, movedAreaCount };
}

/** Connected parts by team over square areas in rows, the areas without a team last. */
export function countParts(teams: number, teamIndexes: Int16Array, columns: number): number[] {
  const parts = new Array<number>(teams + 1).fill(0);
  const left = new Set(teamIndexes.keys());
  while (left.size > 0) {
    const [start] = left;
    const team = teamIndexes[start!]!;
    parts[team < 0 ? teams : team]!++;
    const queue = [start!];
    left.delete(start!);
    for (const area of queue) {
      for (const step of [-1, 1, -columns, columns]) {
        const next = area + step;
        if (Math.abs(step) === 1 && Math.floor(next / columns) !== Math.floor(area / columns)) continue;
        if (left.has(next) && teamIndexes[next] === team) {
          left.delete(next);
          queue.push(next);
        }
      }
    }
  }
  return parts;
}

/** What the tallies tell, to be compared with a recount. */
export function keptNumbers({ areaCounts, sums, movedIn, movedOut, movedAreaCount }: Tallies) {
  return {
    areaCounts: [...areaCounts],
    sums: sums.map((own) => [...own]),
    movedIn: [...movedIn],
    movedOut: [...movedOut],
    movedAreaCount,
  };
}
