// Numbers of clients per area, year and case type as they are stored, and what an absent row means.
import type { DivisionFacts } from "../purposes/purpose.ts";
import type { MissingReason } from "./numbers.ts";

/** One row of exact.client_counts. In a year with any counts, an area without a row has no clients. */
export interface ClientRecord {
  readonly areaCode: string;
  readonly year: number;
  readonly caseType: string;
  readonly clients: number | null;
  readonly missingReason: MissingReason | null;
}

/** What loading takes: the rows, and the rest codes they use. */
export interface ClientRecords {
  readonly rows: readonly ClientRecord[];
  readonly restCodes: readonly string[];
}

/** Adds an unknown for every area, year and case type of the file that has no row, where absent must not mean zero. */
export function withUnknownClients(records: readonly ClientRecord[], division: DivisionFacts): ClientRecord[] {
  const present = new Set(records.map(({ areaCode, year, caseType }) => `${areaCode}|${year}|${caseType}`));
  const years = [...new Set(records.map(({ year }) => year))];
  const caseTypes = [...new Set(records.map(({ caseType }) => caseType))];
  const added = [...division.placed.keys()].flatMap((areaCode) =>
    years.flatMap((year) =>
      caseTypes
        .filter((caseType) => !present.has(`${areaCode}|${year}|${caseType}`))
        .map((caseType): ClientRecord => ({ areaCode, year, caseType, clients: null, missingReason: "missing" })),
    ),
  );
  return [...records, ...added];
}
