// The decision record (beslutsunderlag): one document in Swedish, from which the page, the PDF and the HTML report are made.
import { z } from "zod";

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
    sections: z.array(z.object({ id: z.string(), title: z.string(), blocks: z.array(RecordBlock) })),
  })
  .meta({ id: "DecisionRecord" });
export type DecisionRecord = z.infer<typeof DecisionRecord>;

/** Left out: exact for planners, protected for managers, who have no other. */
const numbers = z.enum(["exact", "protected"]).optional();
export const RecordQuery = z.strictObject({ numbers });
export const RecordFileQuery = z.strictObject({ numbers, format: z.enum(["html", "pdf"]).default("html") });
