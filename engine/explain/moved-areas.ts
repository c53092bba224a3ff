// Which areas a plan moves from today's division, and what each move does to the balance.
import type { DistrictingProblem } from "../problem.ts";
import { PlanAccount } from "./plan-account.ts";

export interface MovedArea {
  readonly areaIndex: number;
  readonly fromTeam: number;
  readonly toTeam: number;
  /** Compactness weight (children). */
  readonly weight: number;
  /**
   * How much farther from their targets, together and in the compactness measure, the two teams would be if this area
   * alone stayed where it is today; below 0 where the balance would gain by that.
   */
  readonly effect: number;
}

/** The areas that change team, the one with most effect first; equals by weight and number. O(n). */
export function movedAreas(problem: DistrictingProblem, assignment: Int32Array): MovedArea[] {
  const { areaCount, teamCount, baselineTeam, compactnessMeasure, targetShare, measures } = problem;
  const account = new PlanAccount(problem, assignment);
  const total = measures
    .subarray(compactnessMeasure * areaCount, (compactnessMeasure + 1) * areaCount)
    .reduce((sum, weight) => sum + weight, 0);
  const target = (team: number): number => targetShare[compactnessMeasure * teamCount + team]! * total;
  const distance = (team: number, added: number): number =>
    Math.abs(account.teams[team]!.weight + added - target(team));
  const moved: MovedArea[] = [];
  for (let areaIndex = 0; areaIndex < areaCount; areaIndex++) {
    const fromTeam = baselineTeam[areaIndex]!;
    const toTeam = assignment[areaIndex]!;
    if (fromTeam < 0 || toTeam < 0 || fromTeam === toTeam) continue;
    const weight = account.weight(areaIndex);
    const effect = distance(fromTeam, weight) + distance(toTeam, -weight) - distance(fromTeam, 0) - distance(toTeam, 0);
    moved.push({ areaIndex, fromTeam, toTeam, weight, effect });
  }
  return moved.sort((a, b) => b.effect - a.effect || b.weight - a.weight || a.areaIndex - b.areaIndex);
}
