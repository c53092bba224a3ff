// What holds a team where it is, in plain words: its room in each measure, and the rules that forbid better moves.
import type { Names } from "../issue.ts";
import { type ExplainedPlan, tellMove } from "./area-sentences.ts";
import type { BindingRule, TeamBinding } from "./binding-rules.ts";
import { tellHindrance } from "./hindrances.ts";
import type { Barrier } from "./marginal-effects.ts";
import { amount, atBeginning, type Words } from "./words.ts";

const ruleNames: Record<Barrier, Words> = {
  complete: { sv: "Att varje team ska ha områden", en: "That every team has areas" },
  connected: { sv: "Att team ska hänga ihop", en: "That teams are connected" },
  balance: { sv: "Toleransen", en: "The tolerance" },
  locks: { sv: "Låsningarna", en: "The locks" },
  keepTogether: { sv: "Grupper som ska hållas ihop", en: "Groups to be kept together" },
  forbiddenPairs: { sv: "Områden som ska hållas isär", en: "Areas to be kept apart" },
  drawnLocks: { sv: "Låsen i utkastet", en: "The draft's locks" },
  movedWeight: { sv: "Gränsen för hur många som får byta team", en: "The limit on how many may change team" },
};

/** Names in the singular: "the tolerance forbids", "the locks forbid". */
const isOne: Partial<Record<Barrier, true>> = { complete: true, connected: true, balance: true, movedWeight: true };

/** The room first, measure by measure, then each rule that forbids moves which would better the goals. */
export function tellTeam(plan: ExplainedPlan, { room, rules }: TeamBinding, names: Names): Words[] {
  const told = room.map((own, measureIndex) => roomSentence(own, atBeginning(names.measure(measureIndex))));
  if (rules.length === 0) {
    told.push({
      sv: "Inget villkor hindrar någon flytt av ett enskilt område som skulle göra målen bättre.",
      en: "No rule forbids any move of a single area that would make the goals better.",
    });
  }
  return [...told, ...rules.map((rule) => ruleSentence(plan, rule, names))];
}

function roomSentence({ mayGain, mayLose }: TeamBinding["room"][number], measure: string): Words {
  if (mayGain < 0) {
    const over = amount(Math.ceil(-mayGain));
    return {
      sv: `${measure}: ${over.sv} för många; toleransen är överskriden.`,
      en: `${measure}: ${over.en} too many; the tolerance is exceeded.`,
    };
  }
  if (mayLose < 0) {
    const under = amount(Math.ceil(-mayLose));
    return {
      sv: `${measure}: ${under.sv} för få; toleransen är överskriden.`,
      en: `${measure}: ${under.en} too few; the tolerance is exceeded.`,
    };
  }
  const gain = amount(Math.floor(mayGain));
  const lose = amount(Math.floor(mayLose));
  return {
    sv: `${measure}: kan ta emot högst ${gain.sv} till och lämna högst ${lose.sv} inom toleransen.`,
    en: `${measure}: can take in at most ${gain.en} more and give away at most ${lose.en} within the tolerance.`,
  };
}

function ruleSentence(
  plan: ExplainedPlan,
  { rule, forbiddenMoves, forbiddenAlone, best }: BindingRule,
  names: Names,
): Words {
  const count = amount(forbiddenMoves);
  const alone = amount(forbiddenAlone);
  const area = names.area(best.areaIndex);
  const to = names.team(best.toTeam);
  const why = tellHindrance(plan, best, rule, names);
  const gains = tellMove(plan, best, names).effects.filter((own) => own.change < 0 && own.before.sv !== own.after.sv);
  const gain = (language: keyof Words, words: string) => {
    const told = gains.map((own) => `${own.label[language]} ${own.before[language]} → ${own.after[language]}`);
    return told.length === 0 ? "" : ` ${words} ${told.join("; ")}.`;
  };
  const one = forbiddenMoves === 1;
  return {
    sv: `${ruleNames[rule].sv} hindrar ${count.sv} ${one ? "flytt" : "flyttar"} som skulle göra målen bättre (${alone.sv} av dem hindras inte av något annat villkor). Den bästa är ${area} till team ${to}. ${why.sv}${gain("sv", "Vinsten vore:")}`,
    en: `${ruleNames[rule].en} forbid${isOne[rule] ? "s" : ""} ${count.en} ${one ? "move" : "moves"} that would make the goals better (${alone.en} of them forbidden by no other rule). The best is ${area} to team ${to}. ${why.en}${gain("en", "The gain would be:")}`,
  };
}
