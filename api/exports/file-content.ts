// What the thread that writes files is given: one kind a library.
import type { GeoPackageLayer } from "../../data/formats/gdal.ts";
import type { DecisionRecord } from "../contract/record.ts";
import type { Sheet } from "./plan-sheet.ts";

export type FileContent =
  | { readonly kind: "geopackage"; readonly layer: GeoPackageLayer }
  | { readonly kind: "workbook"; readonly sheet: Sheet }
  | { readonly kind: "pdf"; readonly record: DecisionRecord };
