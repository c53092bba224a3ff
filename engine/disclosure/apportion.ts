// Parts a whole number into whole parts by weight, so that shown parts always add up to the shown sum.

/**
 * Largest remainder: each part gets its share rounded down, and what is left goes one by one to the largest remainders
 * (ties: the first part). Where all weights are 0 they count as equal. Throws unless the total is whole and from 0, and no
 * weight is negative; without parts the total must be 0.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total) || total < 0)
    throw new Error(`A total of ${total}, expected a whole number from 0.`);
  if (weights.some((weight) => !(weight >= 0))) throw new Error("A negative weight, expected none.");
  if (weights.length === 0) {
    if (total > 0) throw new Error(`${total} to part among nobody.`);
    return [];
  }
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const shares = weights.map((weight) => (sum === 0 ? total / weights.length : (total * weight) / sum));
  const parts = shares.map(Math.floor);
  const left = total - parts.reduce((all, part) => all + part, 0);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) parts[index]!++;
  return parts;
}
