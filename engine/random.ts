// Seeded random numbers from 32-bit integers only, so that every machine draws the same.

/**
 * xoshiro128** 1.1 (Blackman and Vigna, public domain, https://prng.di.unimi.it/xoshiro128starstar.c), its state filled
 * from the seed by the 32-bit finaliser of MurmurHash3 over a Weyl sequence (splitmix32).
 */
export class Random {
  private s0 = 0;
  private s1 = 0;
  private s2 = 0;
  private s3 = 0;

  /** @param seed any safe integer; both its low and its high 32 bits count. */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) throw new Error(`Seed ${seed} is not a safe integer.`);
    const low = seed | 0;
    const high = Math.floor(seed / 4294967296) | 0;
    this.s0 = mix(low + 0x9e3779b9);
    this.s1 = mix(high + this.s0 + 0x9e3779b9);
    this.s2 = mix(low + this.s1 + 0x3c6ef372);
    this.s3 = mix(high + this.s2 + 0xdaa66d2b);
    if ((this.s0 | this.s1 | this.s2 | this.s3) === 0) this.s3 = 1;
  }

  /** A whole number, 0 ≤ value < 2³². */
  nextUint32(): number {
    const product = Math.imul(this.s1, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = this.s1 << 9;
    this.s2 ^= this.s0;
    this.s3 ^= this.s1;
    this.s1 ^= this.s2;
    this.s0 ^= this.s3;
    this.s2 ^= shifted;
    this.s3 = (this.s3 << 11) | (this.s3 >>> 21);
    return result >>> 0;
  }

  /** A whole number, 0 ≤ value < bound, for 1 ≤ bound ≤ 2²¹ (the bias is below bound / 2³²). */
  nextInteger(bound: number): number {
    return Math.floor((this.nextUint32() * bound) / 4294967296);
  }

  /** A fraction, 0 ≤ value < 1, in steps of 2⁻³². */
  nextFraction(): number {
    return this.nextUint32() / 4294967296;
  }

  /** Puts the first `length` elements in random order (Fisher and Yates). */
  shuffle(values: Int32Array, length = values.length): void {
    for (let last = length - 1; last > 0; last--) {
      const other = this.nextInteger(last + 1);
      const value = values[last]!;
      values[last] = values[other]!;
      values[other] = value;
    }
  }
}

function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
