// How trouble is told (RFC 9457).
import { z } from "zod";
import { PlanConflict } from "./plan-life.ts";
import { Sentence } from "./primitives.ts";
import { ProblemTreeConflict } from "./problem-trees.ts";

/** RFC 9457 problem details, with every violation of the request named. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z
      .string()
      .meta({ description: "Stable code of the trouble; the only map from code to status is in the service." }),
    detail: Sentence,
    requestId: z.string(),
    violations: z.array(z.object({ field: z.string(), message: z.string() })),
    retryAfterSeconds: z.int().optional().meta({ description: "With 429: how long to wait before asking again." }),
    currentVersion: z.int().optional().meta({ description: "With 412: the version that somebody else has made." }),
    conflict: PlanConflict.optional().meta({ description: "With 412 on a plan: what somebody else has made of it." }),
    treeConflict: ProblemTreeConflict.optional().meta({
      description: "With 412 on a problem tree: what others have made of it, and where the edits clash.",
    }),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;
