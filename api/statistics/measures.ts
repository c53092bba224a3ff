// Where a role's counts come from: exact ones for planners, protected ones for everybody else. The only place that chooses.
import type { AreaDetail } from "../contract/divisions.ts";
import type { AreaValues, Measure } from "../contract/statistics.ts";
import type { Role, Transaction } from "../db/database.ts";
import { listExactMeasures, readExactValues } from "./exact-measures.store.ts";
import { listProtectedMeasures, readProtectedValues } from "./protected-measures.store.ts";

/** A measure's values with its names; `values` by area_index. */
export interface MeasureValues extends AreaValues {
  readonly nameSv: string;
  readonly nameEn: string;
  /** How many areas the mean is over. */
  readonly meanAreaCount: number;
}

/** What the role may choose among. */
export function listMeasures(
  transaction: Transaction,
  role: Role,
  municipality: string,
  divisionId: string,
): Promise<Measure[]> {
  return role === "planner"
    ? listExactMeasures(transaction, municipality, divisionId)
    : listProtectedMeasures(transaction, municipality, divisionId);
}

/**
 * Values of the measures that the role is told of, in the measures' order. `keys` null means all; `period` null each
 * measure's newest.
 */
export async function readMeasures(
  transaction: Transaction,
  role: Role,
  municipality: string,
  divisionId: string,
  keys: readonly string[] | null,
  period: string | null = null,
): Promise<MeasureValues[]> {
  if (role === "planner") return readExactValues(transaction, municipality, divisionId, keys, period);
  const measures = await listProtectedMeasures(transaction, municipality, divisionId);
  const all: MeasureValues[] = [];
  for (const measure of measures) {
    const wanted = period ?? measure.periods[0]!;
    if (keys !== null && !keys.includes(measure.key)) continue;
    if (!measure.periods.includes(wanted)) continue;
    all.push(await readProtectedValues(transaction, municipality, divisionId, measure, wanted, role === "team"));
  }
  return all;
}

/** Every measure of one area, newest period; none of an area that is not the team's own. */
export async function readMeasuresOfArea(
  transaction: Transaction,
  role: Role,
  municipality: string,
  divisionId: string,
  areaIndex: number,
): Promise<AreaDetail["measures"]> {
  const all = await readMeasures(transaction, role, municipality, divisionId, null);
  const codes = await readCodes(transaction, municipality, divisionId);
  return all
    .filter(({ missingReasons }) => missingReasons[areaIndex] !== "outside")
    .map(({ key, nameSv, nameEn, period, values, missingReasons, estimated, mean, protection }) => ({
      key,
      nameSv,
      nameEn,
      period,
      quantity: { value: values[areaIndex] ?? null, missingReason: missingReasons[areaIndex] ?? null, estimated },
      rounded: protection?.rounded[areaIndex] ?? false,
      atCap: protection?.atCap[areaIndex] ?? false,
      toldWith: protection?.rounded[areaIndex]
        ? togetherWith(protection.toldWith, areaIndex).map((other) => codes[other]!)
        : [],
      mean,
      meanAtLeast: (protection?.cappedInMean ?? 0) > 0,
    }));
}

function togetherWith(toldWith: readonly number[], areaIndex: number): number[] {
  return toldWith.flatMap((first, other) => (first === toldWith[areaIndex] && other !== areaIndex ? [other] : []));
}

async function readCodes(transaction: Transaction, municipality: string, divisionId: string): Promise<string[]> {
  const rows = await transaction.many<{ code: string }>(
    `select code from geography.areas where municipality_code = $1 and division_id = $2 and kind = 'placed' order by area_index`,
    [municipality, divisionId],
  );
  return rows.map(({ code }) => code);
}
