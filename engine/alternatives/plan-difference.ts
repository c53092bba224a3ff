// How much two plans differ: the share of people placed differently when teams are named as alike as possible.
import { relabelToBaseline } from "../least-change/relabel-teams.ts";
import type { DistrictingProblem } from "../problem.ts";
import { measureTotals } from "../tallies.ts";

/**
 * Share of the compactness weight (children) that lies in another team in `other` than in `one`, after `other`'s teams
 * were given the numbers that make it least, as far as locks and balance allow: two plans that differ in names alone
 * differ by 0. Both give every area a team.
 */
export function planDifference(problem: DistrictingProblem, one: Int32Array, other: Int32Array): number {
  const { areaCount, measures, compactnessMeasure } = problem;
  const total = measureTotals(problem)[compactnessMeasure]!;
  if (total === 0) return 0;
  const named = relabelToBaseline({ ...problem, baselineTeam: one }, other);
  let differing = 0;
  for (let area = 0; area < areaCount; area++)
    if (named[area] !== one[area]) differing += measures[compactnessMeasure * areaCount + area]!;
  return differing / total;
}
