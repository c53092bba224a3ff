// What the municipality calls balanced and full; the program's default is version 0 and has no row.
import type { LoadLimits, LoadLimitsInput } from "../contract/forecast.ts";
import type { Transaction } from "../db/database.ts";
import { timestampText } from "../timestamp-text.ts";

/** A twentieth is what chance alone often makes of a team. Nobody's capacity is known beforehand. */
const defaultLimits: LoadLimits = {
  version: 0,
  bandFraction: 0.05,
  capacityPerPosition: null,
  firstLineCapacityPerPosition: null,
  changedBy: null,
  changedAt: null,
};

const columns = `
  version, band_fraction as "bandFraction", capacity_per_position as "capacityPerPosition",
  first_line_capacity_per_position as "firstLineCapacityPerPosition",
  access.display_name(changed_by) as "changedBy", ${timestampText("changed_at")} as "changedAt"`;

export async function readLoadLimits(transaction: Transaction, municipality: string): Promise<LoadLimits> {
  const saved = await transaction.maybeOne<LoadLimits>(
    `select ${columns} from planning.load_limits where municipality_code = $1`,
    [municipality],
  );
  return saved ?? defaultLimits;
}

/** Writes over the version that was read (0 where there was none); null where somebody else was first. */
export function saveLoadLimits(
  transaction: Transaction,
  municipality: string,
  readVersion: number,
  { bandFraction, capacityPerPosition, firstLineCapacityPerPosition }: LoadLimitsInput,
  userId: string,
): Promise<LoadLimits | null> {
  return transaction.maybeOne<LoadLimits>(
    `insert into planning.load_limits (municipality_code, version, band_fraction, capacity_per_position,
       first_line_capacity_per_position, changed_by)
     values ($1, 1, $3, $4, $5, $6)
     on conflict (municipality_code) do update set version = load_limits.version + 1, band_fraction = $3,
       capacity_per_position = $4, first_line_capacity_per_position = $5, changed_by = $6, changed_at = now()
     where load_limits.version = $2
     returning ${columns}`,
    [municipality, readVersion, bandFraction, capacityPerPosition, firstLineCapacityPerPosition, userId],
  );
}
