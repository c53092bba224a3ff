// Stores numbers of clients: a file replaces what the division had for the file's years and case types, and nothing else.
import { type Issue, issue } from "../issues.ts";
import type { LoadContext, LoadOutcome } from "../purposes/purpose.ts";
import type { ClientRecord, ClientRecords } from "../validate/client-records.ts";
import { type BulkColumn, bulkWrite } from "./bulk.ts";
import { addMeasures, clientMeasures } from "./measures.ts";
import { changedPeriods, periodHashes } from "./period-content.ts";
import { addRestAreas } from "./rest-areas.ts";

const columns: readonly BulkColumn<ClientRecord>[] = [
  { type: "text", value: ({ areaCode }) => areaCode },
  { type: "integer", value: ({ year }) => year },
  { type: "text", value: ({ caseType }) => caseType },
  { type: "integer", value: ({ clients }) => clients },
  { type: "text", value: ({ missingReason }) => missingReason },
];

const periodOf = ({ year, caseType }: ClientRecord) => `${year}|${caseType}`;

/** Loads checked records by year and case type; those whose numbers are already stored count as unchanged. */
export async function loadClients({ rows, restCodes }: ClientRecords, context: LoadContext): Promise<LoadOutcome> {
  const { queryable, municipalityCode, division, checkpoint } = context;
  if (!division) throw new Error("Expected a division for client counts, found none");
  const hashes = periodHashes(rows, periodOf, (row) => columns.map(({ value }) => value(row)).join("|"));
  const periods = await changedPeriods(queryable, municipalityCode, division.id, ["clients", "case-rows"], hashes);
  let changed = await addRestAreas(queryable, municipalityCode, division.id, restCodes);
  const removed = await queryable.query(
    `delete from exact.client_counts
     where municipality_code = $1 and division_id = $2::uuid and year || '|' || case_type = any ($3::text[])`,
    [municipalityCode, division.id, periods],
  );
  changed += removed.affectedCount;
  const areChanged = new Set(periods);
  changed += await bulkWrite(
    queryable,
    rows.filter((row) => areChanged.has(periodOf(row))),
    {
      text: `insert into exact.client_counts
               (municipality_code, division_id, area_code, year, case_type, clients, missing_reason)
             select $1, $2::uuid, incoming.* from {rows} as incoming`,
      fixed: [municipalityCode, division.id],
      columns,
    },
    (fraction) => checkpoint("loading", fraction),
  );
  const caseTypes = [...new Set(rows.map(({ caseType }) => caseType))];
  changed += await addMeasures(queryable, municipalityCode, clientMeasures(caseTypes));
  const years = [...new Set(periods.map((period) => period.slice(0, 4)))].join(", ");
  const issues: Issue[] =
    removed.affectedCount > 0 ? [issue("count.replaced", { count: removed.affectedCount, periods: years })] : [];
  return { loadedCount: rows.length, changedCount: changed, divisionId: division.id, issues, periodHashes: hashes };
}
