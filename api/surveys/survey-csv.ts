// What is told of a survey as CSV, in Swedish as the municipality's other files: means with intervals, never of fewer than five.
import type { Survey, SurveyResult } from "../contract/surveys.ts";
import { type CsvCell, csvText } from "../exports/csv-text.ts";

const headings = [
  ...["Enkät", "Fråga", "Lägsta steget", "Högsta steget", "Steg", "Antal svar"],
  ...["Före, medel", "Före, från", "Före, till", "Nu, medel", "Nu, från", "Nu, till"],
  ...["Skillnad, medel", "Skillnad, från", "Skillnad, till", "Mer än slumpen", "Intervall"],
];

/** The same as the page shows. A question that fewer than five have answered has a row and no numbers. */
export function surveyCsv({ name, steps, questions, results }: Survey): string {
  return csvText(
    headings,
    questions.map(({ id, text, low, high }): CsvCell[] => {
      const result = results.find(({ questionId }) => questionId === id);
      const count = result?.count ?? null;
      return [
        ...[name, text, low, high, steps, count ?? "under 5"],
        ...[...cells(result?.before), ...cells(result?.now), ...cells(result?.difference)],
        result?.difference ? (result.isMoreThanChance ? "ja" : "nej") : null,
        count === null ? null : "95 %",
      ];
    }),
  );
}

/** Two decimals: more would tell of the arithmetic and not of the people. */
function cells(interval: SurveyResult["now"] | undefined): CsvCell[] {
  if (!interval) return [null, null, null];
  return [interval.mean, interval.low, interval.high].map((value) => Number(value.toFixed(2)));
}
