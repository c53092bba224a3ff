// One file from start to stored report, with the settings that the preview guesses where none are given.
import type { z } from "zod";
import type { Import, ImportOptions } from "../contract/imports.ts";
import { ImportOptions as ImportOptionsSchema } from "../contract/imports.ts";
import type { Person } from "../http/call.ts";
import type { ImportService } from "./import-service.ts";
import type { Upload } from "./upload.ts";

export interface GivenFile {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly options: ImportOptions;
}

/** The file as an upload, its options completed by what a preview of it guesses. */
export async function completeUpload(imports: ImportService, person: Person, file: GivenFile): Promise<Upload> {
  const options: z.output<typeof ImportOptionsSchema> = ImportOptionsSchema.parse(file.options);
  const guessed = await imports.preview(person, { ...file, options });
  return { ...file, options: { ...options, settings: { ...guessed.settings, ...options.settings } } };
}

/** Imports the file and waits until it has ended. */
export async function importFile(imports: ImportService, person: Person, file: GivenFile): Promise<Import> {
  const started = await imports.start(person, await completeUpload(imports, person, file));
  return (await imports.ended(started.id)) ?? started;
}
