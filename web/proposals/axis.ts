// Round steps for the axis of a small chart.

/** From 0 in equal round steps (1, 2 or 5 times a power of ten) to at least `most`: about `count` of them. */
export function axisTicks(most: number, count: number): readonly number[] {
  if (!(most > 0)) return [0];
  const step = roundStep(most / count);
  const steps = Math.ceil((most / step) * 0.999);
  return Array.from({ length: steps + 1 }, (_, place) => exactly(place * step));
}

/** From at most `least` to at least `most` in equal round steps, about `count` of them: where the differences are what is read. */
export function axisTicksBetween(least: number, most: number, count: number): readonly number[] {
  const step = roundStep((most - least || Math.abs(most) || 1) / count);
  const [first, last] = [Math.floor(least / step + 1e-9), Math.ceil(most / step - 1e-9)];
  const steps = Math.max(1, last - first);
  return Array.from({ length: steps + 1 }, (_, place) => exactly((first + place) * step));
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((factor) => factor * power >= rough * 0.999) ?? 10);
}

function exactly(value: number): number {
  return Number(value.toPrecision(12));
}
