// Which areas a team that is only thought of would have, and who takes over those of one that is left out: as a districting problem.
import type { Graph } from "../graph.ts";
import { type DistrictingProblem, noObjective } from "../problem.ts";

export interface ThoughtTeams {
  /** By area_index: load of investigations, and children. */
  readonly investigation: ArrayLike<number>;
  readonly children: ArrayLike<number>;
  /** By team, in the order of the teams that are thought of. */
  readonly positions: { readonly investigation: readonly number[]; readonly firstLine: readonly number[] };
  /** The team of each area today, in the same order; −1 where it has none of these teams. */
  readonly baselineTeam: ArrayLike<number>;
  /** How far from its part each team may be. */
  readonly bandFraction: number;
  readonly graph: Graph;
  /** Places in any plane, metres. */
  readonly xM: ArrayLike<number>;
  readonly yM: ArrayLike<number>;
}

/**
 * Few children change team before borders are short; balance is a rule, the band. With balance as a goal too, 360 areas
 * that lost one team of four had a quarter of the children moved for nothing; with these weights the least that can be.
 */
const goals = { ...noObjective, change: 3, borderLength: 0.3 };

/**
 * Each kind of work within the band of what the teams' positions in it are of all, fewest children moved. A kind in which
 * some team has no positions is left out; where none is left, children are shared alike. Locks and groups are not known
 * here. Throws on lists of different lengths, and where there are no teams.
 */
export function thoughtTeamsProblem(thought: ThoughtTeams): DistrictingProblem {
  const { investigation, children, positions, baselineTeam, bandFraction, graph, xM, yM } = thought;
  const areaCount = baselineTeam.length;
  const teamCount = positions.investigation.length;
  if (teamCount === 0 || positions.firstLine.length !== teamCount)
    throw new Error(`Positions of ${teamCount} and ${positions.firstLine.length} teams, expected the same number.`);
  const worked = [
    { loads: children, positions: positions.firstLine },
    { loads: investigation, positions: positions.investigation },
  ].filter((kind) => kind.positions.every((own) => own > 0) && sum(kind.loads) > 0);
  const kinds = worked.length > 0 ? worked : [{ loads: children, positions: new Array<number>(teamCount).fill(1) }];
  // Children come first where they are balanced; moved weight is then counted in them.
  return {
    areaCount,
    teamCount,
    measureCount: kinds.length,
    measures: Float64Array.from(kinds.flatMap(({ loads }) => Array.from(loads))),
    toleranceFraction: new Float64Array(kinds.length).fill(bandFraction),
    balanceWeight: new Float64Array(kinds.length).fill(1),
    targetShare: Float64Array.from(kinds.flatMap((kind) => kind.positions.map((own) => own / sum(kind.positions)))),
    ...graph,
    xM: Float64Array.from(xM),
    yM: Float64Array.from(yM),
    areaM2: new Float64Array(areaCount).fill(1),
    perimeterM: new Float64Array(areaCount).fill(1),
    lockedTeam: new Int32Array(areaCount).fill(-1),
    group: new Int32Array(areaCount).fill(-1),
    baselineTeam: Int32Array.from(baselineTeam),
    homeArea: new Int32Array(teamCount).fill(-1),
    compactnessMeasure: 0,
    objective: goals,
  };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let place = 0; place < values.length; place++) total += values[place]!;
  return total;
}
