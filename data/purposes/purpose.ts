// What a purpose (a kind of file) must tell: its fields, settings, how it is checked and how it is loaded.
import type { DivisionCodes } from "../codes.ts";
import type { Cell, ColumnInfo } from "../formats/types.ts";
import type { Issue } from "../issues.ts";
import type { Queryable } from "../queryable.ts";
import type { SourceTable } from "../validate/source-table.ts";

/** A sentence or name in both languages of the interface. */
export interface Sentence {
  readonly sv: string;
  readonly en: string;
}

export const purposeNames = [
  "areas",
  "population",
  "clients",
  "case-rows",
  "indicators",
  "arenas",
  "catchments",
  "current-division",
  "staffing",
  "flow",
  "area-names",
  "links",
  "background",
] as const;
export type PurposeName = (typeof purposeNames)[number];

/** Field key → headings of the columns that hold it. */
export type ColumnMapping = Readonly<Record<string, readonly string[]>>;
/** Setting key → the person's answer. */
export type Settings = Readonly<Record<string, string>>;

/** A division as an import sees it. */
export interface DivisionFacts extends DivisionCodes {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly edition: string;
}

/** What is known around a file before it is checked. */
export interface ImportContext {
  readonly municipalityCode: string;
  readonly division: DivisionFacts | null;
  readonly fileName: string;
  /** The coordinate system the person has chosen for coordinates in columns; null when none. */
  readonly chosenEpsg: number | null;
  readonly queryable: Queryable;
}

/** One thing a column can hold. */
export interface Field {
  readonly key: string;
  readonly name: Sentence;
  readonly required: boolean;
  /** True when several columns may hold it (one per age class, case type or indicator). */
  readonly repeated: boolean;
  /** Matched with the heading's letters and digits (no spaces, no å/ä/ö), most telling first. */
  readonly headings: readonly RegExp[];
  /** Judges a column by heading and content: 0 cannot be this field, 1 certainly is. Left out: the heading alone decides. */
  readonly fits?: (column: ColumnInfo, cells: readonly Cell[], context: ImportContext) => number;
}

export interface Setting {
  readonly key: string;
  readonly name: Sentence;
  readonly kind: "text" | "number" | "date" | "choice";
  readonly required: boolean;
  /** True where the answer is something that somebody vouches for: given answers are told in the log. */
  readonly isDeclaration?: true;
  readonly choices: readonly { readonly value: string; readonly name: Sentence }[];
}

/** Everything a check of one table is handed. */
export interface CheckInput {
  readonly table: SourceTable;
  readonly mapping: ColumnMapping;
  readonly settings: Settings;
  readonly context: ImportContext;
}

/** The outcome of a check. Records may be loaded only when no issue is an error. */
export interface Checked<Records> {
  readonly records: Records;
  readonly issues: readonly Issue[];
  /** Codes of the file that the division does not have. */
  readonly onlyInFile: readonly string[];
  /** Areas that the file says nothing about. */
  readonly onlyInDivision: readonly string[];
}

/** What loading is handed besides the records. */
export interface LoadContext extends ImportContext {
  readonly userId: string | null;
  readonly settings: Settings;
  /** Call between chunks: reports how far (0…1) and throws ImportCancelled when the import has been called off. */
  readonly checkpoint: (stage: "loading" | "adjacency", fraction: number) => void;
  readonly signal: AbortSignal;
}

export interface LoadOutcome {
  /** Rows of the file, or things, that are now in the database because of this file. */
  readonly loadedCount: number;
  /** Rows inserted, updated or deleted; 0 means that the file changed nothing. */
  readonly changedCount: number;
  readonly divisionId: string | null;
  readonly issues: readonly Issue[];
  /** Count files only: period → hash of its rows, kept with the import. */
  readonly periodHashes?: Readonly<Record<string, string>>;
}

/** A kind of file. `Records` is what its check gives and its loading takes. */
export interface Purpose<Records> {
  readonly purpose: PurposeName;
  readonly name: Sentence;
  readonly help: Sentence;
  /** File name endings. */
  readonly accepts: readonly string[];
  readonly needsDivision: boolean;
  /** True for files whose rows are never shown, quoted or stored. */
  readonly isSensitive: boolean;
  readonly fields: readonly Field[];
  readonly settings: readonly Setting[];
  /** Settings that can be told from the file, for example its date; shown and correctable. */
  readonly guessSettings: (input: CheckInput) => Settings;
  readonly check: (input: CheckInput) => Promise<Checked<Records>>;
  readonly load: (records: Records, context: LoadContext) => Promise<LoadOutcome>;
}

/** Thrown at a checkpoint when the import has been called off; undoes the transaction and is not a failure. */
export class ImportCancelled extends Error {
  constructor() {
    super("The import was cancelled");
    this.name = "ImportCancelled";
  }
}

export const geographicFileEndings = [".gpkg", ".zip", ".geojson", ".json", ".fgb", ".tab", ".mif"] as const;
export const tableFileEndings = [".csv", ".txt", ".xlsx", ".json"] as const;
