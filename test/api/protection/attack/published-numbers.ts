// Reads every number that managers and teams are answered as what it says of the cells of the protected table; a number whose meaning is unknown fails.
import type { AreaDetail } from "../../../../api/contract/divisions.ts";
import type { Plan, PlanBalance } from "../../../../api/contract/plans.ts";
import type { AreaValues } from "../../../../api/contract/statistics.ts";

/** Of people without a place. */
export const unplacedIndex = -1;

export const cellName = (measure: string, period: string | null, areaIndex: number): string =>
  `${measure}|${period}|${areaIndex}`;

/** Σ coefficient × cell = value, to within the precision; what a published number says. */
export interface PublishedNumber {
  readonly source: string;
  readonly cells: ReadonlyMap<string, number>;
  readonly value: number;
  readonly precision: number;
}

/** Every number there is in the answers read here: those of counts, geometry, positions, and the protection itself. */
const knownNumbers = new Set([
  ...[
    "values",
    "protection.largestError",
    "protection.cappedInMean",
    "protection.toldWith",
    "unplaced.value",
    "total",
    "mean",
    "unknownCount",
  ],
  ...["areaIndex", "areaM2", "perimeterM", "parents.level", "neighbours.areaIndex", "neighbours.sharedLengthM"],
  ...["measures.quantity.value", "measures.mean", "indicators.quantity.value", "indicators.municipalityMean"],
  ...["indicators.decimals", "indicators.period", "version", "revision", "teamIndexes", "cutEdges", "cutBorderLengthM"],
  ...["teams.colourIndex", "teams.investigationPositions", "teams.firstLinePositions", "teams.areaCount"],
  ...["teams.connectedParts", "teams.areaM2", "teams.targetShare"],
  ...["tolerances.toleranceFraction", "tolerances.toleranceNumber"],
  ...["total", "placedTotal", "unplacedTotal", "unassigned", "unknownCount", "largestDeviationFraction"].map(
    (name) => `measures.${name}`,
  ),
  ...["value", "target", "deviation", "deviationFraction", "likelyError"].map((name) => `measures.teams.${name}`),
]);

/** Throws on a number that this file does not read, so that a new one must be given a meaning. */
function requireKnownNumbers(body: unknown): void {
  const unread = numbersOf(body).filter((path) => !knownNumbers.has(path));
  if (unread.length > 0) throw new Error(`Numbers whose meaning the attack does not know: ${[...new Set(unread)]}.`);
}

function numbersOf(value: unknown, path = ""): string[] {
  if (typeof value === "number") return [path];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => numbersOf(item, path));
  return Object.entries(value).flatMap(([name, inner]) => numbersOf(inner, path === "" ? name : `${path}.${name}`));
}

const number = (
  source: string,
  cells: ReadonlyMap<string, number>,
  value: number,
  precision = 1e-6,
): PublishedNumber => ({
  source,
  cells,
  value,
  precision,
});

/** A measure's values: each told cell, their sum and their mean. A team sees a sum of nothing. */
export function numbersOfMeasure(source: string, told: AreaValues): PublishedNumber[] {
  requireKnownNumbers(told);
  const cell = (areaIndex: number) => cellName(told.key, told.period, areaIndex);
  const placed = told.values.flatMap((value, areaIndex) => (value === null ? [] : [{ name: cell(areaIndex), value }]));
  const unplaced = told.unplaced.flatMap(({ value }) => (value === null ? [] : [{ name: cell(unplacedIndex), value }]));
  const numbers = [...placed, ...unplaced].map(({ name, value }) => number(source, new Map([[name, 1]]), value));
  const each = (cells: readonly { readonly name: string }[]) => new Map(cells.map(({ name }) => [name, 1]));
  if (told.total !== null) {
    numbers.push(number(`${source}: total`, each([...placed, ...unplaced]), told.total));
    // The mean is over the areas that a manager is told of; a team's is the same and needs no row of its own.
    if (told.mean !== null) numbers.push(number(`${source}: mean`, each(placed), told.mean * placed.length));
  }
  return numbers;
}

/** One area's facts. */
export function numbersOfArea(source: string, area: AreaDetail): PublishedNumber[] {
  requireKnownNumbers(area);
  return area.measures.flatMap(({ key, period, quantity: { value } }) =>
    value === null ? [] : [number(`${source}: ${key}`, new Map([[cellName(key, period, area.areaIndex), 1]]), value)],
  );
}

/** A plan's sums, targets and deviations. `told` are the cells that a manager knows of each measure's period. */
export function numbersOfBalance(
  source: string,
  plan: Plan,
  balance: PlanBalance,
  told: (measure: string, period: string | null) => readonly number[],
): PublishedNumber[] {
  requireKnownNumbers(plan);
  requireKnownNumbers(balance);
  return balance.measures.flatMap((measure) => {
    const { measureKey, period, total, placedTotal, unplacedTotal, unassigned } = measure;
    const known = told(measureKey, period);
    const placed = known.filter((areaIndex) => areaIndex !== unplacedIndex);
    const inTeam = (team: number) => placed.filter((areaIndex) => plan.teamIndexes[areaIndex] === team);
    const sumOf = (areas: readonly number[], factor = 1) =>
      new Map(areas.map((areaIndex) => [cellName(measureKey, period, areaIndex), factor]));
    /** own − share × everybody on the map. */
    const against = (own: readonly number[], share: number, ownFactor = 1) => {
      const cells = sumOf(placed, -share);
      for (const areaIndex of own) {
        const name = cellName(measureKey, period, areaIndex);
        cells.set(name, (cells.get(name) ?? 0) + ownFactor);
      }
      return cells;
    };
    const of = (what: string, cells: ReadonlyMap<string, number>, value: number | null) =>
      value === null ? [] : [number(`${source}: ${measureKey} ${what}`, cells, value)];
    return [
      ...of("total", sumOf(known), total),
      ...of("on the map", sumOf(placed), placedTotal),
      ...of("without a place", sumOf(known.filter((areaIndex) => areaIndex === unplacedIndex)), unplacedTotal),
      ...of("in no team", sumOf(inTeam(-1)), unassigned),
      ...measure.teams.flatMap(({ teamId, value, target, deviation, deviationFraction }) => {
        const team = plan.teams.findIndex((one) => one.teamId === teamId);
        const share = plan.teams[team]!.targetShare;
        const own = inTeam(team);
        return [
          ...of("sum", sumOf(own), value),
          ...of("target", sumOf(placed, share), target),
          ...of("deviation", against(own, share), deviation),
          // deviation = fraction × target, so own − (1 + fraction) × share × everybody is 0.
          ...of("deviation as a share", against(own, (1 + deviationFraction) * share), 0),
        ];
      }),
    ];
  });
}
