// Runs: divisions searched for, frontiers of least change, repairs, proofs, prices of rules and alternatives.
import { z } from "zod";
import { PlanTeam, TeamIndexes } from "./plans.ts";
import { Identifier, Key, Sentence, Timestamp } from "./primitives.ts";
import { Rules, RunTeam } from "./rules.ts";

const runKinds = ["division", "frontier", "mend", "proof", "prices", "alternatives"] as const;
export const RunKind = z.enum(runKinds).meta({
  description:
    "division: the best plan; frontier: from least change to best balance; mend: the smallest repair of a plan; proof: how good a plan is; prices: what each rule costs a plan; alternatives: plans that differ.",
});
export type RunKind = z.infer<typeof RunKind>;

const RuleSetReference = z.strictObject({ id: Identifier, version: z.int().min(1) });

export const NewRun = z
  .strictObject({
    kind: RunKind.default("division"),
    divisionId: Identifier,
    planId: Identifier.nullable().default(null).meta({
      description: "The plan that a repair, a proof and prices are about.",
    }),
    ruleSet: RuleSetReference.nullable().default(null).meta({
      description: "The saved rules that teams and rules are taken from, unchanged; shown with the run.",
    }),
    teams: z.array(RunTeam).min(1).max(64),
    rules: Rules,
    seed: z.int().min(0).max(4294967295).default(1),
    secondsLimit: z.number().min(0.1).max(600).default(10),
    stepLimit: z.int().min(1).optional().meta({
      description:
        "Steps instead of seconds for a division; for the other kinds the steps of each search within the seconds.",
    }),
  })
  .meta({ id: "NewRun" });
export type NewRun = z.input<typeof NewRun>;
export type RunOrder = z.output<typeof NewRun>;

const runStatuses = ["queued", "running", "finished", "stopped", "failed"] as const;
export const RunScores = z
  .object({
    largestDeviationFractions: z
      .array(z.number())
      .meta({ description: "One per balanced measure, in the order of the rules." }),
    cutEdges: z.int(),
    cutBorderLengthM: z.number(),
    feasible: z.boolean(),
    violations: z.array(Sentence),
  })
  .meta({ id: "RunScores" });
export type RunScores = z.infer<typeof RunScores>;

const boundGoals = ["balance", "change", "borderLength", "compactness"] as const;
/** How good a plan is, and how good any plan could be. */
export const Bound = z
  .object({
    goal: z.enum(boundGoals).meta({
      description:
        "balance: largest deviation as a fraction; change: of the first balanced measure (children), how much gets another team; borderLength: metres of border between teams; compactness: moment of inertia.",
    }),
    reached: z.number().nullable(),
    bound: z
      .number()
      .meta({ description: "No plan that keeps the rules has a smaller value. 0 where nothing is proven." }),
    gapFraction: z
      .number()
      .nullable()
      .meta({ description: "(reached − bound) / reached: how much better a plan could be at most; 0 is proven best." }),
    sentence: Sentence,
  })
  .meta({ id: "Bound" });
export type Bound = z.infer<typeof Bound>;

const changeOrigins = ["today", "baseline"] as const;
export const ChangeOfTeam = z
  .object({
    from: z.enum(changeOrigins).meta({
      description:
        "today: the division that applied when the run began; baseline: the plan it began from, where another.",
    }),
    weight: z.number().meta({ description: "Of the first balanced measure (children)." }),
    fraction: z.number(),
    areaCount: z.int(),
  })
  .meta({ id: "ChangeOfTeam" });
export type ChangeOfTeam = z.infer<typeof ChangeOfTeam>;
const Changes = z.array(ChangeOfTeam).meta({ description: "How many change team; none for runs of earlier versions." });

export const SolutionScores = RunScores.extend({
  movedWeight: z.number().meta({ description: "Of the first balanced measure (children), from the baseline." }),
  movedFraction: z.number(),
  movedAreaCount: z.int(),
  movedAtLeast: z
    .number()
    .nullable()
    .meta({ description: "No plan with deviations as small moves less; null where it was not asked." }),
  proven: z.boolean().meta({ description: "It is proven that no plan with deviations as small moves less." }),
  weighedGoals: z.number().optional().meta({
    description: "The goals of the rules weighed together, smaller is better; none for runs of earlier versions.",
  }),
});
export const Solution = SolutionScores.extend({ solution: z.int(), changes: Changes }).meta({ id: "Solution" });
export type SolutionScores = z.infer<typeof SolutionScores>;
export type Solution = z.infer<typeof Solution>;

/** GET …/runs/{id}/solutions/{solution}: one plan of a run, and what it moves. */
export const SolutionDetail = Solution.extend({
  teamIndexes: TeamIndexes,
  baselineBorderLengthM: z
    .number()
    .nullable()
    .meta({ description: "Border between teams in what it was moved from; null where it was moved from nothing." }),
  moved: z
    .array(
      z.object({
        areaIndex: z.int(),
        fromTeamIndex: z.int(),
        toTeamIndex: z.int(),
        weight: z.number().meta({ description: "Of the first balanced measure (children)." }),
        effect: z.number().meta({
          description: "How much farther from their targets the two teams would be together if this area alone stayed.",
        }),
      }),
    )
    .meta({ description: "Areas that change team from the baseline, the one with most effect first." }),
}).meta({ id: "SolutionDetail" });
export type SolutionDetail = z.infer<typeof SolutionDetail>;

/** How much better a plan could be without a rule, and (rule "none") with all of them kept; always an estimate of searches of limited length. */
export const RulePrice = z
  .object({
    rule: z.enum(["none", "balance", "locks", "keepTogether", "forbiddenPairs", "movedWeight"]),
    measureKey: Key.nullable(),
    how: z.enum(["kept", "removed", "doubled"]),
    gainFraction: z.number().meta({ description: "How much smaller the weighed goals become." }),
    sentence: Sentence,
  })
  .meta({ id: "RulePrice" });
export type RulePrice = z.infer<typeof RulePrice>;

const findings = {
  changes: Changes,
  bounds: z.array(Bound),
  prices: z
    .array(RulePrice)
    .meta({ description: "What is left to gain with all rules kept, then the dearest rule first." }),
  differences: z
    .array(z.array(z.number()))
    .meta({ description: "Share of the first measure (children) placed differently between each pair of solutions." }),
};
export const RunFindings = z.object(findings);
export type RunFindings = z.infer<typeof RunFindings>;

/** PUT …/runs/{id} with If-Match: what the planners call a run, and whether it is taken out of the list. */
export const RunLabelInput = z
  .strictObject({ name: z.string().trim().min(1).max(120).nullable(), removed: z.boolean() })
  .meta({ id: "RunLabelInput" });
export type RunLabelInput = z.output<typeof RunLabelInput>;
const label = { name: z.string().nullable(), removed: z.boolean(), version: z.int() };
export const RunLabel = z.object({ id: Identifier, ...label }).meta({ id: "RunLabel" });
export type RunLabel = z.infer<typeof RunLabel>;

export const Run = z
  .object({
    id: Identifier,
    ...label,
    kind: RunKind,
    divisionId: Identifier,
    planId: Identifier.nullable(),
    ruleSet: RuleSetReference.extend({ name: z.string() }).nullable(),
    status: z.enum(runStatuses),
    rules: Rules,
    teams: z.array(PlanTeam),
    seed: z.int(),
    steps: z.int().nullable(),
    stepLimit: z.int().nullable(),
    secondsLimit: z.number().nullable(),
    engineVersion: z.string(),
    problemHash: z.string(),
    scores: RunScores.nullable(),
    teamIndexes: TeamIndexes.nullable(),
    ...findings,
    solutions: z.array(Solution),
    failure: z
      .object({ code: z.string(), reasons: z.array(Sentence) })
      .nullable()
      .meta({ description: "Why there is no plan: which rules cannot be met, in words." }),
    remarks: z
      .array(Sentence)
      .meta({ description: "What the planner should know of the problem, for example areas with unknown counts." }),
    createdAt: Timestamp,
    finishedAt: Timestamp.nullable(),
  })
  .meta({ id: "Run" });
export type Run = z.infer<typeof Run>;
export const RunList = z
  .object({ runs: z.array(Run.omit({ teamIndexes: true, solutions: true, prices: true, differences: true })) })
  .meta({ id: "RunList" });

/** Server-sent events of GET …/runs/{id}/events: `progress` while it works, then one `end` with the Run. */
export const RunProgress = z
  .object({
    steps: z.int(),
    elapsedSeconds: z.number(),
    secondsLimit: z.number().nullable(),
    stage: z
      .enum(["search", "balance", "proof"])
      .meta({ description: "What it is at: searching, finding the best balance, or proving." }),
    scores: RunScores.nullable(),
    teamIndexes: TeamIndexes.nullable(),
    ...findings,
    solutions: z.array(Solution),
  })
  .meta({ id: "RunProgress" });
export type RunProgress = z.infer<typeof RunProgress>;

/** POST …/runs/{id}/repeat: the same problem, seed, engine and steps once more. */
export const RunRepetition = z
  .object({ identical: z.boolean(), sameEngineVersion: z.boolean(), steps: z.int() })
  .meta({ id: "RunRepetition" });
export type RunRepetition = z.infer<typeof RunRepetition>;
