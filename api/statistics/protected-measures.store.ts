// Protected counts per area: all that managers and teams are told. Which rows there are is the database's policies' business.
import { largestRoundingError } from "../../engine/disclosure/keyed-rounding.ts";
import type { AreaValues, Measure } from "../contract/statistics.ts";
import type { Transaction } from "../db/database.ts";
import { unplacedPublicationArea } from "../protection/publication-areas.ts";
import type { MeasureValues } from "./measures.ts";

/** The division's protected measures in their own order, latest period first. */
export function listProtectedMeasures(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
): Promise<Measure[]> {
  return transaction.many<Measure>(
    `select m.key, m.name_sv as "nameSv", m.name_en as "nameEn", m.kind,
       array_agg(p.period order by p.period desc) as periods
     from protected.measures m
     join protected.means p on p.municipality_code = m.municipality_code and p.division_id = m.division_id
       and p.measure_key = m.key
     where m.municipality_code = $1 and m.division_id = $2
     group by m.key, m.name_sv, m.name_en, m.kind, m.position order by m.position, m.key`,
    [municipality, divisionId],
  );
}

interface ValueRow {
  readonly areaIndex: number | null;
  readonly publicationArea: string;
  readonly code: string;
  readonly value: number | null;
  readonly missingReason: AreaValues["missingReasons"][number];
  readonly estimated: boolean | null;
  readonly rounded: boolean | null;
  readonly atCap: boolean | null;
}

interface MeanRow {
  readonly mean: number;
  readonly meanAreaCount: number;
  readonly cappedInMean: number;
}

/** Protected values of one measure and period. For a team, areas that are not its own are `outside` and there is no total. */
export async function readProtectedValues(
  transaction: Transaction,
  municipality: string,
  divisionId: string,
  measure: Measure,
  period: string,
  ownAreasOnly: boolean,
): Promise<MeasureValues> {
  const rows = await transaction.many<ValueRow>(
    `select a.area_index as "areaIndex", p.publication_area as "publicationArea", a.code, v.value,
       v.missing_reason as "missingReason", v.estimated, v.rounded, v.at_cap as "atCap"
     from geography.areas a
     join protected.publication_areas p
       on p.municipality_code = a.municipality_code and p.division_id = a.division_id and p.area_code = a.code
     left join protected.area_values v on v.municipality_code = a.municipality_code and v.division_id = a.division_id
       and v.area_code = a.code and v.measure_key = $3 and v.period = $4
     where a.municipality_code = $1 and a.division_id = $2
     order by a.area_index nulls last, a.code`,
    [municipality, divisionId, measure.key, period],
  );
  const { mean, meanAreaCount, cappedInMean } = await transaction.one<MeanRow>(
    `select mean, area_count as "meanAreaCount", capped_area_count as "cappedInMean"
     from protected.means where municipality_code = $1 and division_id = $2 and measure_key = $3 and period = $4`,
    [municipality, divisionId, measure.key, period],
  );
  const untold = ownAreasOnly ? "outside" : "missing";
  const placed = rows.filter((row) => row.areaIndex !== null);
  const withoutPlace = rows.filter((row) => row.areaIndex === null);
  const unplaced = unplacedOf(withoutPlace, measure.kind);
  const missingReasons = placed.map((row) => (row.value === null ? (row.missingReason ?? untold) : null));
  const values = placed.map((row) => row.value);
  const indexOfCode = new Map(placed.map((row, areaIndex) => [row.code, areaIndex]));
  const told = [...values, ...unplaced.map(({ value }) => value)];
  return {
    key: measure.key,
    nameSv: measure.nameSv,
    nameEn: measure.nameEn,
    period,
    values,
    missingReasons,
    estimated: rows.some((row) => row.estimated === true),
    unplaced: ownAreasOnly ? [] : unplaced,
    total: ownAreasOnly ? null : told.reduce<number>((sum, value) => sum + (value ?? 0), 0),
    mean,
    meanAreaCount,
    unknownCount: ownAreasOnly
      ? missingReasons.filter((reason) => reason !== null && reason !== "outside").length
      : told.filter((value) => value === null).length,
    protection: {
      largestError: largestRoundingError,
      rounded: placed.map((row) => row.rounded === true),
      atCap: placed.map((row) => row.atCap === true),
      unplacedAtCap: !ownAreasOnly && withoutPlace.some((row) => row.atCap === true),
      cappedInMean,
      toldWith: placed.map((row, areaIndex) =>
        measure.kind === "clients" ? indexOfCode.get(row.publicationArea)! : areaIndex,
      ),
    },
  };
}

/**
 * Everybody without a place, as one row: their codes may be few people's. Of clients there is always a row, since its
 * absence would tell that there is nobody.
 */
function unplacedOf(rows: readonly ValueRow[], kind: Measure["kind"]): AreaValues["unplaced"] {
  const told = rows.filter((row) => row.value !== null || row.missingReason !== null);
  const name = { code: unplacedPublicationArea, name: "Utan område" };
  if (told.length === 0) return kind === "clients" ? [{ ...name, value: null, missingReason: "protected" }] : [];
  const reasons = told.flatMap((row) => row.missingReason ?? []);
  const missingReason = reasons.includes("protected") ? "protected" : (reasons[0] ?? null);
  const value = missingReason === null ? told.reduce((sum, row) => sum + row.value!, 0) : null;
  return [{ ...name, value, missingReason }];
}
