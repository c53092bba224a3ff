// The cheapest fractional choice of units whose weight lies in a window, for one measure at a time.

/** What `WindowKnapsack.solve` found. */
export interface WindowPrice {
  /** The price of one unit of weight: > 0 where the choice is at its most, < 0 at its least, else 0. */
  price: number;
  /** The place that is taken in part, −1 for none, and which part of it is taken. */
  criticalPlace: number;
  criticalShare: number;
}

/** Works in scratch arrays of its own; one per prover. */
export class WindowKnapsack {
  private readonly key: Float64Array;
  private readonly place: Int32Array;
  private readonly answer: WindowPrice = { price: 0, criticalPlace: -1, criticalShare: 0 };

  constructor(capacity: number) {
    this.key = new Float64Array(capacity);
    this.place = new Int32Array(capacity);
  }

  /**
   * The Lagrange price of min Σ cost·y with least ≤ Σ weight·y ≤ most and 0 ≤ y ≤ 1, over the first `count` places: the
   * breakpoint where the window binds, found by weighted quickselect in expected linear time. Undefined when all the
   * weight there is does not reach `least`, or `most` < 0. Any price gives a valid bound, so rounding does no harm here.
   */
  solve(
    count: number,
    cost: Float64Array,
    weight: Float64Array,
    least: number,
    most: number,
  ): Readonly<WindowPrice> | undefined {
    let taken = 0;
    for (let i = 0; i < count; i++) if (cost[i]! < 0) taken += weight[i]!;
    const { answer } = this;
    answer.price = 0;
    answer.criticalPlace = -1;
    if (most < 0) return undefined;
    if (taken >= least && taken <= most) return answer;
    const tooMuch = taken > most;
    const found = this.selectByKey(
      this.collect(count, cost, weight, tooMuch),
      weight,
      tooMuch ? taken - most : least - taken,
    );
    if (found.position < 0) return tooMuch ? answer : undefined;
    answer.price = tooMuch ? this.key[found.position]! : -this.key[found.position]!;
    answer.criticalPlace = this.place[found.position]!;
    answer.criticalShare = tooMuch ? 1 - found.share : found.share;
    return answer;
  }

  /** The places whose taking would change, with the price per weight at which it does. */
  private collect(count: number, cost: Float64Array, weight: Float64Array, tooMuch: boolean): number {
    const { key, place } = this;
    let length = 0;
    for (let i = 0; i < count; i++) {
      if (weight[i]! <= 0 || cost[i]! < 0 !== tooMuch) continue;
      key[length] = (tooMuch ? -cost[i]! : cost[i]!) / weight[i]!;
      place[length++] = i;
    }
    return length;
  }

  /** The first place in order of key at which the summed weight reaches `need`. */
  private selectByKey(length: number, weight: Float64Array, need: number): { position: number; share: number } {
    const { key, place } = this;
    let low = 0;
    let high = length;
    let rest = need;
    while (low < high) {
      const pivot = medianOfThree(key[low]!, key[(low + high) >> 1]!, key[high - 1]!);
      let below = low;
      let above = high;
      let belowWeight = 0;
      let equalWeight = 0;
      for (let i = low; i < above; ) {
        if (key[i]! < pivot) {
          belowWeight += weight[place[i]!]!;
          this.exchange(i++, below++);
        } else if (key[i]! > pivot) this.exchange(i, --above);
        else equalWeight += weight[place[i++]!]!;
      }
      if (belowWeight >= rest) high = below;
      else if (belowWeight + equalWeight >= rest) {
        rest -= belowWeight;
        for (let i = below; i < above; i++) {
          const own = weight[place[i]!]!;
          if (own >= rest || i === above - 1) return { position: i, share: Math.min(1, rest / own) };
          rest -= own;
        }
      } else {
        rest -= belowWeight + equalWeight;
        low = above;
      }
    }
    return { position: -1, share: 0 };
  }

  private exchange(a: number, b: number): void {
    const { key, place } = this;
    const keyOfA = key[a]!;
    const placeOfA = place[a]!;
    key[a] = key[b]!;
    place[a] = place[b]!;
    key[b] = keyOfA;
    place[b] = placeOfA;
  }
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
