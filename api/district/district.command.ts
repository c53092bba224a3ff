// `district`: divides an instance file into teams and writes the plan with its scores; the same engine, no database.
import { writeFileSync } from "node:fs";
import type { Names } from "../../engine/issue.ts";
import { relabelToBaseline } from "../../engine/least-change/relabel-teams.ts";
import type { DistrictingProblem } from "../../engine/problem.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import type { Command, CommandContext } from "../cli/command.ts";
import { checkedProblem } from "./check-problem.ts";
import { filePoints, findFrontier, pointLines } from "./frontier-plan.ts";
import { readInstanceFile } from "./instance-file.ts";
import { instanceNames } from "./instance-problem.ts";
import { type DistrictOptions, districtUsage, readDistrictOptions } from "./options.ts";
import { fileScores, type PlanFile, planFileText } from "./plan-file.ts";
import { provePlan } from "./prove-plan.ts";
import { wrongFile } from "./refusal.ts";
import { proofTimeLeft, searchForPlan } from "./search-for-plan.ts";

export const districtCommand: Command = {
  usage: districtUsage,
  help: {
    sv:
      "Delar in en instansfil i team och skriver förslaget med poäng. Låsningar och grupper i filen används bara när de " +
      "begärs. Slutkod 1: ingen indelning som håller villkoren hittades (orden säger om det är bevisat att ingen finns); 2: filen är fel.",
    en:
      "Divides an instance file into teams and writes the plan with its scores. Locks and groups in the file are used " +
      "only when asked for. Exit code 1: no division that keeps the rules was found (the words say whether it is proven that " +
      "there is none); 2: the file is wrong.",
  },
  async run(words, context) {
    const options = readDistrictOptions(words);
    const reading = await readInstanceFile(options.path);
    if (!reading.ok) throw wrongFile(reading.faults);
    const { problem, remarks } = checkedProblem(reading.instance, options.choices);
    for (const remark of remarks) context.tell(remark);
    const { name } = reading.instance;
    const plan = options.frontier
      ? await frontierPlan(problem, name, options, context)
      : await searchedPlan(
          problem,
          name,
          options,
          instanceNames(reading.instance, options.choices.weightField),
          context,
        );
    write(plan, options.outputPath, context);
  },
};

type Plan = Omit<PlanFile, "engineVersion">;

/** Searched for, proven when asked for, and with the baseline's team numbers where there is one. */
async function searchedPlan(
  problem: DistrictingProblem,
  name: string,
  options: DistrictOptions,
  names: Names,
  { tell }: CommandContext,
): Promise<Plan> {
  const { objective } = options.choices;
  const found = await searchForPlan(problem, names, options, tell);
  const proofTimeMs = proofTimeLeft(options, found.seconds);
  const proof =
    proofTimeMs === undefined ? undefined : await provePlan(problem, objective, found.assignment, proofTimeMs, tell);
  const assignment = relabelToBaseline(problem, proof?.assignment ?? found.assignment);
  return {
    name,
    objective,
    toleranceFraction: problem.toleranceFraction[0]!,
    assignment: Array.from(assignment),
    scores: fileScores(problem, evaluatePlan(problem, assignment)),
    bound: proof?.bound ?? null,
    boundMethod: proof?.method ?? "none",
    optimal: proof?.optimal ?? false,
    seconds: found.seconds + (proof?.seconds ?? 0),
    secondsToFeasible: found.secondsToFeasible ?? null,
    seed: found.seed,
    steps: found.steps,
  };
}

/** The smallest change that keeps the rules, and the whole frontier with it. */
async function frontierPlan(
  problem: DistrictingProblem,
  name: string,
  options: DistrictOptions,
  { tell }: CommandContext,
): Promise<Plan> {
  const { points, plan, steps, seconds } = await findFrontier(problem, options, tell);
  for (const line of pointLines(points)) tell(line);
  return {
    name,
    objective: "least-change",
    toleranceFraction: problem.toleranceFraction[0]!,
    assignment: Array.from(plan.assignment),
    scores: fileScores(problem, evaluatePlan(problem, plan.assignment)),
    bound: plan.movedWeightBound,
    boundMethod: "least-change",
    optimal: plan.proof === "proven",
    seconds,
    secondsToFeasible: null,
    seed: options.seed,
    steps,
    frontier: filePoints(points),
  };
}

function write(
  plan: Omit<PlanFile, "engineVersion">,
  outputPath: string | undefined,
  { print, tell }: CommandContext,
): void {
  const text = planFileText(plan);
  if (outputPath === undefined) print(text.trimEnd());
  else writeFileSync(outputPath, text);
  const { cut, len, hess, moi, largestDeviation } = plan.scores;
  const numbers = `cut ${cut}, len ${len.toPrecision(6)}, hess ${hess.toPrecision(9)}, moi ${moi.toPrecision(9)}`;
  const deviation = (100 * largestDeviation).toPrecision(3);
  tell({
    sv: `${numbers}; största avvikelse ${deviation.replace(".", ",")} %.`,
    en: `${numbers}; largest deviation ${deviation}%.`,
  });
}
