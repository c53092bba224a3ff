// Every number of a drawing, kept up to date area by area: each team's areas, sums, connected parts and who has moved.
import { connectedParts, type Graph } from "../../engine/graph.ts";
import { deviationFraction } from "../../engine/tallies.ts";

export type Neighbours = Pick<Graph, "adjacencyOffset" | "adjacencyTarget">;

export interface TallyProblem {
  readonly areaCount: number;
  readonly teamCount: number;
  /** One list a measure, by area_index; an unknown count adds nothing. */
  readonly measures: readonly (readonly (number | null)[])[];
  /** Each team's share of everybody on the map; together 1. */
  readonly shares: readonly number[];
  /** The measure whose people are counted as moved, and the team each area is moved from (−1: none, or `teamElsewhere`). */
  readonly movedMeasure: number;
  readonly baseline: ArrayLike<number>;
  readonly neighbours: Neighbours;
}

/** In a baseline: in a team that is not among those drawn; who is there changes team whatever is drawn. */
export const teamElsewhere = -2;

/** A team's numbers in one measure. */
export interface TeamSum {
  readonly value: number;
  readonly target: number;
  readonly deviation: number;
  /** value / target − 1. */
  readonly deviationFraction: number;
}

/** Values are rounded to this grain (a millionth), so that sums are exact in any order and never drift. */
const grain = 2 ** 20;

/**
 * Row `teamCount` of each list is the areas without a team. Connected parts are counted again when they are asked for,
 * and only those of teams that have changed.
 */
export class Tallies {
  readonly problem: TallyProblem;
  /** By team. */
  readonly areaCounts: Int32Array;
  /** By measure, then by team. */
  readonly sums: readonly Float64Array[];
  /** People who come to and leave each team, against the baseline; who comes from elsewhere leaves none of them. */
  readonly movedIn: Float64Array;
  readonly movedOut: Float64Array;
  /** How many areas are in another team than in the baseline. */
  movedAreaCount = 0;
  /** By measure: everybody on the map. */
  readonly placedTotals: readonly number[];
  private readonly values: readonly Float64Array[];
  private readonly teams: Int16Array;
  private readonly partCounts: Int32Array;
  private readonly unsure: Uint8Array;
  private readonly seen: Int32Array;
  private readonly stack: Int32Array;
  private round = 0;

  constructor(problem: TallyProblem, teamIndexes: ArrayLike<number>) {
    const { areaCount, teamCount, measures } = problem;
    this.problem = problem;
    this.values = measures.map((values) =>
      Float64Array.from({ length: areaCount }, (_, area) => Math.round((values[area] ?? 0) * grain) / grain),
    );
    this.placedTotals = this.values.map((values) => values.reduce((sum, value) => sum + value, 0));
    this.areaCounts = new Int32Array(teamCount + 1);
    this.sums = measures.map(() => new Float64Array(teamCount + 1));
    this.movedIn = new Float64Array(teamCount + 1);
    this.movedOut = new Float64Array(teamCount + 1);
    this.teams = Int16Array.from({ length: areaCount }, () => -1);
    this.partCounts = new Int32Array(teamCount + 1);
    this.unsure = new Uint8Array(teamCount + 1).fill(1);
    this.seen = new Int32Array(areaCount);
    this.stack = new Int32Array(areaCount);
    for (let area = 0; area < areaCount; area++) this.add(area, -1, 1);
    for (let area = 0; area < areaCount; area++) this.flip(area, teamIndexes[area]!);
  }

  /** Moves an area to a team (−1 = none). Costs as much as there are measures. */
  flip(area: number, to: number): void {
    const from = this.teams[area]!;
    if (from === to) return;
    this.add(area, from, -1);
    this.teams[area] = to;
    this.add(area, to, 1);
  }

  sumOf(measure: number, team: number): TeamSum {
    const value = this.sums[measure]![this.row(team)]!;
    const target = this.placedTotals[measure]! * (this.problem.shares[team] ?? 0);
    return { value, target, deviation: value - target, deviationFraction: deviationFraction(value, target) };
  }

  /** How many connected parts a team (−1 = the areas without one) is in. */
  partCountOf(team: number): number {
    if (this.unsure.includes(1)) this.countParts();
    return this.partCounts[this.row(team)]!;
  }

  /** People in another team than in the baseline. */
  get moved(): number {
    return this.movedIn.reduce((sum, people) => sum + people, 0);
  }
  /** Those of them who were in a team that is drawn: the ones that rules of how many may move count. */
  get movedFromTeams(): number {
    return this.movedOut.reduce((sum, people) => sum + people, 0);
  }

  private row(team: number): number {
    return team < 0 ? this.problem.teamCount : team;
  }

  private add(area: number, team: number, sign: 1 | -1): void {
    const row = this.row(team);
    this.areaCounts[row]! += sign;
    for (let measure = 0; measure < this.values.length; measure++) {
      this.sums[measure]![row]! += sign * this.values[measure]![area]!;
    }
    this.unsure[row] = 1;
    const before = this.problem.baseline[area] ?? -1;
    if (before === -1 || before === team) return;
    const people = sign * (this.values[this.problem.movedMeasure]?.[area] ?? 0);
    this.movedAreaCount += sign;
    if (before >= 0) this.movedOut[before]! += people;
    this.movedIn[row]! += people;
  }

  private countParts(): void {
    const { adjacencyOffset, adjacencyTarget } = this.problem.neighbours;
    const { teams, seen, stack, unsure, partCounts } = this;
    const round = ++this.round;
    for (let row = 0; row < unsure.length; row++) if (unsure[row]) partCounts[row] = 0;
    for (let start = 0; start < teams.length; start++) {
      const team = teams[start]!;
      const row = this.row(team);
      if (!unsure[row] || seen[start] === round) continue;
      partCounts[row]!++;
      seen[start] = round;
      stack[0] = start;
      for (let height = 1; height > 0; ) {
        const area = stack[--height]!;
        for (let edge = adjacencyOffset[area]!; edge < adjacencyOffset[area + 1]!; edge++) {
          const next = adjacencyTarget[edge]!;
          if (seen[next] === round || teams[next] !== team) continue;
          seen[next] = round;
          stack[height++] = next;
        }
      }
    }
    unsure.fill(0);
  }
}

/** A connected part that should not be: of the areas without a team, or of a team beside its largest part. */
export interface LoosePart {
  readonly team: number;
  /** By area_index, ascending. */
  readonly areas: readonly number[];
}

/** Everything unfinished in an assignment: parts without a team first, then parts cut off from their team, larger first. */
export function looseParts(neighbours: Neighbours, teamIndexes: ArrayLike<number>): LoosePart[] {
  // Areas without a team count as one more team, so that their parts are found too.
  const labels = Array.from(teamIndexes, (team) => team + 1);
  const { partOf, partCount } = connectedParts(neighbours.adjacencyOffset, neighbours.adjacencyTarget, labels);
  const parts = Array.from({ length: partCount }, () => [] as number[]);
  for (let area = 0; area < labels.length; area++) parts[partOf[area]!]!.push(area);
  const largest = new Map<number, number[]>();
  for (const part of parts) {
    const team = teamIndexes[part[0]!]!;
    if (part.length > (largest.get(team)?.length ?? 0)) largest.set(team, part);
  }
  return parts
    .map((areas) => ({ team: teamIndexes[areas[0]!]!, areas }))
    .filter(({ team, areas }) => team < 0 || largest.get(team) !== areas)
    .sort((a, b) => Number(a.team >= 0) - Number(b.team >= 0) || b.areas.length - a.areas.length);
}

/**
 * Areas outside a team that lie enclosed by it: connected parts of the rest that hold no other team's largest part, and
 * that, where an area in them has no team, do not reach the municipality's outer border.
 */
export function enclosedAreas(
  neighbours: Neighbours,
  teamIndexes: ArrayLike<number>,
  team: number,
  touchesOutside: (area: number) => boolean,
): number[] {
  if (team < 0) return [];
  const rest = Array.from(teamIndexes, (own) => (own === team ? -1 : 0));
  const { partOf, partCount } = connectedParts(neighbours.adjacencyOffset, neighbours.adjacencyTarget, rest);
  const loose = new Set(looseParts(neighbours, teamIndexes).flatMap(({ areas }) => areas));
  const [open, reachesOutside, lacksTeam] = [0, 1, 2].map(() => new Uint8Array(partCount)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  for (let area = 0; area < rest.length; area++) {
    const part = partOf[area]!;
    if (part < 0) continue;
    if (!loose.has(area)) open[part] = 1;
    if (touchesOutside(area)) reachesOutside[part] = 1;
    if (teamIndexes[area]! < 0) lacksTeam[part] = 1;
  }
  const isEnclosed = (part: number) => part >= 0 && !open[part] && !(lacksTeam[part] && reachesOutside[part]);
  return [...rest.keys()].filter((area) => isEnclosed(partOf[area]!));
}
