// The Lagrangian bound of Hess's model: every unit's "lies in exactly one team" is priced, each centre then chooses alone.
import type { Candidate } from "./candidates.ts";
import type { ProofProblem } from "./proof-problem.ts";
import { WindowKnapsack } from "./window-knapsack.ts";

/** Two sums of n products each lose less than this many units in the last place per term (Higham 2002, 3.1). */
const roundingPerTerm = 2 ** -50;

/**
 * bound(λ) = Σ λ_i + Σ over kinds of the cheapest centres' values, a centre's value being the least Σ (cost_i − λ_i)·y_i
 * over fractional y whose weight lies in the kind's window. The value is taken from the window's dual (any prices are
 * valid) and rounded down by `roundingPerTerm` of everything summed, so that the bound holds in floating point. Method:
 * Hess et al. 1965; Lagrangian fixing as in Validi, Buchanan and Lykhovyd 2022.
 */
export class HessLagrangian {
  readonly proof: ProofProblem;
  candidates: Candidate[];
  /** N: the prices λ. */
  readonly multiplier: Float64Array;
  bound = Number.NEGATIVE_INFINITY;
  /** 1 − how often the cheapest centres take a unit. */
  readonly subgradient: Float64Array;
  /** The cheapest candidates of the latest evaluation. */
  chosen: number[] = [];
  private readonly knapsack: WindowKnapsack;
  private readonly reduced: Float64Array;
  private readonly priced: Float64Array;
  private readonly weights: Float64Array[];
  private value: Float64Array;
  private windowPrice: Float64Array;
  /** The place of each candidate that the last measure's window takes in part, and which part. */
  private criticalPlace: Int32Array;
  private criticalShare: Float64Array;
  private readonly kindThreshold: Float64Array;
  private multiplierSize = 0;

  constructor(proof: ProofProblem, candidates: Candidate[], multiplier: Float64Array) {
    const { unitCount, kinds } = proof;
    const { measureCount } = proof.problem;
    this.proof = proof;
    this.candidates = candidates;
    this.multiplier = multiplier;
    this.subgradient = new Float64Array(unitCount);
    this.knapsack = new WindowKnapsack(unitCount);
    this.reduced = new Float64Array(unitCount);
    this.priced = new Float64Array(unitCount);
    this.weights = Array.from({ length: measureCount }, () => new Float64Array(unitCount));
    this.value = new Float64Array(candidates.length);
    this.windowPrice = new Float64Array(candidates.length * measureCount);
    this.criticalPlace = new Int32Array(candidates.length);
    this.criticalShare = new Float64Array(candidates.length);
    this.kindThreshold = new Float64Array(kinds.length);
  }

  /** How many pairs of centre and unit are left. */
  get pairCount(): number {
    return this.candidates.reduce((sum, candidate) => sum + candidate.unitCount, 0);
  }

  /** With candidates and multipliers of its own. */
  copy(): HessLagrangian {
    const candidates = this.candidates.map((candidate) => ({ ...candidate }));
    return new HessLagrangian(this.proof, candidates, this.multiplier.slice());
  }

  /** Values every candidate at the present multipliers; +Infinity when too few candidates are left. */
  evaluate(): void {
    const { candidates, proof } = this;
    this.multiplierSize = 0;
    for (const value of this.multiplier) this.multiplierSize += Math.abs(value);
    for (let index = 0; index < candidates.length; index++) this.value[index] = this.valueOf(index);
    this.chosen = [];
    this.bound = 0;
    for (const value of this.multiplier) this.bound += value;
    this.bound -= roundingPerTerm * proof.unitCount * this.multiplierSize;
    for (let kind = 0; kind < proof.kinds.length; kind++) this.choose(kind);
    this.markSubgradient();
  }

  /**
   * Takes away every centre and every pair of centre and unit that no plan below `cutoff` has. Expects `evaluate` at the
   * present multipliers. The bound of what is left is a bound for all plans below `cutoff` only.
   */
  fix(cutoff: number): void {
    // Sums were rounded down already; this covers the few additions made here.
    const limit = cutoff + 1e-12 * (Math.abs(cutoff) + this.multiplierSize);
    const kept: number[] = [];
    this.candidates.forEach((candidate, index) => {
      const isChosen = this.chosen.includes(index);
      const others = this.bound - (isChosen ? this.value[index]! : this.kindThreshold[candidate.kind]!);
      const room = limit - others - this.value[index]!;
      // Without a cutoff only the centres go whose windows cannot be met: their room is no number.
      if (!(room > 0)) return;
      kept.push(index);
      this.dropUnits(index, room);
    });
    this.keep(kept);
  }

  private valueOf(index: number): number {
    const { proof, priced } = this;
    const candidate = this.candidates[index]!;
    const { measureCount } = proof.problem;
    const { least, most } = proof.kinds[candidate.kind]!;
    let value = this.gather(candidate);
    let size = 2 * this.multiplierSize + Math.abs(value);
    if (!this.findPrices(index)) return Number.POSITIVE_INFINITY;
    for (let i = 0; i < candidate.unitCount; i++) {
      if (priced[i]! >= 0) continue;
      value += priced[i]!;
      size -= priced[i]!;
    }
    for (let measure = 0; measure < measureCount; measure++) {
      const price = this.windowPrice[index * measureCount + measure]!;
      const fixed = this.fixedWeight(candidate, measure);
      const bound = price >= 0 ? price * (most[measure]! - fixed) : price * (least[measure]! - fixed);
      value -= bound;
      size += 2 * Math.abs(bound);
    }
    return value - roundingPerTerm * (proof.unitCount + 16) * size;
  }

  /** Reduced costs and weights of the candidate's units side by side; returns the reduced cost of its fixed units. */
  private gather(candidate: Candidate): number {
    const { proof, multiplier, reduced, weights } = this;
    const { mass, unitX, unitY, spread, areaX, areaY, weight } = proof;
    const { measureCount } = proof.problem;
    const { units, unitCount } = candidate;
    const x = areaX[candidate.area]!;
    const y = areaY[candidate.area]!;
    for (let i = 0; i < unitCount; i++) {
      const unit = units[i]!;
      const dx = unitX[unit]! - x;
      const dy = unitY[unit]! - y;
      reduced[i] = mass[unit]! * (dx * dx + dy * dy) + spread[unit]! - multiplier[unit]!;
    }
    for (let measure = 0; measure < measureCount; measure++) {
      const row = weights[measure]!;
      for (let i = 0; i < unitCount; i++) row[i] = weight[units[i]! * measureCount + measure]!;
    }
    let fixed = 0;
    for (const unit of candidate.fixedUnits) fixed += assignmentCost(proof, candidate.area, unit) - multiplier[unit]!;
    return fixed;
  }

  /**
   * Improves the candidate's window prices, one measure after the other (exact for one measure), and leaves the units'
   * costs with the prices in `priced`. False when some window cannot be met.
   */
  private findPrices(index: number): boolean {
    const { proof, reduced, priced, weights, windowPrice } = this;
    const candidate = this.candidates[index]!;
    const { measureCount } = proof.problem;
    const { least, most } = proof.kinds[candidate.kind]!;
    const { unitCount } = candidate;
    for (let i = 0; i < unitCount; i++) priced[i] = reduced[i]!;
    for (let measure = 1; measure < measureCount; measure++)
      this.addPrice(unitCount, weights[measure]!, windowPrice[index * measureCount + measure]!);
    for (let measure = 0; measure < measureCount; measure++) {
      const place = index * measureCount + measure;
      if (measure > 0) this.addPrice(unitCount, weights[measure]!, -windowPrice[place]!);
      const fixed = this.fixedWeight(candidate, measure);
      const found = this.knapsack.solve(
        unitCount,
        priced,
        weights[measure]!,
        least[measure]! - fixed,
        most[measure]! - fixed,
      );
      if (!found) return false;
      windowPrice[place] = found.price;
      this.addPrice(unitCount, weights[measure]!, found.price);
      this.criticalPlace[index] = found.criticalPlace;
      this.criticalShare[index] = found.criticalShare;
    }
    if (measureCount > 1) this.priceUnits(index);
    return true;
  }

  private addPrice(count: number, weight: Float64Array, price: number): void {
    if (price === 0) return;
    for (let i = 0; i < count; i++) this.priced[i]! += price * weight[i]!;
  }

  private fixedWeight(candidate: Candidate, measure: number): number {
    const { weight, problem } = this.proof;
    let sum = 0;
    for (const unit of candidate.fixedUnits) sum += weight[unit * problem.measureCount + measure]!;
    return sum;
  }

  /** As many of the cheapest candidates of a kind as it has teams. */
  private choose(kind: number): void {
    const teamCount = this.proof.kinds[kind]!.teams.length;
    const best: number[] = [];
    for (let index = 0; index < this.candidates.length; index++) {
      const value = this.value[index]!;
      if (this.candidates[index]!.kind !== kind || value === Number.POSITIVE_INFINITY) continue;
      if (best.length === teamCount && value >= this.value[best[teamCount - 1]!]!) continue;
      let place = best.length === teamCount ? teamCount - 1 : best.length;
      for (; place > 0 && this.value[best[place - 1]!]! > value; place--) best[place] = best[place - 1]!;
      best[place] = index;
    }
    if (best.length < teamCount) {
      this.bound = Number.POSITIVE_INFINITY;
      return;
    }
    this.kindThreshold[kind] = this.value[best[teamCount - 1]!]!;
    for (const index of best) this.bound += this.value[index]!;
    this.chosen.push(...best);
  }

  private markSubgradient(): void {
    const { subgradient, priced } = this;
    subgradient.fill(1);
    for (const index of this.chosen) {
      const candidate = this.candidates[index]!;
      for (const unit of candidate.fixedUnits) subgradient[unit]! -= 1;
      this.gather(candidate);
      this.priceUnits(index);
      for (let i = 0; i < candidate.unitCount; i++) {
        if (i === this.criticalPlace[index]) subgradient[candidate.units[i]!]! -= this.criticalShare[index]!;
        else if (priced[i]! < 0) subgradient[candidate.units[i]!]! -= 1;
      }
    }
  }

  private dropUnits(index: number, room: number): void {
    const candidate = this.candidates[index]!;
    this.gather(candidate);
    this.priceUnits(index);
    let length = 0;
    for (let i = 0; i < candidate.unitCount; i++) if (this.priced[i]! < room) length++;
    if (length === candidate.unitCount) return;
    const units = new Int32Array(length);
    for (let i = 0, place = 0; i < candidate.unitCount; i++)
      if (this.priced[i]! < room) units[place++] = candidate.units[i]!;
    candidate.units = units;
    candidate.unitCount = length;
  }

  /** The units' costs at the candidate's present window prices. */
  private priceUnits(index: number): void {
    const { measureCount } = this.proof.problem;
    const { unitCount } = this.candidates[index]!;
    for (let i = 0; i < unitCount; i++) this.priced[i] = this.reduced[i]!;
    for (let measure = 0; measure < measureCount; measure++)
      this.addPrice(unitCount, this.weights[measure]!, this.windowPrice[index * measureCount + measure]!);
  }

  private keep(kept: readonly number[]): void {
    const { measureCount } = this.proof.problem;
    this.candidates = kept.map((index) => this.candidates[index]!);
    this.chosen = [];
    this.value = new Float64Array(kept.length);
    this.criticalPlace = new Int32Array(kept.length);
    this.criticalShare = new Float64Array(kept.length);
    this.windowPrice = Float64Array.from({ length: kept.length * measureCount }, (_, place) => {
      const measure = place % measureCount;
      return this.windowPrice[kept[(place - measure) / measureCount]! * measureCount + measure]!;
    });
  }
}

/** Σ weight × squared distance from a unit's areas to a centre. */
export function assignmentCost(proof: ProofProblem, area: number, unit: number): number {
  const dx = proof.unitX[unit]! - proof.areaX[area]!;
  const dy = proof.unitY[unit]! - proof.areaY[area]!;
  return proof.mass[unit]! * (dx * dx + dy * dy) + proof.spread[unit]!;
}
