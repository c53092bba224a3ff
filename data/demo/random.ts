// Seeded random numbers for the demonstration; only + − × ÷ √ and integers, so every machine draws the same values.

/** A named stream of random numbers; streams of the same seed do not disturb each other. */
export interface SeededRandom {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Integer in [0, count). */
  integer(count: number): number;
  /** Approximately normal (mean 0, variance 1): twelve uniforms, as exp and log differ between machines. */
  normal(): number;
  /** Poisson count with the given mean (≥ 0). */
  poisson(mean: number): number;
  /** Binomial count. */
  binomial(trials: number, probability: number): number;
  /** Gamma with mean 1 and variance 1/shape; the shape is a whole number. */
  gammaMeanOne(shape: number): number;
  /** Index drawn in proportion to the weights (all ≥ 0, at least one > 0). */
  weightedIndex(weights: ArrayLike<number>): number;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
}

/** 32-bit mix of an integer (the finaliser of MurmurHash3, public domain). */
export function mixBits(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** e^−x for x ≥ 0: a Taylor series on x / 2^k, squared k times. */
function exponentialOfMinus(x: number): number {
  let halvings = 0;
  let reduced = x;
  while (reduced > 0.25) {
    reduced /= 2;
    halvings++;
  }
  let term = 1;
  let sum = 1;
  for (let i = 1; i <= 12; i++) {
    term *= -reduced / i;
    sum += term;
  }
  for (let i = 0; i < halvings; i++) sum *= sum;
  return sum;
}

/** −ln u for 0 < u ≤ 1: powers of two taken out, then the series of the inverse hyperbolic tangent. */
function minusLogarithm(u: number): number {
  let mantissa = u;
  let result = 0;
  while (mantissa < 0.75) {
    mantissa *= 2;
    result += Math.LN2;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  let power = ratio;
  let sum = 0;
  for (let i = 1; i < 25; i += 2) {
    sum += power / i;
    power *= ratio * ratio;
  }
  return result - 2 * sum;
}

/** A stream of random numbers that depends on the seed and the stream's name only (sfc32, Chris Doty-Humphrey, public domain). */
export function createRandom(seed: number, stream: string): SeededRandom {
  let a = mixBits(seed);
  let b = mixBits(seed ^ 0x9e3779b9);
  let c = hashText(stream);
  let counter = 1;

  function next(): number {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  }
  for (let i = 0; i < 16; i++) next();

  const uniform = (): number => next() / 4294967296;

  function poisson(mean: number): number {
    if (mean > 24) return poisson(mean / 2) + poisson(mean / 2);
    let probability = exponentialOfMinus(mean);
    let remaining = uniform();
    let count = 0;
    while (remaining >= probability && count < 200) {
      remaining -= probability;
      count++;
      probability *= mean / count;
    }
    return count;
  }

  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    integer: (count) => Math.floor(uniform() * count),
    normal() {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += uniform();
      return sum;
    },
    poisson,
    binomial(trials, probability) {
      let count = 0;
      for (let i = 0; i < trials; i++) if (uniform() < probability) count++;
      return count;
    },
    gammaMeanOne(shape) {
      let sum = 0;
      for (let i = 0; i < shape; i++) sum += minusLogarithm((next() + 1) / 4294967296);
      return sum / shape;
    },
    weightedIndex(weights) {
      let total = 0;
      for (let i = 0; i < weights.length; i++) total += weights[i]!;
      let remaining = uniform() * total;
      for (let i = 0; i < weights.length; i++) {
        remaining -= weights[i]!;
        if (remaining < 0) return i;
      }
      return weights.length - 1;
    },
    pick: (items) => items[Math.floor(uniform() * items.length)]!,
  };
}
