// One layer or sheet of a file in one shape, whatever the format was: columns, rows of cells, and a geometry per row or none.
import type { Geometry } from "geojson";
import type {
  Cell,
  ColumnInfo,
  FeatureLayer,
  FormatId,
  LayerCoordinateSystem,
  ReadResult,
  TableSheet,
} from "../formats/types.ts";

interface SourceRow {
  /** Row as a person counts them: of the sheet with its headings, or number of the feature. */
  readonly row: number;
  readonly cells: readonly Cell[];
  /** In EPSG:3006; null for tables and for features without a shape. */
  readonly geometry: Geometry | null;
}

export interface SourceTable {
  readonly fileName: string;
  readonly format: FormatId;
  readonly name: string;
  readonly columns: readonly ColumnInfo[];
  readonly rows: readonly SourceRow[];
  /** Null for tables. */
  readonly coordinateSystem: LayerCoordinateSystem | null;
  /** False when a layer's coordinate system is unknown, so that its geometry must not be used. */
  readonly isConverted: boolean;
  /** Title rows and footnotes around a table. */
  readonly remarks: readonly string[];
}

function fromLayer(layer: FeatureLayer, fileName: string, format: FormatId): SourceTable {
  const names = layer.columns.map(({ name }) => name);
  return {
    fileName,
    format,
    name: layer.name,
    columns: layer.columns,
    rows: layer.features.map(({ row, properties, geometry }) => ({
      row,
      geometry,
      cells: names.map((name) => {
        const value = properties[name] ?? null;
        return typeof value === "boolean" ? String(value) : value;
      }),
    })),
    coordinateSystem: layer.coordinateSystem,
    isConverted: layer.geometriesAre === "EPSG:3006",
    remarks: [],
  };
}

function fromSheet(sheet: TableSheet, fileName: string, format: FormatId): SourceTable {
  return {
    fileName,
    format,
    name: sheet.name,
    columns: sheet.columns,
    rows: sheet.rows.map(({ row, cells }) => ({ row, cells, geometry: null })),
    coordinateSystem: null,
    isConverted: true,
    remarks: [...sheet.titleRows, ...sheet.footnotes],
  };
}

/** All layers or sheets of a file that was read; none of a refused one. */
export function sourceTables(result: ReadResult, fileName: string): SourceTable[] {
  if (result.kind === "features") return result.layers.map((layer) => fromLayer(layer, fileName, result.format));
  if (result.kind === "table") return result.sheets.map((sheet) => fromSheet(sheet, fileName, result.format));
  return [];
}

/** The values of one column from the top. */
export function columnCells(table: SourceTable, columnIndex: number): Cell[] {
  return table.rows.map(({ cells }) => cells[columnIndex] ?? null);
}

/** A cell as text without surrounding spaces; "" when empty. */
export function cellText(cell: Cell | undefined): string {
  return cell === null || cell === undefined
    ? ""
    : String(cell)
        .replace(/\u00a0/g, " ")
        .trim();
}
