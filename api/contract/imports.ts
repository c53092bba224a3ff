// Bringing in files: purposes, preview with guessed columns, the import itself and its report.
import { z } from "zod";
import { Identifier, Sentence, Timestamp } from "./primitives.ts";

export const importPurposes = [
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
export const ImportPurpose = z.enum(importPurposes).meta({ id: "ImportPurpose" });
export type ImportPurpose = z.infer<typeof ImportPurpose>;

/** GET …/imports/purposes: what each kind of file must or may tell, so that the wizard is made from the importer's own list. */
export const PurposeDescription = z
  .object({
    purpose: ImportPurpose,
    name: Sentence,
    help: Sentence,
    accepts: z.array(z.string()).meta({ description: "File name endings." }),
    needsDivision: z.boolean(),
    fields: z.array(
      z.object({
        key: z.string(),
        name: Sentence,
        required: z.boolean(),
        repeated: z
          .boolean()
          .meta({ description: "May be mapped to several columns (one per age class or case type)." }),
      }),
    ),
    settings: z.array(
      z.object({
        key: z.string(),
        name: Sentence,
        kind: z.enum(["text", "number", "date", "choice"]),
        required: z.boolean(),
        isDeclaration: z
          .boolean()
          .meta({ description: "True where the person vouches for something: asked anew for each file." }),
        choices: z.array(z.object({ value: z.string(), name: Sentence })),
      }),
    ),
  })
  .meta({ id: "PurposeDescription" });
export type PurposeDescription = z.infer<typeof PurposeDescription>;
export const PurposeList = z.object({ purposes: z.array(PurposeDescription) }).meta({ id: "PurposeList" });

export const ImportIssue = z
  .object({
    code: z.string(),
    severity: z.enum(["error", "warning", "info"]),
    row: z.int().optional(),
    column: z.string().optional(),
    area: z.string().optional(),
    file: z.string().optional(),
    message: Sentence,
  })
  .meta({ id: "ImportIssue" });
export type ImportIssue = z.infer<typeof ImportIssue>;

/** Part `options` (JSON) beside part `file` of the multipart requests. */
export const ImportOptions = z
  .strictObject({
    purpose: ImportPurpose,
    divisionId: Identifier.nullable().default(null),
    layer: z.string().optional().meta({ description: "Which layer or sheet, where the file has several." }),
    epsg: z
      .int()
      .optional()
      .meta({ description: "The person's answer where the file does not say its coordinate system." }),
    mapping: z
      .record(z.string(), z.array(z.string()))
      .optional()
      .meta({ description: "Field key → headings. Left out: guessed, or remembered." }),
    settings: z
      .record(z.string(), z.string())
      .default({})
      .meta({ description: "Answers to the purpose's settings, for example name, edition, date." }),
  })
  .meta({ id: "ImportOptions" });
export type ImportOptions = z.input<typeof ImportOptions>;

/** POST …/imports/preview */
export const ImportPreview = z
  .object({
    fileName: z.string(),
    format: z.string(),
    layers: z.array(z.object({ name: z.string(), rowCount: z.int() })),
    layer: z.string(),
    coordinateSystem: z
      .object({
        epsg: z.int().nullable(),
        name: z.string().nullable(),
        source: z.enum(["file", "sniffed", "asked", "unknown"]),
        candidates: z.array(z.object({ epsg: z.int(), name: z.string() })),
      })
      .nullable(),
    columns: z.array(z.object({ heading: z.string(), samples: z.array(z.string()) })),
    mapping: z.record(z.string(), z.array(z.string())),
    mappingSource: z.enum(["guessed", "remembered", "given"]),
    settings: z
      .record(z.string(), z.string())
      .meta({ description: "Settings guessed from the file, for example the date." }),
    rows: z.array(z.array(z.string())).meta({
      description: "The first 50 rows as text, one cell per column. Empty for case files, whose rows are never shown.",
    }),
    rowCount: z.int(),
    onlyInFile: z.array(z.string()).meta({ description: "Codes in the file that the division does not have." }),
    onlyInDivision: z.array(z.string()).meta({ description: "Areas that the file says nothing about." }),
    issues: z.array(ImportIssue),
    issueCounts: z.object({ error: z.int(), warning: z.int(), info: z.int() }),
    loadable: z.boolean(),
  })
  .meta({ id: "ImportPreview" });
export type ImportPreview = z.infer<typeof ImportPreview>;

const importStatuses = ["running", "loaded", "unchanged", "refused", "cancelled", "failed"] as const;
/** POST …/imports answers 202 with this; GET …/imports/{id} follows it. */
export const Import = z
  .object({
    id: Identifier,
    purpose: ImportPurpose,
    fileName: z.string(),
    status: z.enum(importStatuses),
    divisionId: Identifier.nullable(),
    rowCount: z.int().nullable(),
    loadedCount: z.int().nullable(),
    issues: z.array(ImportIssue),
    author: z.string().nullable(),
    createdAt: Timestamp,
    finishedAt: Timestamp.nullable(),
  })
  .meta({ id: "Import" });
export type Import = z.infer<typeof Import>;
export const ImportList = z.object({ imports: z.array(Import.omit({ issues: true })) }).meta({ id: "ImportList" });

/** Server-sent events of GET …/imports/{id}/events: `progress`, then one `end` with the Import. */
export const ImportProgress = z
  .object({
    stage: z.enum(["reading", "validating", "loading", "adjacency", "done"]),
    fraction: z.number().min(0).max(1),
    message: Sentence,
  })
  .meta({ id: "ImportProgress" });
export type ImportProgress = z.infer<typeof ImportProgress>;
