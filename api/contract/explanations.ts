// "Why here?": what each area, team and rule does to a plan, in sentences with numbers.
import { z } from "zod";
import { PlanJudge } from "./plans.ts";
import { AreaCode, Identifier, Sentence } from "./primitives.ts";
import { Rules, RunTeam } from "./rules.ts";

/** The rules a plan is judged by: its run's, those chosen for it, or the usual ones. */
export const PlanRules = z
  .object({
    judgedBy: PlanJudge,
    teams: z.array(RunTeam),
    rules: Rules,
    sentence: Sentence.meta({ description: "Where the rules come from." }),
  })
  .meta({ id: "PlanRules" });
export type PlanRules = z.infer<typeof PlanRules>;

const goals = ["balance", "borderLength", "compactness", "change"] as const;
export const AreaExplanation = z
  .object({
    areaIndex: z.int(),
    code: AreaCode,
    teamIndex: z.int(),
    summary: z.array(Sentence),
    moves: z
      .array(
        z.object({
          toTeamIndex: z.int(),
          allowed: z.boolean(),
          better: z.boolean().meta({ description: "The weighed goals would be better." }),
          effects: z.array(
            z.object({
              goal: z.enum(goals),
              label: Sentence.meta({ description: "What is told of, with its unit." }),
              before: Sentence,
              after: Sentence,
              change: z.number().meta({ description: "In the unit of the row; below 0 is better." }),
            }),
          ),
          hindrances: z.array(Sentence).meta({ description: "What stops it, by name and with numbers." }),
        }),
      )
      .meta({ description: "One for each neighbouring team." }),
  })
  .meta({ id: "AreaExplanation" });
export type AreaExplanation = z.infer<typeof AreaExplanation>;

export const PlanExplanation = z
  .object({
    planId: Identifier,
    version: z.int(),
    rulesFrom: Sentence,
    feasible: z.boolean(),
    violations: z.array(Sentence),
    teams: z.array(z.object({ teamId: Identifier, sentences: z.array(Sentence) })),
  })
  .meta({ id: "PlanExplanation" });
export type PlanExplanation = z.infer<typeof PlanExplanation>;
