// Workload: versioned weights, and the load of a plan's teams that they give.
import { z } from "zod";
import { CalendarDate, Identifier, Key, Timestamp } from "./primitives.ts";

/** Load of one case, or of one child. */
const Weight = z.number().min(0).max(10_000);
const CaseWeight = z.object({
  caseType: Key.meta({ description: "Key of the case type's measure, such as clients-utredning." }),
  weight: Weight,
});

/** What a case of each type and a child ask of a team in a year. */
export const WorkloadWeights = z
  .object({
    version: z.int().meta({ description: "0 is the program's own default, which applies until somebody has saved." }),
    unit: z.enum(["hours", "points"]),
    perCase: z.array(CaseWeight),
    otherCase: Weight.meta({ description: "Of a case type that perCase does not name." }),
    perChild: Weight.meta({ description: "Preventive work, per child and year." }),
    note: z.string(),
    author: z.string().nullable().meta({ description: "Null for the default, and where the person is gone." }),
    createdAt: Timestamp.nullable(),
  })
  .meta({ id: "WorkloadWeights" });
export type WorkloadWeights = z.infer<typeof WorkloadWeights>;

/** Newest first; the default is last. */
export const WorkloadWeightVersions = z
  .object({ versions: z.array(WorkloadWeights) })
  .meta({ id: "WorkloadWeightVersions" });

/** PUT …/workload/weights with If-Match: the version that was read, 0 for the default. */
export const WorkloadWeightsInput = z
  .strictObject({
    unit: z.enum(["hours", "points"]),
    perCase: z
      .array(z.strictObject(CaseWeight.shape))
      .max(60)
      .refine((weights) => new Set(weights.map(({ caseType }) => caseType)).size === weights.length, {
        message: "A case type occurs twice.",
      }),
    otherCase: Weight,
    perChild: Weight,
    note: z.string().trim().max(500).default(""),
  })
  .meta({ id: "WorkloadWeightsInput" });
export type WorkloadWeightsInput = z.infer<typeof WorkloadWeightsInput>;

/** A table that the page makes from what it has been told, and saves as a file once that is in the log. */
const savedTables = [
  "load",
  "load-over-time",
  "per-position",
  "overview",
  "crowding",
  "flow",
  "received-per-position",
  "forecast",
  "what-if",
  "plan-outlooks",
  "back-test",
  "watch",
  "follow-up",
] as const;
export const SavedTableRecord = z
  .strictObject({ table: z.enum(savedTables), format: z.literal("csv") })
  .meta({ id: "SavedTableRecord" });
export type SavedTableRecord = z.infer<typeof SavedTableRecord>;

const TeamWorkload = z.object({
  teamId: Identifier,
  expectedCases: z.array(z.number()).meta({ description: "By case type: cases expected in a year." }),
  children: z.number().meta({ description: "At least so many where unknownChildAreas is above 0." }),
  roundedCaseCounts: z.int().meta({ description: "How many rounded counts the team's cases are made from." }),
  roundedChildCounts: z.int(),
  unknownCaseAreas: z.int().meta({
    description:
      "Areas of which neither cases nor all children are told: the team has at least the cases that are expected.",
  }),
  unknownChildAreas: z.int().meta({ description: "Areas of which some children are not told." }),
  untoldAreas: z.int().meta({
    description: "Areas of which some count of cases is not told; they have the municipality's rate.",
  }),
  cappedAreas: z.int().meta({ description: "Areas with a count at its cap: the load may be larger." }),
});

const WorkloadPeriod = z
  .object({
    period: z.string().meta({ description: '"2023-2025" (counted by case type) or "2025" (all clients, shared out).' }),
    years: z.int(),
    typesTogether: z.boolean().meta({
      description: "True where all clients were counted as one and shared among the types as in typesFrom.",
    }),
    typesFrom: z.string().nullable(),
    childrenDate: CalendarDate.meta({ description: "Children of that day, the last of the period that is told." }),
    ratesPerThousand: z.array(z.number()).meta({
      description: "By case type: cases a year per thousand children in the whole municipality.",
    }),
    teams: z.array(TeamWorkload),
    unplaced: z
      .object({ clientsAYear: z.number().nullable(), children: z.number().nullable() })
      .meta({ description: "Without an area, so in no team's numbers; null where it is not told." }),
    unassigned: z.object({ areaCount: z.int(), expectedCases: z.array(z.number()), children: z.number() }),
  })
  .meta({ id: "WorkloadPeriod" });
export type WorkloadPeriod = z.infer<typeof WorkloadPeriod>;

/** GET …/plans/{id}/workload: made from protected counts for everybody, planners too. */
export const PlanWorkload = z
  .object({
    planId: Identifier,
    version: z.int().meta({ description: "Of the plan." }),
    childrenMeasure: z.object({ nameSv: z.string(), nameEn: z.string() }).nullable(),
    caseTypes: z.array(z.object({ key: Key, nameSv: z.string(), nameEn: z.string() })).meta({
      description: "The case types that are told, in the order of all arrays by case type.",
    }),
    periods: z.array(WorkloadPeriod).meta({
      description: "Several years together first, then each year, newest first. Empty where nothing is told yet.",
    }),
  })
  .meta({ id: "PlanWorkload" });
export type PlanWorkload = z.infer<typeof PlanWorkload>;

const FlowCount = z.int().nullable().meta({ description: "A multiple of five; null where the file does not say." });
const FlowDays = z.number().nullable().meta({
  description:
    "Whole days, as the file has them (mean or median); null where it does not say or too few cases are told.",
});
/** GET …/flow: rounded at import, the same for planners and managers. */
export const Flow = z
  .object({
    largestError: z.int().meta({ description: "Each count is at most so far from the exact one." }),
    teams: z.array(z.object({ unit: z.string(), name: z.string(), colourIndex: z.int().nullable() })).meta({
      description: "Those of the rows; the unit is a team's letter, or empty for what is parted on no team.",
    }),
    rows: z.array(
      z.object({
        month: z.string().meta({ description: "2025-03." }),
        unit: z.string(),
        caseType: z.string(),
        received: FlowCount,
        investigated: FlowCount,
        openCases: FlowCount,
        daysAssessment: FlowDays,
        daysInvestigation: FlowDays,
        daysWaiting: FlowDays,
      }),
    ),
  })
  .meta({ id: "Flow" });
export type Flow = z.infer<typeof Flow>;
