// Reads a delivered table the way any receiver would: decode as promised, parse, one record a row.
import { parse } from "csv-parse/sync";
import type { DemonstrationFile } from "../../../data/demo/index.ts";

/** Decodes and parses a table; throws on bytes that the promised encoding does not allow and on ragged rows. */
export function readTable({ bytes, options }: DemonstrationFile): Record<string, string>[] {
  const label = options.encoding === "windows-1252" ? "windows-1252" : "utf-8";
  const text = new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  return parse(text, { delimiter: options.separator!, columns: true, bom: true, record_delimiter: "\r\n" });
}
