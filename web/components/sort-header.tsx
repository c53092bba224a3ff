// A column's heading that sorts the table.
import type { ReactNode } from "react";

export interface SortOrder<Column extends string> {
  readonly column: Column;
  readonly descending: boolean;
}

export function SortHeader<Column extends string>({
  column,
  order,
  onSort,
  right,
  children,
}: {
  column: Column;
  order: SortOrder<Column>;
  onSort: (order: SortOrder<Column>) => void;
  right?: boolean;
  children: ReactNode;
}) {
  const own = order.column === column;
  return (
    <th
      scope="col"
      className={right ? "right" : undefined}
      aria-sort={own ? (order.descending ? "descending" : "ascending") : "none"}
    >
      <button
        type="button"
        className="sort-button"
        onClick={() => onSort({ column, descending: own && !order.descending })}
      >
        {children}
        <span aria-hidden="true">{own ? (order.descending ? "▼" : "▲") : ""}</span>
      </button>
    </th>
  );
}
