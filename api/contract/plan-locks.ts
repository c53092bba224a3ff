// What is locked in a draft: areas and teams that the drawing and a repair leave as they are.
import { z } from "zod";
import { AreaCode, Identifier, Timestamp } from "./primitives.ts";

const locked = {
  areaCodes: z.array(AreaCode).max(200_000),
  teamIds: z
    .array(Identifier)
    .max(64)
    .meta({ description: "A locked team neither gains nor loses areas, also those that it takes over later." }),
};

export const PlanLocks = z
  .object({
    ...locked,
    version: z.int().meta({ description: "Of the locks alone; 1 where nothing was ever locked." }),
    changedBy: z.string().nullable(),
    changedAt: Timestamp.nullable(),
  })
  .meta({ id: "PlanLocks" });
export type PlanLocks = z.infer<typeof PlanLocks>;

/** PUT …/plans/{id}/locks with If-Match: all that is locked from now on. */
export const NewPlanLocks = z.strictObject(locked).meta({ id: "NewPlanLocks" });
export type NewPlanLocks = z.infer<typeof NewPlanLocks>;
