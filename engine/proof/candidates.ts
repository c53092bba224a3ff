// Every centre a team of each kind may have, with the units that may lie in its team; shortened as the proof goes on.
import type { ProofProblem } from "./proof-problem.ts";
import { ShortestPaths } from "./shortest-paths.ts";

/** A kind of team with its centre in an area. The centre's unit and the kind's locked units always lie in the team. */
export interface Candidate {
  readonly kind: number;
  readonly area: number;
  /** The units that must lie in the team. */
  readonly fixedUnits: readonly number[];
  /** The units that may: the first `unitCount` of `units`; never written to, so copies of a candidate share it. */
  units: Int32Array;
  unitCount: number;
}

/** Above this many areas the weights of paths are not looked at: n searches would take too long. */
const pathAreaLimit = 2000;

/** How many pairs of centre and unit there are before any are taken away; `makeCandidates` keeps 4 bytes for each. */
export function pairCount(proof: ProofProblem): number {
  return proof.kinds.length * proof.problem.areaCount * proof.unitCount;
}

/** All candidates with a centre in every `stride`-th area that locks and the weights of connecting paths leave. */
export function makeCandidates(proof: ProofProblem, stride = 1): Candidate[] {
  const { kinds, lockedKind, unitOfArea } = proof;
  const { areaCount } = proof.problem;
  const candidates: Candidate[] = [];
  const free = freeUnits(proof);
  for (let kind = 0; kind < kinds.length; kind++) {
    const { lockedUnits } = kinds[kind]!;
    for (let area = 0; area < areaCount; area += stride) {
      const unit = unitOfArea[area]!;
      if (lockedKind[unit]! >= 0 && lockedKind[unit] !== kind) continue;
      const fixedUnits = lockedUnits.includes(unit) ? lockedUnits : [unit, ...lockedUnits];
      const units = lockedKind[unit]! < 0 ? free.filter((other) => other !== unit) : free;
      candidates.push({ kind, area, fixedUnits, units, unitCount: units.length });
    }
  }
  return areaCount > pathAreaLimit ? candidates : withinReach(proof, candidates);
}

function freeUnits({ lockedKind, unitCount }: ProofProblem): Int32Array {
  return Int32Array.from({ length: unitCount }, (_, unit) => unit).filter((unit) => lockedKind[unit]! < 0);
}

/**
 * Drops the units that no connected team of the candidate's kind can have: every path from the centre to one of the
 * unit's areas weighs more than a team may (Validi, Buchanan and Lykhovyd 2022).
 */
function withinReach(proof: ProofProblem, candidates: readonly Candidate[]): Candidate[] {
  const { problem, unitOfArea, kinds } = proof;
  const { areaCount, measureCount, measures, adjacencyOffset, adjacencyTarget } = problem;
  const paths = new ShortestPaths(adjacencyOffset, adjacencyTarget);
  const far = candidates.map(() => new Uint8Array(proof.unitCount));
  const candidatesOfArea = groupedByArea(candidates, areaCount);
  for (let measure = 0; measure < measureCount; measure++) {
    const areaWeight = measures.subarray(measure * areaCount, (measure + 1) * areaCount);
    const linkLength = Float64Array.from(adjacencyTarget, (area) => areaWeight[area]!);
    for (let area = 0; area < areaCount; area++) {
      if (candidatesOfArea[area]!.length === 0) continue;
      paths.run(area, linkLength, areaWeight[area]!);
      for (const index of candidatesOfArea[area]!) {
        // Summing a path rounds by less than one part in 10¹², the window's slack is 2 in 10⁹.
        const most = kinds[candidates[index]!.kind]!.most[measure]!;
        for (let other = 0; other < areaCount; other++)
          if (paths.distance[other]! > most * (1 + 1e-12)) far[index]![unitOfArea[other]!] = 1;
      }
    }
  }
  return candidates.flatMap((candidate, index) => {
    if (candidate.fixedUnits.some((unit) => far[index]![unit])) return [];
    const units = candidate.units.filter((unit) => !far[index]![unit]);
    return { ...candidate, units, unitCount: units.length };
  });
}

function groupedByArea(candidates: readonly Candidate[], areaCount: number): number[][] {
  const groups: number[][] = Array.from({ length: areaCount }, () => []);
  candidates.forEach(({ area }, index) => {
    groups[area]!.push(index);
  });
  return groups;
}

/**
 * Candidates for goals without centres: a team stands with its lowest unit (asymmetric representatives), so that every
 * plan is counted once; a kind with locked units stands with the first of them.
 */
export function makeRootCandidates(proof: ProofProblem): Candidate[] {
  const { kinds, unitOfArea, unitCount } = proof;
  const firstArea = new Int32Array(unitCount).fill(-1);
  unitOfArea.forEach((unit, area) => {
    if (firstArea[unit]! < 0) firstArea[unit] = area;
  });
  const free = freeUnits(proof);
  const candidates = kinds.flatMap(({ lockedUnits }, kind): Candidate[] => {
    if (lockedUnits.length > 0) {
      const area = firstArea[lockedUnits[0]!]!;
      return [{ kind, area, fixedUnits: lockedUnits, units: free, unitCount: free.length }];
    }
    return [...free].map((root) => {
      const units = free.filter((unit) => unit > root);
      return { kind, area: firstArea[root]!, fixedUnits: [root], units, unitCount: units.length };
    });
  });
  return withinReach(proof, candidates);
}
