// Checks that no area is the only way to parts which are too light for a team of their own but too heavy to be added to its team.
import { listing, type Names, neededTolerance } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import { teamTargets } from "../search-problem.ts";
import { roundingSlack } from "../tallies.ts";
import type { ProblemIssue } from "../validate-problem.ts";
import { cutAreas, piecesBehind } from "./cut-pieces.ts";

/** An area whose team must also take pieces behind it, and the tolerance with which it would not have too much. */
interface Overload {
  readonly area: number;
  readonly deviationFraction: number;
}

/**
 * Without a cut area the map falls into pieces. A team that does not hold the cut area lies within one piece, so a piece
 * lighter than every team's least belongs wholly to the cut area's team; so does one for which no other team is left. One issue per measure: the worst cut area, which is
 * also the smallest tolerance with which this would not rule out every plan. Linear in areas and links.
 */
export function checkCutAreas(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const { areaCount, measureCount, toleranceFraction } = problem;
  const limits = Array.from({ length: measureCount }, (_, measure) => limitsOf(problem, measure));
  const worst: (Overload | undefined)[] = Array.from({ length: measureCount });
  for (const { area, weights } of cutAreas(problem)) {
    for (let measure = 0; measure < measureCount; measure++) {
      const own = problem.measures[measure * areaCount + area]!;
      const pieces = weights.map((piece) => piece[measure]!);
      const { least, most } = limits[measure]!;
      const deviationFraction = toleranceNeeded(own, pieces, problem.teamCount - 1, least, most(area));
      if (deviationFraction <= toleranceFraction[measure]! + roundingSlack) continue;
      if (deviationFraction > (worst[measure]?.deviationFraction ?? 0)) worst[measure] = { area, deviationFraction };
    }
  }
  return worst.flatMap((overload, measure) => (overload ? issueOf(problem, overload, measure, names) : []));
}

/** The smallest target of any team, and the target of an area's own team: the locked one's, or the largest. */
function limitsOf(problem: DistrictingProblem, measure: number) {
  const { teamCount, measureCount, lockedTeam } = problem;
  const targets = teamTargets(problem);
  const own = Array.from({ length: teamCount }, (_, team) => targets[team * measureCount + measure]!);
  const largest = own.reduce((a, b) => Math.max(a, b));
  const least = own.reduce((a, b) => Math.min(a, b));
  return { least, most: (area: number): number => own[lockedTeam[area]!] ?? largest };
}

/**
 * The smallest tolerance with which the cut area's team need not have too much: a wider one gives it more room, and lets
 * the heaviest of the light pieces be teams of their own, as many as there are other teams.
 */
function toleranceNeeded(
  own: number,
  pieces: readonly number[],
  otherTeams: number,
  leastTarget: number,
  mostTarget: number,
): number {
  let forced = own + pieces.reduce((sum, weight) => sum + weight, 0);
  let needed = forced / mostTarget - 1;
  for (const weight of pieces.toSorted((a, b) => b - a).slice(0, otherTeams)) {
    forced -= weight;
    needed = Math.min(needed, Math.max(1 - weight / leastTarget, forced / mostTarget - 1));
  }
  return needed;
}

function issueOf(
  problem: DistrictingProblem,
  { area, deviationFraction }: Overload,
  measureIndex: number,
  names: Names,
): ProblemIssue {
  const toleranceFraction = problem.toleranceFraction[measureIndex]!;
  const least = limitsOf(problem, measureIndex).least * (1 - toleranceFraction - roundingSlack);
  const weightOf = (member: number): number => problem.measures[measureIndex * problem.areaCount + member]!;
  const sumOf = (piece: readonly number[]): number => piece.reduce((sum, member) => sum + weightOf(member), 0);
  const behind = piecesBehind(problem, area)
    .sort((a, b) => sumOf(b) - sumOf(a))
    .filter((piece, place) => place >= problem.teamCount - 1 || sumOf(piece) < least)
    .flat()
    .sort((a, b) => a - b);
  const needed = neededTolerance(deviationFraction, toleranceFraction);
  const list = listing(behind, names.area);
  const measure = names.measure(measureIndex);
  const cut = names.area(area);
  return {
    severity: "error",
    code: "cut-area-too-heavy",
    message: {
      sv: `Område ${list.sv} hänger ihop med resten bara genom område ${cut}, i delar som är för lätta eller för många för egna team, så samma team måste ta allt och får då för mycket i mått ${measure}. ${needed.sv}, eller länkar läggas till.`,
      en: `Area ${list.en} ${behind.length === 1 ? "is" : "are"} joined to the rest only through area ${cut}, in pieces too light or too many for teams of their own, so one team must take them all and then has too much in measure ${measure}. ${needed.en}, or links be added.`,
    },
    areaIndexes: [area, ...behind],
    measureIndex,
    numbers: { deviationFraction, toleranceFraction },
  };
}
