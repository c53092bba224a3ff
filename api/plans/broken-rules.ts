// Which of the rules that judge it a plan breaks, for the question before it is put forward: judged as its record judges it.
import type { Names } from "../../engine/issue.ts";
import { checkRules, type RuleName, type Violation } from "../../engine/rules/index.ts";
import type { BrokenRule, Plan } from "../contract/plans.ts";
import type { Sentence } from "../contract/primitives.ts";
import type { Transaction } from "../db/database.ts";
import { readJudge, readOrigin, ruledProblem } from "../record/plan-origin.ts";
import { lowerFirst } from "../record/swedish-text.ts";
import type { DivisionGeometry } from "../runs/division-arrays.ts";
import { listExactMeasures } from "../statistics/exact-measures.store.ts";

export interface Broken {
  readonly rule: BrokenRule;
  readonly message: Sentence;
}

/** How each rule is told without any count; null for those that are told of every plan, also of one without rules. */
const tellings: Record<RuleName, ((found: readonly Violation[], names: Names) => Sentence[]) | null> = {
  complete: null,
  connected: null,
  balance: (found, names) =>
    [...Map.groupBy(found, ({ measureIndex }) => measureIndex!)].map(([measure, own]) => {
      const teams = own.flatMap(({ teamIndexes }) => teamIndexes ?? []).map(names.team);
      return {
        sv: `Utanför toleransen i ${names.measure(measure)}: team ${teams.join(", ")}.`,
        en: `Beyond the tolerance in ${names.measure(measure)}: team ${teams.join(", ")}.`,
      };
    }),
  locks: ownMessages,
  keepTogether: ownMessages,
  forbiddenPairs: ownMessages,
  movedWeight: () => [{ sv: "Fler byter team än villkoren tillåter.", en: "More change team than the rules allow." }],
};

function ownMessages(found: readonly Violation[]): Sentence[] {
  return found.map(({ message }) => message);
}

const unjudged: Broken = {
  rule: "unjudged",
  message: {
    sv: "Det går inte att säga om förslaget håller sina villkor: de talar om mått eller indelningar som inte finns längre.",
    en: "It cannot be said whether the plan keeps its rules: they speak of measures or plans that are no longer there.",
  },
};

/** None where the plan has no rules of its own: what is usual binds nobody. */
export async function readBrokenRules(
  transaction: Transaction,
  municipality: string,
  plan: Plan,
  { codes, names }: Pick<DivisionGeometry, "codes" | "names">,
): Promise<Broken[]> {
  const judge = await readJudge(transaction, municipality, plan);
  if (!judge.rules) return [];
  const ruled = ruledProblem(judge, await readOrigin(transaction, municipality, plan));
  if (!ruled) return [unjudged];
  const measures = await listExactMeasures(transaction, municipality, plan.divisionId);
  const keys = ruled.rules.balancedMeasures.map(({ measureKey }) => measureKey);
  const called: Names = {
    area: (areaIndex) => `${codes[areaIndex]} ${names[areaIndex]}`,
    team: (teamIndex) => plan.teams[teamIndex]!.letter,
    measure: (measure) => lowerFirst(measures.find(({ key }) => key === keys[measure])?.nameSv ?? keys[measure]!),
  };
  const found = Map.groupBy(checkRules(ruled.problem, Int32Array.from(plan.teamIndexes), called), ({ rule }) => rule);
  return [...found].flatMap(([rule, own]) =>
    isToldHere(rule) ? tellings[rule]!(own, called).map((message) => ({ rule, message })) : [],
  );
}

function isToldHere(rule: RuleName): rule is RuleName & BrokenRule {
  return tellings[rule] !== null;
}
