// Says before any search what is wrong with an instance's problem, and what its unused locks and groups would have meant.
import type { DistrictingProblem } from "../../engine/problem.ts";
import { type ProblemIssueCode, validateProblem } from "../../engine/validate-problem.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { Instance } from "./instance-file.ts";
import { type InstanceChoices, instanceNames, makeInstanceProblem } from "./instance-problem.ts";
import { noPlan, wrongFile } from "./refusal.ts";

/** Errors that prove that no plan exists; every other error means that the file cannot be used. */
const infeasibleCodes: ReadonlySet<ProblemIssueCode> = new Set([
  "more-teams-than-areas",
  "more-teams-than-units",
  "too-many-parts",
  "parts-not-servable",
  "group-locked-apart",
  "group-not-connectable",
  "locks-not-connectable",
  "locks-shut-out",
  "locks-shut-in",
  "cut-area-too-heavy",
  "unit-too-heavy",
  "locks-too-heavy",
  "tolerance-too-tight",
]);

/** The problem, and remarks for the user. Throws a refusal (see `refusal.ts`) when there is nothing to search for. */
export function checkedProblem(
  instance: Instance,
  choices: InstanceChoices,
): { readonly problem: DistrictingProblem; readonly remarks: readonly Sentence[] } {
  if (instance.nodes.length === 0) {
    throw wrongFile([{ sv: "Filen har inga noder att dela in.", en: "The file has no nodes to divide." }]);
  }
  if (instance.teamCount > instance.nodes.length) {
    const { teamCount, nodes } = instance;
    throw noPlan(noPlanExists, [
      {
        code: "more-teams-than-areas",
        message: {
          sv: `${teamCount} team kan inte dela på ${nodes.length} noder; varje team behöver minst en.`,
          en: `${teamCount} teams cannot share ${nodes.length} nodes; each team needs at least one.`,
        },
      },
    ]);
  }
  const made = makeInstanceProblem(instance, choices);
  if (!made.ok) throw wrongFile(made.faults);
  const issues = validateProblem(made.problem, instanceNames(instance, choices.weightField));
  const errors = issues.filter((issue) => issue.severity === "error");
  if (errors.some((issue) => !infeasibleCodes.has(issue.code))) throw wrongFile(errors.map(({ message }) => message));
  if (errors.length > 0) throw noPlan(noPlanExists, errors);
  return {
    problem: made.problem,
    remarks: [...issues.map(({ message }) => message), ...unusedRules(instance, choices)],
  };
}

const noPlanExists: Sentence = {
  sv: "Ingen indelning kan hålla villkoren:",
  en: "No division can keep the rules:",
};

/** Locks and groups in the file that were not asked for, and whether a plan could have kept them. */
function unusedRules(instance: Instance, choices: InstanceChoices): Sentence[] {
  const has = (field: string, isSet: (value: unknown) => boolean): boolean =>
    instance.nodes.some((node) => isSet(node[field]));
  const locked =
    !choices.useLocks && has("locked", (value) => value !== undefined && value !== null && value !== false);
  const groups = choices.groupField === undefined && has("school", (value) => typeof value === "number" && value >= 0);
  const remarks: Sentence[] = [];
  if (groups) {
    remarks.push({
      sv: "Filens grupper (school) används inte; ta med dem med --keep-together school.",
      en: "The file's groups (school) are not used; use them with --keep-together school.",
    });
  }
  if (!locked) return remarks;
  remarks.push({
    sv: "Filens låsningar används inte; ta med dem med --locked.",
    en: "The file's locks are not used; use them with --locked.",
  });
  const reasons = faultsOf(instance, { ...choices, useLocks: true });
  if (reasons.length > 0) {
    remarks.push({ sv: "Med dem finns ingen indelning:", en: "With them there is no division:" }, ...reasons);
  }
  return remarks;
}

function faultsOf(instance: Instance, choices: InstanceChoices): readonly Sentence[] {
  const made = makeInstanceProblem(instance, choices);
  if (!made.ok) return made.faults;
  const issues = validateProblem(made.problem, instanceNames(instance, choices.weightField));
  return issues.filter((issue) => issue.severity === "error").map(({ message }) => message);
}
