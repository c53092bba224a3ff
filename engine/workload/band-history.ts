// How far each team's load has been from its share by positions in the years seen, beside what chance alone does.

import { deviationFractions, deviationMargins, likelyDeviations } from "./band-chance.ts";
import { type BandWatch, type BandYear, watchBand } from "./band-watch.ts";
import { preventiveVariance } from "./chance.ts";
import { childrenIn, roundedChildCounts, untoldChildren } from "./forecast-history.ts";
import { type ForecastModel, type LoadWeights, loadPerCase } from "./forecast-teams.ts";
import { seenCases } from "./seen-cases.ts";

export type LoadKind = "investigation" | "firstLine";

/** A team's areas and its positions of the kind. */
export interface StaffedTeam {
  /** 1 for its areas, 0 for others. */
  readonly members: ArrayLike<number>;
  readonly positions: number;
}

/**
 * Each team watched over the years seen, as if it always had had its present areas and positions: what the years tell of
 * the division of today. A team without positions or load is not watched (no years), and in a year in which not
 * all work is told nothing is said of anybody: what is told of a team is the least that it can have, and so is the mean.
 */
export function watchTeams(
  model: ForecastModel,
  weights: LoadWeights,
  teams: readonly StaffedTeam[],
  kind: LoadKind,
  bandFraction: number,
): BandWatch[] {
  const positions = teams.map((team) => team.positions);
  const byYear = model.history.cases.years.map((year) => {
    // Kept as plain numbers in arrays of their own, a place for each team: in a finding that was once stored all teams had
    // the last one's load and variance in the first line, for a reason that was not found, while each alone was right.
    const loads = new Float64Array(teams.length);
    const variances = new Float64Array(teams.length);
    for (const [team, { members }] of teams.entries()) {
      const { expected, noiseVariance } = loadSeen(model, weights, members, kind, year);
      loads[team] = expected;
      variances[team] = noiseVariance;
    }
    const deviations = deviationFractions(loads, positions);
    const margins = deviationMargins(
      teams.map((_team, team) => ({ expected: loads[team]!, noiseVariance: variances[team]! })),
      positions,
    );
    const isWhole = teams.every(({ members }) => untoldWork(model, members, kind, year) === 0);
    return teams.map((_team, team): BandYear | null => {
      if (margins[team] === 0 || !isWhole) return null;
      return { year, deviationFraction: deviations[team]!, chanceFraction: margins[team]! / likelyDeviations };
    });
  });
  return teams.map((_team, at) =>
    watchBand(
      byYear.flatMap((own) => own[at] ?? []),
      bandFraction,
    ),
  );
}

/** Areas of a group (1 for its areas, 0 for others) whose work of the kind is not all told in a year. */
export function untoldWork(
  { history }: ForecastModel,
  members: ArrayLike<number>,
  kind: LoadKind,
  year: number,
): number {
  const counts = history.cases.counts[history.cases.years.indexOf(year)];
  const isUnknown = (area: number) => kind === "firstLine" || (counts?.[area] ?? null) === null;
  return untoldChildren(history, year).filter((untold, area) => untold && members[area] === 1 && isUnknown(area))
    .length;
}

/** Load of a year as told, or expected where it is not, and the variance of chance, rounding and what is not told. */
function loadSeen(
  model: ForecastModel,
  weights: LoadWeights,
  members: ArrayLike<number>,
  kind: LoadKind,
  year: number,
): { readonly expected: number; readonly noiseVariance: number } {
  const { history, unitOfArea, unitCount } = model;
  const children = childrenIn(history, year);
  const byUnit = new Float64Array(unitCount);
  let people = 0;
  for (const [area, unit] of unitOfArea.entries()) {
    if (!members[area]) continue;
    byUnit[unit]! += children[area]!;
    people += children[area]!;
  }
  if (kind === "firstLine") {
    const rounded = roundedChildCounts(history, members, year);
    return {
      expected: weights.perChild * people,
      noiseVariance: preventiveVariance(weights.perChild, people, rounded),
    };
  }
  const { perCase, scale } = loadPerCase(model, weights, byUnit);
  const { cases, variance } = seenCases(model, members, children, year);
  return { expected: perCase * cases, noiseVariance: scale * perCase * cases + perCase ** 2 * variance };
}
