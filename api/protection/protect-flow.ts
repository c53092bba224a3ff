// Protected monthly flow: every count rounded by the secret, the same in every month, and days only of enough cases.

import type { Issue } from "../../data/issues.ts";
import { type BulkColumn, bulkWrite } from "../../data/load/bulk.ts";
import type { FlowRecord } from "../../data/load/flow.ts";
import { keyFromText } from "../../data/mapping/headings.ts";
import type { Queryable } from "../../data/queryable.ts";
import { type KeyedHash, roundByOffset, roundingOffset } from "../../engine/disclosure/keyed-rounding.ts";

/** A case type is told, and named, only where it has received cases above 0 in so many rows. */
const leastRowsWithCaseType = 5;

/** Days are told only of rows with at least so many cases told: of one child they would be that child's. */
const leastCasesForDays = 10;

const columns: readonly BulkColumn<FlowRecord>[] = [
  { type: "date", value: ({ month }) => month },
  { type: "text", value: ({ unit }) => unit },
  { type: "text", value: ({ caseType }) => caseType },
  { type: "integer", value: ({ received }) => received },
  { type: "integer", value: ({ investigated }) => investigated },
  { type: "integer", value: ({ openCases }) => openCases },
  { type: "double precision", value: ({ daysAssessment }) => daysAssessment },
  { type: "double precision", value: ({ daysInvestigation }) => daysInvestigation },
  { type: "double precision", value: ({ daysWaiting }) => daysWaiting },
];

/** Replaces the municipality's protected flow. Must act as a planner, who alone reads exact counts. */
export async function protectFlow(queryable: Queryable, keyedHash: KeyedHash, municipality: string): Promise<Issue[]> {
  const { rows } = await queryable.query<FlowRecord>(
    `select month::text as month, unit, case_type as "caseType", received, investigated, open_cases as "openCases",
       days_assessment as "daysAssessment", days_investigation as "daysInvestigation", days_waiting as "daysWaiting"
     from exact.flow_months where municipality_code = $1 order by month, unit, case_type`,
    [municipality],
  );
  const told = withoutRareTypes(rows.map((row) => protectedRow(keyedHash, municipality, row)));
  await queryable.query("delete from protected.flow_months where municipality_code = $1", [municipality]);
  await bulkWrite(
    queryable,
    told,
    {
      text: `insert into protected.flow_months (municipality_code, month, unit, case_type, received, investigated,
               open_cases, days_assessment, days_investigation, days_waiting)
             select $1, incoming.* from {rows} as incoming`,
      fixed: [municipality],
      columns,
    },
    () => {},
  );
  return [];
}

/** The month is never in the message, so that the same offset rounds every month. */
function protectedRow(keyedHash: KeyedHash, municipality: string, row: FlowRecord): FlowRecord {
  const rounded = (kind: string, count: number | null) => {
    if (count === null) return null;
    const measure = `${kind}|${keyFromText(row.caseType)}`;
    const subject = { family: "flode", division: municipality, area: row.unit, measure };
    return roundByOffset(count, roundingOffset(keyedHash, subject));
  };
  const received = rounded("inkomna", row.received);
  const investigated = rounded("till-utredning", row.investigated);
  const days = (value: number | null, cases: number | null) =>
    value === null || cases === null || cases < leastCasesForDays ? null : Math.round(value);
  return {
    ...row,
    received,
    investigated,
    openCases: rounded("oppna", row.openCases),
    daysAssessment: days(row.daysAssessment, received),
    daysInvestigation: days(row.daysInvestigation, investigated),
    daysWaiting: days(row.daysWaiting, investigated),
  };
}

function withoutRareTypes(rows: readonly FlowRecord[]): FlowRecord[] {
  const counts = new Map<string, number>();
  for (const { caseType, received, investigated, openCases } of rows) {
    const isAbove = [received, investigated, openCases].some((count) => (count ?? 0) > 0);
    if (isAbove) counts.set(caseType, (counts.get(caseType) ?? 0) + 1);
  }
  return rows.filter(({ caseType }) => (counts.get(caseType) ?? 0) >= leastRowsWithCaseType);
}
