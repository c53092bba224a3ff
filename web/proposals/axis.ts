// Round steps for the axis of a small chart.

/** From 0 in equal round steps (1, 2 or 5 times a power of ten) to at least `most`: about `count` of them. */
export function axisTicks(most: number, count: number): readonly number[] {
  if (!(most > 0)) return [0];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough * 0.999) ?? 10);
  const steps = Math.ceil((most / step) * 0.999);
  return Array.from({ length: steps + 1 }, (_, place) => Number((place * step).toPrecision(12)));
}
