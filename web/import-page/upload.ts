// A file and its options as the service wants them.
import type { ImportOptions } from "../../api/contract/imports.ts";

/** Part `file` and part `options` (JSON) of a multipart request. */
export function uploadBody(file: File, options: ImportOptions): FormData {
  const body = new FormData();
  body.set("options", JSON.stringify(options));
  body.set("file", file, file.name);
  return body;
}
