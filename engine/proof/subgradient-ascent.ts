// Raises a concave bound by averaged subgradients, the best multipliers kept.

/** A bound to raise; `evaluate` sets `bound` and `subgradient` for the present multipliers. */
export interface ConcaveBound {
  readonly multiplier: Float64Array;
  readonly subgradient: Float64Array;
  readonly bound: number;
  evaluate(): void;
}

/** Share of the newest subgradient in the average that is followed; the average steadies the zigzag. */
const newestShare = 0.1;
/** After so many evaluations without a better bound the step is shortened and the best multipliers are taken up again. */
const ordinaryPatience = 300;
const shortening = 0.7;
const leastStep = 0.003;
/** Where no plan is known: aim so far above the present bound. */
const blindAim = 0.05;

/**
 * Averaged subgradients (as in the volume algorithm, Barahona and Anbil 2000) with a step of Polyak's length (1969)
 * towards the value of the best plan. Deterministic and without a clock.
 */
export class SubgradientAscent {
  bestBound = Number.NEGATIVE_INFINITY;
  readonly bestMultiplier: Float64Array;
  private readonly concave: ConcaveBound;
  private readonly scale: Float64Array;
  private readonly direction: Float64Array;
  private readonly patience: number;
  private step = 1;
  private failures = 0;

  /**
   * @param scale how far each multiplier moves beside the others, all > 0; its natural size does well.
   * @param patience evaluations without a better bound before the step is shortened.
   */
  constructor(concave: ConcaveBound, scale: Float64Array, patience = ordinaryPatience) {
    this.patience = patience;
    this.concave = concave;
    this.scale = scale;
    this.direction = new Float64Array(scale.length);
    this.bestMultiplier = concave.multiplier.slice();
  }

  get finished(): boolean {
    return this.step < leastStep;
  }

  /** Evaluates at the present multipliers; true when the bound is the best so far. Call `advance` for the next ones. */
  evaluate(): boolean {
    const { concave } = this;
    concave.evaluate();
    if (concave.bound > this.bestBound) {
      if (concave.bound - this.bestBound > 1e-5 * Math.abs(this.bestBound)) this.failures = 0;
      this.bestBound = concave.bound;
      this.bestMultiplier.set(concave.multiplier);
      return true;
    }
    if (++this.failures >= this.patience) {
      this.failures = 0;
      this.step *= shortening;
      concave.multiplier.set(this.bestMultiplier);
      concave.evaluate();
      this.direction.fill(0);
    }
    return false;
  }

  /** Moves the multipliers towards a bound of `aim` (the best plan's value; Infinity where none is known). */
  advance(aim: number): void {
    const { concave, direction, scale } = this;
    const { subgradient, multiplier } = concave;
    let square = 0;
    for (let i = 0; i < direction.length; i++) {
      direction[i]! += newestShare * (subgradient[i]! - direction[i]!);
      square += direction[i]! * direction[i]! * scale[i]!;
    }
    const goal = Number.isFinite(aim) ? aim : concave.bound + blindAim * Math.abs(concave.bound);
    const reach = Math.max(0, goal - concave.bound);
    if (square === 0 || !Number.isFinite(reach) || reach === 0) {
      this.step = 0;
      return;
    }
    const length = (newestShare * this.step * reach) / square;
    for (let i = 0; i < direction.length; i++) multiplier[i]! += length * scale[i]! * direction[i]!;
  }
}

/** The natural size of the units' prices: their weight; a unit without weight moves a little. */
export function moveScale(mass: Float64Array): Float64Array {
  let total = 0;
  for (const own of mass) total += own;
  const least = (0.01 * total) / mass.length || 1;
  return mass.map((own) => own + least);
}
