// Stores monthly flow: a file replaces what there was of its months, for all teams and case types, and nothing else.
import { type Issue, issue } from "../issues.ts";
import type { LoadContext, LoadOutcome } from "../purposes/purpose.ts";
import { type BulkColumn, bulkWrite } from "./bulk.ts";

/** One row of exact.flow_months. */
export interface FlowRecord {
  /** First day of the month. */
  readonly month: string;
  /** A team's letter, or empty. */
  readonly unit: string;
  readonly caseType: string;
  readonly received: number | null;
  readonly investigated: number | null;
  readonly openCases: number | null;
  readonly daysAssessment: number | null;
  readonly daysInvestigation: number | null;
  readonly daysWaiting: number | null;
}

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

const textOf = (record: FlowRecord) => columns.map(({ value }) => value(record)).join("|");

/** Loads checked rows; months whose rows are all as they are stored count as unchanged. */
export async function loadFlow(records: readonly FlowRecord[], context: LoadContext): Promise<LoadOutcome> {
  const { queryable, municipalityCode, checkpoint } = context;
  checkpoint("loading", 0);
  const months = [...new Set(records.map(({ month }) => month))].sort();
  const { rows: stored } = await queryable.query<FlowRecord>(
    `select month::text as month, unit, case_type as "caseType", received, investigated, open_cases as "openCases",
       days_assessment as "daysAssessment", days_investigation as "daysInvestigation", days_waiting as "daysWaiting"
     from exact.flow_months where municipality_code = $1 and month = any ($2::date[])`,
    [municipalityCode, months],
  );
  const rowsOf = (all: readonly FlowRecord[], month: string) =>
    all
      .filter((record) => record.month === month)
      .map(textOf)
      .sort()
      .join("\n");
  const changed = new Set(months.filter((month) => rowsOf(stored, month) !== rowsOf(records, month)));
  const removed = await queryable.query(
    "delete from exact.flow_months where municipality_code = $1 and month = any ($2::date[])",
    [municipalityCode, [...changed]],
  );
  const added = await bulkWrite(
    queryable,
    records.filter(({ month }) => changed.has(month)),
    {
      text: `insert into exact.flow_months (municipality_code, month, unit, case_type, received, investigated, open_cases,
               days_assessment, days_investigation, days_waiting)
             select $1, incoming.* from {rows} as incoming`,
      fixed: [municipalityCode],
      columns,
    },
    (fraction) => checkpoint("loading", fraction),
  );
  const periods = `${months[0]?.slice(0, 7)} – ${months.at(-1)?.slice(0, 7)}`;
  const issues: Issue[] =
    removed.affectedCount > 0 ? [issue("count.replaced", { count: removed.affectedCount, periods })] : [];
  return {
    loadedCount: records.length,
    changedCount: removed.affectedCount + added,
    divisionId: null,
    issues,
  };
}
