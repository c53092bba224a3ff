// The rules as they are being typed, and the run or the saved rules they become.
import type { RuleSet, RuleSetInput, Rules } from "../../api/contract/rules.ts";
import type { NewRun } from "../../api/contract/runs.ts";
import type { Team } from "../../api/contract/teams.ts";
import { usualToleranceFraction } from "../../engine/tolerance.ts";

export interface MeasureRule {
  readonly measureKey: string;
  /** As typed; one of the two may be empty, and where both are given the stricter holds. */
  readonly percent: string;
  readonly number: string;
  /** Position in goalWeights: how much its balance counts within the tolerance. */
  readonly weight: number;
  readonly reason: string;
}
export interface TeamRule {
  readonly teamId: string;
  readonly included: boolean;
  readonly investigation: string;
  readonly firstLine: string;
  /** By hand: the team's part of the whole, in any unit. */
  readonly share: string;
}
export interface Lock {
  readonly areaCode: string;
  readonly teamId: string;
  readonly reason: string;
}
export interface AreasTogether {
  readonly name: string;
  readonly areaCodes: readonly string[];
}
export interface KeptTogether extends AreasTogether {
  readonly reason: string;
}
export interface KeptApart {
  readonly pair: readonly [string, string];
  readonly reason: string;
}
/** What a run can be started for here; repairs, proofs and prices are asked for where a plan is looked at. */
export type DraftKind = "division" | "frontier" | "alternatives";

export interface RulesDraft {
  readonly kind: DraftKind;
  readonly divisionId: string;
  readonly teams: readonly TeamRule[];
  /** The first is the main one: who changes team and how compact teams are is counted in it. */
  readonly measures: readonly MeasureRule[];
  readonly targets: "positions" | "equal" | "shares";
  readonly keepCatchments: boolean;
  readonly baselinePlanId: string | null;
  /** As typed; empty where there is no limit. */
  readonly movedAtMost: string;
  readonly locks: readonly Lock[];
  readonly keepTogether: readonly KeptTogether[];
  readonly keepApart: readonly KeptApart[];
  /** Of the rules that there is one of. */
  readonly reasons: Rules["reasons"];
  /** Position in goalWeights. */
  readonly compactness: number;
  readonly borderLength: number;
  readonly leastChange: number;
  /** The saved rules it was read from or saved as; `isChanged` when something in them was typed since. */
  readonly ruleSet: RuleSet | null;
  /** The newest version of them that whoever types has been shown: a save is conditional on it. */
  readonly seenVersion: number;
  readonly isChanged: boolean;
  readonly seconds: string;
  readonly seed: string;
}

/** Weight of a goal at each step of its slider: not at all, a little, much, most. */
const goalWeights = [0, 0.5, 1, 3] as const;
const usualWeight = 2;

/** How long each kind is given where nobody says. */
export const usualSeconds: Readonly<Record<DraftKind, string>> = { division: "10", frontier: "60", alternatives: "60" };

export function firstDraft(
  divisionId: string,
  teams: readonly Team[],
  measureKey: string | null,
  planId: string | null,
): RulesDraft {
  return {
    kind: "division",
    divisionId,
    teams: teams.map((team) => ({
      teamId: team.id,
      included: true,
      investigation: String(team.investigationPositions),
      firstLine: String(team.firstLinePositions),
      share: "1",
    })),
    measures: measureKey === null ? [] : [firstMeasureRule(measureKey, write(100 * usualToleranceFraction))],
    targets: "positions",
    keepCatchments: false,
    baselinePlanId: planId,
    movedAtMost: "",
    locks: [],
    keepTogether: [],
    keepApart: [],
    reasons: { whole: "", targets: "", catchments: "", baseline: "", movedAtMost: "", goals: "" },
    compactness: usualWeight,
    borderLength: usualWeight,
    leastChange: planId === null ? 0 : usualWeight,
    ruleSet: null,
    seenVersion: 0,
    isChanged: false,
    seconds: usualSeconds.division,
    seed: "1",
  };
}

export function firstMeasureRule(measureKey: string, percent: string): MeasureRule {
  return { measureKey, percent, number: "", weight: usualWeight, reason: "" };
}

/**
 * The rules with one measure's put in, changed or (null) taken out. The main measure stays the main one; the others stand in
 * the order of `keys`, whatever order they were chosen in.
 */
export function withMeasureRule(
  rules: readonly MeasureRule[],
  measureKey: string,
  rule: MeasureRule | null,
  keys: readonly string[],
): MeasureRule[] {
  const others = rules.filter((own) => own.measureKey !== measureKey);
  const main = rules[0]?.measureKey;
  const place = (own: MeasureRule) => (own.measureKey === main ? -1 : keys.indexOf(own.measureKey));
  return [...others, ...(rule ? [rule] : [])].sort((a, b) => place(a) - place(b));
}

/** Another main measure; the rest in the order of `keys`. */
export function withMainMeasure(
  rules: readonly MeasureRule[],
  measureKey: string,
  keys: readonly string[],
): MeasureRule[] {
  const place = (own: MeasureRule) => (own.measureKey === measureKey ? -1 : keys.indexOf(own.measureKey));
  return rules.toSorted((a, b) => place(a) - place(b));
}

/** Reads a typed number with a decimal comma or point; NaN for anything else. */
export function readNumber(text: string): number {
  return /^\s*\d+([.,]\d+)?\s*$/.test(text) ? Number(text.trim().replace(",", ".")) : Number.NaN;
}

function write(value: number): string {
  return String(value).replace(".", ",");
}

/** The draft with what is run, or how long: the rules stay as they are saved. */
export function withRun(draft: RulesDraft, part: Partial<Pick<RulesDraft, "kind" | "seconds" | "seed">>): RulesDraft {
  return { ...draft, ...part };
}

/** The draft with other rules, which are then no longer those that were saved. */
export function withRules(
  draft: RulesDraft,
  part: Partial<Omit<RulesDraft, "kind" | "seconds" | "seed" | "ruleSet" | "seenVersion" | "isChanged">>,
): RulesDraft {
  return { ...draft, ...part, isChanged: true };
}

/**
 * The draft begun from another plan, or from none. Who begins from a division wants it to count: as much as the other
 * goals, until somebody says otherwise.
 */
export function withBaseline(draft: RulesDraft, baselinePlanId: string | null): RulesDraft {
  const leastChange = draft.baselinePlanId === null ? usualWeight : draft.leastChange;
  return withRules(draft, { baselinePlanId, leastChange: baselinePlanId === null ? 0 : leastChange });
}

/**
 * The locks with others added; an area that was locked is locked anew. Where it is to the same team and no reason is given
 * it keeps the one it had.
 */
export function withLocks(
  locks: readonly Lock[],
  added: readonly Pick<Lock, "areaCode" | "teamId">[],
  reason: string,
): Lock[] {
  const before = new Map(locks.map((lock) => [lock.areaCode, lock]));
  const codes = new Set(added.map(({ areaCode }) => areaCode));
  return [
    ...locks.filter(({ areaCode }) => !codes.has(areaCode)),
    ...added.map(({ areaCode, teamId }) => {
      const had = before.get(areaCode);
      return { areaCode, teamId, reason: reason.trim() || (had?.teamId === teamId ? had.reason : "") };
    }),
  ];
}

/** A tolerance in both units, by the largest of the teams' targets; null where it is not typed as a number yet. */
export interface ToldTolerance {
  readonly fraction: number;
  readonly number: number;
  /** Which of the two is the stricter, where both are typed. */
  readonly stricter: "percent" | "number" | null;
}

/** @param largestTarget of the measure, among the teams. */
export function toldTolerance({ percent, number }: MeasureRule, largestTarget: number): ToldTolerance | null {
  const fraction = percent.trim() === "" ? Number.POSITIVE_INFINITY : readNumber(percent) / 100;
  const limit = number.trim() === "" ? Number.POSITIVE_INFINITY : readNumber(number) / largestTarget;
  const least = Math.min(fraction, limit);
  if (!Number.isFinite(least) || !(largestTarget > 0)) return null;
  const areBoth = Number.isFinite(fraction) && Number.isFinite(limit);
  return {
    fraction: least,
    number: least * largestTarget,
    stricter: areBoth ? (fraction <= limit ? "percent" : "number") : null,
  };
}

/**
 * The draft with saved rules in the place of its own. Teams that have come since are left out.
 * @param seenVersion the newest version, where it is an earlier one that is chosen.
 */
export function withRuleSet(draft: RulesDraft, ruleSet: RuleSet, seenVersion = ruleSet.version): RulesDraft {
  const { rules, teams } = ruleSet;
  return {
    ...draft,
    ruleSet,
    seenVersion,
    isChanged: false,
    teams: draft.teams.map((own) => {
      const saved = teams.find(({ teamId }) => teamId === own.teamId);
      const share = rules.shares.find(({ teamId }) => teamId === own.teamId);
      if (!saved) return { ...own, included: false };
      return {
        ...own,
        included: true,
        investigation: write(saved.investigationPositions),
        firstLine: write(saved.firstLinePositions),
        share: share ? write(share.share) : own.share,
      };
    }),
    measures: rules.balancedMeasures.map(({ measureKey, toleranceFraction, toleranceNumber, weight, reason }) => ({
      measureKey,
      percent:
        toleranceNumber !== null && toleranceFraction >= noFraction
          ? ""
          : write(Number((100 * toleranceFraction).toPrecision(12))),
      number: toleranceNumber === null ? "" : write(toleranceNumber),
      weight: nearestStep(weight),
      reason,
    })),
    targets: rules.targets,
    keepCatchments: rules.keepCatchmentsOfPrioritySchools,
    baselinePlanId: rules.baselinePlanId,
    movedAtMost: rules.movedAtMost === null ? "" : write(rules.movedAtMost),
    locks: rules.locks,
    keepTogether: rules.keepTogether,
    keepApart: rules.keepApart.map(({ areaCodes, reason }) => ({ pair: [areaCodes[0]!, areaCodes[1]!], reason })),
    reasons: rules.reasons,
    compactness: nearestStep(rules.goals.compactness),
    borderLength: nearestStep(rules.goals.borderLength),
    leastChange: nearestStep(rules.goals.leastChange),
  };
}

/** As far from its target as a whole target: no limit, where the tolerance is in number alone. */
const noFraction = 1;

function nearestStep(weight: number): number {
  const distances = goalWeights.map((own) => Math.abs(own - weight));
  return distances.indexOf(Math.min(...distances));
}

/** Keys (in the locales, under run.fault) of what must be mended before the run can start. */
export function faultsOf(draft: RulesDraft): readonly string[] {
  const included = draft.teams.filter((team) => team.included);
  const positions = included.map((team) => readNumber(team.investigation) + readNumber(team.firstLine));
  const seed = readNumber(draft.seed);
  const seconds = readNumber(draft.seconds);
  const { movedAtMost, targets } = draft;
  return [
    ...(included.length < 2 ? ["teams"] : []),
    ...(positions.some(Number.isNaN) ? ["positions"] : []),
    ...(targets === "positions" && positions.some((own) => own === 0) ? ["noPositions"] : []),
    ...(targets === "shares" && included.some(({ share }) => !(readNumber(share) > 0)) ? ["shares"] : []),
    ...(draft.measures.length === 0 ? ["measures"] : []),
    ...(draft.measures.some(isFaulty) ? ["tolerance"] : []),
    ...(movedAtMost.trim() !== "" && Number.isNaN(readNumber(movedAtMost)) ? ["movedAtMost"] : []),
    ...(draft.kind === "frontier" && draft.baselinePlanId === null ? ["frontierBaseline"] : []),
    ...(!(seconds >= 0.1 && seconds <= 600) ? ["seconds"] : []),
    ...(!(Number.isInteger(seed) && seed <= 4294967295) ? ["seed"] : []),
  ];
}

function isFaulty({ percent, number }: MeasureRule): boolean {
  const isEmpty = (text: string) => text.trim() === "";
  if (isEmpty(percent) && isEmpty(number)) return true;
  const isGoodPercent = isEmpty(percent) || readNumber(percent) <= 100;
  const isGoodNumber = isEmpty(number) || !Number.isNaN(readNumber(number));
  return !isGoodPercent || !isGoodNumber;
}

/** The rules of a draft without faults, to be saved. */
export function ruleSetOf(draft: RulesDraft, name: string): RuleSetInput & { readonly rules: NewRun["rules"] } {
  const { ruleSet, isChanged } = draft;
  const { teams, rules } = ruleSet && !isChanged ? ruleSet : typedRules(draft);
  return { divisionId: draft.divisionId, name, teams, rules } as RuleSetInput;
}

/** The request of a draft without faults. Saved rules that nobody has changed go with it as they were saved. */
export function runOf(draft: RulesDraft): NewRun {
  const { ruleSet, isChanged } = draft;
  const { teams, rules } = ruleSet && !isChanged ? ruleSet : typedRules(draft);
  return {
    kind: draft.kind,
    divisionId: draft.divisionId,
    ruleSet: ruleSet && !isChanged ? { id: ruleSet.id, version: ruleSet.version } : null,
    teams,
    rules,
    seed: readNumber(draft.seed),
    secondsLimit: readNumber(draft.seconds),
  };
}

function typedRules(draft: RulesDraft): Pick<NewRun, "teams" | "rules"> {
  const included = draft.teams.filter((team) => team.included);
  const teamIds = new Set(included.map((team) => team.teamId));
  const hasBaseline = draft.baselinePlanId !== null;
  return {
    teams: included.map((team) => ({
      teamId: team.teamId,
      investigationPositions: readNumber(team.investigation),
      firstLinePositions: readNumber(team.firstLine),
    })),
    rules: {
      balancedMeasures: draft.measures.map(({ measureKey, percent, number, weight, reason }) => ({
        measureKey,
        toleranceFraction: percent.trim() === "" ? noFraction : readNumber(percent) / 100,
        toleranceNumber: number.trim() === "" ? null : readNumber(number),
        weight: goalWeights[weight]!,
        reason,
      })),
      targets: draft.targets,
      shares:
        draft.targets === "shares" ? included.map(({ teamId, share }) => ({ teamId, share: readNumber(share) })) : [],
      locks: draft.locks.filter((lock) => teamIds.has(lock.teamId)),
      keepTogether: draft.keepTogether.map(({ name, areaCodes, reason }) => ({
        name,
        areaCodes: [...areaCodes],
        reason,
      })),
      keepApart: draft.keepApart.map(({ pair, reason }) => ({ areaCodes: [...pair], reason })),
      keepCatchmentsOfPrioritySchools: draft.keepCatchments,
      baselinePlanId: draft.baselinePlanId,
      movedAtMost: hasBaseline && draft.movedAtMost.trim() !== "" ? readNumber(draft.movedAtMost) : null,
      goals: {
        compactness: goalWeights[draft.compactness]!,
        borderLength: goalWeights[draft.borderLength]!,
        leastChange: hasBaseline ? goalWeights[draft.leastChange]! : 0,
      },
      reasons: draft.reasons,
    },
  };
}
