// The gamma distribution, on which intervals of counts rest: logarithm of Γ, distribution function and quantile.

/** Lanczos's approximation with g = 7 and nine terms (Godfrey's coefficients); relative error below 1e-14 for x > 0. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Natural logarithm of Γ(x) for x > 0 (DLMF 5.2). Throws on other x. */
export function logGamma(x: number): number {
  if (!(x > 0 && Number.isFinite(x))) throw new Error(`Γ of ${x}, expected a number above 0.`);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let sum = lanczos[0]!;
  for (let term = 1; term < lanczos.length; term++) sum += lanczos[term]! / (x - 1 + term);
  const shifted = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(shifted) - shifted + Math.log(sum);
}

/**
 * The chance that a gamma variable of this shape and scale 1 is at most x: P(shape, x), by its series below shape + 1
 * (DLMF 8.11.4) and by Legendre's continued fraction above (DLMF 8.9.2, modified Lentz). Throws unless shape > 0, x ≥ 0.
 */
export function gammaDistribution(shape: number, x: number): number {
  if (!(shape > 0 && x >= 0)) throw new Error(`A gamma distribution of shape ${shape} at ${x}.`);
  if (x === 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    return Math.min(1, front * sum);
  }
  const tiny = 1e-300;
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 100_000; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / nonZero(a * d + b);
    c = nonZero(b + a / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return Math.max(0, 1 - front * fraction);

  function nonZero(value: number): number {
    return Math.abs(value) < tiny ? tiny : value;
  }
}

/** The x at which `gammaDistribution` reaches a chance (0…1), by bisection to the last bits. Throws outside 0…1. */
export function gammaQuantile(shape: number, chance: number): number {
  if (!(chance >= 0 && chance <= 1)) throw new Error(`A quantile at ${chance}, expected 0…1.`);
  if (chance === 0) return 0;
  if (chance === 1) return Number.POSITIVE_INFINITY;
  let low = 0;
  let high = shape + 1;
  while (gammaDistribution(shape, high) < chance) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-15 * high; step++) {
    const middle = (low + high) / 2;
    if (gammaDistribution(shape, middle) < chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
