// Inequalities that every connected plan keeps and a plan in pieces breaks: minimal separators between a piece and a centre.
import { connectedParts } from "../graph.ts";
import { ShortestPaths } from "./shortest-paths.ts";
import type { ModelRow, TeamModel } from "./team-model.ts";

/** At most this many other candidates get the same separator at once. */
const cutsPerPiece = 60;

/** Finds cuts for one model; holds no state but scratch arrays. */
export class ContiguityCuts {
  private readonly model: TeamModel;
  private readonly paths: ShortestPaths;
  private readonly linkLength: Float64Array;

  constructor(model: TeamModel) {
    const { adjacencyOffset, adjacencyTarget } = model.proof.problem;
    this.model = model;
    this.paths = new ShortestPaths(adjacencyOffset, adjacencyTarget);
    this.linkLength = new Float64Array(adjacencyTarget.length);
  }

  /**
   * For every piece of a team away from its centre: an area a of the piece lies with centre c only when some area of a
   * minimal a,c-separator does (Carvajal et al. 2013; Oehrlein and Haunert 2017). The same separator serves all centres
   * on its far side. Areas that no path light enough for a team passes are left out (length-U separators, Validi,
   * Buchanan and Lykhovyd 2022). Empty when every team is connected.
   */
  cutsFor(candidateOfUnit: Int32Array): ModelRow[] {
    const { proof, candidates } = this.model;
    const { adjacencyOffset, adjacencyTarget, areaCount } = proof.problem;
    const candidateOfArea = proof.unitOfArea.map((unit) => candidateOfUnit[unit]!);
    const { partOf, partCount } = connectedParts(adjacencyOffset, adjacencyTarget, candidateOfArea);
    const areasOfPart: number[][] = Array.from({ length: partCount }, () => []);
    for (let area = 0; area < areaCount; area++) if (partOf[area]! >= 0) areasOfPart[partOf[area]!]!.push(area);
    return areasOfPart.flatMap((areas) => {
      const candidate = candidateOfArea[areas[0]!]!;
      const { area: centre } = candidates[candidate]!;
      return partOf[centre] === partOf[areas[0]!] ? [] : this.cutsForPiece(areas, candidate);
    });
  }

  private cutsForPiece(piece: readonly number[], candidate: number): ModelRow[] {
    const { proof, candidates } = this.model;
    const { area: centre } = candidates[candidate]!;
    const separator = this.minimalSeparator(piece, centre);
    const beyond = this.reachWithout(centre, separator);
    const area = this.heaviest(piece);
    const unit = proof.unitOfArea[area]!;
    const others = [...candidates.keys()].filter(
      (index) => index !== candidate && beyond[candidates[index]!.area] && this.model.column(index, unit) >= 0,
    );
    return [candidate, ...others.slice(0, cutsPerPiece)].flatMap((index) => {
      const row = this.cut(index, area, this.withinWeight(area, candidates[index]!.area, index, separator));
      return row ? [row] : [];
    });
  }

  /** The neighbours of the piece that the centre reaches without passing a neighbour of the piece. */
  private minimalSeparator(piece: readonly number[], centre: number): number[] {
    const { adjacencyOffset, adjacencyTarget, areaCount } = this.model.proof.problem;
    const around = new Uint8Array(areaCount);
    for (const area of piece) around[area] = 2;
    const border: number[] = [];
    for (const area of piece) {
      for (let e = adjacencyOffset[area]!; e < adjacencyOffset[area + 1]!; e++) {
        const next = adjacencyTarget[e]!;
        if (around[next]) continue;
        around[next] = 1;
        border.push(next);
      }
    }
    const reached = this.reachWithout(centre, border);
    return border.filter((area) => {
      for (let e = adjacencyOffset[area]!; e < adjacencyOffset[area + 1]!; e++)
        if (reached[adjacencyTarget[e]!]) return true;
      return false;
    });
  }

  private reachWithout(start: number, blocked: readonly number[]): Uint8Array {
    const { adjacencyOffset, adjacencyTarget, areaCount } = this.model.proof.problem;
    const reached = new Uint8Array(areaCount);
    const closed = new Uint8Array(areaCount);
    for (const area of blocked) closed[area] = 1;
    const waiting = [start];
    reached[start] = 1;
    for (let area = waiting.pop(); area !== undefined; area = waiting.pop()) {
      for (let e = adjacencyOffset[area]!; e < adjacencyOffset[area + 1]!; e++) {
        const next = adjacencyTarget[e]!;
        if (reached[next] || closed[next]) continue;
        reached[next] = 1;
        waiting.push(next);
      }
    }
    return reached;
  }

  private heaviest(piece: readonly number[]): number {
    const { mass, unitOfArea } = this.model.proof;
    return piece.reduce((best, area) => (mass[unitOfArea[area]!]! > mass[unitOfArea[best]!]! ? area : best));
  }

  /** Drops areas of a separator while every path from area to centre around the rest is too heavy for a team. */
  private withinWeight(area: number, centre: number, candidate: number, separator: readonly number[]): number[] {
    const { proof, candidates } = this.model;
    const { adjacencyTarget, areaCount, measures } = proof.problem;
    const most = proof.kinds[candidates[candidate]!.kind]!.most[0]! * (1 + 1e-12);
    const closed = new Uint8Array(areaCount);
    for (const other of separator) closed[other] = 1;
    const kept: number[] = [];
    for (const other of separator) {
      closed[other] = 0;
      for (let e = 0; e < adjacencyTarget.length; e++) {
        const next = adjacencyTarget[e]!;
        this.linkLength[e] = closed[next] ? Number.POSITIVE_INFINITY : measures[next]!;
      }
      this.paths.run(area, this.linkLength, measures[area]!);
      if (this.paths.distance[centre]! > most) continue;
      closed[other] = 1;
      kept.push(other);
    }
    return kept;
  }

  /** x(area) ≤ Σ x(separator), all with one candidate; undefined where the separator holds the area's or a fixed unit. */
  private cut(candidate: number, area: number, separator: readonly number[]): ModelRow | undefined {
    const { model } = this;
    const { unitOfArea } = model.proof;
    const own = model.column(candidate, unitOfArea[area]!);
    if (own < 0) return undefined;
    const columns = new Set<number>();
    for (const other of separator) {
      const column = model.column(candidate, unitOfArea[other]!);
      if (column === own || column === candidate) return undefined;
      if (column >= 0) columns.add(column);
    }
    return {
      columns: [own, ...columns],
      coefficients: [1, ...[...columns].map(() => -1)],
      lower: Number.NEGATIVE_INFINITY,
      upper: 0,
    };
  }
}
