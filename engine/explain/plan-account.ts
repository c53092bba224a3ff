// A plan's sums, counted once, so that the effect of moving one area can be told from its neighbourhood.
import { change } from "../objectives/change.ts";
import { teamMoments } from "../objectives/moment-of-inertia.ts";
import type { DistrictingProblem } from "../problem.ts";
import { deviationFraction, measureTotals, teamMeasureSums } from "../tallies.ts";

/** A team's compactness weight and its moments about the municipality's centre. */
export interface TeamSums {
  readonly weight: number;
  readonly x: number;
  readonly y: number;
  readonly square: number;
}

/** One area that changes team; `from` is −1 for an area that had none. */
export interface Move {
  readonly area: number;
  readonly from: number;
  readonly to: number;
}

/** Never changed after it is made. */
export class PlanAccount {
  readonly problem: DistrictingProblem;
  readonly assignment: Int32Array;
  readonly areasOfTeam: readonly (readonly number[])[];
  /** n: position from the municipality's weighted centre, which keeps the digits of squares. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly teams: readonly TeamSums[];
  /** Compactness weight that has another team than the baseline's. */
  readonly movedWeight: number;
  private readonly totals: Float64Array;
  private readonly sums: Float64Array;

  constructor(problem: DistrictingProblem, assignment: Int32Array) {
    const { areaCount, teamCount } = problem;
    const centre = teamMoments(problem, new Int32Array(areaCount))[0]!;
    const areasOfTeam: number[][] = Array.from({ length: teamCount }, () => []);
    assignment.forEach((team, area) => {
      if (team >= 0) areasOfTeam[team]!.push(area);
    });
    this.problem = problem;
    this.assignment = assignment;
    this.areasOfTeam = areasOfTeam;
    this.x = problem.xM.map((value) => value - centre.xM);
    this.y = problem.yM.map((value) => value - centre.yM);
    this.movedWeight = change.evaluate(problem, assignment);
    this.totals = measureTotals(problem);
    this.sums = teamMeasureSums(problem, assignment);
    this.teams = areasOfTeam.map((areas) =>
      areas.reduce((sums, area) => this.withArea(sums, area, 1), { weight: 0, x: 0, y: 0, square: 0 }),
    );
  }

  /** Compactness weight of an area. */
  weight(area: number): number {
    const { measures, compactnessMeasure, areaCount } = this.problem;
    return measures[compactnessMeasure * areaCount + area]!;
  }

  /** The sums with an area added (sign 1) or taken away (−1). */
  withArea({ weight, x, y, square }: TeamSums, area: number, sign: 1 | -1): TeamSums {
    const own = sign * this.weight(area);
    const dx = this.x[area]!;
    const dy = this.y[area]!;
    return { weight: weight + own, x: x + own * dx, y: y + own * dy, square: square + own * (dx * dx + dy * dy) };
  }

  /** Signed deviation of a team in a measure, after a move when one is given. */
  deviation(team: number, measure: number, move?: Move): number {
    const { teamCount, areaCount, targetShare, measures } = this.problem;
    const place = measure * teamCount + team;
    let sum = this.sums[place]!;
    if (move?.to === team) sum += measures[measure * areaCount + move.area]!;
    if (move?.from === team) sum -= measures[measure * areaCount + move.area]!;
    return deviationFraction(sum, targetShare[place]! * this.totals[measure]!);
  }
}
