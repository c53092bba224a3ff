// The registry of hard rules: a new one is a file, a line here and a test.
import { type EngineIssue, type Names, numberNames } from "../issue.ts";
import type { DistrictingProblem } from "../problem.ts";
import { balance } from "./balance.ts";
import { complete } from "./complete.ts";
import { connected } from "./connected.ts";
import { forbiddenPairs } from "./forbidden-pairs.ts";
import { keepTogether } from "./keep-together.ts";
import { locks } from "./locks.ts";
import { movedWeight } from "./moved-weight.ts";

export type RuleName =
  | "complete"
  | "connected"
  | "balance"
  | "locks"
  | "keepTogether"
  | "forbiddenPairs"
  | "movedWeight";

/** A broken rule: `amount` > 0 says by how much, in the rule's own unit (areas, parts, pairs, weight, fraction of target). */
export interface Violation extends EngineIssue {
  readonly rule: RuleName;
  readonly amount: number;
}

/** A rule looks at a whole plan; team −1 means that an area is not placed yet. */
export interface Rule {
  check(problem: DistrictingProblem, assignment: Int32Array, names: Names): Omit<Violation, "rule">[];
}

export const rules: Record<RuleName, Rule> = {
  complete,
  connected,
  balance,
  locks,
  keepTogether,
  forbiddenPairs,
  movedWeight,
};

/** Every broken rule of a plan, in the order of the registry. */
export function checkRules(
  problem: DistrictingProblem,
  assignment: Int32Array,
  names: Names = numberNames,
): Violation[] {
  return (Object.keys(rules) as RuleName[]).flatMap((rule) =>
    rules[rule].check(problem, assignment, names).map((found) => ({ rule, ...found })),
  );
}
