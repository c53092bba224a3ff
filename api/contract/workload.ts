// Workload: versioned weights, and the load of a plan's teams that they give.
import { z } from "zod";
import { Key, Timestamp } from "./primitives.ts";

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
