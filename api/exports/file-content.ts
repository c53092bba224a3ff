// What the thread that writes files is given: one kind a library.
import type { GeoPackageLayer } from "../../data/formats/gdal.ts";
import type { DecisionRecord } from "../contract/record.ts";
import type { Sheet } from "./plan-sheet.ts";

export type FileContent =
  | { readonly kind: "geopackage"; readonly layer: GeoPackageLayer }
  | { readonly kind: "workbook"; readonly sheet: Sheet }
  | { readonly kind: "pdf"; readonly record: DecisionRecord }
  /** Several at once, since loading the library takes as long as a PDF. */
  | { readonly kind: "pdfs"; readonly records: readonly DecisionRecord[] };

/** What the thread answers: the file's bytes, or those of each file. */
export type Written<Content extends FileContent> = Content extends { readonly kind: "pdfs" }
  ? Uint8Array[]
  : Uint8Array;
