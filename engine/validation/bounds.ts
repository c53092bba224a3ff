// Checks that no plan is ruled out by weights alone: heavy units, locked weight, whole numbers, parts without teams.
import { balanceLowerBound } from "../bounds/balance-bound.ts";
import { groupUnits } from "../contraction.ts";
import { listing, type Names, percent } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import { nodeWeights, teamTargets } from "../search-problem.ts";
import { allocateTeamsToParts } from "../solvers/part-allocation.ts";
import { roundingSlack } from "../tallies.ts";
import type { ProblemIssue } from "../validate-problem.ts";

export function checkBounds(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const heavy = [...checkHeavyUnits(problem, names), ...checkLockedWeight(problem, names)];
  if (heavy.length > 0) return heavy;
  return [...checkTolerance(problem, names), ...checkPartsServable(problem)];
}

/** An area or group that no team has room for, within the tolerance. */
function checkHeavyUnits(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const { measureCount, teamCount, toleranceFraction } = problem;
  const { nodeOfArea, nodeCount } = groupUnits(problem);
  const weight = nodeWeights(problem, nodeOfArea, nodeCount);
  const target = teamTargets(problem);
  const issues: ProblemIssue[] = [];
  for (let measureIndex = 0; measureIndex < measureCount; measureIndex++) {
    let roomiest = 0;
    for (let team = 0; team < teamCount; team++) {
      if (target[team * measureCount + measureIndex]! > target[roomiest * measureCount + measureIndex]!)
        roomiest = team;
    }
    const largestTarget = target[roomiest * measureCount + measureIndex]!;
    for (let unit = 0; unit < nodeCount; unit++) {
      const excess = weight[unit * measureCount + measureIndex]! / largestTarget - 1;
      if (excess <= toleranceFraction[measureIndex]! + roundingSlack) continue;
      const areaIndexes = [...nodeOfArea.keys()].filter((area) => nodeOfArea[area] === unit);
      const list = listing(areaIndexes, names.area);
      const size = percent(excess);
      issues.push({
        severity: "error",
        code: "unit-too-heavy",
        message: {
          sv: `Område ${list.sv} går inte att placera: ${size.sv} över målet för det största teamet i mått ${names.measure(measureIndex)}.`,
          en: `Area ${list.en} cannot be placed: ${size.en} above the largest team's target in measure ${names.measure(measureIndex)}.`,
        },
        areaIndexes,
        teamIndexes: [roomiest],
        measureIndex,
        numbers: { deviationFraction: excess, toleranceFraction: toleranceFraction[measureIndex]! },
      });
      if (issues.length >= 10) return issues;
    }
  }
  return issues;
}

function checkLockedWeight(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const { measureCount, teamCount, toleranceFraction } = problem;
  const { nodeOfArea, nodeCount, lockedTeam } = groupUnits(problem);
  const weight = nodeWeights(problem, nodeOfArea, nodeCount);
  const target = teamTargets(problem);
  const locked = new Float64Array(teamCount * measureCount);
  for (let unit = 0; unit < nodeCount; unit++) {
    if (lockedTeam[unit]! < 0) continue;
    for (let measure = 0; measure < measureCount; measure++)
      locked[lockedTeam[unit]! * measureCount + measure]! += weight[unit * measureCount + measure]!;
  }
  const issues: ProblemIssue[] = [];
  for (let place = 0; place < locked.length; place++) {
    const measureIndex = place % measureCount;
    const team = (place - measureIndex) / measureCount;
    const excess = locked[place]! / target[place]! - 1;
    if (excess <= toleranceFraction[measureIndex]! + roundingSlack) continue;
    const size = percent(excess);
    issues.push({
      severity: "error",
      code: "locks-too-heavy",
      message: {
        sv: `Det som är låst till team ${names.team(team)} ligger ${size.sv} över teamets mål i mått ${names.measure(measureIndex)}.`,
        en: `What is locked to team ${names.team(team)} is ${size.en} above the team's target in measure ${names.measure(measureIndex)}.`,
      },
      teamIndexes: [team],
      measureIndex,
      numbers: { deviationFraction: excess, toleranceFraction: toleranceFraction[measureIndex]! },
    });
  }
  return issues;
}

/** What is left of the proven bounds: sums of whole numbers that cannot come near enough to the targets. */
function checkTolerance(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const bound = balanceLowerBound(problem);
  const toleranceFraction = problem.toleranceFraction[bound.measureIndex]!;
  if (bound.deviationFraction <= toleranceFraction + roundingSlack) return [];
  const least = percent(bound.deviationFraction);
  return [
    {
      severity: "error",
      code: "tolerance-too-tight",
      message: {
        sv: `Toleransen för mått ${names.measure(bound.measureIndex)} kan inte hållas: heltalen ger minst ${least.sv} avvikelse.`,
        en: `The tolerance of measure ${names.measure(bound.measureIndex)} cannot be kept: whole numbers give at least ${least.en} deviation.`,
      },
      measureIndex: bound.measureIndex,
      numbers: { deviationFraction: bound.deviationFraction, toleranceFraction },
    },
  ];
}

function checkPartsServable(problem: DistrictingProblem): ProblemIssue[] {
  const everyArea = Int32Array.from({ length: problem.areaCount }, (_, area) => area);
  const input = {
    ...problem,
    nodeCount: problem.areaCount,
    weight: nodeWeights(problem, everyArea, problem.areaCount),
    target: teamTargets(problem),
    tolerance: problem.toleranceFraction,
  };
  const { parts, partOfTeam, exhaustive } = allocateTeamsToParts(input);
  if (partOfTeam || !exhaustive) return [];
  return [
    {
      severity: "error",
      code: "parts-not-servable",
      message: {
        sv: `Områdena ligger i ${parts.partCount} delar utan förbindelse, och inget sätt att fördela teamen på delarna håller toleransen.`,
        en: `The areas lie in ${parts.partCount} parts without a link, and no way to share the teams among the parts keeps the tolerance.`,
      },
      numbers: { parts: parts.partCount },
    },
  ];
}
