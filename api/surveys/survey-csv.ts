// What is told of a survey as CSV, in Swedish as the municipality's other files: means with intervals, never of fewer than five.
import type { Survey, SurveyResult } from "../contract/surveys.ts";
import { type CsvCell, csvText } from "../exports/csv-text.ts";

const headings = [
  ...["Enkät", "Omgång", "Fråga", "Lägsta steget", "Högsta steget", "Steg", "Antal svar"],
  ...["Före, medel", "Före, från", "Före, till", "Nu, medel", "Nu, från", "Nu, till"],
  ...["Skillnad, medel", "Skillnad, från", "Skillnad, till", "Mer än slumpen", "Intervall"],
  ...["Nu mot omgången före, medel", "Nu mot omgången före, från", "Nu mot omgången före, till"],
  "Nu mot omgången före, mer än slumpen",
];

/** The same as the page shows, round by round. A question that fewer than five have answered has a row and no numbers. */
export function surveyCsv({ name, steps, questions, rounds }: Survey): string {
  const rows = rounds.flatMap((round) => questions.map((question) => ({ round, question })));
  return csvText(
    headings,
    rows.map(({ round: { round, results }, question: { id, text, low, high } }): CsvCell[] => {
      const result = results.find(({ questionId }) => questionId === id);
      const count = result?.count ?? null;
      return [
        ...[name, round, text, low, high, steps, count ?? "under 5"],
        ...[...cells(result?.before), ...cells(result?.now), ...cells(result?.difference)],
        result?.difference ? (result.isMoreThanChance ? "ja" : "nej") : null,
        count === null ? null : "95 %",
        ...cells(result?.sincePrevious),
        result?.sincePrevious ? (result.isMoreThanChanceSince ? "ja" : "nej") : null,
      ];
    }),
  );
}

/** Two decimals: more would tell of the arithmetic and not of the people. */
function cells(interval: SurveyResult["now"] | undefined): CsvCell[] {
  if (!interval) return [null, null, null];
  return [interval.mean, interval.low, interval.high].map((value) => Number(value.toFixed(2)));
}
