// Three years of invented monthly flow by team and case type, with one real change that a control chart should find.
import { createRandom } from "./random.ts";
import { teams } from "./teams.ts";
import type { Cell } from "./text-files.ts";

export const flowHeader = [
  ...["Månad", "Team", "Ärendetyp", "Inkomna", "Till utredning", "Öppna ärenden"],
  ...["Dagar i förhandsbedömning", "Dagar i utredning"],
];

const years = [2023, 2024, 2025] as const;

/** Received a month in a team of average size, the share that is investigated, and days in each step. */
const types = [
  { caseType: "orosanmälan", received: 42, investigated: 0.42, assessmentDays: 11, investigationDays: 96 },
  { caseType: "ansökan", received: 14, investigated: 0.8, assessmentDays: 6, investigationDays: 88 },
] as const;

/** Summer and Christmas are quiet at school, and so is what schools tell of. */
const seasons = [1.02, 1.03, 1.08, 1.02, 1.1, 0.95, 0.62, 0.88, 1.1, 1.12, 1.1, 0.98];

/** The planted change: from October 2024 on more of team B's notifications come in, and open cases grow. */
const change = { team: "B", caseType: "orosanmälan", fromYear: 2024, fromMonth: 10, factor: 1.6 };

/** Rows in the order of the file. The seed's own stream: nothing else of the demonstration changes by it. */
export function drawFlowRows(seed: number): Cell[][] {
  const random = createRandom(seed, "flow");
  const rows: Cell[][] = [];
  for (const { letter, investigationPositions } of teams) {
    for (const { caseType, received, investigated, assessmentDays, investigationDays } of types) {
      let open = Math.round(received * investigated * 3.2);
      for (const year of years) {
        for (const [index, season] of seasons.entries()) {
          const month = index + 1;
          const isAfter = year > change.fromYear || (year === change.fromYear && month >= change.fromMonth);
          const isChanged = isAfter && letter === change.team && caseType === change.caseType;
          const mean = received * (investigationPositions / 6) * season * (isChanged ? change.factor : 1);
          const count = random.poisson(mean);
          const toInvestigation = random.binomial(count, investigated);
          open = Math.max(0, open + toInvestigation - random.poisson(0.3 * open));
          const strain = isChanged ? 1.2 : 1;
          rows.push([
            `${year}-${String(month).padStart(2, "0")}`,
            letter,
            caseType,
            count,
            toInvestigation,
            open,
            Math.round(assessmentDays * strain + random.normal()),
            Math.round(investigationDays * strain + 5 * random.normal()),
          ]);
        }
      }
    }
  }
  return rows;
}
