// Plans with their revisions and balance.
import { z } from "zod";
import { CalendarDate, Identifier, Key, Timestamp } from "./primitives.ts";
import { Positions } from "./teams.ts";

const planStatuses = ["draft", "proposed", "adopted", "superseded"] as const;
export const PlanTeam = z
  .object({
    teamId: Identifier,
    letter: z.string(),
    name: z.string(),
    colourIndex: z.int(),
    investigationPositions: Positions,
    firstLinePositions: Positions,
  })
  .meta({ id: "PlanTeam" });
export type PlanTeam = z.infer<typeof PlanTeam>;

/** A plan's team with what it is to have of every total. */
export const TargetedTeam = PlanTeam.extend({
  targetShare: z.number().meta({
    description: "Its share of every total by the plan's rules; by the positions where the rules say nothing else.",
  }),
}).meta({ id: "TargetedTeam" });
export type TargetedTeam = z.infer<typeof TargetedTeam>;

/** A saved rule set in one of its versions. */
const NamedRuleSet = z.object({ id: Identifier, version: z.int(), name: z.string() });

/** Whose rules judge a plan. */
export const PlanJudge = z
  .object({
    kind: z.enum(["usual", "run", "rule-set", "file"]).meta({
      description:
        "usual: none of its own, positions and the usual tolerance; run: those of the run it came from; file: the " +
        "targets of the file it was read from, and the usual tolerance.",
    }),
    ruleSet: NamedRuleSet.nullable().meta({ description: "The saved rules, also those that the run was given." }),
  })
  .meta({ id: "PlanJudge" });
export type PlanJudge = z.infer<typeof PlanJudge>;

/** PUT …/plans/{id}/rules with If-Match: a new revision with the same assignment. */
export const NewPlanJudge = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("usual") }),
    z.strictObject({ kind: z.literal("run") }),
    z.strictObject({ kind: z.literal("file") }),
    z.strictObject({ kind: z.literal("rule-set"), id: Identifier, version: z.int().min(1).max(1_000_000_000) }),
  ])
  .meta({ id: "NewPlanJudge" });
export type NewPlanJudge = z.infer<typeof NewPlanJudge>;

/** Rules that a plan can break though its teams are whole and every area has one; `unjudged` where nobody can say. */
const brokenRules = ["balance", "locks", "keepTogether", "forbiddenPairs", "movedWeight", "unjudged"] as const;
export type BrokenRule = (typeof brokenRules)[number];

/** What a plan was put forward in spite of, by somebody who was asked first. */
export const AcceptedFaults = z
  .object({
    apart: z.array(z.object({ teamId: Identifier, parts: z.int() })).meta({ description: "Teams in several parts." }),
    unassignedCount: z.int().meta({ description: "Areas without a team." }),
    brokenRules: z.array(z.enum(brokenRules)).meta({
      description:
        "Of the rules that judge it, those it broke; `unjudged` where they speak of what is no longer there.",
    }),
    by: z.string().nullable(),
    at: Timestamp,
  })
  .meta({ id: "AcceptedFaults" });
export type AcceptedFaults = z.infer<typeof AcceptedFaults>;

export const PlanSummary = z
  .object({
    id: Identifier,
    divisionId: Identifier,
    name: z.string(),
    description: z.string(),
    status: z.enum(planStatuses),
    adoptedFrom: CalendarDate.nullable(),
    supersededFrom: CalendarDate.nullable().meta({ description: "The first day on which it no longer applies." }),
    isPresent: z.boolean().meta({ description: "Today's division: the plan that applies today by its dates." }),
    version: z.int(),
    revision: z.int(),
    runId: Identifier.nullable().optional().meta({ description: "Told to planners only." }),
    runSolution: z.int().nullable().optional().meta({
      description: "Which of the run's solutions it began as; null for the run's own result. Told to planners only.",
    }),
    judgedBy: PlanJudge.optional().meta({ description: "Told to planners only." }),
    author: z.string().nullable().optional().meta({ description: "Told to planners only." }),
    branchedFrom: z
      .object({ planId: Identifier, name: z.string(), revision: z.int() })
      .nullable()
      .optional()
      .meta({ description: "The plan that it began as a copy of. Told to planners only." }),
    acceptedFaults: AcceptedFaults.nullable().optional().meta({ description: "Told to planners only." }),
    openComments: z.int().optional().meta({ description: "Comments not yet resolved. Told to planners only." }),
    deletedAt: Timestamp.nullable()
      .optional()
      .meta({ description: "When a draft was deleted. Told to planners only." }),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "PlanSummary" });
export type PlanSummary = z.infer<typeof PlanSummary>;
export const PlanList = z.object({ plans: z.array(PlanSummary) }).meta({ id: "PlanList" });
export const PlansQuery = z.strictObject({
  divisionId: Identifier.optional(),
  deleted: z
    .enum(["true", "false"])
    .default("false")
    .meta({ description: "Deleted drafts instead of the others; planners only have any." }),
});

/** Position in teamIndexes is area_index; the value is a position in teams, −1 = unassigned. */
export const TeamIndexes = z.array(z.int().min(-1).max(63)).max(200_000);
/** How far from its target a team may be in one measure. */
const Tolerance = z.object({
  measureKey: Key,
  toleranceFraction: z.number(),
  toleranceNumber: z.number().nullable().meta({ description: "At most so many from the target, beside the fraction." }),
});

export const Plan = PlanSummary.extend({
  teams: z.array(TargetedTeam),
  tolerances: z.array(Tolerance).meta({
    description: "What its own rules balance, the main measure first; empty where it has none: the usual 1 %.",
  }),
  teamIndexes: TeamIndexes,
  revisedBy: z.string().nullable().optional().meta({
    description: "Who saved the newest revision. Told to planners only.",
  }),
  revisedAt: Timestamp.optional().meta({ description: "When the newest revision was saved. Told to planners only." }),
}).meta({ id: "Plan" });
export type Plan = z.infer<typeof Plan>;

/** One of the plans that a run found. */
const FromRun = z.strictObject({
  runId: Identifier,
  solution: z.int().min(0).max(1000).nullable().meta({ description: "Null for the run's own result." }),
});

/** POST …/plans: from a list, from another plan, or from a run's result. */
export const NewPlan = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    description: z.string().max(4000).default(""),
    from: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("empty"), divisionId: Identifier, teamIds: z.array(Identifier).min(1).max(64) }),
      z.strictObject({
        kind: z.literal("plan"),
        planId: Identifier,
        revision: z.int().min(1).optional().meta({ description: "The newest when left out." }),
        teamIndexes: TeamIndexes.optional().meta({ description: "Another assignment than the revision's." }),
        fromRun: FromRun.nullable().default(null).meta({
          description:
            "The solution of a run about the copied plan, or that began from it, that is in such another assignment.",
        }),
      }),
      z.strictObject({
        kind: z.literal("run"),
        runId: Identifier,
        solution: z.int().min(0).max(1000).nullable().default(null).meta({
          description: "One of the plans that a run with several found; its own result when left out.",
        }),
      }),
    ]),
  })
  .meta({ id: "NewPlan" });
export type NewPlan = z.input<typeof NewPlan>;
/** PATCH …/plans/{id} with If-Match. */
export const PlanChange = z
  .strictObject({
    name: z.string().trim().min(1).max(120).optional(),
    description: z.string().max(4000).optional(),
    status: z.enum(planStatuses).optional(),
    adoptedFrom: CalendarDate.nullable().optional(),
    acceptsFaults: z.boolean().optional().meta({
      description:
        "Puts it forward although teams fall apart, areas have none or its own rules are broken; refused with what is wrong otherwise.",
    }),
  })
  .meta({ id: "PlanChange" });
export type PlanChange = z.infer<typeof PlanChange>;
/** PUT …/plans/{id}/assignment with If-Match: a new revision. */
export const NewAssignment = z
  .strictObject({
    teamIndexes: TeamIndexes,
    fromRun: FromRun.nullable().default(null).meta({
      description:
        "The solution of a run about this plan, or that began from it, that was taken over since the revision before.",
    }),
    comment: z.string().max(500).default(""),
    setAside: z.boolean().default(false).meta({
      description: "Keeps the assignment in the history only: the present one is put on top of it again.",
    }),
  })
  .meta({ id: "NewAssignment" });
export type NewAssignment = z.input<typeof NewAssignment>;

/** One measure over the teams of a plan: exact counts for planners, protected ones for managers and teams. */
export const MeasureBalance = z
  .object({
    measureKey: Key,
    nameSv: z.string(),
    nameEn: z.string(),
    period: z.string().nullable(),
    total: z.number().nullable().meta({ description: "Null for a team, as the other sums of the municipality." }),
    placedTotal: z.number().nullable(),
    unplacedTotal: z.number().nullable().meta({
      description: "People with no place on the map: in the total, in no team. Null also where it is withheld.",
    }),
    unknownCount: z.int(),
    estimated: z.boolean(),
    unassigned: z.number().nullable().meta({ description: "On the map but in no team yet." }),
    unplacedAtLeast: z
      .boolean()
      .meta({ description: "True where a number in it has reached the cap; see teams.atLeast." }),
    unassignedAtLeast: z.boolean(),
    teams: z
      .array(
        z.object({
          teamId: Identifier,
          value: z.number(),
          target: z.number(),
          deviation: z.number().meta({ description: "value − target" }),
          deviationFraction: z.number(),
          likelyError: z.number().meta({
            description:
              "The value is within so much of the exact sum 95 times in 100; 0 where it is exact. Where atLeast is true, the exact sum is not more than so much below the value 97 times in 100.",
          }),
          atLeast: z.boolean().meta({
            description: "True where the number of an area in it has reached the cap: the exact sum may be any larger.",
          }),
          targetAtLeast: z.boolean().meta({
            description: "True where a number outside the team has reached the cap: the exact target may be larger.",
          }),
        }),
      )
      .meta({ description: "In the order of the plan's teams; a team sees only its own." }),
    largestDeviationFraction: z.number(),
  })
  .meta({ id: "MeasureBalance" });
export type MeasureBalance = z.infer<typeof MeasureBalance>;
export const PlanBalance = z
  .object({
    planId: Identifier,
    version: z.int(),
    measures: z.array(MeasureBalance),
    teams: z.array(z.object({ teamId: Identifier, areaCount: z.int(), connectedParts: z.int(), areaM2: z.number() })),
    cutEdges: z.int(),
    cutBorderLengthM: z.number(),
  })
  .meta({ id: "PlanBalance" });
export type PlanBalance = z.infer<typeof PlanBalance>;
