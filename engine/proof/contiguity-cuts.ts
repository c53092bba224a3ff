// Inequalities that every connected plan keeps and a plan in pieces breaks: minimal separators between a piece and a centre.
import { connectedParts } from "../graph.ts";
import type { Candidate } from "./candidates.ts";
import type { ProofProblem } from "./proof-problem.ts";
import { ShortestPaths } from "./shortest-paths.ts";
import type { ModelRow, TeamModel } from "./team-model.ts";

/** At most this many other candidates get the same separator at once. */
const cutsPerPiece = 60;

/** A connected team of this kind with this centre that holds `area` holds some area of the separator too. */
interface Separation {
  readonly kind: number;
  readonly centre: number;
  readonly area: number;
  readonly separator: readonly number[];
}

/** All separations found for a problem; they hold for every model of it. */
export class ContiguityCuts {
  private readonly proof: ProofProblem;
  private readonly paths: ShortestPaths;
  private readonly linkLength: Float64Array;
  private readonly separations = new Map<string, Separation>();

  constructor(proof: ProofProblem) {
    const { adjacencyOffset, adjacencyTarget } = proof.problem;
    this.proof = proof;
    this.paths = new ShortestPaths(adjacencyOffset, adjacencyTarget);
    this.linkLength = new Float64Array(adjacencyTarget.length);
  }

  /** Every separation known, as rows of a model that has the candidate. */
  rowsFor(model: TeamModel): ModelRow[] {
    const indexOf = new Map(model.candidates.map(({ kind, area }, index) => [`${kind} ${area}`, index]));
    return [...this.separations.values()].flatMap((separation) => {
      const index = indexOf.get(`${separation.kind} ${separation.centre}`);
      const row = index === undefined ? undefined : rowOf(model, index, separation);
      return row ? [row] : [];
    });
  }

  /**
   * For every piece of a team away from its centre: an area a of the piece lies with centre c only when some area of a
   * minimal a,c-separator does (Carvajal et al. 2013; Oehrlein and Haunert 2017). The same separator serves the centres
   * on its far side. Areas that no path light enough for a team passes are left out (length-U separators, Validi,
   * Buchanan and Lykhovyd 2022). Returns the new rows and remembers them; undefined when every team is connected.
   */
  separate(model: TeamModel, candidateOfUnit: Int32Array): ModelRow[] | undefined {
    const { unitOfArea, problem } = this.proof;
    const { candidates } = model;
    const candidateOfArea = unitOfArea.map((unit) => candidateOfUnit[unit]!);
    const { partOf, partCount } = connectedParts(problem.adjacencyOffset, problem.adjacencyTarget, candidateOfArea);
    const areasOfPart: number[][] = Array.from({ length: partCount }, () => []);
    for (let area = 0; area < problem.areaCount; area++) if (partOf[area]! >= 0) areasOfPart[partOf[area]!]!.push(area);
    const pieces = areasOfPart.filter(
      ([first]) => partOf[candidates[candidateOfArea[first!]!]!.area] !== partOf[first!],
    );
    if (pieces.length === 0) return undefined;
    return pieces.flatMap((areas) => this.separatePiece(model, areas, candidateOfArea[areas[0]!]!));
  }

  private separatePiece(model: TeamModel, piece: readonly number[], candidate: number): ModelRow[] {
    const { mass, unitOfArea } = this.proof;
    const { candidates } = model;
    const separator = this.minimalSeparator(piece, candidates[candidate]!.area);
    const beyond = this.reachWithout(candidates[candidate]!.area, separator);
    const area = piece.reduce((best, other) => (mass[unitOfArea[other]!]! > mass[unitOfArea[best]!]! ? other : best));
    const others = [...candidates.keys()].filter(
      (index) => index !== candidate && beyond[candidates[index]!.area] && model.column(index, unitOfArea[area]!) >= 0,
    );
    return [candidate, ...others.slice(0, cutsPerPiece)].flatMap((index) => {
      const separation = this.separation(candidates[index]!, area, separator);
      const key = `${separation.kind} ${separation.centre} ${area} ${separation.separator.join(" ")}`;
      if (this.separations.has(key)) return [];
      this.separations.set(key, separation);
      const row = rowOf(model, index, separation);
      return row ? [row] : [];
    });
  }

  /** The neighbours of the piece that the centre reaches without passing a neighbour of the piece. */
  private minimalSeparator(piece: readonly number[], centre: number): number[] {
    const { adjacencyOffset, adjacencyTarget, areaCount } = this.proof.problem;
    const seen = new Uint8Array(areaCount);
    for (const area of piece) seen[area] = 1;
    const border: number[] = [];
    for (const area of piece) {
      for (let e = adjacencyOffset[area]!; e < adjacencyOffset[area + 1]!; e++) {
        const next = adjacencyTarget[e]!;
        if (seen[next]) continue;
        seen[next] = 1;
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
    const { adjacencyOffset, adjacencyTarget, areaCount } = this.proof.problem;
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

  /** Drops areas of a separator while every path from area to centre around the rest is too heavy for a team. */
  private separation(candidate: Candidate, area: number, separator: readonly number[]): Separation {
    const { adjacencyTarget, areaCount, measures } = this.proof.problem;
    const most = this.proof.kinds[candidate.kind]!.most[0]! * (1 + 1e-12);
    const closed = new Uint8Array(areaCount);
    for (const other of separator) closed[other] = 1;
    const kept = separator.filter((other) => {
      closed[other] = 0;
      for (let e = 0; e < adjacencyTarget.length; e++) {
        const next = adjacencyTarget[e]!;
        this.linkLength[e] = closed[next] ? Number.POSITIVE_INFINITY : measures[next]!;
      }
      this.paths.run(area, this.linkLength, measures[area]!);
      if (this.paths.distance[candidate.area]! > most) return false;
      closed[other] = 1;
      return true;
    });
    return { kind: candidate.kind, centre: candidate.area, area, separator: kept };
  }
}

/** x(area) ≤ Σ x(separator), all with one candidate; undefined where the model keeps that anyway. */
function rowOf(model: TeamModel, candidate: number, { area, separator }: Separation): ModelRow | undefined {
  const { unitOfArea } = model.proof;
  const own = model.column(candidate, unitOfArea[area]!);
  if (own < 0) return undefined;
  const columns = new Set(separator.map((other) => model.column(candidate, unitOfArea[other]!)));
  columns.delete(-1);
  // A separator in the area's own unit or in a unit that always lies with the candidate is always there.
  if (columns.has(own) || columns.has(candidate)) return undefined;
  return {
    columns: [own, ...columns],
    coefficients: [1, ...Array<number>(columns.size).fill(-1)],
    lower: Number.NEGATIVE_INFINITY,
    upper: 0,
  };
}
