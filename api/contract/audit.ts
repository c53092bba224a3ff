// The review of the log (loggkontroll): what was done by whom, samples, unusual volumes, notes, and whether the chain is whole.
import { z } from "zod";
import { AreaCode, CalendarDate, Identifier, Sentence } from "./primitives.ts";

/** Also of acts that nobody signed in did, and of the program itself. */
const ActingRole = z.enum(["planner", "manager", "team", "admin", "reviewer", "operator", "anonymous"]);
const Action = z
  .string()
  .max(60)
  .regex(/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)*$/);

const filterFields = {
  from: CalendarDate.optional().meta({ description: "First day, Swedish time." }),
  to: CalendarDate.optional().meta({ description: "Last day, Swedish time." }),
  personId: Identifier.optional(),
  role: ActingRole.optional(),
  action: Action.optional(),
  area: AreaCode.optional().meta({
    description: "What was done to this area, or to the whole of a division that it belongs to.",
  }),
  hours: z.enum(["outside"]).optional().meta({ description: "Only what was done outside office hours." }),
};
export const AuditFilter = z.strictObject(filterFields);
export type AuditFilter = z.output<typeof AuditFilter>;

const Sequence = z.int().positive();

/** GET …/audit/events */
export const AuditEventsQuery = z.strictObject({
  ...filterFields,
  before: z.coerce.number().pipe(Sequence).optional().meta({ description: "Rows with a lower number than this." }),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(50),
});

export const AuditEvent = z
  .object({
    sequence: Sequence,
    occurredAt: z.string(),
    outsideOfficeHours: z.boolean(),
    personId: Identifier.nullable(),
    personName: z.string().nullable().meta({ description: "The name as it was then." }),
    role: z.string(),
    addressClass: z.enum(["this-machine", "internal", "external"]).nullable(),
    action: z.string(),
    objectKind: z.string().nullable(),
    objectId: z.string().nullable(),
    divisionId: Identifier.nullable(),
    areaCodes: z.array(z.string()).meta({ description: "Empty with a division: the whole of it." }),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  })
  .meta({ id: "AuditEvent" });
export type AuditEvent = z.infer<typeof AuditEvent>;

export const AuditEventPage = z
  .object({
    events: z.array(AuditEvent),
    total: z.int().meta({ description: "Rows that the filter lets through, on all pages." }),
    nextBefore: Sequence.nullable(),
  })
  .meta({ id: "AuditEventPage" });

export const AuditVerification = z
  .object({
    at: z.string(),
    whole: z.boolean(),
    through: z.int().meta({ description: "Last row that was verified." }),
    rows: z.int(),
    brokenAt: z.int().nullable(),
    explanation: Sentence.nullable(),
  })
  .meta({
    id: "AuditVerification",
    description: "Whether every row is as it was written, and follows the one before.",
  });
export type AuditVerification = z.infer<typeof AuditVerification>;

/** GET …/audit: what the page needs besides the rows. */
export const AuditOverview = z
  .object({
    firstSequence: Sequence.nullable(),
    lastSequence: Sequence.nullable(),
    firstAt: z.string().nullable(),
    lastVerification: AuditVerification.nullable(),
    purges: z.array(z.object({ at: z.string(), removedFrom: z.int(), removedTo: z.int(), decision: z.string() })),
    retentionYears: z.int(),
    officeHours: z.object({ opens: z.string(), closes: z.string() }),
    actions: z.array(z.object({ action: z.string(), name: Sentence })),
    people: z.array(z.object({ personId: Identifier, name: z.string() })),
  })
  .meta({ id: "AuditOverview" });
export type AuditOverview = z.infer<typeof AuditOverview>;

/** POST …/audit/samples */
export const NewAuditSample = AuditFilter.extend({
  size: z.int().min(1).max(200),
  again: Sequence.optional().meta({ description: "The row of an earlier sample: the same is drawn once more." }),
}).meta({ id: "NewAuditSample" });

export const AuditSample = z
  .object({
    sequence: Sequence.meta({ description: "The sample's own row in the log." }),
    seed: z
      .string()
      .meta({ description: "Drawn by the service; with it and the filter the same rows are drawn again." }),
    through: z.int().meta({ description: "Last row that could be drawn." }),
    population: z.int().meta({ description: "How many rows it was drawn from." }),
    events: z.array(AuditEvent),
  })
  .meta({ id: "AuditSample" });
export type AuditSample = z.infer<typeof AuditSample>;

/** GET …/audit/volumes */
export const AuditVolumesQuery = z.strictObject({
  from: CalendarDate.optional().meta({ description: "First day; 31 days before the last when left out." }),
  to: CalendarDate.optional().meta({ description: "Last day; today when left out." }),
});
export const AuditVolumes = z
  .object({
    from: CalendarDate,
    to: CalendarDate,
    days: z.array(
      z.object({
        personId: Identifier,
        personName: z.string(),
        day: CalendarDate,
        count: z.int().meta({ description: "Readings and exports of exact counts that day." }),
        usual: z.number().nullable().meta({ description: "The median of the person's own earlier days with any." }),
        usualDays: z.int().meta({ description: "How many such days there were in the 90 days before." }),
        unusual: z.boolean(),
      }),
    ),
  })
  .meta({ id: "AuditVolumes" });

/** POST …/audit/notes */
export const NewAuditNote = z
  .strictObject({
    note: z.string().trim().min(2).max(2000),
    about: Sequence.optional().meta({ description: "The row, or the sample's row, that the note is about." }),
  })
  .meta({ id: "NewAuditNote" });

/** GET …/audit/events.csv */
export const AuditExportQuery = AuditFilter.extend({ language: z.enum(["sv", "en"]).default("sv") });
