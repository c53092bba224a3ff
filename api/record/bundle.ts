// The bundle (bevisfil): everything that a plan and its numbers follow from, in one JSON file that `verify` reproduces offline.
import { createHash } from "node:crypto";
import { z } from "zod";
import { engineVersion } from "../../engine/engine-version.ts";
import { encodeProblem } from "../../engine/problem.ts";
import { problemHash } from "../../engine/problem-hash.ts";
import { Plan, PlanTeam } from "../contract/plans.ts";
import { AreaCode, Identifier, MunicipalityCode } from "../contract/primitives.ts";
import { Run } from "../contract/runs.ts";
import { bareProblem } from "../runs/problem.ts";
import { type BundleNumbers, numbersOf, withTeams } from "./bundle-numbers.ts";
import type { BoundFact } from "./plan-bound.ts";
import type { RecordFacts } from "./read-facts.ts";

const TeamIndexes = z.array(z.int().min(-1).max(63));
const EncodedProblem = z.strictObject({
  encoding: z.literal("base64"),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.base64(),
});
const Numbers = z.custom<BundleNumbers>((value) => typeof value === "object" && value !== null);

/** Strict: a member that is not told of here is a change too. */
export const Bundle = z.strictObject({
  format: z.literal("omradeslinjen-bevis-1"),
  municipalityCode: MunicipalityCode,
  engineVersion: z.string(),
  plan: z.strictObject({
    id: Identifier,
    name: z.string(),
    status: Plan.shape.status,
    revision: z.int(),
    version: z.int(),
    teams: z.array(PlanTeam),
    teamIndexes: TeamIndexes,
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
  /** Areas, neighbours and every measure, with targets by the plan's positions. */
  problem: EncodedProblem,
  numbers: Numbers,
  compared: z
    .strictObject({
      id: Identifier,
      name: z.string(),
      teams: z.array(PlanTeam),
      teamIndexes: TeamIndexes,
      numbers: Numbers,
      movedAreaIndexes: z.array(z.int()),
    })
    .nullable(),
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
      /** Null for runs that give several plans: those are not done again. */
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
  "run",
  "bound",
] as const satisfies readonly (keyof Bundle)[];

export function sha256Of(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function encoded(buffer: ArrayBuffer): z.infer<typeof EncodedProblem> {
  return { encoding: "base64", sha256: problemHash(buffer), bytes: Buffer.from(buffer).toString("base64") };
}

/** The facts that a bundle is made of; its exact counts are the planners' own. */
export type BundleFacts = Pick<RecordFacts, "plan" | "division" | "geometry" | "measures" | "compared"> & {
  readonly municipalityCode: string;
  readonly run: Run | null;
  /** The encoded problem as it was stored with the run. */
  readonly runProblem: ArrayBuffer | null;
  readonly bound: BoundFact;
};

/** The file's text. It tells nothing of who asked or when, so that the same plan gives the same bytes. */
export function bundleText(facts: BundleFacts): string {
  const { plan, division, geometry, measures, compared } = facts;
  const problem = bareProblem({ ...geometry, measures }, measures, plan.teams, "positions");
  const bundle: Omit<Bundle, "hashes"> = {
    format: "omradeslinjen-bevis-1",
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
      numbers: numbersOf(withTeams(problem, compared.plan.teams), compared.plan.teamIndexes),
      movedAreaIndexes: movedAreaIndexes(plan, compared.plan),
    },
    run: runOf(facts),
    bound: facts.bound,
  };
  const hashes = Object.fromEntries(hashedMembers.map((name) => [name, sha256Of(JSON.stringify(bundle[name]))]));
  return `${JSON.stringify({ ...bundle, hashes }, null, 1)}\n`;
}

type Assigned = Pick<Plan, "teams" | "teamIndexes">;

/** Areas with another team in the one plan than in the other. */
export function movedAreaIndexes(plan: Assigned, other: Assigned): number[] {
  return plan.teamIndexes.flatMap((teamIndex, areaIndex) =>
    plan.teams[teamIndex]?.teamId === other.teams[other.teamIndexes[areaIndex]!]?.teamId ? [] : [areaIndex],
  );
}

function runOf({ plan, run, runProblem }: BundleFacts): Bundle["run"] {
  if (!run || runProblem === null) return null;
  const teamIndexes = run.kind === "division" && run.steps !== null ? run.teamIndexes : null;
  const moved = teamIndexes ? movedAreaIndexes(plan, { teams: run.teams, teamIndexes }) : [];
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
    problem: encoded(runProblem),
    teamIndexes,
    scores: teamIndexes && run.scores,
    bounds: run.bounds,
    handMoves: moved.map((areaIndex) => [areaIndex, plan.teamIndexes[areaIndex]!]),
  };
}
