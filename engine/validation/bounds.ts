// Checks that no plan is ruled out by weights alone: heavy units, locked weight, whole numbers, parts without teams.
import { balanceLowerBounds } from "../bounds/balance-bound.ts";
import { groupUnits } from "../contraction.ts";
import { listing, type Names, neededTolerance, percent } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import { nodeWeights, teamTargets } from "../search-problem.ts";
import { allocateTeamsToParts, type PartedWeights } from "../solvers/part-allocation.ts";
import { roundingSlack } from "../tallies.ts";
import type { ProblemIssue } from "../validate-problem.ts";

export function checkBounds(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const heavy = [...checkHeavyUnits(problem, names), ...checkLockedWeight(problem, names)];
  if (heavy.length > 0) return heavy;
  return [...checkTolerance(problem, names), ...checkPartsServable(problem, names)];
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
      const needed = neededTolerance(excess, toleranceFraction[measureIndex]!);
      issues.push({
        severity: "error",
        code: "unit-too-heavy",
        message: {
          sv: `Område ${list.sv} är för tungt för varje team i mått ${names.measure(measureIndex)}. ${needed.sv}.`,
          en: `Area ${list.en} is too heavy for every team in measure ${names.measure(measureIndex)}. ${needed.en}.`,
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
    const needed = neededTolerance(excess, toleranceFraction[measureIndex]!);
    issues.push({
      severity: "error",
      code: "locks-too-heavy",
      message: {
        sv: `Det som är låst till team ${names.team(team)} är mer än teamet får ha i mått ${names.measure(measureIndex)}. ${needed.sv}, eller lås släppas.`,
        en: `What is locked to team ${names.team(team)} is more than the team may have in measure ${names.measure(measureIndex)}. ${needed.en}, or locks be released.`,
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
  return balanceLowerBounds(problem).flatMap(({ deviationFraction, measureIndex }): ProblemIssue[] => {
    const toleranceFraction = problem.toleranceFraction[measureIndex]!;
    if (deviationFraction <= toleranceFraction + roundingSlack) return [];
    const needed = neededTolerance(deviationFraction, toleranceFraction);
    return [
      {
        severity: "error",
        code: "tolerance-too-tight",
        message: {
          sv: `Toleransen för mått ${names.measure(measureIndex)} kan inte hållas: talen i områdena går inte att dela så jämnt. ${needed.sv}.`,
          en: `The tolerance of measure ${names.measure(measureIndex)} cannot be kept: the areas' numbers cannot be shared so evenly. ${needed.en}.`,
        },
        measureIndex,
        numbers: { deviationFraction, toleranceFraction },
      },
    ];
  });
}

function checkPartsServable(problem: DistrictingProblem, names: Names): ProblemIssue[] {
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
  const areaIndexes = Array.from({ length: parts.partCount }, (_, part) => parts.partOf.indexOf(part));
  const list = listing(areaIndexes, names.area);
  const needed = toleranceNeeded(input);
  return [
    {
      severity: "error",
      code: "parts-not-servable",
      message: {
        sv: `Områdena ligger i ${parts.partCount} delar utan förbindelse (vid ${list.sv}), och inget sätt att fördela teamen på delarna håller toleransen. ${needed.sv}Annars behövs en länk mellan delarna.`,
        en: `The areas lie in ${parts.partCount} parts without a link (at ${list.en}), and no way to share the teams among the parts keeps the tolerance. ${needed.en}Otherwise a link between the parts is needed.`,
      },
      areaIndexes,
      numbers: { parts: parts.partCount, ...needed.numbers },
    },
  ];
}

/** Halvings of the span in which the needed tolerance lies. */
const halvings = 24;
const widestTolerance = 1e6;

/** By how much the tolerances would have to give for the teams to be shared among the parts; nothing where that is not known. */
function toleranceNeeded(input: PartedWeights): { sv: string; en: string; numbers: Record<string, number> } {
  const servable = (wider: number): boolean | undefined => {
    const { partOfTeam, exhaustive } = allocateTeamsToParts({
      ...input,
      tolerance: input.tolerance.map((t) => t + wider),
    });
    return exhaustive ? partOfTeam !== undefined : undefined;
  };
  let most = 0.01;
  while (most < widestTolerance && servable(most) === false) most *= 2;
  if (!servable(most)) return { sv: "", en: "", numbers: {} };
  let least = 0;
  for (let halving = 0; halving < halvings; halving++) {
    const middle = (least + most) / 2;
    if (servable(middle)) most = middle;
    else least = middle;
  }
  const [toleranceFraction] = input.tolerance as unknown as [number];
  const numbers = { deviationFraction: toleranceFraction + most, toleranceFraction };
  if (input.measureCount === 1) {
    const { sv, en } = neededTolerance(toleranceFraction + most, toleranceFraction);
    return { sv: `${sv}. `, en: `${en}. `, numbers };
  }
  const wider = percent(most);
  return {
    sv: `Alla toleranser skulle behöva vidgas med minst ${wider.sv}. `,
    en: `All tolerances would have to be widened by at least ${wider.en}. `,
    numbers,
  };
}
