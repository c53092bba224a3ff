// Checks of single numbers: counts, weights, tolerances, shares, coordinates and indexes.
import { listing, type Names } from "../issue.ts";
import { type DistrictingProblem, objectiveNames } from "../problem.ts";
import type { ProblemIssue, ProblemIssueCode } from "../validate-problem.ts";

/** Sums up to 2⁵³ are exact in doubles; beyond it balance could not be judged. */
const largestTotal = 9007199254740992;
const shareSlack = 1e-9;

export function checkNumbers(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const counts = checkCounts(problem);
  if (counts.length > 0) return counts;
  return [
    ...checkWeights(problem, names),
    ...checkTeams(problem, names),
    ...checkPlace(problem, names),
    ...checkIndexes(problem),
  ];
}

function error(code: ProblemIssueCode, sv: string, en: string, rest: Partial<ProblemIssue> = {}): ProblemIssue {
  return { severity: "error", code, message: { sv, en }, ...rest };
}

function checkCounts({ areaCount, teamCount, measureCount }: DistrictingProblem): ProblemIssue[] {
  const numbers = { areas: areaCount, teams: teamCount };
  if (areaCount < 1) return [error("no-areas", "Det finns inga områden att dela in.", "There are no areas to divide.")];
  if (teamCount < 1) return [error("no-teams", "Det finns inga team.", "There are no teams.")];
  if (measureCount < 1) return [error("no-measures", "Inget mått är valt.", "No measure is chosen.")];
  if (teamCount <= areaCount) return [];
  return [
    error(
      "more-teams-than-areas",
      `${teamCount} team kan inte dela på ${areaCount} områden; varje team behöver minst ett.`,
      `${teamCount} teams cannot share ${areaCount} areas; each team needs at least one.`,
      { numbers },
    ),
  ];
}

function checkWeights(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const { areaCount, measureCount, measures } = problem;
  const issues: ProblemIssue[] = [];
  for (let measureIndex = 0; measureIndex < measureCount; measureIndex++) {
    const notNumbers: number[] = [];
    const negative: number[] = [];
    let total = 0;
    for (let area = 0; area < areaCount; area++) {
      const weight = measures[measureIndex * areaCount + area]!;
      if (!Number.isFinite(weight)) notNumbers.push(area);
      else if (weight < 0) negative.push(area);
      total += weight;
    }
    const name = names.measure(measureIndex);
    if (notNumbers.length > 0) {
      const list = listing(notNumbers, names.area);
      issues.push(
        error(
          "weight-not-a-number",
          `Mått ${name} saknar giltigt tal i område ${list.sv}.`,
          `Measure ${name} has no valid number in area ${list.en}.`,
          { measureIndex, areaIndexes: notNumbers },
        ),
      );
    } else if (negative.length > 0) {
      const list = listing(negative, names.area);
      issues.push(
        error(
          "weight-negative",
          `Mått ${name} är negativt i område ${list.sv}.`,
          `Measure ${name} is negative in area ${list.en}.`,
          { measureIndex, areaIndexes: negative },
        ),
      );
    } else if (total > largestTotal) {
      issues.push(
        error(
          "weight-too-large",
          `Mått ${name} har så stora tal att summan inte kan räknas exakt.`,
          `Measure ${name} has numbers so large that their sum cannot be counted exactly.`,
          { measureIndex, numbers: { largestTotal } },
        ),
      );
    } else if (total === 0) {
      issues.push(
        error(
          "measure-empty",
          `Mått ${name} är noll i alla områden och kan inte fördelas.`,
          `Measure ${name} is zero in every area and cannot be shared out.`,
          { measureIndex },
        ),
      );
    }
  }
  return issues;
}

function checkTeams(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const { teamCount, measureCount, targetShare, toleranceFraction, balanceWeight, objective } = problem;
  const issues: ProblemIssue[] = [];
  for (let measureIndex = 0; measureIndex < measureCount; measureIndex++) {
    const name = names.measure(measureIndex);
    if (!(toleranceFraction[measureIndex]! >= 0)) {
      issues.push(
        error(
          "tolerance-invalid",
          `Toleransen för mått ${name} måste vara noll eller större.`,
          `The tolerance of measure ${name} must be zero or more.`,
          { measureIndex },
        ),
      );
    }
    let sum = 0;
    const notPositive: number[] = [];
    for (let team = 0; team < teamCount; team++) {
      const share = targetShare[measureIndex * teamCount + team]!;
      if (!(share > 0 && share <= 1)) notPositive.push(team);
      sum += share;
    }
    if (notPositive.length > 0) {
      const list = listing(notPositive, names.team);
      issues.push(
        error(
          "share-not-positive",
          `Målandelen i mått ${name} måste vara större än noll för team ${list.sv}.`,
          `The target share in measure ${name} must be above zero for team ${list.en}.`,
          { measureIndex, teamIndexes: notPositive },
        ),
      );
    } else if (Math.abs(sum - 1) > shareSlack) {
      issues.push(
        error(
          "shares-not-one",
          `Teamens målandelar i mått ${name} blir tillsammans ${sum.toFixed(3).replace(".", ",")} i stället för 1.`,
          `The teams' target shares in measure ${name} add up to ${sum.toFixed(3)} instead of 1.`,
          { measureIndex, numbers: { sum } },
        ),
      );
    }
  }
  if (!((problem.movedWeightLimit ?? 0) >= 0)) {
    issues.push(
      error(
        "moved-limit-invalid",
        "Gränsen för hur mycket som får byta team måste vara noll eller större.",
        "The limit on how much may change team must be zero or more.",
      ),
    );
  }
  const goalsFine =
    objectiveNames.every((name) => objective[name] >= 0 && objective[name] < Number.POSITIVE_INFINITY) &&
    balanceWeight.every((weight) => weight >= 0 && weight < Number.POSITIVE_INFINITY);
  if (!goalsFine) {
    issues.push(
      error(
        "goal-weight-invalid",
        "Målens vikter måste vara noll eller större.",
        "The weights of the goals must be zero or more.",
      ),
    );
  }
  return issues;
}

function checkPlace(problem: DistrictingProblem, names: Names): ProblemIssue[] {
  const { areaCount, xM, yM, borderLengthM } = problem;
  const issues: ProblemIssue[] = [];
  const areaIndexes: number[] = [];
  for (let area = 0; area < areaCount; area++) {
    if (!Number.isFinite(xM[area]!) || !Number.isFinite(yM[area]!)) areaIndexes.push(area);
  }
  if (areaIndexes.length > 0) {
    const list = listing(areaIndexes, names.area);
    issues.push(
      error(
        "coordinate-not-a-number",
        `Läget saknas för område ${list.sv}.`,
        `The position is missing for area ${list.en}.`,
        { areaIndexes },
      ),
    );
  }
  if (!borderLengthM.every((lengthM) => lengthM >= 0 && lengthM < Number.POSITIVE_INFINITY)) {
    issues.push(
      error(
        "border-length-invalid",
        "En gränslängd är negativ eller inget tal.",
        "A border length is negative or not a number.",
      ),
    );
  }
  return issues;
}

function checkIndexes(problem: DistrictingProblem): ProblemIssue[] {
  const { areaCount, teamCount, measureCount, compactnessMeasure } = problem;
  const fine =
    within(problem.lockedTeam, teamCount) &&
    within(problem.baselineTeam, teamCount) &&
    within(problem.homeArea, areaCount) &&
    (problem.forbiddenPairs ?? []).every((area) => area >= 0 && area < areaCount) &&
    within(problem.group, Number.POSITIVE_INFINITY) &&
    compactnessMeasure >= 0 &&
    compactnessMeasure < measureCount;
  if (fine) return [];
  return [
    error(
      "index-out-of-range",
      "Ett lås, en grupp, ett förbjudet par, dagens indelning, en hemvist eller kompakthetens mått pekar på något som inte finns.",
      "A lock, a group, a forbidden pair, today's division, a home or the measure of compactness points to something that does not exist.",
    ),
  ];
}

function within(indexes: Int32Array, bound: number): boolean {
  return indexes.every((index) => index >= -1 && index < bound);
}
