// A plan as one sheet of a table: headings and rows, for CSV and for a workbook.
import { type ExportedPlan, type PlacedArea, planColumns, planNameColumn, planRows } from "./plan-rows.ts";

export interface Sheet {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export function planSheet(plan: ExportedPlan, areas: readonly PlacedArea[]): Sheet {
  return {
    name: "Områden och team",
    headings: [...planColumns.map(({ heading }) => heading), planNameColumn.heading],
    rows: planRows(plan, areas).map((row) => [...planColumns.map(({ value }) => value(row)), plan.name]),
  };
}
