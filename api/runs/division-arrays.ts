// A division as arrays by area_index: geometry's figures, neighbours and counts, as the engine wants them.
import type { Transaction } from "../db/database.ts";
import { readExactValues } from "../statistics/exact-measures.store.ts";
import type { MeasureValues } from "../statistics/measures.ts";

export interface DivisionArrays {
  readonly divisionId: string;
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly xM: readonly number[];
  readonly yM: readonly number[];
  readonly areaM2: readonly number[];
  readonly perimeterM: readonly number[];
  /** Neighbours: pair i is areas edgeA[i] and edgeB[i], with 0 metres where they are linked by hand. */
  readonly edgeA: readonly number[];
  readonly edgeB: readonly number[];
  readonly borderLengthM: readonly number[];
  readonly measures: readonly MeasureValues[];
}

export type DivisionGeometry = Omit<DivisionArrays, "measures">;

/** What the areas and their neighbours are, without counts: for every role. Throws OL002 where there is no such division. */
export async function readDivisionGeometry(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<DivisionGeometry> {
  const arrays = await transaction.one<Omit<DivisionGeometry, "divisionId">>(
    `select codes, names, x_m as "xM", y_m as "yM", area_m2 as "areaM2", perimeter_m as "perimeterM", edge_a as "edgeA",
       edge_b as "edgeB", border_length_m as "borderLengthM"
     from geography.division_arrays($1, $2)`,
    [municipality, divisionId],
  );
  return { divisionId, ...arrays };
}

/** With exact counts: planners only. `measureKeys` null means every measure that the division has counts of. */
export async function readDivisionArrays(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  measureKeys: readonly string[] | null,
): Promise<DivisionArrays> {
  return {
    ...(await readDivisionGeometry(transaction, municipality, divisionId)),
    measures: await readExactValues(transaction, municipality, divisionId, measureKeys),
  };
}
