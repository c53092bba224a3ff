// Which sums whole weights can make, for the balance bound: a team's sum must be one of them.

/** Every sum that some of the weights make, as one bit each. */
export class SubsetSums {
  private readonly total: number;
  private readonly reachable: Uint32Array;

  /** Expects whole weights ≥ 0. Takes about total × weights / 4·10⁹ seconds and total / 8 bytes. */
  constructor(weights: readonly number[]) {
    this.total = weights.reduce((sum, weight) => sum + weight, 0);
    this.reachable = new Uint32Array(Math.floor(this.total / 32) + 1);
    this.reachable[0] = 1;
    let largest = 0;
    for (const weight of weights) {
      if (weight === 0) continue;
      largest += weight;
      this.add(weight, Math.floor(largest / 32));
    }
  }

  /** How much work the table of such weights is, in bits times weights. */
  static work(weights: readonly number[]): number {
    return weights.reduce((sum, weight) => sum + weight, 0) * weights.length;
  }

  /** The distance from `wanted`, which may be no whole number, to the nearest sum. */
  distanceTo(wanted: number): number {
    const below = Math.floor(wanted);
    for (let step = 0; below - step >= 0 || below + 1 + step <= this.total; step++) {
      const nearer = wanted - below <= 0.5 ? [below - step, below + 1 + step] : [below + 1 + step, below - step];
      for (const sum of nearer) if (this.has(sum)) return Math.abs(sum - wanted);
    }
    return 0;
  }

  private add(weight: number, lastWord: number): void {
    const { reachable } = this;
    const words = Math.floor(weight / 32);
    const bits = weight % 32;
    for (let word = lastWord; word >= words; word--) {
      let shifted = reachable[word - words]! << bits;
      if (bits > 0 && word > words) shifted |= reachable[word - words - 1]! >>> (32 - bits);
      reachable[word]! |= shifted;
    }
  }

  private has(sum: number): boolean {
    return sum >= 0 && sum <= this.total && ((this.reachable[Math.floor(sum / 32)]! >>> (sum % 32)) & 1) === 1;
  }
}
