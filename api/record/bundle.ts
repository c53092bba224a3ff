// The bundle (bevisfil): everything that a plan and its numbers follow from, in one JSON file that `verify` reproduces offline.
import { createHash } from "node:crypto";
import { z } from "zod";
import { engineVersion } from "../../engine/engine-version.ts";
import { encodeProblem } from "../../engine/problem.ts";
import { problemHash } from "../../engine/problem-hash.ts";
import { Plan, PlanJudge, PlanTeam, TargetedTeam } from "../contract/plans.ts";
import { AreaCode, Identifier, MunicipalityCode } from "../contract/primitives.ts";
import { Rules } from "../contract/rules.ts";
import { Run } from "../contract/runs.ts";
import { targetShares } from "../plans/plan-balance.ts";
import { bareProblem } from "../runs/problem.ts";
import { type BundleNumbers, numbersOf, withTeams } from "./bundle-numbers.ts";
import type { BoundFact } from "./plan-bound.ts";
import { handMoves, type Judge, movedAreaIndexes, type Origin } from "./plan-origin.ts";
import type { RecordFacts } from "./read-facts.ts";

const TeamIndexes = z.array(z.int().min(-1).max(63));
const EncodedProblem = z.strictObject({
  encoding: z.literal("base64"),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.base64(),
});
/** What the teams' shares follow from, beside their positions; `told` where a file told them. */
const Targets = z.strictObject({
  targets: z.enum(["positions", "equal", "shares", "told"]),
  shares: Rules.shape.shares,
});
const Numbers = z.custom<BundleNumbers>((value) => typeof value === "object" && value !== null);

/** What every edition of the format begins with. */
export const bundleFamily = "omradeslinjen-bevis-";
/** Raised with every change of the members: a program reads its own edition and names any other. */
export const bundleFormat = `${bundleFamily}4`;

/** Strict: a member that is not told of here is a change too. */
export const Bundle = z.strictObject({
  format: z.literal(bundleFormat),
  municipalityCode: MunicipalityCode,
  engineVersion: z.string(),
  plan: z.strictObject({
    id: Identifier,
    name: z.string(),
    status: Plan.shape.status,
    revision: z.int(),
    version: z.int(),
    teams: z.array(TargetedTeam),
    teamIndexes: TeamIndexes,
    targets: Targets,
  }),
  division: z.strictObject({
    id: Identifier,
    key: z.string(),
    name: z.string(),
    edition: z.string(),
    source: z.string(),
    contentHash: z.string(),
    areas: z.array(z.strictObject({ code: AreaCode, name: z.string() })),
  }),
  /** In the problem's order; areas with unknown counts stand as 0 in the problem. */
  measures: z.array(
    z.strictObject({
      key: z.string(),
      nameSv: z.string(),
      nameEn: z.string(),
      period: z.string().nullable(),
      total: z.number().nullable(),
      unknownAreaIndexes: z.array(z.int()),
    }),
  ),
  /** Areas, neighbours and every measure, with the plan's targets. */
  problem: EncodedProblem,
  numbers: Numbers,
  compared: z
    .strictObject({
      id: Identifier,
      name: z.string(),
      teams: z.array(TargetedTeam),
      teamIndexes: TeamIndexes,
      targets: Targets,
      numbers: Numbers,
      movedAreaIndexes: z.array(z.int()),
    })
    .nullable(),
  /** Whose rules judge the plan; with rules and problem where they are others than the run's. */
  judgedBy: PlanJudge.extend({ rules: Rules.nullable(), problem: EncodedProblem.nullable() }),
  /** The use of the solver that the plan comes from; null for a plan drawn by hand or read from a file. */
  run: z
    .strictObject({
      id: Identifier,
      kind: Run.shape.kind,
      rules: Run.shape.rules,
      teams: z.array(PlanTeam),
      seed: z.int(),
      steps: z.int().nullable(),
      stepLimit: z.int().nullable(),
      stopped: z.boolean(),
      engineVersion: z.string(),
      problem: EncodedProblem,
      /** Which of the run's plans it began as; null for the run's own result. */
      solution: z.int().nullable(),
      /** Whether the search is one that gives the same plan each time; then it is done again. */
      repeatable: z.boolean(),
      /** As the run left it, before anything was moved by hand. */
      teamIndexes: TeamIndexes.nullable(),
      scores: Run.shape.scores,
      bounds: Run.shape.bounds,
      /** What was moved by hand afterwards: area_index and team index in the plan. */
      handMoves: z.array(z.tuple([z.int(), z.int()])),
    })
    .nullable(),
  bound: z.custom<BoundFact>((value) => typeof value === "object" && value !== null),
  /** SHA-256 of each member above as JSON. */
  hashes: z.record(z.string(), z.string()),
});
export type Bundle = z.infer<typeof Bundle>;

/** What `hashes` is made of, in this order. */
export const hashedMembers = [
  "format",
  "municipalityCode",
  "engineVersion",
  "plan",
  "division",
  "measures",
  "problem",
  "numbers",
  "compared",
  "judgedBy",
  "run",
  "bound",
] as const satisfies readonly (keyof Bundle)[];

/** In hexadecimals; of a text, of its UTF-8. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function encoded(buffer: ArrayBuffer): z.infer<typeof EncodedProblem> {
  return { encoding: "base64", sha256: problemHash(buffer), bytes: Buffer.from(buffer).toString("base64") };
}

/** The facts that a bundle is made of; its exact counts are the planners' own. */
export type BundleFacts = Pick<RecordFacts, "plan" | "division" | "geometry" | "measures"> & {
  readonly municipalityCode: string;
  readonly targets: z.infer<typeof Targets>;
  readonly compared: { readonly plan: Plan; readonly targets: z.infer<typeof Targets> } | null;
  readonly judge: Judge;
  readonly origin: Origin | null;
  readonly bound: BoundFact;
};

/** The file's text. It tells nothing of who asked or when, so that the same plan gives the same bytes. */
export function bundleText(facts: BundleFacts): string {
  const { plan, division, geometry, measures, compared } = facts;
  const problem = bareProblem({ ...geometry, measures }, measures, targetShares(plan));
  const bundle: Omit<Bundle, "hashes"> = {
    format: bundleFormat,
    municipalityCode: facts.municipalityCode,
    engineVersion,
    plan: {
      id: plan.id,
      name: plan.name,
      status: plan.status,
      revision: plan.revision,
      version: plan.version,
      teams: plan.teams,
      teamIndexes: plan.teamIndexes,
      targets: facts.targets,
    },
    division: {
      id: division.id,
      key: division.key,
      name: division.name,
      edition: division.edition,
      source: division.source,
      contentHash: division.contentHash,
      areas: geometry.codes.map((code, areaIndex) => ({ code, name: geometry.names[areaIndex]! })),
    },
    measures: measures.map(({ key, nameSv, nameEn, period, total, values }) => ({
      key,
      nameSv,
      nameEn,
      period,
      total,
      unknownAreaIndexes: values.flatMap((value, areaIndex) => (value === null ? [areaIndex] : [])),
    })),
    problem: encoded(encodeProblem(problem)),
    numbers: numbersOf(problem, plan.teamIndexes),
    compared: compared && {
      id: compared.plan.id,
      name: compared.plan.name,
      teams: compared.plan.teams,
      teamIndexes: compared.plan.teamIndexes,
      targets: compared.targets,
      numbers: numbersOf(withTeams(problem, compared.plan.teams), compared.plan.teamIndexes),
      movedAreaIndexes: movedAreaIndexes(plan, compared.plan),
    },
    judgedBy: judgeOf(facts.judge),
    run: runOf(facts),
    bound: facts.bound,
  };
  const hashes = Object.fromEntries(hashedMembers.map((name) => [name, sha256Of(JSON.stringify(bundle[name]))]));
  return `${JSON.stringify({ ...bundle, hashes }, null, 1)}\n`;
}

function judgeOf({ judgedBy, rules, problem }: Judge): Bundle["judgedBy"] {
  // The run's rules and problem stand with the run.
  const own = judgedBy.kind === "rule-set";
  return { ...judgedBy, rules: own ? rules : null, problem: own && problem ? encoded(problem) : null };
}

function runOf({ plan, origin }: BundleFacts): Bundle["run"] {
  if (!origin) return null;
  const { run, problem, teamIndexes, scores, isRepeatable } = origin;
  const moved = handMoves(plan, origin);
  return {
    id: run.id,
    kind: run.kind,
    rules: run.rules,
    teams: run.teams,
    seed: run.seed,
    steps: run.steps,
    stepLimit: run.stepLimit,
    stopped: run.status === "stopped",
    engineVersion: run.engineVersion,
    problem: encoded(problem),
    solution: plan.runSolution ?? null,
    repeatable: isRepeatable,
    teamIndexes,
    scores,
    bounds: run.bounds,
    handMoves: moved.map((areaIndex) => [areaIndex, plan.teamIndexes[areaIndex]!]),
  };
}
