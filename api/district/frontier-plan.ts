// `--frontier`: the points between moving least and balancing best, and of them the plan: the smallest change within the tolerance.
import { namedNoPlan } from "../../engine/explain/no-plan.ts";
import { type EngineIssue, numberNames } from "../../engine/issue.ts";
import type { FrontierPoint } from "../../engine/least-change/change-explorer.ts";
import { type DistrictingProblem, encodeProblem } from "../../engine/problem.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { LeastChangeMessage, LeastChangeOrder } from "./least-change.worker.ts";
import type { DistrictOptions } from "./options.ts";
import type { FrontierFilePoint } from "./plan-file.ts";
import { noPlan } from "./refusal.ts";
import { runWorker } from "./run-worker.ts";

export interface FoundFrontier {
  readonly points: readonly FrontierPoint[];
  /** The first point that keeps every rule. */
  readonly plan: FrontierPoint;
  readonly steps: number;
  readonly seconds: number;
}

type Answer = Exclude<LeastChangeMessage, { kind: "progress" }>;

const workerFile = new URL("./least-change.worker.ts", import.meta.url);
const stageNames = {
  balance: { sv: "söker bästa balans", en: "looking for the best balance" },
  search: { sv: "söker minsta ändring", en: "looking for the least change" },
  proof: { sv: "bevisar", en: "proving" },
} as const;

/** Throws a refusal when no point keeps every rule; `--steps` counts for each level of the frontier. */
export async function findFrontier(
  problem: DistrictingProblem,
  { seed, stepLimit, timeLimitMs }: Pick<DistrictOptions, "seed" | "stepLimit" | "timeLimitMs">,
  tell: (sentence: Sentence) => void,
): Promise<FoundFrontier> {
  const order: LeastChangeOrder = { problem: encodeProblem(problem), seed, stepsPerLevel: stepLimit, timeLimitMs };
  const answer = await runWorker<LeastChangeMessage, Answer>(
    workerFile,
    order,
    { timeLimitMs, lateAnswer: () => ({ kind: "none", elapsedMs: timeLimitMs ?? 0, issues: [] }) },
    (message) => message.kind !== "progress",
    ({ elapsedMs, stage, pointCount }) => {
      const time = (elapsedMs / 1000).toFixed(1);
      tell({
        sv: `${time.replace(".", ",")} s: ${stageNames[stage].sv}, ${pointCount} punkter`,
        en: `${time} s: ${stageNames[stage].en}, ${pointCount} points`,
      });
    },
  );
  if (answer.kind === "none")
    throw nothingFound(answer.issues.map((issue) => namedNoPlan(issue, { ...numberNames, team: String })));
  const plan = answer.points.find((point) => point.feasible);
  if (!plan) throw nothingFound(violationsOfNearest(answer.points));
  return { points: answer.points, plan, steps: answer.steps, seconds: answer.elapsedMs / 1000 };
}

/** The points as the plan file has them. */
export function filePoints(points: readonly FrontierPoint[]): FrontierFilePoint[] {
  return points.map((point) => ({
    movedWeight: point.movedWeight,
    movedNodes: point.movedAreaCount,
    largestDeviation: point.maxDeviationFraction,
    proof: point.proof,
    movedWeightBound: point.movedWeightBound,
    assignment: Array.from(point.assignment),
  }));
}

/** One line per point, from moving least to balancing best. */
export function pointLines(points: readonly FrontierPoint[]): Sentence[] {
  return points.map((point) => {
    const deviation = (100 * point.maxDeviationFraction).toPrecision(3);
    const proven = point.proof === "proven";
    const gap = `${point.movedWeight} (${point.movedAreaCount})`;
    return {
      sv: `flyttar ${gap}, största avvikelse ${deviation.replace(".", ",")} %, ${proven ? "bevisat minst" : `minst ${point.movedWeightBound} krävs`}`,
      en: `moves ${gap}, largest deviation ${deviation}%, ${proven ? "proven least" : `at least ${point.movedWeightBound} needed`}`,
    };
  });
}

function violationsOfNearest(points: readonly FrontierPoint[]): EngineIssue[] {
  const nearest = points.at(-1);
  if (!nearest) return [];
  const deviation = (100 * nearest.maxDeviationFraction).toPrecision(3);
  return [
    {
      code: "tolerance-not-reached",
      message: {
        sv: `Den minsta största avvikelse som hittades är ${deviation.replace(".", ",")} %.`,
        en: `The smallest largest deviation that was found is ${deviation}%.`,
      },
    },
  ];
}

function nothingFound(reasons: readonly EngineIssue[]) {
  return noPlan(
    {
      sv: "Ingen ändring som håller villkoren hittades; det är inte bevisat att ingen finns.",
      en: "No change that keeps the rules was found; it is not proven that there is none.",
    },
    reasons,
  );
}
