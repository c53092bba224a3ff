// Checks that forbidden pairs and the limit on moved weight do not contradict locks, groups and the number of teams.
import { type Contraction, groupUnits } from "../contraction.ts";
import { inLetters } from "../explain/words.ts";
import { listing, type Names } from "../issue.ts";
import { changeLowerBound } from "../least-change/change-bound.ts";
import type { DistrictingProblem } from "../problem.ts";
import { roundingSlack } from "../tallies.ts";
import type { ProblemIssue } from "../validate-problem.ts";
import { crowdedUnits } from "./pair-conflicts.ts";

export function checkPairsAndMoves(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const units = groupUnits(problem);
  return [...checkForbiddenPairs(problem, units, names), ...checkMovedWeight(problem, units, names)];
}

function checkForbiddenPairs(problem: DistrictingProblem, units: Contraction, names: Names): ProblemIssue[] {
  const pairs = problem.forbiddenPairs ?? new Int32Array(0);
  const issues: ProblemIssue[] = [];
  for (let p = 0; p < pairs.length; p += 2) {
    const areaIndexes = [pairs[p]!, pairs[p + 1]!];
    const [first, second] = areaIndexes.map((area) => units.nodeOfArea[area]!) as [number, number];
    const [a, b] = areaIndexes.map(names.area) as [string, string];
    const team = units.lockedTeam[first]!;
    if (first === second) {
      issues.push({
        severity: "error",
        code: "forbidden-pair-in-group",
        message: {
          sv: `Områdena ${a} och ${b} får inte ligga i samma team men ska hållas ihop.`,
          en: `Areas ${a} and ${b} must not share a team but are to be kept together.`,
        },
        areaIndexes,
      });
    } else if (team >= 0 && team === units.lockedTeam[second]) {
      issues.push({
        severity: "error",
        code: "forbidden-pair-locked-together",
        message: {
          sv: `Områdena ${a} och ${b} får inte ligga i samma team men är båda låsta till team ${names.team(team)}.`,
          en: `Areas ${a} and ${b} must not share a team but are both locked to team ${names.team(team)}.`,
        },
        areaIndexes,
        teamIndexes: [team],
      });
    }
  }
  return issues.length > 0 ? issues : checkCrowded(problem, units, names);
}

/** Too many areas that must not share a team with one another for the teams there are. */
function checkCrowded(problem: DistrictingProblem, units: Contraction, names: Names): ProblemIssue[] {
  const crowded = crowdedUnits(problem, units);
  if (!crowded) return [];
  const pairs = problem.forbiddenPairs!;
  const unitOf = (end: number): number => units.nodeOfArea[pairs[end]!]!;
  const ends = [...pairs.keys()].filter(
    (end) => crowded.includes(unitOf(end)) && crowded.includes(unitOf(end % 2 === 0 ? end + 1 : end - 1)),
  );
  const areaIndexes = [...new Set(ends.map((end) => pairs[end]!))].sort((a, b) => a - b);
  const { sv, en } = listing(areaIndexes, names.area);
  const teams = inLetters(problem.teamCount);
  const rivalries = new Set(ends.map((end) => `${unitOf(end)} ${unitOf(end % 2 === 0 ? end + 1 : end - 1)}`));
  const isEachOther = rivalries.size === crowded.length * (crowded.length - 1);
  // With as many areas as teams, or fewer, it is locks that leave too few teams; groups count as one area.
  const message =
    isEachOther && crowded.length > problem.teamCount && areaIndexes.length === crowded.length
      ? {
          sv: `Områdena ${sv} får inte dela team med varandra, så de behöver ${inLetters(crowded.length).sv} team, men det finns bara ${teams.sv}. Ta bort något av paren eller lägg till ett team.`,
          en: `Areas ${en} must not share a team with each other, so they need ${inLetters(crowded.length).en} teams, but there are only ${teams.en}. Take one of the pairs away or add a team.`,
        }
      : {
          sv: `Områdena ${sv} går inte att fördela på ${teams.sv} team utan att några som inte får dela team gör det, med de lås och grupper som finns. Ta bort något av paren mellan dem, släpp ett lås eller lägg till ett team.`,
          en: `Areas ${en} cannot be shared among ${teams.en} teams without some that must not share a team doing so, given the locks and groups. Take one of the pairs between them away, release a lock or add a team.`,
        };
  return [
    {
      severity: "error",
      code: "forbidden-pairs-too-many",
      message,
      areaIndexes,
      numbers: { areas: crowded.length, teams: problem.teamCount },
    },
  ];
}

/** The weight that locks and groups move whatever the rest of the plan, or that the targets of the teams demand. */
function checkMovedWeight(problem: DistrictingProblem, units: Contraction, names: Names): ProblemIssue[] {
  const limit = problem.movedWeightLimit ?? Number.POSITIVE_INFINITY;
  if (limit === Number.POSITIVE_INFINITY) return [];
  const { areaCount, teamCount, baselineTeam, measures, compactnessMeasure } = problem;
  const stays = new Float64Array(units.nodeCount * teamCount);
  let least = 0;
  for (let area = 0; area < areaCount; area++) {
    if (baselineTeam[area]! < 0) continue;
    const weight = measures[compactnessMeasure * areaCount + area]!;
    stays[units.nodeOfArea[area]! * teamCount + baselineTeam[area]!]! += weight;
    least += weight;
  }
  for (let unit = 0; unit < units.nodeCount; unit++) {
    const row = stays.subarray(unit * teamCount, (unit + 1) * teamCount);
    const locked = units.lockedTeam[unit]!;
    least -= locked >= 0 ? row[locked]! : row.reduce((most, weight) => Math.max(most, weight));
  }
  least = Math.max(least, changeLowerBound(problem));
  if (least <= limit * (1 + roundingSlack) + roundingSlack) return [];
  const measure = names.measure(compactnessMeasure);
  const rounded = (value: number): string => String(Math.round(value * 10) / 10);
  return [
    {
      severity: "error",
      code: "moved-limit-too-low",
      message: {
        sv: `Lås, grupper och balans flyttar minst ${rounded(least).replace(".", ",")} i mått ${measure}; högst ${rounded(limit).replace(".", ",")} är tillåtet.`,
        en: `Locks, groups and balance move at least ${rounded(least)} in measure ${measure}; at most ${rounded(limit)} is allowed.`,
      },
      measureIndex: compactnessMeasure,
      numbers: { least, limit },
    },
  ];
}
