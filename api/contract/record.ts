// The decision record (beslutsunderlag): one document in Swedish, from which the page, the PDF and the HTML report are made.
import { z } from "zod";
import { CalendarDate, Identifier, Timestamp } from "./primitives.ts";

/** A map drawn in units of its own: `width` across, y downwards. Paths are as in SVG. */
export const RecordMap = z
  .object({
    width: z.int(),
    height: z.int(),
    teams: z.array(
      z.object({
        letter: z.string(),
        name: z.string(),
        colour: z.string(),
        path: z.string(),
        /** Where the letter stands: on each part with room for it, the largest first. */
        labels: z.array(z.object({ x: z.number(), y: z.number(), radius: z.number() })),
      }),
    ),
    unassignedPath: z.string(),
    changedPath: z.string().meta({ description: "Areas with another team than in the plan compared with." }),
    areaBorders: z.string(),
    teamBorders: z.string(),
    scale: z.object({ lengthM: z.number(), width: z.number() }),
    frame: z
      .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
      .nullable()
      .meta({ description: "What the next map enlarges; around the whole of a map that is an enlargement." }),
  })
  .meta({ id: "RecordMap" });
export type RecordMap = z.infer<typeof RecordMap>;

const RecordBlock = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("paragraph"), text: z.string() }),
  z.object({ kind: z.literal("list"), items: z.array(z.string()) }),
  z.object({ kind: z.literal("facts"), facts: z.array(z.object({ name: z.string(), value: z.string() })) }),
  z.object({
    kind: z.literal("table"),
    caption: z.string(),
    columns: z.array(z.object({ heading: z.string(), numeric: z.boolean() })),
    rows: z.array(z.array(z.string())),
  }),
  z.object({ kind: z.literal("map"), caption: z.string(), legend: z.array(z.string()), map: RecordMap }),
]);
export type RecordBlock = z.infer<typeof RecordBlock>;

export const DecisionRecord = z
  .object({
    title: z.string(),
    subtitle: z.string(),
    municipality: z.string(),
    isExact: z.boolean(),
    notice: z.string().meta({ description: "What kind of numbers it holds, and how it may be handled." }),
    madeOn: z.iso.date(),
    bundleSha256: z.string().nullable().meta({
      description: "Checksum of the bundle that proves the numbers; null with protected numbers, which have none.",
    }),
    foot: z.array(z.string()).meta({
      description:
        "Sentences on every page of a kept record: when and by whom it was kept, by which version of the program, and the " +
        "bundle's checksum. Empty in a record of now.",
    }),
    sections: z.array(z.object({ id: z.string(), title: z.string(), blocks: z.array(RecordBlock) })),
  })
  .meta({ id: "DecisionRecord" });
export type DecisionRecord = z.infer<typeof DecisionRecord>;

/** Made once, when the plan was put forward or adopted, and never changed. */
export const KeptRecord = z
  .object({
    id: Identifier,
    occasion: z.enum(["proposed", "adopted"]).meta({ description: "What was done to the plan when it was kept." }),
    keptAt: Timestamp,
    keptBy: z.string().nullable().optional().meta({ description: "Told to planners only." }),
    revision: z.int().meta({ description: "The plan's revision then." }),
    adoptedFrom: CalendarDate.nullable().meta({ description: "From which day it was to apply, as it was said then." }),
    program: z.string().meta({ description: "The version of the program that made it." }),
    files: z
      .array(
        z.object({
          format: z.enum(["html", "pdf", "bundle"]),
          numbers: z.enum(["exact", "protected"]),
          bytes: z.int(),
          sha256: z.string(),
        }),
      )
      .meta({ description: "Those with protected numbers; planners are told of those with exact ones too." }),
  })
  .meta({ id: "KeptRecord" });
export type KeptRecord = z.infer<typeof KeptRecord>;
export const KeptRecordList = z
  .object({
    records: z.array(KeptRecord).meta({ description: "Newest first; none of a plan that was never decided on here." }),
  })
  .meta({ id: "KeptRecordList" });
export type KeptRecordList = z.infer<typeof KeptRecordList>;

/** Left out: exact for planners, protected for managers, who have no other. */
const numbers = z.enum(["exact", "protected"]).optional();
const kept = Identifier.optional().meta({ description: "As it was kept then; as it is now where left out." });
export const RecordQuery = z.strictObject({ numbers, kept });
export const RecordFileQuery = z.strictObject({ numbers, format: z.enum(["html", "pdf"]).default("html"), kept });
export const BundleQuery = z.strictObject({ kept });
