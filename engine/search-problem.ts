// The problem as the solvers see it: keep-together groups contracted to single nodes, goals turned into factors.
import { contractGroups } from "./contraction.ts";
import { objectives } from "./objectives/index.ts";
import { teamMoments } from "./objectives/moment-of-inertia.ts";
import type { DistrictingProblem } from "./problem.ts";
import type { Random } from "./random.ts";
import { measureTotals } from "./tallies.ts";

/** N nodes (an area, or a group and what holds it together), k teams, m measures. Never changed after it is made. */
export interface SearchProblem {
  readonly nodeCount: number;
  readonly teamCount: number;
  readonly measureCount: number;
  /** N × m, node-major. */
  readonly weight: Float64Array;
  /** k × m, team-major; all > 0. */
  readonly target: Float64Array;
  /** m. */
  readonly tolerance: Float64Array;
  readonly balanceWeight: Float64Array;
  readonly adjacencyOffset: Int32Array;
  readonly adjacencyTarget: Int32Array;
  /** Beside `adjacencyTarget`: how many links between areas this link stands for, their length, and their price. */
  readonly linkCount: Int32Array;
  readonly linkLengthM: Float64Array;
  readonly linkCost: Float64Array;
  /** N: compactness weight, and its first and second moments about the municipality's centre. */
  readonly mass: Float64Array;
  readonly massX: Float64Array;
  readonly massY: Float64Array;
  readonly massSquare: Float64Array;
  /** N: the node's centre, metres from the municipality's centre. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** N × k price of a node's being in a team (change and travel), empty when neither is weighed. */
  readonly placementCost: Float64Array;
  /** Price of one unit of moment of inertia about the centroid, the same about the best own area, and of deviation. */
  readonly momentCost: number;
  readonly hessCost: number;
  readonly deviationCost: number;
  /** The areas' points of node i, possible centres: `centreX[centreOffset[i] … centreOffset[i + 1] − 1]`; empty without hess. */
  readonly centreOffset: Int32Array;
  readonly centreX: Float64Array;
  readonly centreY: Float64Array;
  /** Nodes that must not share a team with node i: `forbiddenNode[forbiddenOffset[i] … forbiddenOffset[i + 1] − 1]`. */
  readonly forbiddenOffset: Int32Array;
  readonly forbiddenNode: Int32Array;
  /** N × k weight that leaves the baseline's team when a node is in a team; empty when there is no limit on it. */
  readonly movedWeight: Float64Array;
  readonly movedWeightLimit: number;
  /** N: the team a node is locked to, −1 where free. */
  readonly lockedTeam: Int32Array;
  /** N: today's team of the node's first area, −1 where there is none. */
  readonly baselineTeam: Int32Array;
  /** n: the node each area lies in. */
  readonly nodeOfArea: Int32Array;
  /** See `Contraction`: other ways between a group's pieces allow other plans. */
  readonly isNarrowed: boolean;
}

/**
 * Prepares a problem that `validateProblem` has passed. Contraction keeps every plan of the contracted graph valid in the
 * original: a node is connected in itself, so a team connected in nodes is connected in areas. Returns undefined when
 * groups in several pieces cannot all be held together at once by `contractGroups`; with `random` other ways are tried.
 */
export function makeSearchProblem(problem: DistrictingProblem, random?: Random): SearchProblem | undefined {
  const contraction = contractGroups(problem, random);
  if (!contraction) return undefined;
  const { nodeOfArea, nodeCount } = contraction;
  return {
    nodeCount,
    teamCount: problem.teamCount,
    measureCount: problem.measureCount,
    weight: nodeWeights(problem, nodeOfArea, nodeCount),
    target: teamTargets(problem),
    tolerance: problem.toleranceFraction,
    balanceWeight: problem.balanceWeight,
    ...contractedLinks(problem, nodeOfArea, nodeCount),
    ...nodeMoments(problem, nodeOfArea, nodeCount),
    placementCost: placementCosts(problem, nodeOfArea, nodeCount),
    momentCost: price(problem, "momentOfInertia"),
    hessCost: price(problem, "hess"),
    ...centrePoints(problem, nodeOfArea, nodeCount),
    ...forbiddenNodes(problem, nodeOfArea, nodeCount),
    movedWeight: movedWeights(problem, nodeOfArea, nodeCount),
    movedWeightLimit: problem.movedWeightLimit ?? Number.POSITIVE_INFINITY,
    deviationCost: price(problem, "balance"),
    lockedTeam: contraction.lockedTeam,
    baselineTeam: firstBaselineTeams(problem, nodeOfArea, nodeCount),
    nodeOfArea,
    isNarrowed: contraction.isNarrowed,
  };
}

/** The areas' teams from the nodes' teams. */
export function expandAssignment(search: SearchProblem, nodeTeam: Int32Array): Int32Array {
  return search.nodeOfArea.map((node) => nodeTeam[node]!);
}

/** The nodes' teams, or undefined when the plan divides what the search holds together. */
export function nodeAssignment(search: SearchProblem, assignment: Int32Array): Int32Array | undefined {
  const nodeTeam = new Int32Array(search.nodeCount).fill(-1);
  for (let area = 0; area < assignment.length; area++) {
    const node = search.nodeOfArea[area]!;
    if (nodeTeam[node]! >= 0 && nodeTeam[node] !== assignment[area]) return undefined;
    nodeTeam[node] = assignment[area]!;
  }
  return nodeTeam;
}

/** The goal "hess" judged as moment about the centroid, for coarse levels, whose nodes are too large to be centres. */
export function inertMoments(search: SearchProblem) {
  const none = new Float64Array(0);
  return {
    momentCost: search.momentCost + search.hessCost,
    hessCost: 0,
    centreOffset: new Int32Array(0),
    centreX: none,
    centreY: none,
  };
}

function price(problem: DistrictingProblem, name: keyof DistrictingProblem["objective"]): number {
  const weight = problem.objective[name];
  return weight === 0 ? 0 : weight / objectives[name].scale(problem);
}

/** N × m, node-major: the measures summed over each node's areas. */
export function nodeWeights(problem: DistrictingProblem, nodeOfArea: Int32Array, nodeCount: number): Float64Array {
  const { areaCount, measureCount, measures } = problem;
  const weight = new Float64Array(nodeCount * measureCount);
  for (let measure = 0; measure < measureCount; measure++) {
    for (let area = 0; area < areaCount; area++) {
      weight[nodeOfArea[area]! * measureCount + measure]! += measures[measure * areaCount + area]!;
    }
  }
  return weight;
}

/** k × m, team-major: each team's share of each measure's total. */
export function teamTargets(problem: DistrictingProblem): Float64Array {
  const { teamCount, measureCount, targetShare } = problem;
  const totals = measureTotals(problem);
  const target = new Float64Array(teamCount * measureCount);
  for (let team = 0; team < teamCount; team++) {
    for (let measure = 0; measure < measureCount; measure++) {
      target[team * measureCount + measure] = targetShare[measure * teamCount + team]! * totals[measure]!;
    }
  }
  return target;
}

function contractedLinks(problem: DistrictingProblem, nodeOfArea: Int32Array, nodeCount: number) {
  const { areaCount, adjacencyOffset, adjacencyTarget, borderLengthM } = problem;
  const memberOffset = rowOffsets(nodeOfArea, nodeCount);
  const fill = memberOffset.slice(0, nodeCount);
  const members = new Int32Array(areaCount);
  for (let area = 0; area < areaCount; area++) members[fill[nodeOfArea[area]!]!++] = area;

  const offset = new Int32Array(nodeCount + 1);
  const target = new Int32Array(adjacencyTarget.length);
  const linkCount = new Int32Array(adjacencyTarget.length);
  const linkLengthM = new Float64Array(adjacencyTarget.length);
  const placeOf = new Int32Array(nodeCount).fill(-1);
  let length = 0;
  for (let node = 0; node < nodeCount; node++) {
    const rowStart = length;
    for (let m = memberOffset[node]!; m < memberOffset[node + 1]!; m++) {
      for (let e = adjacencyOffset[members[m]!]!; e < adjacencyOffset[members[m]! + 1]!; e++) {
        const other = nodeOfArea[adjacencyTarget[e]!]!;
        if (other === node) continue;
        if (placeOf[other]! < rowStart) {
          placeOf[other] = length;
          target[length++] = other;
        }
        linkCount[placeOf[other]!]!++;
        linkLengthM[placeOf[other]!]! += borderLengthM[e]!;
      }
    }
    offset[node + 1] = length;
  }
  const countCost = price(problem, "cutEdges");
  const lengthCost = price(problem, "borderLength");
  return {
    adjacencyOffset: offset,
    adjacencyTarget: target.slice(0, length),
    linkCount: linkCount.slice(0, length),
    linkLengthM: linkLengthM.slice(0, length),
    linkCost: Float64Array.from({ length }, (_, e) => countCost * linkCount[e]! + lengthCost * linkLengthM[e]!),
  };
}

function nodeMoments(problem: DistrictingProblem, nodeOfArea: Int32Array, nodeCount: number) {
  const { areaCount, xM, yM, measures, compactnessMeasure } = problem;
  const centre = teamMoments(problem, new Int32Array(areaCount))[0]!;
  const mass = new Float64Array(nodeCount);
  const massX = new Float64Array(nodeCount);
  const massY = new Float64Array(nodeCount);
  const massSquare = new Float64Array(nodeCount);
  const x = new Float64Array(nodeCount);
  const y = new Float64Array(nodeCount);
  const memberCount = new Int32Array(nodeCount);
  for (let area = 0; area < areaCount; area++) {
    const node = nodeOfArea[area]!;
    const weight = measures[compactnessMeasure * areaCount + area]!;
    const dx = xM[area]! - centre.xM;
    const dy = yM[area]! - centre.yM;
    mass[node]! += weight;
    massX[node]! += weight * dx;
    massY[node]! += weight * dy;
    massSquare[node]! += weight * (dx * dx + dy * dy);
    x[node]! += dx;
    y[node]! += dy;
    memberCount[node]!++;
  }
  for (let node = 0; node < nodeCount; node++) {
    x[node] = mass[node]! > 0 ? massX[node]! / mass[node]! : x[node]! / memberCount[node]!;
    y[node] = mass[node]! > 0 ? massY[node]! / mass[node]! : y[node]! / memberCount[node]!;
  }
  return { mass, massX, massY, massSquare, x, y };
}

function placementCosts(problem: DistrictingProblem, nodeOfArea: Int32Array, nodeCount: number): Float64Array {
  const changeCost = price(problem, "change");
  const travelCost = price(problem, "travel");
  if (changeCost === 0 && travelCost === 0) return new Float64Array(0);
  const { areaCount, teamCount, baselineTeam, homeArea, xM, yM, measures, compactnessMeasure } = problem;
  const cost = new Float64Array(nodeCount * teamCount);
  for (let area = 0; area < areaCount; area++) {
    const weight = measures[compactnessMeasure * areaCount + area]!;
    for (let team = 0; team < teamCount; team++) {
      const place = nodeOfArea[area]! * teamCount + team;
      if (baselineTeam[area]! >= 0 && baselineTeam[area] !== team) cost[place]! += changeCost * weight;
      const home = homeArea[team]!;
      if (home < 0) continue;
      const dx = xM[area]! - xM[home]!;
      const dy = yM[area]! - yM[home]!;
      cost[place]! += travelCost * weight * Math.sqrt(dx * dx + dy * dy);
    }
  }
  return cost;
}

function centrePoints(problem: DistrictingProblem, nodeOfArea: Int32Array, nodeCount: number) {
  if (problem.objective.hess === 0) {
    return { centreOffset: new Int32Array(0), centreX: new Float64Array(0), centreY: new Float64Array(0) };
  }
  const { areaCount, xM, yM } = problem;
  const middle = teamMoments(problem, new Int32Array(areaCount))[0]!;
  const centreOffset = rowOffsets(nodeOfArea, nodeCount);
  const fill = centreOffset.slice(0, nodeCount);
  const centreX = new Float64Array(areaCount);
  const centreY = new Float64Array(areaCount);
  for (let area = 0; area < areaCount; area++) {
    const place = fill[nodeOfArea[area]!]!++;
    centreX[place] = xM[area]! - middle.xM;
    centreY[place] = yM[area]! - middle.yM;
  }
  return { centreOffset, centreX, centreY };
}

function forbiddenNodes(problem: DistrictingProblem, nodeOfArea: Int32Array, nodeCount: number) {
  const ends = (problem.forbiddenPairs ?? new Int32Array(0)).map((area) => nodeOfArea[area]!);
  const forbiddenOffset = rowOffsets(ends, nodeCount);
  const fill = forbiddenOffset.slice(0, nodeCount);
  const forbiddenNode = new Int32Array(ends.length);
  for (let end = 0; end < ends.length; end++) forbiddenNode[fill[ends[end]!]!++] = ends[end ^ 1]!;
  return { forbiddenOffset, forbiddenNode };
}

function movedWeights(problem: DistrictingProblem, nodeOfArea: Int32Array, nodeCount: number): Float64Array {
  if ((problem.movedWeightLimit ?? Number.POSITIVE_INFINITY) === Number.POSITIVE_INFINITY) return new Float64Array(0);
  const { areaCount, teamCount, baselineTeam, measures, compactnessMeasure } = problem;
  const moved = new Float64Array(nodeCount * teamCount);
  for (let area = 0; area < areaCount; area++) {
    if (baselineTeam[area]! < 0) continue;
    for (let team = 0; team < teamCount; team++) {
      if (team === baselineTeam[area]) continue;
      moved[nodeOfArea[area]! * teamCount + team]! += measures[compactnessMeasure * areaCount + area]!;
    }
  }
  return moved;
}

function firstBaselineTeams(problem: DistrictingProblem, nodeOfArea: Int32Array, nodeCount: number): Int32Array {
  const team = new Int32Array(nodeCount).fill(-1);
  for (let area = problem.areaCount - 1; area >= 0; area--) team[nodeOfArea[area]!] = problem.baselineTeam[area]!;
  return team;
}

/** Where each node's row begins when `nodes` are sorted by number. */
function rowOffsets(nodes: Int32Array, nodeCount: number): Int32Array {
  const offset = new Int32Array(nodeCount + 1);
  for (const node of nodes) offset[node + 1]!++;
  for (let node = 0; node < nodeCount; node++) offset[node + 1]! += offset[node]!;
  return offset;
}
