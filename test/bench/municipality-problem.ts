// A districting problem of a municipality's size: 350 areas, two balanced measures, 20 locks and 30 keep-together groups.
import type { DistrictingProblem } from "../../engine/problem.ts";
import { Random } from "../../engine/random.ts";
import { latticeProblem } from "../support/grids.ts";

const rows = 14;
const columns = 25;

/** A dense centre in sparse outskirts; locks lie around each team's home, groups are two or three areas in a row. */
export function municipalityProblem(teamCount: number, seed: number): DistrictingProblem {
  const random = new Random(seed);
  const areaCount = rows * columns;
  const density = (area: number): number =>
    1 / (0.5 + Math.abs((area % columns) - 12) / 12 + Math.abs(Math.floor(area / columns) - 7) / 7);
  const areas = Array.from({ length: areaCount }, (_, area) => area);
  const lockedTeam = new Int32Array(areaCount).fill(-1);
  for (let lock = 0; lock < 20; lock++) {
    const team = lock % teamCount;
    const homeColumn = Math.floor(((team + 0.5) * columns) / teamCount);
    let area = random.nextInteger(rows) * columns + homeColumn;
    while (lockedTeam[area]! >= 0) area = random.nextInteger(rows) * columns + homeColumn;
    lockedTeam[area] = team;
  }
  const group = new Int32Array(areaCount).fill(-1);
  for (let made = 0; made < 30; ) {
    const start = random.nextInteger(areaCount - 3);
    const members = areas.slice(start, start + 2 + random.nextInteger(2));
    const inOneRow = (start % columns) + members.length <= columns;
    if (!inOneRow || members.some((area) => group[area]! >= 0 || lockedTeam[area]! >= 0)) continue;
    for (const area of members) group[area] = made;
    made++;
  }
  return latticeProblem(rows, columns, teamCount, {
    diagonals: true,
    measures: [
      areas.map((area) => 5 + Math.round(120 * random.nextFraction() * density(area))),
      areas.map((area) => random.nextInteger(2 + Math.round(12 * density(area)))),
    ],
    toleranceFraction: [0.02, 0.05],
    lockedTeam,
    group,
    objective: { borderLength: 1, momentOfInertia: 0.5 },
  });
}
