// A group's cases in a year seen: what is told, and what is expected where a count is not told, since unknown is never 0.
import type { ForecastModel } from "./forecast-teams.ts";

export interface SeenCases {
  readonly cases: number;
  /** Areas whose count is not told: what is expected of them is in `cases`. */
  readonly untoldAreas: number;
  /** Variance beyond chance: of the rounding of told counts, and of the rates of those that are not told. */
  readonly variance: number;
}

/**
 * An area whose count is not told is taken to have had its children's cases by its own rate at that year's level
 * (`CaseModel`), and is as uncertain as that rate is and as areas differ from year to year.
 * @param members 1 for the group's areas, 0 for others.
 * @param children of each area in that year, by area.
 * Throws for a year that the history has no cases of.
 */
export function seenCases(
  { history, cases: model, unitOfArea }: ForecastModel,
  members: ArrayLike<number>,
  children: ArrayLike<number>,
  year: number,
): SeenCases {
  const at = history.cases.years.indexOf(year);
  const counts = history.cases.counts[at];
  if (!counts) throw new Error(`No cases of ${year}.`);
  const toldUnits = new Set<number>();
  const untoldExposure = new Map<number, number>();
  let [cases, untoldAreas] = [0, 0];
  for (const [area, unit] of unitOfArea.entries()) {
    if (!members[area]) continue;
    const count = counts[area] ?? null;
    if (count === null) {
      untoldAreas++;
      untoldExposure.set(unit, (untoldExposure.get(unit) ?? 0) + children[area]! * model.trend.levels[at]!);
      continue;
    }
    cases += count;
    if (children[area]! > 0) toldUnits.add(unit);
  }
  let variance = history.countVariance * toldUnits.size;
  for (const [unit, exposure] of untoldExposure) {
    const rate = model.rates[unit]!;
    cases += exposure * rate;
    variance += exposure ** 2 * (model.rateVariances[unit]! + model.yearlyVariance * rate ** 2);
  }
  return { cases, untoldAreas, variance };
}
