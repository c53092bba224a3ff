// What reading a file gives: layers of features, sheets of rows, or a refusal. Everything here can cross a thread border.
import type { Geometry } from "geojson";
import type { Issue } from "../issues.ts";
import type { UploadLimits } from "../upload-limits.ts";

/** How a reader is told what the person has chosen, and which limits hold. */
export interface ReadOptions {
  /** The coordinate system the person has chosen, when the file's own is missing, ambiguous or wrong. */
  readonly epsg?: number;
  readonly limits?: UploadLimits;
  /** Files sent together with this one without a zip, such as the .mid of a .mif or the parts of a Shapefile. */
  readonly companions?: readonly UploadEntry[];
  /** Called with 0…1 and what is being done; reading of one step may be silent. */
  readonly onProgress?: (fraction: number, step: ReadStep) => void;
}

export type ReadStep = "unpacking" | "reading" | "checking";

/** One cell: text as it stands in the file; a number where the file itself holds numbers (Excel, JSON); null when empty. */
export type Cell = string | number | null;

export type ColumnKind = "text" | "integer" | "number" | "date" | "boolean" | "empty" | "mixed";

/** One column of a table or attribute of a layer. */
export interface ColumnInfo {
  /** Unique within its sheet or layer. Headings of several rows are joined by " / ". */
  readonly name: string;
  /** The heading's parts from the top row down; one part for most files, none when the file has no heading. */
  readonly headings: readonly string[];
  readonly kind: ColumnKind;
  /** Cells that are not empty. */
  readonly filledCount: number;
}

/** One feature. Row 1 is the first feature of its layer. */
export interface FeatureRow {
  readonly row: number;
  readonly properties: Readonly<Record<string, Cell | boolean>>;
  /** In EPSG:3006 (east, north), unless the layer's `geometriesAre` says "unconverted"; null when the row has none. */
  readonly geometry: Geometry | null;
}

export interface LayerCoordinateSystem {
  /** The system the file was read as; null when it must be chosen by a person. */
  readonly epsg: number | null;
  /** Who said so: the file, the size of its coordinates, or a person (`ReadOptions.epsg`); "unknown" when epsg is null. */
  readonly source: "file" | "sniffed" | "asked" | "unknown";
  /** The systems to choose between when epsg is null, likeliest first. */
  readonly candidates: readonly number[];
  readonly axesSwapped: boolean;
}

export interface FeatureLayer {
  readonly name: string;
  readonly featureCount: number;
  readonly coordinateSystem: LayerCoordinateSystem;
  /** "unconverted" only when the coordinate system is not known: such a layer must not be loaded. */
  readonly geometriesAre: "EPSG:3006" | "unconverted";
  readonly columns: readonly ColumnInfo[];
  readonly features: readonly FeatureRow[];
}

/** One row of data. `row` counts from 1 as in a spreadsheet, title and heading rows included. */
export interface TableRow {
  readonly row: number;
  /** As many cells as there are columns. */
  readonly cells: readonly Cell[];
}

export interface TableSheet {
  /** Name of the sheet, or of the file when the format has no sheets. */
  readonly name: string;
  /** Row of the last heading; null when the file has none. */
  readonly headerRow: number | null;
  readonly columns: readonly ColumnInfo[];
  readonly rows: readonly TableRow[];
  /** Text above the headings, one entry a row. */
  readonly titleRows: readonly string[];
  /** Text below the data (notes, source, contact), one entry a row. */
  readonly footnotes: readonly string[];
  /** Character encoding of a text file; null for other formats. */
  readonly encoding: string | null;
  /** Delimiter of a CSV file; null for other formats. */
  readonly delimiter: string | null;
}

export type FormatId =
  | "geopackage"
  | "shapefile"
  | "mapinfo-tab"
  | "mapinfo-mif"
  | "geojson"
  | "flatgeobuf"
  | "csv"
  | "xlsx"
  | "pxweb-json"
  | "json-stat";

export interface FeaturesResult {
  readonly kind: "features";
  readonly format: FormatId;
  readonly layers: readonly FeatureLayer[];
  readonly issues: readonly Issue[];
}

export interface TableResult {
  readonly kind: "table";
  readonly format: FormatId;
  readonly sheets: readonly TableSheet[];
  readonly issues: readonly Issue[];
}

/** Nothing of the file is given on. */
export interface RefusedResult {
  readonly kind: "refused";
  readonly issues: readonly Issue[];
}

export type ReadResult = FeaturesResult | TableResult | RefusedResult;

/** An opened upload: the files it consists of, one for a file that is neither a zip nor has companions. */
export interface Upload {
  /** The name the person gave the file. */
  readonly fileName: string;
  /** The file as it was sent. */
  readonly bytes: Uint8Array;
  readonly entries: readonly UploadEntry[];
}

export interface UploadEntry {
  /** Path inside the zip with forward slashes, or the file name. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ReadContext {
  readonly limits: UploadLimits;
  readonly chosenEpsg: number | null;
  readonly progress: (fraction: number, step: ReadStep) => void;
}

/** One format: how it is recognised by content, and how it is read. A reader never throws on bad input. */
export interface Format {
  readonly id: FormatId;
  /** Name in messages, the same in both languages. */
  readonly name: string;
  readonly extensions: readonly string[];
  /** True when the content is of this format, whatever the file is called. */
  readonly detect: (upload: Upload) => boolean;
  readonly read: (upload: Upload, context: ReadContext) => Promise<ReadResult>;
}

/** A refusal with its reasons. */
export function refused(...issues: readonly Issue[]): RefusedResult {
  return { kind: "refused", issues };
}
