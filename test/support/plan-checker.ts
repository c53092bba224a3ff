// Judges a plan without any of the engine's own code: reads the problem's arrays and counts everything its own way.
import type { DistrictingProblem } from "../../engine/problem.ts";

export interface CheckedPlan {
  /** Sentences; empty when every hard rule is kept. */
  faults: string[];
  maxDeviation: number;
  cutEdges: number;
  borderLengthM: number;
}

/** Checks completeness, connection, balance, locks, groups, forbidden pairs and moved weight by sets and maps. */
export function checkPlan(problem: DistrictingProblem, assignment: ArrayLike<number>): CheckedPlan {
  const faults: string[] = [];
  const areasOfTeam = new Map<number, Set<number>>();
  for (let team = 0; team < problem.teamCount; team++) areasOfTeam.set(team, new Set());
  if (assignment.length !== problem.areaCount) faults.push(`length ${assignment.length}`);
  for (let area = 0; area < problem.areaCount; area++) {
    const team = areasOfTeam.get(assignment[area]!);
    if (team) team.add(area);
    else faults.push(`area ${area} in team ${assignment[area]}`);
  }
  for (const [team, areas] of areasOfTeam) {
    if (areas.size === 0) faults.push(`team ${team} empty`);
    else if (reach(problem, areas) !== areas.size) faults.push(`team ${team} in pieces`);
  }
  const teamOfGroup = new Map<number, number>();
  for (let area = 0; area < problem.areaCount; area++) {
    const lock = problem.lockedTeam[area]!;
    if (lock !== -1 && lock !== assignment[area]) faults.push(`area ${area} locked to ${lock}`);
    const group = problem.group[area]!;
    if (group === -1) continue;
    const team = teamOfGroup.get(group) ?? assignment[area]!;
    teamOfGroup.set(group, team);
    if (team !== assignment[area]) faults.push(`group ${group} divided`);
  }
  const pairs = [...(problem.forbiddenPairs ?? [])];
  while (pairs.length > 0) {
    const [one, other] = pairs.splice(0, 2);
    if (assignment[one!] === assignment[other!]) faults.push(`areas ${one} and ${other} together`);
  }
  checkMovedWeight(problem, assignment, faults);
  const maxDeviation = checkBalance(problem, areasOfTeam, faults);
  let cutEdges = 0;
  let borderLengthM = 0;
  for (let area = 0; area < problem.areaCount; area++) {
    for (let e = problem.adjacencyOffset[area]!; e < problem.adjacencyOffset[area + 1]!; e++) {
      if (assignment[area] === assignment[problem.adjacencyTarget[e]!]) continue;
      cutEdges += 0.5;
      borderLengthM += problem.borderLengthM[e]! / 2;
    }
  }
  return { faults, maxDeviation, cutEdges, borderLengthM };
}

function checkMovedWeight(problem: DistrictingProblem, assignment: ArrayLike<number>, faults: string[]): void {
  if (problem.movedWeightLimit === undefined) return;
  const weights = problem.measures.slice(problem.compactnessMeasure * problem.areaCount);
  const movers = [...problem.baselineTeam.keys()].filter((area) => {
    const today = problem.baselineTeam[area]!;
    return today !== -1 && today !== assignment[area];
  });
  const moved = movers.reduce((sum, area) => sum + weights[area]!, 0);
  if (moved > problem.movedWeightLimit + 1e-9 * Math.max(1, problem.movedWeightLimit)) faults.push(`moves ${moved}`);
}

function checkBalance(problem: DistrictingProblem, areasOfTeam: Map<number, Set<number>>, faults: string[]): number {
  let maxDeviation = 0;
  for (let measure = 0; measure < problem.measureCount; measure++) {
    const weightOf = (area: number): number => problem.measures[measure * problem.areaCount + area]!;
    let total = 0;
    for (let area = 0; area < problem.areaCount; area++) total += weightOf(area);
    for (const [team, areas] of areasOfTeam) {
      const sum = [...areas].reduce((subtotal, area) => subtotal + weightOf(area), 0);
      const target = total * problem.targetShare[measure * problem.teamCount + team]!;
      const deviation = Math.abs(sum - target) / target;
      maxDeviation = Math.max(maxDeviation, deviation);
      if (deviation > problem.toleranceFraction[measure]! + 1e-9)
        faults.push(`team ${team} deviates ${deviation} in measure ${measure}`);
    }
  }
  return maxDeviation;
}

function reach(problem: DistrictingProblem, areas: Set<number>): number {
  const waiting = [...areas].slice(0, 1);
  const reached = new Set(waiting);
  for (let area = waiting.pop(); area !== undefined; area = waiting.pop()) {
    for (let e = problem.adjacencyOffset[area]!; e < problem.adjacencyOffset[area + 1]!; e++) {
      const next = problem.adjacencyTarget[e]!;
      if (!areas.has(next) || reached.has(next)) continue;
      reached.add(next);
      waiting.push(next);
    }
  }
  return reached.size;
}

/** Every connected plan of a small problem (at most some 10⁶ assignments), by plain enumeration. */
export function* everyConnectedPlan(
  problem: DistrictingProblem,
): Generator<{ assignment: number[]; plan: CheckedPlan }> {
  const { areaCount, teamCount } = problem;
  const count = teamCount ** areaCount;
  for (let code = 0; code < count; code++) {
    const assignment: number[] = [];
    for (let rest = code, area = 0; area < areaCount; area++) {
      assignment.push(rest % teamCount);
      rest = Math.floor(rest / teamCount);
    }
    if (new Set(assignment).size < teamCount) continue;
    const plan = checkPlan(problem, assignment);
    if (plan.faults.every((fault) => fault.includes("deviates"))) yield { assignment, plan };
  }
}
