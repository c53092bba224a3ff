// Children in the coming years: each area's classes are spread over single years and grow older, with moving and births as in the years seen.

/** What happens to a class in a year, in the whole municipality. */
export interface CohortChange {
  /** ratios[age]: people of age + 1 next year per people of age this year; the last age leaves. */
  readonly ratios: Float64Array;
  /** Newborns next year per newborn and one-year-old of this year, halved. */
  readonly birthRatio: number;
}

/** Ages that are counted together, both included. */
export interface AgeClass {
  readonly from: number;
  readonly to: number;
}

/**
 * Cohort-change ratios (Hamilton, C. H. and Perry, J. 1962: A short method for projecting population by age, Social Forces
 * 41, 163–170) of the municipality over the years seen: areas have too few children of an age for ratios of their own.
 * A class nobody was in keeps the ratio 1.
 * @param totals totals[year][age], oldest year first, ages from 0. Throws unless there are two years of two ages at least.
 */
export function cohortChange(totals: readonly ArrayLike<number>[]): CohortChange {
  const ageCount = totals[0]?.length ?? 0;
  if (totals.length < 2 || ageCount < 2 || totals.some((year) => year.length !== ageCount))
    throw new Error(`${totals.length} years of ${ageCount} ages, expected two of each at least and all alike.`);
  const sumOver = (years: readonly ArrayLike<number>[], age: number) =>
    years.reduce((sum, year) => sum + year[age]!, 0);
  const [before, after] = [totals.slice(0, -1), totals.slice(1)];
  const ratio = (upper: number, lower: number) => (lower > 0 ? upper / lower : 1);
  return {
    ratios: Float64Array.from({ length: ageCount - 1 }, (_, age) =>
      ratio(sumOver(after, age + 1), sumOver(before, age)),
    ),
    birthRatio: ratio(2 * sumOver(after, 0), sumOver(before, 0) + sumOver(before, 1)),
  };
}

/**
 * Each area's classes as single years, shared as the municipality's own are: values[area × ageCount + age]. A class that the
 * municipality has nobody in is shared evenly.
 * @param people people[class][area].
 * @param totals the municipality's people by age from 0, as many as the classes reach. Throws unless the classes follow on
 * each other from 0 to the last age.
 */
export function spreadOverAges(
  people: readonly ArrayLike<number>[],
  classes: readonly AgeClass[],
  totals: ArrayLike<number>,
): Float64Array {
  const ageCount = totals.length;
  const gap = classes.some(({ from, to }, at) => from !== (at === 0 ? 0 : classes[at - 1]!.to + 1) || to < from);
  if (gap || classes.at(-1)?.to !== ageCount - 1 || people.length !== classes.length)
    throw new Error(`Classes that do not follow on each other from 0 to ${ageCount - 1}.`);
  const areaCount = people[0]!.length;
  const values = new Float64Array(areaCount * ageCount);
  for (const [own, { from, to }] of classes.entries()) {
    let sum = 0;
    for (let age = from; age <= to; age++) sum += totals[age]!;
    for (let age = from; age <= to; age++) {
      const share = sum > 0 ? totals[age]! / sum : 1 / (to - from + 1);
      for (let area = 0; area < areaCount; area++) values[area * ageCount + age] = people[own]![area]! * share;
    }
  }
  return values;
}

/** One year on: a new array of the same shape. */
export function ageOneYear(values: Float64Array, { ratios, birthRatio }: CohortChange): Float64Array {
  const ageCount = ratios.length + 1;
  const next = new Float64Array(values.length);
  for (let first = 0; first < values.length; first += ageCount) {
    next[first] = ((values[first]! + values[first + 1]!) / 2) * birthRatio;
    for (let age = 0; age + 1 < ageCount; age++) next[first + age + 1] = values[first + age]! * ratios[age]!;
  }
  return next;
}

/** Children of all ages by area, from values by area and age. */
export function childrenByArea(values: Float64Array, ageCount: number): Float64Array {
  const sums = new Float64Array(values.length / ageCount);
  for (const [at, count] of values.entries()) sums[Math.floor(at / ageCount)]! += count;
  return sums;
}

/** How far one year's ageing was from what came: in each area by itself, and in the whole municipality. */
export interface ChildrenSpread {
  /** Variance per child and year of an area's number about the municipality's change. */
  readonly perChild: number;
  /** Variance of the municipality's change in a year, as a share of the children. */
  readonly common: number;
}

/**
 * Moments of the misses of each year seen.
 * @param expected expected[year][area] by ageing the year before, and `seen` what came.
 */
export function childrenSpread(expected: readonly Float64Array[], seen: readonly Float64Array[]): ChildrenSpread {
  let [own, all, common] = [0, 0, 0];
  for (const [year, numbers] of expected.entries()) {
    const total = numbers.reduce((sum, count) => sum + count, 0);
    if (total === 0) continue;
    const ratio = seen[year]!.reduce((sum, count) => sum + count, 0) / total;
    for (const [area, count] of numbers.entries()) own += (seen[year]![area]! - count * ratio) ** 2;
    all += total;
    common += (ratio - 1) ** 2;
  }
  // The ratios were made from the same years, so one of the misses is not free.
  return { perChild: all > 0 ? own / all : 0, common: common / Math.max(1, expected.length - 1) };
}

/**
 * Variance of a group's number so many years on: misses in areas add up, and a miss of the whole municipality's change is
 * taken to last.
 */
export function childrenVariance(count: number, { perChild, common }: ChildrenSpread, yearsAhead: number): number {
  return yearsAhead * perChild * count + common * (yearsAhead * count) ** 2;
}
