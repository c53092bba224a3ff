// `district`: divides an instance file into teams and writes the plan with its scores; the same engine, no database.
import { writeFileSync } from "node:fs";
import { relabelToBaseline } from "../../engine/least-change/relabel-teams.ts";
import type { DistrictingProblem } from "../../engine/problem.ts";
import { evaluatePlan } from "../../engine/scores.ts";
import type { Command, CommandContext } from "../cli/command.ts";
import { checkedProblem } from "./check-problem.ts";
import { readInstanceFile } from "./instance-file.ts";
import { instanceNames } from "./instance-problem.ts";
import { type DistrictOptions, districtUsage, readDistrictOptions } from "./options.ts";
import { fileScores, type PlanFile, planFileText } from "./plan-file.ts";
import { wrongFile } from "./refusal.ts";
import { type FoundPlan, searchForPlan } from "./search-for-plan.ts";

export const districtCommand: Command = {
  usage: districtUsage,
  help: {
    sv:
      "Delar in en instansfil i team och skriver planen med poäng. Låsningar och grupper i filen används bara när de " +
      "begärs. Slutkod 1: ingen indelning håller villkoren; 2: filen är fel.",
    en:
      "Divides an instance file into teams and writes the plan with its scores. Locks and groups in the file are used " +
      "only when asked for. Exit code 1: no division keeps the rules; 2: the file is wrong.",
  },
  async run(words, context) {
    const options = readDistrictOptions(words);
    const reading = await readInstanceFile(options.path);
    if (!reading.ok) throw wrongFile(reading.faults);
    const { problem, remarks } = checkedProblem(reading.instance, options.choices);
    for (const remark of remarks) context.tell(remark);
    const names = instanceNames(reading.instance, options.choices.weightField);
    const found = await searchForPlan(problem, names, options, context.tell);
    const plan = planOf(problem, reading.instance.name, options, found);
    write(plan, options.outputPath, context);
  },
};

function planOf(
  problem: DistrictingProblem,
  name: string,
  options: DistrictOptions,
  found: FoundPlan,
): Omit<PlanFile, "engineVersion"> {
  const assignment = relabelToBaseline(problem, found.assignment);
  return {
    name,
    objective: options.choices.objective,
    toleranceFraction: problem.toleranceFraction[0]!,
    assignment: Array.from(assignment),
    scores: fileScores(problem, evaluatePlan(problem, assignment)),
    bound: null,
    boundMethod: "none",
    optimal: false,
    seconds: found.seconds,
    seed: found.seed,
    steps: found.steps,
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
