// One file from start to stored report, for the command line and the demonstration.
import { type Import, ImportOptions } from "../contract/imports.ts";
import type { Person } from "../http/call.ts";
import type { ImportService } from "./import-service.ts";
import type { Upload } from "./upload.ts";

export interface GivenFile {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly options: ImportOptions;
}

/** The file as an upload, what was left out of its options filled in with the contract's defaults. */
export function uploadOf(file: GivenFile): Upload {
  return { ...file, options: ImportOptions.parse(file.options) };
}

/** Imports the file and waits until it has ended. */
export async function importFile(imports: ImportService, person: Person, file: GivenFile): Promise<Import> {
  const started = await imports.start(person, uploadOf(file));
  return (await imports.ended(started.id)) ?? started;
}
