// Monthly flow as everybody who reads it is told it: from the protected table.
import { largestRoundingError } from "../../engine/disclosure/keyed-rounding.ts";
import type { Flow } from "../contract/workload.ts";
import type { Transaction } from "../db/database.ts";

/** By month, team and case type, oldest first. */
export async function readFlow(transaction: Transaction, municipality: string): Promise<Flow> {
  const rows = await transaction.many<Flow["rows"][number]>(
    `select to_char(month, 'YYYY-MM') as month, unit, case_type as "caseType", received, investigated,
       open_cases as "openCases", days_assessment as "daysAssessment", days_investigation as "daysInvestigation",
       days_waiting as "daysWaiting"
     from protected.flow_months where municipality_code = $1 order by flow_months.month, unit, case_type`,
    [municipality],
  );
  const teams = await transaction.many<Flow["teams"][number]>(
    `select units.unit, coalesce(teams.name, '') as name, teams.colour_index as "colourIndex"
     from (select distinct unit from protected.flow_months where municipality_code = $1) units
     left join planning.teams on teams.municipality_code = $1 and teams.letter = units.unit and teams.retired_at is null
     order by units.unit`,
    [municipality],
  );
  return { largestError: largestRoundingError, teams, rows };
}
