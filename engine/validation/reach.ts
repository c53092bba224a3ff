// Checks that locks shut no team out from what it needs, and shut in no more than the teams around can take.
import { groupUnits } from "../contraction.ts";
import { connectedParts } from "../graph.ts";
import { listing, type Names, neededTolerance } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import { teamTargets } from "../search-problem.ts";
import { roundingSlack } from "../tallies.ts";
import type { ProblemIssue } from "../validate-problem.ts";
import { unmetTogether } from "./transport.ts";

/** Free areas that the same teams can come to: those locked beside them, and every team without a lock. */
interface Region {
  readonly teams: readonly number[];
  readonly areas: number[];
}

interface Grounds {
  readonly lockOfArea: Int32Array;
  readonly regions: readonly Region[];
  /** By team: the regions it can come to. */
  readonly regionsOfTeam: readonly (readonly number[])[];
}

/**
 * What is left of connection when borders are forgotten: a team with locks only comes to the free areas beside them. Both
 * answers are proofs, and name the smallest tolerance with which they would not hold.
 */
export function checkReach(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const { nodeOfArea, lockedTeam } = groupUnits(problem);
  const lockOfArea = nodeOfArea.map((unit) => lockedTeam[unit]!);
  if (lockOfArea.every((lock) => lock < 0)) return [];
  const grounds = findGrounds(problem, lockOfArea);
  const issues: ProblemIssue[] = [];
  for (let measure = 0; measure < problem.measureCount; measure++) {
    const sums = sumsOf(problem, grounds, measure);
    const out = shutOut(problem, grounds, sums, measure, names);
    // Where some are shut out the others often have too much: one and the same thing.
    issues.push(...(out.length > 0 ? out : shutIn(problem, grounds, sums, measure, names)));
  }
  return issues;
}

function findGrounds(problem: DistrictingProblem, lockOfArea: Int32Array): Grounds {
  const { areaCount, teamCount, adjacencyOffset, adjacencyTarget } = problem;
  const isFree = lockOfArea.map((lock) => (lock < 0 ? 0 : -1));
  const { partOf, partCount } = connectedParts(adjacencyOffset, adjacencyTarget, isFree);
  const besides = Array.from({ length: partCount }, () => new Set<number>());
  const locked = new Set<number>();
  for (let area = 0; area < areaCount; area++) {
    if (lockOfArea[area]! < 0) continue;
    locked.add(lockOfArea[area]!);
    for (let e = adjacencyOffset[area]!; e < adjacencyOffset[area + 1]!; e++) {
      const part = partOf[adjacencyTarget[e]!]!;
      if (part >= 0) besides[part]!.add(lockOfArea[area]!);
    }
  }
  const teams = [...Array(teamCount).keys()];
  const regionByTeams = new Map<string, Region>();
  const regionOfPart = besides.map((beside) => {
    const own = teams.filter((team) => !locked.has(team) || beside.has(team));
    const region = regionByTeams.get(own.join()) ?? { teams: own, areas: [] };
    regionByTeams.set(own.join(), region);
    return region;
  });
  for (let area = 0; area < areaCount; area++) if (partOf[area]! >= 0) regionOfPart[partOf[area]!]!.areas.push(area);
  const regions = [...regionByTeams.values()];
  const regionsOfTeam = teams.map((team) =>
    [...regions.keys()].filter((index) => regions[index]!.teams.includes(team)),
  );
  return { lockOfArea, regions, regionsOfTeam };
}

/** One measure: what is locked to each team, what each region holds, and each team's target. */
interface Sums {
  readonly locked: Float64Array;
  readonly region: Float64Array;
  readonly target: Float64Array;
}

function sumsOf(problem: DistrictingProblem, { lockOfArea, regions }: Grounds, measure: number): Sums {
  const { areaCount, teamCount, measureCount, measures } = problem;
  const weight = measures.subarray(measure * areaCount, (measure + 1) * areaCount);
  const locked = new Float64Array(teamCount);
  for (let area = 0; area < areaCount; area++) if (lockOfArea[area]! >= 0) locked[lockOfArea[area]!]! += weight[area]!;
  const targets = teamTargets(problem);
  return {
    locked,
    region: Float64Array.from(regions, ({ areas }) => areas.reduce((sum, area) => sum + weight[area]!, 0)),
    target: Float64Array.from(locked, (_, team) => targets[team * measureCount + measure]!),
  };
}

/** Teams that together come to less than they must have. */
function shutOut(
  problem: DistrictingProblem,
  { lockOfArea, regions, regionsOfTeam }: Grounds,
  { locked, region, target }: Sums,
  measureIndex: number,
  names: Names,
): ProblemIssue[] {
  const toleranceFraction = problem.toleranceFraction[measureIndex]!;
  const least = 1 - toleranceFraction - roundingSlack;
  const need = target.map((own, team) => Math.max(0, own * least - locked[team]!));
  const teamIndexes = unmetTogether(need, region, regionsOfTeam);
  if (!teamIndexes) return [];
  const within = new Set(teamIndexes.flatMap((team) => regionsOfTeam[team]!));
  const reach = sumAt(locked, teamIndexes) + sumAt(region, within);
  const lacking = 1 - reach / sumAt(target, teamIndexes);
  if (lacking <= toleranceFraction + roundingSlack) return [];
  const ground = new Set([...within].flatMap((index) => regions[index]!.areas));
  for (const [area, lock] of lockOfArea.entries()) if (teamIndexes.includes(lock)) ground.add(area);
  const areaIndexes = lockedBeside(problem, lockOfArea, ground);
  const team = listing(teamIndexes, names.team);
  const walls = listing(areaIndexes, names.area);
  const needed = neededTolerance(lacking, toleranceFraction);
  const measure = names.measure(measureIndex);
  const one = teamIndexes.length === 1;
  return [
    {
      severity: "error",
      code: "locks-shut-out",
      message: {
        sv: `Team ${team.sv} stängs ute av andra teams lås vid område ${walls.sv} och kan inte ${one ? "nå sitt" : "alla nå sina"} mål i mått ${measure}. ${needed.sv}, eller lås släppas.`,
        en: `Team ${team.en} ${one ? "is" : "are"} shut out by other teams' locks at area ${walls.en} and cannot ${one ? "come to its target" : "all come to their targets"} in measure ${measure}. ${needed.en}, or locks be released.`,
      },
      areaIndexes,
      teamIndexes,
      measureIndex,
      numbers: { deviationFraction: lacking, toleranceFraction },
    },
  ];
}

/** Free areas that only teams can come to which have not room for them all. */
function shutIn(
  problem: DistrictingProblem,
  { regions }: Grounds,
  { locked, region, target }: Sums,
  measureIndex: number,
  names: Names,
): ProblemIssue[] {
  const toleranceFraction = problem.toleranceFraction[measureIndex]!;
  const most = 1 + toleranceFraction + roundingSlack;
  const room = target.map((own, team) => Math.max(0, own * most - locked[team]!));
  const full = unmetTogether(
    region,
    room,
    regions.map(({ teams }) => teams),
  );
  if (!full) return [];
  const teamIndexes = [...new Set(full.flatMap((index) => regions[index]!.teams))].sort((a, b) => a - b);
  const areaIndexes = full.flatMap((index) => regions[index]!.areas).sort((a, b) => a - b);
  const areas = listing(areaIndexes, names.area);
  const measure = names.measure(measureIndex);
  // A part of the municipality that all teams are locked away from is `checkBounds`' concern.
  if (teamIndexes.length === 0) return [];
  const excess = (sumAt(region, full) + sumAt(locked, teamIndexes)) / sumAt(target, teamIndexes) - 1;
  if (excess <= toleranceFraction + roundingSlack) return [];
  const team = listing(teamIndexes, names.team);
  const needed = neededTolerance(excess, toleranceFraction);
  return [
    {
      severity: "error",
      code: "locks-shut-in",
      message: {
        sv: `Område ${areas.sv} är instängda av lås och kan bara höra till team ${team.sv}, som då får för mycket i mått ${measure}. ${needed.sv}, eller lås släppas.`,
        en: `Area ${areas.en} ${areaIndexes.length === 1 ? "is" : "are"} shut in by locks and can only belong to team ${team.en}, which then ${teamIndexes.length === 1 ? "has" : "have"} too much in measure ${measure}. ${needed.en}, or locks be released.`,
      },
      areaIndexes,
      teamIndexes,
      measureIndex,
      numbers: { deviationFraction: excess, toleranceFraction },
    },
  ];
}

/** The locked areas that lie beside a ground but not in it, in order. */
function lockedBeside(
  { areaCount, adjacencyOffset, adjacencyTarget }: DistrictingProblem,
  lockOfArea: Int32Array,
  ground: ReadonlySet<number>,
): number[] {
  const found: number[] = [];
  for (let area = 0; area < areaCount; area++) {
    if (lockOfArea[area]! < 0 || ground.has(area)) continue;
    const neighbours = adjacencyTarget.subarray(adjacencyOffset[area]!, adjacencyOffset[area + 1]!);
    if (neighbours.some((neighbour) => ground.has(neighbour))) found.push(area);
  }
  return found;
}

function sumAt(values: Float64Array, indexes: Iterable<number>): number {
  let sum = 0;
  for (const index of indexes) sum += values[index]!;
  return sum;
}
