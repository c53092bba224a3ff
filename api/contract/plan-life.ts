// A plan's history, what two planners did at once, and comments.
import { z } from "zod";
import { AnswerSubject, CommentText, threadFields } from "./comments.ts";
import { PlanJudge } from "./plans.ts";
import { AreaCode, Identifier, Key, Timestamp } from "./primitives.ts";
import { RunKind } from "./runs.ts";

export const RevisionNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .meta({ id: "RevisionNumber", description: "1, 2, 3 … of one plan." });

const Move = z
  .object({
    areaIndex: z.int(),
    fromTeamId: Identifier.nullable(),
    toTeamId: Identifier.nullable(),
  })
  .meta({ id: "Move" });

/** One saved assignment of a plan, with what it moved from the one before. */
/** What was moved, and what the moved areas have. */
const Moved = z.object({
  movedAreaCount: z.int().meta({ description: "Areas with another team than in the revision before; 0 in the first." }),
  moved: z.array(z.object({ sum: z.number(), unknownCount: z.int() })).meta({
    description: "What the moved areas have of each of the history's measures, where it is known.",
  }),
});

/** What a run found and a planner took over in a draft. */
export const UsedRun = z
  .object({
    runId: Identifier,
    solution: z.int().nullable().meta({ description: "Null where it was the run's own result." }),
    kind: RunKind,
    createdAt: Timestamp.meta({ description: "When the run was made." }),
    measureKey: Key.meta({ description: "What its moves are counted in: the first measure that its rules balance." }),
    movedAreaCount: z.int().nullable().meta({
      description:
        "From the plan that the run began from; null of a run's own result, whose revision tells what moved.",
    }),
    movedWeight: z.number().nullable(),
    movedAtLeast: z
      .number()
      .nullable()
      .meta({ description: "So much at least must move; null where it was not asked." }),
    proven: z.boolean().meta({ description: "It is proven that no plan with deviations as small moves less." }),
    largestDeviationFraction: z.number(),
    placedOtherwise: z.int().meta({ description: "Areas that the revision has in another team than the run did." }),
  })
  .meta({ id: "UsedRun" });
export type UsedRun = z.infer<typeof UsedRun>;

export const PlanRevision = Moved.extend({
  revision: z.int(),
  author: z.string().nullable(),
  createdAt: Timestamp,
  comment: z.string(),
  restoredFrom: z.int().nullable().meta({ description: "The earlier revision that it brought back." }),
  judgedBy: PlanJudge,
  rulesChosen: z
    .boolean()
    .meta({ description: "Other rules judge it than the revision before; the areas are the same." }),
  usedRun: UsedRun.nullable().meta({ description: "The run that was used since the revision before." }),
  setAside: z
    .boolean()
    .meta({ description: "A version given up for another planner's, kept so that nothing is lost." }),
  sitting: Moved.extend({ firstRevision: z.int() }).nullable().meta({
    description:
      "In the latest of several that one person saved in a row: from before the first of them to it. Null in all others.",
  }),
}).meta({ id: "PlanRevision" });
export type PlanRevision = z.infer<typeof PlanRevision>;
/** A change of what a plan is called or said to be. */
export const PlanRenaming = z
  .object({
    author: z.string().nullable(),
    createdAt: Timestamp,
    name: z.object({ before: z.string(), after: z.string() }).nullable().meta({ description: "Null where it stayed." }),
    description: z.object({ before: z.string(), after: z.string() }).nullable(),
  })
  .meta({ id: "PlanRenaming" });
export type PlanRenaming = z.infer<typeof PlanRenaming>;

export const PlanHistory = z
  .object({
    measures: z
      .array(z.object({ key: Key, nameSv: z.string(), nameEn: z.string(), period: z.string().nullable() }))
      .meta({ description: "The division's first measure of people and its first of clients." }),
    revisions: z.array(PlanRevision).meta({ description: "Newest first." }),
    renamings: z.array(PlanRenaming).meta({
      description: "Changes of name and description from the oldest of these revisions on, newest first.",
    }),
    nextBefore: z
      .int()
      .nullable()
      .meta({ description: "Asked for as `before` gives the earlier ones; null at the end." }),
  })
  .meta({ id: "PlanHistory" });
export type PlanHistory = z.infer<typeof PlanHistory>;
export const PlanHistoryQuery = z.strictObject({
  before: RevisionNumber.optional(),
  limit: z
    .string()
    .regex(/^[1-9]\d?$|^100$/)
    .default("50")
    .meta({ description: "At most so many revisions, 1–100." }),
});

export const PlanRevisionDetail = z
  .object({
    revision: z.int(),
    author: z.string().nullable(),
    createdAt: Timestamp,
    comment: z.string(),
    restoredFrom: z.int().nullable(),
    judgedBy: PlanJudge,
    usedRun: UsedRun.nullable(),
    setAside: z.boolean(),
    teamIndexes: z.array(z.int()),
    moves: z.array(Move).meta({ description: "From the revision before; none in the first." }),
  })
  .meta({ id: "PlanRevisionDetail" });
export type PlanRevisionDetail = z.infer<typeof PlanRevisionDetail>;

/** With 412: what somebody else has made of the plan since it was read, and how it differs from what one wanted to save. */
export const PlanConflict = z
  .object({
    planId: Identifier,
    name: z.string(),
    description: z.string(),
    status: z.string(),
    version: z.int(),
    revision: z.int(),
    changedBy: z.string().nullable().meta({ description: "Who saved the newest revision." }),
    changedAt: Timestamp,
    teamIndexes: z.array(z.int()).optional().meta({ description: "Theirs. With an assignment only." }),
    baseTeamIndexes: z
      .array(z.int())
      .optional()
      .meta({ description: "What both began from. With an assignment only." }),
    differences: z
      .array(
        z.object({
          areaIndex: z.int(),
          baseTeamIndex: z.int(),
          ownTeamIndex: z.int(),
          theirTeamIndex: z.int(),
        }),
      )
      .optional()
      .meta({ description: "Areas that the two versions place differently. With an assignment only." }),
  })
  .meta({ id: "PlanConflict" });
export type PlanConflict = z.infer<typeof PlanConflict>;

export const PlanComment = z
  .object({
    ...threadFields,
    teamId: Identifier.nullable().meta({ description: "The team it is about." }),
    areaCode: AreaCode.nullable().meta({ description: "The area it is about; with no team either, the whole plan." }),
    revision: z.int().meta({ description: "The plan's revision when it was written." }),
  })
  .meta({ id: "PlanComment" });
export type PlanComment = z.infer<typeof PlanComment>;
export const PlanCommentList = z
  .object({ comments: z.array(PlanComment).meta({ description: "Oldest first, each with its answers." }) })
  .meta({ id: "PlanCommentList" });
/** POST …/plans/{id}/comments */
export const NewPlanComment = z
  .strictObject({
    text: CommentText,
    about: z
      .discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("plan") }),
        z.strictObject({ kind: z.literal("team"), teamId: Identifier }),
        z.strictObject({ kind: z.literal("area"), areaCode: AreaCode }),
        AnswerSubject,
      ])
      .default({ kind: "plan" }),
  })
  .meta({ id: "NewPlanComment" });
export type NewPlanComment = z.output<typeof NewPlanComment>;
