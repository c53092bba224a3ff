// Rules (villkor) that a plan must respect, saved and versioned as rule sets, and the groups of areas they are made of.
import { z } from "zod";
import { AreaCode, Identifier, Key, Sentence, Timestamp } from "./primitives.ts";
import { Positions } from "./teams.ts";

/** As long as a reason may be. */
const reasonLength = 1000;
const Reason = z.string().trim().max(reasonLength).default("").meta({
  description: "Why, in the planner's words; told in the decision record. Changes nothing in what is computed.",
});
const noReasons = { whole: "", targets: "", catchments: "", baseline: "", movedAtMost: "", goals: "" };

/** Rules of a run. Teams are named by id, areas by code. */
export const Rules = z
  .strictObject({
    balancedMeasures: z
      .array(
        z.strictObject({
          measureKey: Key,
          toleranceFraction: z.number().min(0).max(1),
          toleranceNumber: z.number().min(0).nullable().default(null).meta({
            description: "At most so many from the target in any team; holds beside the fraction.",
          }),
          weight: z.number().min(0).max(100).default(1),
          reason: Reason,
        }),
      )
      .min(1)
      .max(8),
    targets: z.enum(["positions", "equal", "shares"]).default("positions"),
    shares: z
      .array(z.strictObject({ teamId: Identifier, share: z.number().positive().max(1_000_000) }))
      .max(64)
      .default([])
      .meta({ description: "With targets by shares: each team's part of the whole, in any unit." }),
    locks: z
      .array(z.strictObject({ areaCode: AreaCode, teamId: Identifier, reason: Reason }))
      .max(200_000)
      .default([]),
    keepTogether: z
      .array(z.strictObject({ name: z.string().max(120), areaCodes: z.array(AreaCode).min(2), reason: Reason }))
      .max(5000)
      .default([]),
    keepApart: z
      .array(z.strictObject({ areaCodes: z.array(AreaCode).length(2), reason: Reason }))
      .max(5000)
      .default([]),
    keepCatchmentsOfPrioritySchools: z.boolean().default(false),
    baselinePlanId: Identifier.nullable().default(null),
    movedAtMost: z.number().min(0).nullable().default(null).meta({
      description: "How much of the first balanced measure (children) may change team from the baseline.",
    }),
    goals: z
      .strictObject({
        compactness: z.number().min(0).max(100).default(1).meta({ description: "Weight of the moment of inertia." }),
        borderLength: z.number().min(0).max(100).default(1),
        leastChange: z.number().min(0).max(100).default(0),
      })
      .default({ compactness: 1, borderLength: 1, leastChange: 0 }),
    reasons: z
      .strictObject({
        whole: Reason,
        targets: Reason,
        catchments: Reason,
        baseline: Reason,
        movedAtMost: Reason,
        goals: Reason,
      })
      .default(noReasons)
      .meta({ description: "Reasons of the rules that there is one of; `whole` is of the rule set itself." }),
  })
  .meta({ id: "Rules" });
export type Rules = z.output<typeof Rules>;

export const RunTeam = z.strictObject({
  teamId: Identifier,
  investigationPositions: Positions,
  firstLinePositions: Positions,
});
export type RunTeam = z.infer<typeof RunTeam>;

const RuleTeams = z.array(RunTeam).min(1).max(64);
const name = z.string().trim().min(1).max(120);

/** POST …/rule-sets; PUT …/rule-sets/{id} with If-Match makes a new version. */
export const RuleSetInput = z
  .strictObject({ divisionId: Identifier, name, teams: RuleTeams, rules: Rules })
  .meta({ id: "RuleSetInput" });
export type RuleSetInput = z.output<typeof RuleSetInput>;

export const RuleSet = z
  .object({
    id: Identifier,
    version: z.int(),
    divisionId: Identifier,
    name: z.string(),
    teams: RuleTeams,
    rules: Rules,
    author: z.string().nullable(),
    createdAt: Timestamp,
  })
  .meta({ id: "RuleSet" });
export type RuleSet = z.output<typeof RuleSet>;
export const RuleSetList = z.object({ ruleSets: z.array(RuleSet) }).meta({ id: "RuleSetList" });
export const RuleSetVersions = z
  .object({ versions: z.array(RuleSet).meta({ description: "Newest first." }) })
  .meta({ id: "RuleSetVersions" });
export const OfDivisionQuery = z.strictObject({ divisionId: Identifier.optional() });

/** POST …/area-groups; PUT …/area-groups/{id} with If-Match. */
export const AreaGroupInput = z
  .strictObject({ divisionId: Identifier, name, areaCodes: z.array(AreaCode).min(1).max(10_000) })
  .meta({ id: "AreaGroupInput" });
export type AreaGroupInput = z.output<typeof AreaGroupInput>;
export const AreaGroup = z
  .object({
    id: Identifier,
    version: z.int(),
    divisionId: Identifier,
    name: z.string(),
    areaCodes: z.array(AreaCode),
    author: z.string().nullable(),
    updatedAt: Timestamp,
  })
  .meta({ id: "AreaGroup" });
export type AreaGroup = z.infer<typeof AreaGroup>;
export const AreaGroupList = z.object({ groups: z.array(AreaGroup) }).meta({ id: "AreaGroupList" });

/** POST …/runs/check: what stands against the rules before anything is searched for. */
export const RulesCheck = z
  .object({
    possible: z.boolean().meta({ description: "False when it is proven that no plan can keep the rules." }),
    reasons: z
      .array(Sentence)
      .meta({ description: "What is impossible, why, and how much each rule would have to give." }),
    remarks: z.array(Sentence),
    measures: z.array(
      z.object({
        measureKey: Key,
        total: z.number(),
        toleranceFraction: z.number().meta({ description: "The stricter of the fraction and the number." }),
        targets: z.array(z.number()).meta({ description: "By team, in the order of the request." }),
      }),
    ),
  })
  .meta({ id: "RulesCheck" });
export type RulesCheck = z.infer<typeof RulesCheck>;
