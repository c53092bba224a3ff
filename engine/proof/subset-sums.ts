// Which sums whole weights can make, for the balance bound: a team's sum must be one of them.

/** Bits times weights that are worth the time: about a second. */
const mostWork = 4e9;

/**
 * The distance from `target` to the nearest sum that some of the weights make together with `fixed`. Weights are whole
 * numbers ≥ 0. Zero (which is always valid) where the table would take too long.
 */
export function nearestSubsetSumDistance(weights: readonly number[], fixed: number, target: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total * weights.length > mostWork || !Number.isSafeInteger(total)) return 0;
  const wordCount = Math.floor(total / 32) + 1;
  const reachable = new Uint32Array(wordCount);
  reachable[0] = 1;
  let largest = 0;
  for (const weight of weights) {
    if (weight === 0) continue;
    largest += weight;
    const words = Math.floor(weight / 32);
    const bits = weight % 32;
    for (let word = Math.floor(largest / 32); word >= words; word--) {
      let shifted = reachable[word - words]! << bits;
      if (bits > 0 && word > words) shifted |= reachable[word - words - 1]! >>> (32 - bits);
      reachable[word]! |= shifted;
    }
  }
  const has = (sum: number): boolean =>
    sum >= 0 && sum <= total && ((reachable[Math.floor(sum / 32)]! >>> (sum % 32)) & 1) === 1;
  const wanted = target - fixed;
  const below = Math.floor(wanted);
  for (let step = 0; below - step >= 0 || below + 1 + step <= total; step++) {
    const nearer = wanted - below <= 0.5 ? [below - step, below + 1 + step] : [below + 1 + step, below - step];
    for (const sum of nearer) if (has(sum)) return Math.abs(sum - wanted);
  }
  return 0;
}
